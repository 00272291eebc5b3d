"""For whom a variant is good or bad: who is named, in what order, and with what figures."""

from dataclasses import replace

from scheduler.comparison import Comparison, compare
from scheduler.comparison.programmes import Better
from scheduler.comparison.ranges import Range
from scheduler.comparison.stakes import Stake
from scheduler.reporting.effects import effects_of
from scheduler.reporting.front_page import proposals_of
from scheduler.reporting.takes import rooms
from tests.comparison.pairs import PEOPLE, programme, small
from tests.conference import room, session

UNKNOWN = Range(None, None, known=False, proved=False, differs=None)
CERTAIN = Range(0, 0, known=True, proved=True, differs=True)


def stake(id_: str, base: float, other: float, title: str = "", *, found: Range = UNKNOWN) -> Stake:
    """Make a figure of which less is better, in two programmes."""
    ranges = (replace(found, differs=None), found)
    return Stake(id_, title, "minutes", Better.LOWER, (base, other), "", ranges)


def rule(title: str, base: float, other: float) -> Stake:
    """Make the amount of a rule in two programmes."""
    ranges = (UNKNOWN, UNKNOWN)
    return Stake(title, title, "people", Better.LOWER, (base, other), "", ranges, is_rule=True)


def region(title: str, base: float, other: float) -> Stake:
    """Make the inconvenient minutes of a region in two programmes."""
    return stake(f"remote_inconvenience_{title}", base, other, f"Remote inconvenience, {title}")


def pair() -> Comparison:
    """Compare two programmes of the small conference."""
    return compare([programme("a"), programme("b", talk="Mon 14:30 B")])


def told(*found: Stake, sign: int = -1) -> list[tuple[str, str]]:
    """Return who feels what of these figures."""
    effects = effects_of(found, pair(), 1, sign)
    return [(each.whom, each.text) for each in effects.told]


def test_the_region_that_loses_most_people_is_named_first() -> None:
    """CIS loses five times as much of next to nothing; Asia-Pacific 392 person-hours."""
    found = told(region("CIS", 1_080, 6_345), region("Asia-Pacific", 34_080, 57_600))
    said = "+392 inconvenient hours (+69 %); also CIS +88"  # 23,520 and 5,265 minutes
    assert found == [("Asia-Pacific online", said)]


def test_little_more_than_nothing_is_not_told_of_a_region() -> None:
    """From a hundredth of what all regions have in the base: 1 % of the talk's minutes."""
    comparison = pair()
    in_all = sum(
        row.values[0] or 0
        for row in comparison.indicators
        if row.indicator.id.startswith("remote_inconvenience_")
    )
    for change, number in ((in_all / 100, 1), (in_all / 100 - 1, 0)):
        found = effects_of([region("CIS", 1, 1 + change)], comparison, 1, -1)
        assert len(found.told) == number


def test_a_difference_is_told_from_five_percent() -> None:
    """Of the larger figure: 100 and 105.3 minutes, or 105.2."""
    assert told(rule("Late", 100, 105.3)) == [("Late", "105.3 people, not 100")]
    assert told(rule("Late", 100, 105.2)) == []
    assert told(rule("Late", 105.3, 100)) == []
    assert told(rule("Late", 105.3, 100), sign=1) == [("Late", "100 people, not 105.3")]


def test_three_are_told_and_the_others_are_named() -> None:
    """The largest shares first; a region has a place among them."""
    found = [rule("Half", 1, 2), rule("Most", 1, 9), rule("Two thirds", 1, 3), rule("Three", 1, 4)]
    effects = effects_of(found, pair(), 1, -1)
    assert [each.whom for each in effects.told] == ["Most", "Three", "Two thirds"]
    assert effects.also == "half"
    effects = effects_of([*found, region("CIS", 600, 60_000)], pair(), 1, -1)
    assert [each.whom for each in effects.told] == ["Most", "Three", "CIS online"]
    assert effects.also == "two thirds, half"


