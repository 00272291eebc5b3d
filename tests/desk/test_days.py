"""Why a session is not held on another day, where it is not proved what its conflict takes."""

from dataclasses import replace

from scheduler.desk import other_days_of
from scheduler.explanation.conflicts import Collision, Conflict, Culprit
from scheduler.instance import Instance
from scheduler.schedule import Schedule
from scheduler.solution import Status
from scheduler.web.desk.answers import LISTED, with_days
from tests.conference import conference, placed, room, session


def _forum() -> tuple[Instance, Schedule]:
    """A talk is wanted on Monday, where the hall is too small; on Tuesday there is a plenary beside it."""
    instance = conference(
        session("talk", attendance=50, windows=[{"days": ["2021-11-08", "2021-11-09"]}]),
        session("plenary", duration=180, exclusive=True),
        session("rest", duration=240, exclusive=True),
        rooms=[room("A", capacity=20), room("B", capacity=60, closures=[{"days": ["2021-11-08"]}])],
        kinds=[{"id": "meeting", "bands": ["morning", "afternoon"]}],
    )
    places = {"talk": "Mon 09:00 A", "plenary": "Tue 09:00 A", "rest": "Tue 13:00 A"}
    return instance, placed(instance, **places)


def _told(item: str, schedule: Schedule | None, *, irreducible: bool = False) -> Collision:
    culprit = Culprit("room_overflow", item, "is too large", ("levels", "room_overflow"), (item,))
    conflict = Conflict((culprit,), (item,), irreducible, (), proved=False)
    return Collision(Status.INFEASIBLE, (conflict,), complete=True, schedule=schedule)


def test_the_best_place_of_each_other_day_is_told_with_what_it_breaks() -> None:
    """Not of the day on which it is."""
    instance, schedule = _forum()
    ((day,),) = (
        [each for each in days if f"{each.start:%a}" == "Tue"]
        for days in other_days_of(instance, _told("talk", schedule), 4)
    )
    assert (day.session, day.room) == ("talk", "B")
    assert day.reason.startswith(("Plenary", "Rest"))
    assert "nothing may run beside it: Talk" in day.reason
    (days,) = other_days_of(instance, _told("talk", schedule), 4)
    assert all(f"{each.start:%a}" != "Mon" for each in days)


def test_a_page_is_told_of_those_that_it_lists() -> None:
    """Where, and why not; of others there is nothing."""
    instance, schedule = _forum()
    found = _told("talk", schedule)
    many = replace(found, conflicts=found.conflicts * (LISTED + 1))
    rows = with_days({"conflicts": [{"ways": []}] * (LISTED + 1)}, instance, many)["conflicts"]
    assert [len(row["days"]) for row in rows] == [1] * LISTED + [0]
    ((day, reason),) = rows[0]["days"]
    assert day == "Tue 9 Nov"
    assert "nothing may run beside it" in reason


def test_a_day_on_which_nothing_would_break_is_not_told() -> None:
    """Nor anything of what is proved, is about no session, has no programme, or is not listed."""
    instance, schedule = _forum()
    free = schedule.with_places(
        each for each in schedule.assignments if each.session not in ("plenary", "rest")
    )
    (days,) = other_days_of(instance, _told("talk", free), 4)
    assert all(f"{each.start:%a}" != "Tue" for each in days)
    known = _told("talk", schedule)
    proved = replace(known, conflicts=(replace(known.conflicts[0], irreducible=True),))
    for told in (proved, _told("A", schedule), _told("talk", None)):
        assert other_days_of(instance, told, 4) == [()]
    assert other_days_of(instance, known, 0) == []
