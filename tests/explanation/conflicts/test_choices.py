"""Ways out that are chosen for each conflict: those of another day, and which suffice together."""

from typing import Any

import pytest

from scheduler.evaluation import evaluate
from scheduler.explanation.conflicts import Collision, Way, chosen, collide
from scheduler.explanation.conflicts.groups import Groups
from scheduler.explanation.conflicts.oracle import Clock
from scheduler.explanation.conflicts.other_days import OtherDays
from scheduler.instance import Instance
from scheduler.rules import problem_of
from scheduler.solution import Status
from tests.conference import conference, placed, room, session

MONDAY, TUESDAY = ({"days": [day]} for day in ("2021-11-08", "2021-11-09"))
TWO_DAYS = {"first_day": "2021-11-08", "last_day": "2021-11-09"}


def _lost(*sessions: dict[str, Any], small: int = 60) -> Instance:
    """Return a conference whose hall is closed on Monday; another room has few seats."""
    rooms = [room("hall", capacity=200, closures=[MONDAY]), room("small", capacity=small)]
    return conference(*sessions, rooms=rooms)


OPENING = session("opening", attendance=150, windows=[MONDAY])
CHAIRED = [session(each, people={"chair": ["ada"]}) for each in ("a", "b")]
ADA = [{"id": "ada", "available": [MONDAY | {"from": "09:00", "to": "10:30"}]}]


def _ways(instance: Instance, session_: str, place: str, *, seconds: float = 60.0) -> list[Way]:
    """Return the ways on another day of a session that is somewhere, as if all others were kept."""
    groups = Groups(problem_of(instance))
    schedule = placed(instance, **{session_: place})
    days = OtherDays(instance, groups, schedule)
    return [*days.ways([session_], [session_], set(), Clock(seconds))]


def test_a_session_is_held_on_another_day_than_its_windows_say() -> None:
    """With the day, the time and the hall that it would have; what is dropped is said."""
    instance = _lost(OPENING)
    (way,) = _ways(instance, "opening", "Mon 09:00 small")
    assert way.words == (
        "hold Opening on another day, Tue 9 Nov 09:00-10:00 in hall, without its windows"
    )
    assert (way.rule, way.path, way.elsewhere) == (
        *("outside_window", ("sessions", "opening", "windows")),
        ("opening",),
    )
    assert way.amount == 60  # all of it is outside its windows
    assert not evaluate(way.instance, way.schedule).forbidden


def test_pin_and_windows_are_dropped_together() -> None:
    """A pin alone would not help."""
    pin = {"start": "2021-11-08T10:00[Africa/Addis_Ababa]"}
    (way,) = _ways(_lost(OPENING | {"pin": pin}), "opening", "Mon 10:00 small")
    assert way.words.endswith("without its windows and pin")
    assert not evaluate(way.instance, way.schedule).forbidden


def test_what_is_frozen_is_held_elsewhere_than_it_was_published() -> None:
    """If it is frozen; what was published and is not frozen binds nobody."""
    start = "2021-11-08T10:00[Africa/Addis_Ababa]"
    published = [{"session": "opening", "start": start, "room": "hall"}]
    free = session("opening", attendance=150)
    rooms = [room("hall", capacity=200, closures=[MONDAY])]
    for frozen, number in (([MONDAY], 1), ([TUESDAY], 0)):
        instance = conference(free, rooms=rooms, published=published, frozen=frozen)
        ways = _ways(instance, "opening", "Mon 10:00 hall")
        assert [each.words.endswith("without its published place") for each in ways] == [
            True
        ] * number


@pytest.mark.parametrize("bound", [{}, {"windows": [MONDAY, TUESDAY]}, {"pin": {"room": "small"}}])
def test_who_is_bound_to_no_day_has_no_way_on_another(bound: dict[str, Any]) -> None:
    """Nor who is bound to all of them; and without time none is looked for."""
    assert (
        _ways(_lost(session("opening", attendance=150, **bound)), "opening", "Mon 09:00 small")
        == []
    )
    assert _ways(_lost(OPENING), "opening", "Mon 09:00 small", seconds=0.0) == []


def _two() -> Collision:
    """Return what is told of a hall that is lost for one day, and of somebody who is needed for too long."""
    rooms = [room("hall", capacity=200, closures=[MONDAY]), room("small", capacity=60)]
    instance = conference(OPENING, *CHAIRED, rooms=rooms, people=ADA)
    return collide(instance, time_limit=60.0, given=[("rooms", "hall", "closures")])


def test_a_joint_way_that_nobody_would_sign_gives_way_to_another_day() -> None:
    """150 seats instead of 60, or 60 people instead of 150, are no way where Tuesday is free."""
    found = _two()
    assert found.status is Status.INFEASIBLE
    assert len(found.conflicts) == len(found.together) == 2
    assert not any(way.drastic or way.by_level for way in found.together)
    (away,) = (way for way in found.together if way.path == ("sessions", "opening", "windows"))
    last = found.together[-1]
    assert not evaluate(last.instance, last.schedule).forbidden
    assert away.rule == "outside_window"


def test_what_can_take_the_place_of_one_is_told_and_was_tried() -> None:
    """Here of what helps the person: with all the others there is a programme."""
    found = _two()
    (number,) = {each.instead for each in found.replacements}
    assert found.together[number].rule in ("person_conflict", "person_unavailable")
    for each in found.replacements:
        assert {way.words for way in each.by} <= {
            way.words for c in found.conflicts for way in c.ways
        }
        assert len(each.ways) == 2
        last = each.ways[-1]
        assert not evaluate(last.instance, last.schedule).forbidden
        others = {way.words for n, way in enumerate(found.together) if n != each.instead}
        assert {way.words for way in each.ways} == others | {way.words for way in each.by}


def test_ways_that_are_chosen_suffice_or_do_not() -> None:
    """One of each conflict does; one of one alone does not: proved, with what is still broken."""
    rooms = [room("hall", capacity=200, closures=[MONDAY]), room("small", capacity=60)]
    instance = conference(OPENING, *CHAIRED, rooms=rooms, people=ADA)
    found = _two()
    assert found.schedule is not None
    firsts = [each.ways[0] for each in found.conflicts]
    both = chosen(instance, firsts, found.schedule, time_limit=30)
    assert both is not None
    assert both.status is Status.FEASIBLE
    last = both.ways[-1]
    assert not evaluate(last.instance, last.schedule).forbidden
    one = chosen(instance, firsts[:1], found.schedule, time_limit=30)
    assert one is not None
    assert one.status is Status.INFEASIBLE
    assert evaluate(one.ways[-1].instance, one.ways[-1].schedule).forbidden


def test_ways_that_contradict_cannot_be_chosen() -> None:
    """More seats in a room and fewer."""
    found = _two()
    instance = conference(OPENING, *CHAIRED, rooms=[room("hall"), room("small")], people=ADA)
    assert found.schedule is not None
    way = found.together[0]
    sizes = [
        conference(
            *(OPENING, *CHAIRED), rooms=[room("hall", capacity=n), room("small")], people=ADA
        )
        for n in (90, 110)
    ]
    ways = [
        Way(*(way.words, way.path, way.rule, way.item, 1, True, False), each, found.schedule)
        for each in sizes
    ]
    assert chosen(instance, ways, found.schedule, time_limit=5) is None
