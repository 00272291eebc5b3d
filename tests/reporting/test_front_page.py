"""The first page: what each programme proposes, brings and takes, who must agree, and how sure that is."""

import re
from dataclasses import replace
from typing import Any

import pytest

from scheduler.catalogue import RULES
from scheduler.comparison import compare
from scheduler.comparison.summary import programmes_sheet, sentences
from scheduler.explanation.remedies import with_row
from scheduler.instance import Pin
from scheduler.reporting import Claim, Missing, page_of
from scheduler.reporting.front_page import Proposal, notes_of, proposals_of
from scheduler.reporting.touched import MOST, touched
from tests.comparison.pairs import programme, small
from tests.conference import room, session
from tests.reporting.pages import many_page, read


def variant(closing: str) -> Proposal:
    """Return the row of the small conference with its closing elsewhere."""
    return proposals_of(compare([programme("As now"), programme("Later", closing=closing)]))[1]


def front(page: str) -> str:
    """Return what can be read on the first page."""
    start, end = page.index('<section class="front"'), page.index('<section class="summary"')
    return " ".join("".join(read(page[start:end]).texts).split())


def test_it_says_what_is_proposed_and_who_must_agree() -> None:
    """As the variant says it; of the base, that it is held if nothing is decided."""
    other = small().model_copy(
        update={"summary": "The closing is later.", "agreed_by": ("host country", "unions")}
    )
    one, two = proposals_of(compare([programme("As now"), programme("Later", other)]))
    assert (one.title, one.summary, one.agree) == (
        "As now",
        "If nothing is decided, this programme is held.",
        (),
    )
    assert (two.summary, two.agree) == ("The closing is later.", ("host country", "unions"))
    assert two.touched == ""


def test_the_base_says_where_everybody_stands() -> None:
    """Each figure that is not 0, under whom it concerns, and the hours of the regions."""
    (one, two) = proposals_of(compare([programme("a"), programme("b", closing="Tue 14:00 A")]))
    stands = {each.whom: each.text for each in one.stands}
    assert stands["Everyone"] == "2 h kept free for overruns"  # no statements, no free day
    assert stands["Small delegations"] == "1 h double-booked"  # Fiji, Monday 14:00 to 15:00
    assert stands["Ministers and VIPs"].startswith("1 without a session; ")  # the deputy
    assert "Inconvenient hours online" in stands
    assert two.stands == ()


def test_gains_and_losses_are_told_by_those_who_feel_them() -> None:
    """The reserve is Tuesday morning, two hours of which are free, or all three."""
    found = variant("Tue 14:00 A")
    (free,) = [each for each in found.good.told if each.whom == "Everyone"]
    assert free.text == "3 h kept free for overruns, not 2"
    back = proposals_of(compare([programme("a", closing="Tue 14:00 A"), programme("b")]))[1]
    (free,) = [each for each in back.bad.told if each.whom == "Everyone"]
    assert free.text == "2 h kept free for overruns, not 3"


def test_no_word_of_code_is_on_it() -> None:
    """No id of a rule, with underscores or without; no command, no file, no weights."""
    base, soft = small(levels={"no_slack": "hard"}), small(levels={"no_slack": "off"})
    one = programme("a", base, closing="Tue 14:00 A")
    comparison = compare([one, programme("b", soft)])
    (_, found) = proposals_of(comparison)
    (given_up,) = found.breaks
    assert given_up.whom == "No longer ruled out"
    assert given_up.text.startswith(
        "Sessions in the time kept free: Closing, Tue 9 Nov 09:00-10:00"
    )
    said = front(page_of(comparison)).lower()
    ids = [rule for rule in RULES if rule in said or rule.replace("_", " ") in said]
    assert ids == ["days_on_site"]  # which are words that everybody knows
    assert not re.search(r"--|`|weights|quota|\.yaml|seed|penalt", said)


def test_what_is_proved_and_what_is_not_known_is_told() -> None:
    """As it is claimed; nothing is claimed for a programme of which nothing is said."""
    comparison = compare([programme("a"), programme("b", talk="Mon 14:30 B")])
    claims = {"b": Claim("None: proved", "What it costs.")}
    one, two = proposals_of(comparison, claims=claims)
    assert (one.proved, one.unknown) == ("Not known", "")
    assert (two.proved, two.unknown) == ("None: proved", "What it costs.")
    assert "Room to improve None: proved What it costs." in front(
        page_of(comparison, claims=claims)
    )


