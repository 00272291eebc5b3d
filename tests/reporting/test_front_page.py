"""The first page: what each programme proposes, brings and takes, who must agree, and how sure that is."""

import re
from dataclasses import replace

from syrupy.assertion import SnapshotAssertion

from scheduler.catalogue import RULES
from scheduler.comparison import compare
from scheduler.reporting import Claim, Missing, page_of
from scheduler.reporting.front_page import Proposal, notes_of, proposals_of
from tests.comparison.pairs import programme, small
from tests.conference import room, session
from tests.reporting.pages import read


def variant(closing: str, **tables: object) -> Proposal:
    """Return the row of the small conference with its closing elsewhere."""
    later = programme("Later", small(**tables), closing=closing)
    return proposals_of(compare([programme("As now", small(**tables)), later]))[1]


def front(page: str) -> str:
    """Return what can be read on the first page."""
    html = page[page.index('<section class="front"') : page.index('<section class="summary"')]
    return " ".join("".join(read(html).texts).split())


def test_the_first_page_as_it_is_read(snapshot: SnapshotAssertion) -> None:
    """The base, a variant with a session more elsewhere, and one without a programme."""
    more = small(session("extra", title="Extra"))
    other = programme("Later", more, extra="Tue 15:00 A", closing="Tue 14:00 A")
    claims = {"Later": Claim("None: proved", ("Talk is longer",))}
    missing = [Missing("None", "it cannot be", ("Too few teams.",), small())]
    comparison = compare([programme("As now"), other])
    assert front(page_of(comparison, claims=claims, missing=missing)) == snapshot


def test_it_says_what_is_proposed_and_who_must_agree() -> None:
    """As the variant says it; of the base, that it is held if nothing is decided."""
    other = small().model_copy(
        update={"summary": "The closing is later.", "agreed_by": ("host country", "unions")}
    )
    one, two = proposals_of(compare([programme("As now"), programme("Later", other)]))
    assert one.summary == "This programme applies if nothing is decided."
    assert (two.summary, two.agree) == ("The closing is later.", ("host country", "unions"))
    assert (two.proposed, two.stands) == ((), ())


def test_what_differs_by_chance_is_neither_good_nor_bad() -> None:
    """The reserve is Tuesday morning, two hours of which are free, or all three."""
    slack = "Slack (hours): 3, not 2"
    assert slack in variant("Tue 14:00 A").good
    assert variant("Tue 14:00 A").bad == ()
    places = ("Tue 09:00 A", "Tue 14:00 A")
    both = [programme(label, closing=each) for label, each in zip("ab", places, strict=True)]
    known = [replace(one, others=(two.schedule,)) for one, two in (both, both[::-1])]
    assert slack not in proposals_of(compare(known))[1].good


def test_no_word_of_code_is_on_it() -> None:
    """No id of a rule, with underscores or without; no command, no file, no weights."""
    base, soft = small(levels={"no_slack": "hard"}), small(levels={"no_slack": "off"})
    comparison = compare([programme("a", base, closing="Tue 14:00 A"), programme("b", soft)])
    given_up = proposals_of(comparison)[1].bad[0]
    assert given_up == "Breaks rules that are hard in the first programme: sessions in the reserve"
    said = front(page_of(comparison)).lower()
    ids = [rule for rule in RULES if rule in said or rule.replace("_", " ") in said]
    assert ids == ["days_on_site"]  # which are words that everybody knows
    assert not re.search(r"--|`|weights|quota|\.yaml|seed|penalt", said)


def test_sessions_that_a_variant_brings_or_cuts_are_told() -> None:
    """One more session in its file, or one that its programme leaves out."""
    more = programme("more", small(session("extra", title="Extra")), extra="Tue 14:00 A")
    assert proposals_of(compare([programme("less"), more]))[1].good[0] == "Adds 1 session: Extra"
    assert "Removes 1 session: Extra" in proposals_of(compare([more, programme("less")]))[1].bad


def test_only_what_differs_is_told_of_what_a_variant_takes() -> None:
    """The base takes all that it takes; the variant an hour more; another nothing else."""
    more = programme("more", small(session("extra")), extra="Tue 14:00 A")
    same = programme("same", talk="Mon 14:30 B")
    one, two, three = proposals_of(compare([programme("less"), more, same]))
    assert one.takes[:2] == ("Hours of sessions (hours): 6.5", "Days used (days): 2")
    assert two.takes == ("Hours of sessions (hours): 7.5, not 6.5",)
    assert three.takes == ()


def test_sessions_elsewhere_are_told_those_of_many_people_first() -> None:
    """Moves to another room come last."""
    other = programme("b", talk="Mon 14:30 B", opening="Mon 10:00 A", closing="Tue 09:00 B")
    comparison = compare([programme("a"), other])
    moved = [each.partition(":")[0] for each in proposals_of(comparison)[1].proposed]
    assert moved == ["Opening", "Talk", "Closing"]  # 80 and 60 people; another room alone


def test_a_variant_without_a_programme_has_a_row_with_the_reason() -> None:
    """What is proved of it, or why there is none; figures it has none."""
    comparison = compare([programme("a"), programme("b", talk="Mon 14:30 B")])
    missing = Missing("None", "it cannot be", (), small())
    (*_, bare) = proposals_of(comparison, [missing])
    (*_, known) = proposals_of(comparison, [missing], {"None": Claim("Impossible.")})
    assert (bare.impossible, bare.good, bare.bad, bare.takes) == ("It cannot be.", (), (), ())
    assert known.impossible == "Impossible."


def test_a_programme_that_breaks_hard_rules_says_so() -> None:
    """Whatever is claimed for it, where the base keeps them; not what the base breaks as much."""
    tables = {"rooms": [room("A", title="Hall A"), room("B", capacity=40, features=["remote"])]}
    base = programme("a", small(**tables), talk="Mon 14:00 A", budget="Mon 14:00 B")
    full = programme("b", small(**tables), talk="Mon 14:00 B", opening="Mon 14:00 A")
    found = proposals_of(compare([base, full]), claims={"b": Claim("None: proved")})[1]
    assert "rooms too small (20)" in found.bad[0]
    assert found.proved.startswith("It breaks hard rules (")
    same = proposals_of(compare([full, replace(full, label="c")]))[1]
    assert not any("Hard rules" in each for each in same.bad)


def test_of_a_programme_that_does_not_know_a_fact_nothing_is_claimed() -> None:
    """It may no longer be possible."""
    late = replace(programme("knows", dinner="Mon 19:00 B"), known=("Hall A is closed",))
    claims = {"copy": Claim("None: proved"), "knows": Claim("None: proved")}
    found = proposals_of(compare([programme("began"), programme("copy"), late]), claims=claims)
    assert [each.proved for each in found] == ["", "", "None: proved"]
    assert all("before this was known: Hall A is closed" in each.summary for each in found[:2])


def test_notes_tell_noise_where_it_is_known() -> None:
    """With one search each, the rest may differ; with several, what does is left out."""
    once = compare([programme("a"), programme("b", talk="Mon 14:30 B")])
    assert "another could differ" in " ".join(notes_of(once))
    often = compare([replace(each, others=(each.schedule,)) for each in once.programmes])
    assert "hold in all programmes found" in " ".join(notes_of(often))
