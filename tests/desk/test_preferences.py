"""When sessions are wanted, or not wanted: hours of each day, with a level of their own."""

from datetime import date, timedelta

import pytest

from scheduler.desk import (
    DeskState,
    Pricing,
    apply,
    changes_of,
    move,
    prefer,
    preferences_of,
    take_back,
    undo,
)
from scheduler.errors import InputError
from scheduler.grammar.times import wanted_named
from tests.conference import session
from tests.desk.desks import desk, instant, three, to

DAYS = (date(2021, 11, 8), date(2021, 11, 9))
NOON = timedelta(hours=13)
MORNINGS = [(day, timedelta(), NOON) for day in DAYS]


def committee() -> DeskState:
    """Return a desk on which one of two meetings of a committee is in the afternoon."""
    return desk(
        session("first", body="com1"),
        session("second", body="com1"),
        session("other"),
        bodies=[{"id": "com1", "title": "Committee 1"}],
        places={"first": "Mon 09:00 A", "second": "Mon 15:00 A", "other": "Tue 15:00 B"},
    )


def test_a_committee_wants_its_sessions_in_the_morning() -> None:
    """Its session in the afternoon counts, at the level of the instance, and no other one."""
    before = committee()
    preferred = prefer(before, "bodies", "com1", MORNINGS)
    assert preferred.change.said == "Prefer every day until 13:00: Committee 1"
    found = [each for each in preferred.evaluation.judgements if each.rule == "preference_missed"]
    assert [(each.finding.sessions, each.penalty) for each in found] == [(("second",), 1000)]
    said = "Second, Mon 8 Nov 15:00-16:00, in A: Committee 1 is wanted until 13:00"
    assert [each.finding.message for each in found] == [said]
    after = apply(before, preferred)
    assert after.instance.preferences[0].id == "com1-1"
    assert not move(after, "second", to("Mon 11:00")).evaluation.total("preference_missed").penalty
    assert undo(after).lines == {}
    assert changes_of(after) == ("Prefer every day until 13:00: Committee 1",)


def test_prices_of_places_know_it() -> None:
    """A morning is a point cheaper than the afternoon is; as a hard rule it is what is left."""
    before = committee()
    wanted = apply(before, prefer(before, "bodies", "com1", MORNINGS, level=2))
    prices = [Pricing().prices(each, "second") for each in (before, wanted)]
    plain, priced = (each.at(instant("Mon 11:00"), "A") for each in prices)
    assert priced == (0, plain[1] - 2000)
    must = apply(before, prefer(before, "bodies", "com1", MORNINGS, level="hard"))
    assert Pricing().prices(must, "second").at(instant("Mon 11:00"), "A")[0] < 0
    assert changes_of(must) == ("Prefer every day until 13:00: Committee 1 (hard)",)


def test_another_level_takes_the_place_of_the_first() -> None:
    """The preference itself stays; `off` removes both, and only what is there can be removed."""
    before = committee()
    once = apply(before, prefer(before, "bodies", "com1", MORNINGS, level=2))
    twice = apply(once, prefer(once, "bodies", "com1", MORNINGS, level=3))
    assert len(twice.instance.preferences) == 1
    assert twice.instance.level("preference_missed", "com1-1") == 3
    with pytest.raises(InputError, match="already so"):
        apply(twice, prefer(twice, "bodies", "com1", MORNINGS, level=3))
    gone = prefer(twice, "bodies", "com1", MORNINGS, level="off")
    assert gone.change.said == "Remove the preference: Prefer every day until 13:00: Committee 1"
    assert apply(twice, gone).lines == {}
    with pytest.raises(InputError, match="this desk has no such preference"):
        prefer(before, "bodies", "com1", MORNINGS, level="off")


def test_a_preference_is_removed_by_its_id() -> None:
    """Those that stand are told by their sentences, with the level that they have now."""
    before = committee()
    assert preferences_of(before) == []
    once = apply(before, prefer(before, "bodies", "com1", MORNINGS, level=2))
    once = apply(once, prefer(once, "bodies", "com1", MORNINGS, level=3))
    said = "Prefer every day until 13:00: Committee 1 (weight 3)"
    assert preferences_of(once) == [("com1-1", f"{said}.")]
    gone = take_back(once, "com1-1")
    assert gone.change.said == f"Remove the preference: {said}"
    assert apply(once, gone).lines == {}
    with pytest.raises(InputError, match="com1-1: this desk has no such preference"):
        take_back(before, "com1-1")


def test_hours_that_are_not_wanted() -> None:
    """Of one session: those that overlap them by a minute count, and those that end before do not."""
    hours = [(day, timedelta(hours=8, minutes=30), timedelta(hours=9, minutes=30)) for day in DAYS]
    refused = prefer(three(), "sessions", "talk", hours, unwanted=True)
    assert refused.change.said == "Avoid every day 08:30-09:30: Talk"
    assert refused.evaluation.total("preference_missed").penalty == 1000  # 09:00 to 10:00
    before = [(day, timedelta(hours=8), timedelta(hours=9)) for day in DAYS]
    fine = prefer(three(), "sessions", "talk", before, unwanted=True)
    assert fine.evaluation.total("preference_missed").penalty == 0


@pytest.mark.parametrize(
    ("table", "row", "hours", "said"),
    [
        ("rooms", "A", MORNINGS, "rooms: give sessions, bodies, kinds or themes."),
        ("bodies", "com9", MORNINGS, "com9: no such body in tiny-desk."),
        ("bodies", "com1", [], "Committee 1: give the preferred hours."),
    ],
)
def test_what_cannot_be_preferred_is_answered_in_a_sentence(
    table: str, row: str, hours: list[tuple[date, timedelta, timedelta]], said: str
) -> None:
    """No line is written of it."""
    with pytest.raises(InputError) as refused:
        prefer(committee(), table, row, hours)
    assert str(refused.value) == said


@pytest.mark.parametrize(
    ("text", "times", "days"),
    [
        ("mornings", (9, 12), 2),
        ("before 12:00", (0, 12), 2),
        ("9:00-12:00", (9, 12), 2),
        ("tue from 15:00", (15, 24), 1),
        ("mon..tue", (0, 24), 2),
    ],
)
def test_hours_are_read_as_people_say_them(text: str, times: tuple[int, int], days: int) -> None:
    """Of each day, if no day is named; with `not` before them they are not wanted."""
    for prefix, refused in (("", False), ("not ", True)):
        found, unwanted = wanted_named(three().instance, [prefix + text], "WHEN")
        assert unwanted is refused
        assert len(found) == days
        since, until = (timedelta(hours=each) for each in times)
        assert {(each.since, each.until) for each in found} == {(since, until)}