def test_what_sessions_a_variant_brings_or_cuts_is_certain_if_it_says_so_itself() -> None:
    """One more session in its file; or one that its programme leaves out."""
    more = programme("more", small(session("extra", title="Extra")), extra="Tue 14:00 A")
    less = programme("less")
    brings, cuts = proposals_of(compare([less, more]))[1], proposals_of(compare([more, less]))[1]
    assert brings.brings is not None
    assert (brings.brings.whom, brings.brings.text) == ("Brings 1 session", "Extra")
    assert brings.brings.is_sure
    assert brings.cuts is None
    assert cuts.cuts is not None
    assert (cuts.cuts.whom, cuts.cuts.is_sure) == ("Cuts 1 session", True)
    instance = small(session("extra", optional=True, value=1))
    held = programme("held", instance, extra="Tue 14:00 A")
    dropped = proposals_of(compare([held, programme("dropped", instance)]))[1]
    assert dropped.cuts is not None
    assert not dropped.cuts.is_sure


def test_of_many_sessions_kinds_or_bodies_are_counted() -> None:
    """Two are named, three are not."""
    for number, said in ((2, "x 1, x 2"), (3, "meeting (3)")):
        extra = [session(f"x-{n}", title=f"x {n}") for n in range(1, number + 1)]
        places = {f"x-{n}": f"Tue {13 + n}:00 A" for n in range(1, number + 1)}
        more = programme("more", small(*extra), **places)
        brings = proposals_of(compare([programme("less"), more]))[1].brings
        assert brings is not None
        assert brings.text == said


def test_only_what_differs_is_told_of_what_a_variant_takes() -> None:
    """The base takes all that it takes; the variant an hour more; another nothing else."""
    more = programme("more", small(session("extra")), extra="Tue 14:00 A")
    same = programme("same", talk="Mon 14:30 B")
    one, two, three = proposals_of(compare([programme("less"), more, same]))
    assert one.takes[:2] == ("6.5 h of sessions", "2 days")
    assert one.takes[-1] == "1 interpretation team"
    assert two.takes == ("+1 h of sessions",)  # the extra one takes an hour
    assert three.takes == ()
    assert "Takes what the present plan takes" in front(page_of(compare([programme("a"), same])))


def test_a_variant_without_a_programme_has_a_row() -> None:
    """With what it proposes and why there is nothing; figures it has none."""
    comparison = compare([programme("a"), programme("b", talk="Mon 14:30 B")])
    pools = [{"id": "languages", "languages": ["en", "fr"], "counts": "meetings", "teams": 0}]
    instance = small(interpretation=pools).model_copy(update={"summary": "No team at all."})
    missing = Missing("None", "it cannot be", ("Too few teams.",), instance)
    found = proposals_of(comparison, [missing])[-1]
    assert (found.title, found.summary, found.impossible) == (
        "None",
        "No team at all.",
        "It cannot be.",
    )
    assert (found.good.told, found.bad.told, found.takes) == ((), (), ("−1 interpretation team",))
    page = page_of(comparison, missing=[missing], claims={"None": Claim("Impossible.", "All.")})
    assert "Impossible. All." in front(page)
    assert page.index('id="front-title"') < page.index('id="summary-title"')
    assert not read(page).troubles


def test_a_programme_that_breaks_hard_rules_says_so() -> None:
    """Whatever is claimed for it: the closing and the budget are in one room at once."""
    broken = programme("b", closing="Mon 14:00 A")
    found = proposals_of(compare([programme("a"), broken]), claims={"b": Claim("None: proved")})[1]
    assert found.proved.startswith("It breaks rules that must be kept (")


def test_who_has_no_seat_and_which_hard_rules_are_broken_is_bad() -> None:
    """Where the base has seats, and keeps them; what the base breaks as much is not told against it."""
    tables = {"rooms": [room("A", title="Hall A"), room("B", capacity=40, features=["remote"])]}
    base = programme("a", small(**tables), talk="Mon 14:00 A", budget="Mon 14:00 B")
    full = programme("b", small(**tables), talk="Mon 14:00 B", opening="Mon 14:00 A")
    comparison = compare([base, full])
    breaks = proposals_of(comparison)[1].breaks
    assert (breaks[0].whom, breaks[0].text) == ("Without a seat", "20 people in Talk")
    assert breaks[1].whom == "Hard rules broken"
    assert "Rooms too small (1)" in breaks[1].text
    said = front(page_of(comparison))
    assert said.index("Cuts, and is bad for") < said.index("Without a seat: 20 people in Talk")
    assert proposals_of(compare([full, replace(full, label="c")]))[1].breaks == ()
    assert proposals_of(compare([full, base]))[1].breaks == ()