def test_figures_of_the_same_people_are_told_together() -> None:
    """Statements and free time concern everyone; the worst-off region is told by its name alone."""
    found = told(
        stake("statement_minutes", 0, 300),
        stake("days_clear", 1, 2),
        stake("remote_worst", 10, 20),
    )
    said = "300 min of statements read out, not 0; 2 days without meetings, not 1"
    assert found == [("Everyone", said)]
    assert told(stake("days_clear", 2, 1), sign=1) == [
        ("Everyone", "1 day without meetings, not 2")
    ]


def test_what_is_proved_to_differ_is_certain() -> None:
    """If that is so of every figure; to lie apart in all programmes that were found is not enough."""
    apart = replace(CERTAIN, proved=False)
    (one,) = effects_of([stake("statement_minutes", 0, 3, found=apart)], pair(), 1, -1).told
    assert not one.is_sure
    sure, not_sure = stake("statement_minutes", 0, 3, found=CERTAIN), stake("days_clear", 1, 2)
    (one,) = effects_of([sure], pair(), 1, -1).told
    assert one.is_sure
    (both,) = effects_of([sure, not_sure], pair(), 1, -1).told
    assert not both.is_sure


def test_who_of_rank_is_left_without_a_session_is_named_or_counted() -> None:
    """Two by their names; three by their class, and by region where their delegations are known."""
    assert without(2) == "2 without a session, not 0 (Guest 1, Guest 2)"
    assert without(3) == "3 without a session, not 0 (of them new: 3 ministers, Pacific 3)"


def without(number: int) -> str:
    """Return what is told of a programme in which so many ministers of Fiji lose their only session."""
    guests = [
        {"id": f"g{n}", "title": f"Guest {n}", "class": "minister", "delegation": "fiji"}
        for n in range(1, number + 1)
    ]
    tables = {
        "people": [*PEOPLE, *guests],
        "person_classes": [{"id": "minister", "title": "Ministers", "rank": 1}],
        "delegations": [{"id": "fiji", "size": 1, "region": "asp"}],
    }
    dinner = session("guests", people={"required": [each["id"] for each in guests]})
    held = programme("a", small(dinner, **tables), guests="Tue 14:00 A")
    figure = stake("vips_without_session", 0, number)
    comparison = compare([held, programme("b", small(**tables))])
    return effects_of([figure], comparison, 1, -1).told[0].text


def test_a_rule_that_concerns_people_is_told_with_whom_it_concerns() -> None:
    """Where no figure tells it: the public of two plenaries that are at once for an hour."""
    press = [{"id": "press", "title": "Press", "people": 10, "sessions": {"kinds": ["plenary"]}}]
    extra = small(session("extra", kind="plenary"), audiences=press)
    apart = programme("a", extra, extra="Mon 10:00 A")
    at_once = programme("b", extra, extra="Mon 09:00 B")
    worse, better = (
        proposals_of(compare(pair))[1] for pair in ([apart, at_once], [at_once, apart])
    )
    whom = "Sessions for one public at once"
    said = [each.text for each in worse.bad.told if each.whom == whom]
    assert said == ["600 person-minutes, not 0 (Press)"]  # 10 people for 60 minutes
    assert (whom, "0 person-minutes, not 600 (Press)") in [
        (each.whom, each.text) for each in better.good.told
    ]


def test_a_room_that_is_closed_for_days_on_end_is_closed_on_each_of_them() -> None:
    """From the morning of one day to midnight after the next: two days, and not only the first."""
    base = small(rooms=[room("A")])
    last = "2021-11-10T00:00[Africa/Addis_Ababa]"
    hours = {"from": "2021-11-08T09:00[Africa/Addis_Ababa]", "to": last}
    other = small(rooms=[room("A", closures=[hours])])
    assert [*rooms(base, other)] == ["A closed on Mon 8 Nov and on Tue 9 Nov"]
