"""The first page: what each programme proposes, brings and takes, who must agree, and how sure that is."""

from scheduler.catalogue import RULES
from scheduler.comparison import compare
from scheduler.comparison.programmes import Better
from scheduler.comparison.ranges import Range
from scheduler.comparison.stakes import Stake
from scheduler.explanation.remedies import with_row
from scheduler.reporting import Claim, Missing, page_of
from scheduler.reporting.front_page import Proposal, _most, proposals_of
from scheduler.reporting.touched import MOST, moved, touched
from tests.comparison.pairs import programme, small
from tests.conference import session
from tests.reporting.pages import read


def column(closing: str) -> Proposal:
    """Return the column of the small conference with its closing elsewhere."""
    return proposals_of(compare([programme("As now"), programme("Later", closing=closing)]))[1]


def test_it_says_what_is_proposed_and_who_must_agree() -> None:
    """As the variant says it; the base says what it is there for."""
    other = small().model_copy(
        update={"summary": "The closing is later.", "agreed_by": ("host country", "unions")}
    )
    one, two = proposals_of(compare([programme("As now"), programme("Later", other)]))
    assert (one.title, one.summary, one.agree) == (
        "As now",
        "What the others are compared with.",
        "",
    )
    assert (two.summary, two.agree) == ("The closing is later.", "Host country; unions")
    assert (one.is_base, two.is_base) == (True, False)


def test_gains_and_losses_are_figures_in_words() -> None:
    """The reserve is Tuesday morning, two hours of which are free, or all three."""
    found = column("Tue 14:00 A")
    assert "Time kept free for overruns: 3 hours, not 2" in found.gains
    back = proposals_of(compare([programme("a", closing="Tue 14:00 A"), programme("b")]))[1]
    assert "Time kept free for overruns: 2 hours, not 3" in back.losses
    assert len(found.gains) <= 3 >= len(back.losses)


def test_no_rule_is_called_by_its_id() -> None:
    """Nor with spaces in the place of its underscores: what is hard elsewhere has its name."""
    base = small(levels={"no_slack": "hard"})
    soft = small(levels={"no_slack": "off"})
    one = programme("a", base, closing="Tue 14:00 A")
    (_, found) = proposals_of(compare([one, programme("b", soft)]))
    assert any(each.startswith("Sessions in the time kept free: 60 ") for each in found.losses)
    said = " ".join(map(str, (*found.gains, *found.losses, found.touched))).lower()
    assert not [rule for rule in RULES if rule in said or rule.replace("_", " ") in said]


def test_what_is_proved_and_what_is_not_known_is_told() -> None:
    """As it is claimed; nothing is claimed for a programme of which nothing is said."""
    comparison = compare([programme("a"), programme("b", talk="Mon 14:30 B")])
    claims = {"b": Claim("None is better.", "What it costs.")}
    one, two = proposals_of(comparison, claims=claims)
    assert one.proved == "Nothing is said of how it was found."
    assert (two.proved, two.unknown) == ("None is better.", ("What it costs.",))


def test_counts_of_unlike_conferences_are_marked() -> None:
    """One more session is one more to count for."""
    more = programme("more", small(session("extra")), extra="Tue 14:00 A")
    found = proposals_of(compare([programme("less"), more]))[1]
    said = "How its counts compare, as it plans for something else: 1 session more."
    assert found.unknown == (said,)
    assert found.costs.startswith("7.5 h of sessions (+1); 2 days; ")  # the extra one takes an hour


def test_a_variant_without_a_programme_has_a_column() -> None:
    """With what it proposes and why there is nothing; figures it has none."""
    comparison = compare([programme("a"), programme("b", talk="Mon 14:30 B")])
    instance = small().model_copy(update={"summary": "No team at all."})
    missing = Missing("None", "it cannot be", ("Too few teams.",), instance)
    found = proposals_of(comparison, [missing])[-1]
    assert (found.title, found.summary, found.gains, found.losses) == (
        "None",
        "No team at all.",
        (),
        (),
    )
    assert found.proved == "It cannot be."
    page = page_of(comparison, missing=[missing], claims={"None": Claim("Impossible.", "All.")})
    assert "Impossible." in page
    assert page.index('id="front-title"') < page.index('id="summary-title"')
    assert not read(page).troubles


def test_whom_a_variant_touches_follows_from_its_facts() -> None:
    """Days, teams, rooms, bodies or kinds, classes of persons; nothing, where nothing differs."""
    base = small()
    assert touched(base, base) == ()
    more = small(session("extra", body=None))
    assert len(touched(base, more)) == 1
    assert touched(base, more)[0].endswith("(1 session)")
    pools = [{"id": "languages", "languages": ["en", "fr"], "teams": number} for number in (3, 2)]
    teams = [small(interpretation=[each]) for each in pools]
    assert touched(*teams) == ("interpreters (2 teams, not 3)",)
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
    assert len(moved(small(), comparison.differences[0])) == 1
    assert MOST < 10


def stake(title: str, base: float, other: float, unit: str = "person-minutes") -> Stake:
    """Make a figure of which less is better, in two programmes, of one search each."""
    no_range = Range(None, None, known=False, proved=False, differs=None)
    return Stake(title, unit, Better.LOWER, (base, other), "", (no_range, no_range))


def test_the_region_that_loses_most_people_is_named_and_the_rest_is_counted() -> None:
    """CIS loses five times as much of next to nothing; Asia-Pacific loses 392 person-hours."""
    found = [
        stake("Remote inconvenience, CIS", 1_080, 6_345),
        stake("Remote inconvenience, Asia-Pacific", 34_080, 57_600),
        stake("Small delegations overstretched", 10, 15, "hours"),
    ]
    assert _most(found, 1, -1) == (
        "Small delegations wanted in too many places: 15 hours, not 10",
        "Inconvenient hours of Asia-Pacific: 69 % more (392 person-hours)",
        "and 1 more figure",
    )
    assert _most(found[:2], 1, 1) == ()
    assert _most(found[1:], 1, -1)[-1].startswith("Inconvenient hours of Asia-Pacific")