def test_of_what_breaks_hard_rules_no_sentence_says_that_it_is_better() -> None:
    """Its penalty has no star either; of one that keeps them both are told."""
    worse, better = (
        compare([programme("a"), programme("b", closing="Tue 14:00 A", budget=budget)])
        for budget in ("Mon 09:00 A", "Mon 10:00 A")
    )
    assert "or equal in" not in " ".join(sentences(worse))
    assert "or equal in" in " ".join(sentences(better))
    (penalty, other) = (
        next(each for each in programmes_sheet(found).rows if "Penalty" in each.cells[0].text)
        for found in (worse, better)
    )
    assert not any(cell.best for cell in penalty.cells)
    assert other.cells[2].best


def test_notes_tell_noise_where_it_is_known() -> None:
    """With one search each, the rest may differ; with several, what does is left out."""
    once = compare([programme("a"), programme("b", talk="Mon 14:30 B")])
    assert "may differ in another" in " ".join(notes_of(once))
    often = compare([replace(each, others=(each.schedule,)) for each in once.programmes])
    assert "so in all programmes that were found" in " ".join(notes_of(often))


@pytest.mark.slow
def test_each_programme_has_a_badge_and_a_colour_of_its_own() -> None:
    """Also the thirteenth, whose colour comes again."""
    page = many_page(13)
    marks = re.findall(r'class="badge programme-\d+" aria-hidden="true">(\w+)<', front_html(page))
    assert [*dict.fromkeys(marks)] == [str(each) for each in range(1, 14)]
    assert page.count("--on-programme: #") == 13


def front_html(page: str) -> str:
    """Return the source of the first page."""
    return page[page.index('<section class="front"') : page.index('<section class="summary"')]


def test_whom_a_variant_touches_follows_from_its_facts() -> None:
    """Days, teams, rooms, bodies or kinds, classes of persons; nothing, where nothing differs."""
    base = small()
    assert touched(base, base) == ()
    more = small(session("extra", body=None))
    assert len(touched(base, more)) == 1
    assert touched(base, more)[0].endswith("(1 session)")
    pools = [
        {"id": "languages", "languages": ["en", "fr"], "counts": "meetings", "teams": number}
        for number in (3, 2)
    ]
    teams = [small(interpretation=[each]) for each in pools]
    assert touched(teams[0], teams[1]) == ("interpreters (2 teams, not 3)",)
    fewer = with_row(base, "sessions", "talk", languages=("en",))
    assert touched(base, fewer) == (
        "whoever needs interpretation in 1 meeting",
        "thematic (1 session)",
    )
    shorter = base.model_copy(update={"last_day": base.first_day})
    assert touched(base, shorter) == ("the host (days and hours of the venue)",)


def test_of_two_programmes_of_one_conference_bodies_whose_sessions_move_are_named() -> None:
    """The talk alone is elsewhere; and no more than a few are named."""
    comparison = compare([programme("a"), programme("b", talk="Mon 14:30 B")])
    assert proposals_of(comparison)[1].touched == "thematic (1 session)"
    assert touched(small(), small(), None, ["talk"]) == ("thematic (1 session)",)
    assert MOST < 10


def test_a_variant_that_may_have_a_programme_has_no_ordinary_row() -> None:
    """Nothing was found, and nothing is proved: the row says so, and no effect of it."""
    comparison = compare([programme("a"), programme("b", talk="Mon 14:30 B")])
    missing = Missing("None", "none was found", (), small())
    unknown = "Nobody knows whether it can be held: none was found."
    found = proposals_of(comparison, [missing], claims={"None": Claim("", unknown)})[-1]
    assert (found.impossible, found.unknown) == (unknown, "")
    page = page_of(comparison, missing=[missing], claims={"None": Claim("", unknown)})
    assert front(page).count("Nobody knows whether it can be held") == 1


def test_pins_and_rooms_closed_while_empty_touch_nobody() -> None:
    """A lock changes nothing; a room that is closed to a session that is there does."""
    held = programme("a")
    base = held.instance
    assert touched(base, with_row(base, "sessions", "talk", pin=Pin(room="B"))) == ()

    def closed(since: str, **fields: Any) -> tuple[str, ...]:
        hours = [{"days": ["2021-11-08"], "from": since, "to": "16:00"}]
        rooms = [room("A", title="Hall A", closures=hours, **fields)]
        other = small(rooms=[*rooms, room("B", booths=2, features=["remote"])])
        return touched(base, other, held.runs)

    assert closed("15:00") == ()  # the budget ends at 15:00
    assert closed("14:30") == ("the rooms (Hall A)",)
    assert closed("15:00", capacity=7) == ("the rooms (Hall A)",)
