"""The fewest changes: against every schedule of small conferences, and in cases worked out by hand."""

import threading
from dataclasses import replace
from itertools import product
from random import Random
from typing import Any

import pytest

from scheduler.engines.counting import Counter
from scheduler.instance import Instance
from scheduler.progress import Progress
from scheduler.replanning import MoveKind, Replan, replan
from scheduler.rules import problem_of
from scheduler.schedule import Assignment, Schedule
from scheduler.solution import Status
from tests.conference import conference, placed, room, session

MONDAY = "2021-11-08"


def closed(*days: str, **fields: Any) -> dict[str, Any]:
    """Describe a window of whole days, or of hours of them."""
    return {"closures": [{"days": list(days)} | fields]}


def replanned(instance: Instance, published: Schedule, **settings: Any) -> Replan:
    """Replan reproducibly."""
    return replan(instance, published, time_limit=10.0, workers=1, **settings)


def _small(rng: Random) -> Instance:
    """Return a day of three sessions with an order or a person in common, and a room that is closed."""
    people = {"people": {"chair": ["ada"]}}
    hours = {"from": "09:00", "to": rng.choice(("10:00", "16:00"))}
    return conference(
        *(
            session(
                f"s{number}",
                attendance=rng.randint(1, 200),
                **(people if rng.random() < 0.5 else {}),
            )
            for number in range(3)
        ),
        last_day=MONDAY,
        grid=180,
        people=[{"id": "ada"}],
        rooms=[
            room("A", capacity=rng.choice((100, 200)), **closed(MONDAY, **hours)),
            room("B", capacity=rng.choice((50, 150, 200))),
        ],
        orders=[{"first": ["s0"], "then": ["s1"]}] if rng.random() < 0.5 else [],
        kinds=[{"id": "meeting", "bands": ["morning", "afternoon", "evening"]}],
    )


def _fewest(instance: Instance, published: Schedule) -> tuple[int, int] | None:
    """Return the fewest changes and, with so few, the least harm, by trying every schedule."""
    problem = problem_of(instance)
    counter, best = Counter(problem), None
    places = list(product(problem.starts, problem.rooms))
    for chosen in product(places, repeat=len(problem.durations)):
        pairs = zip(problem.durations, chosen, strict=True)
        schedule = Schedule.of(Assignment(name, *place) for name, place in pairs)
        if not any(total.forbidden for total in counter.by_rule(schedule).values()):
            amounts = [_harm(instance, each, schedule) for each in published.assignments]
            found = sum(amount > 0 for amount in amounts), sum(amounts)
            best = found if best is None else min(best, found)
    return best


def _harm(instance: Instance, before: Assignment, schedule: Schedule) -> int:
    after, people = schedule.by_session[before.session], instance.session_by_id
    number = people[before.session].attendance or 0
    if after.start != before.start:
        return 200 * number  # 0.2 a person
    return 50 * number if after.room != before.room else 0  # 0.05


@pytest.mark.parametrize("seed", range(12))
def test_no_schedule_changes_less(seed: int) -> None:
    """Number and harm are those of the best of all schedules, or it is proved that there is none."""
    rng = Random(seed)
    instance = _small(rng)
    problem = problem_of(instance)
    hours = [s for s in problem.starts if 6 <= s.hour <= 15]  # 09:00 to 18:00 at the venue
    published = Schedule.of(
        Assignment(each.id, rng.choice(hours), rng.choice("AB")) for each in instance.sessions
    )
    found, best = replanned(instance, published), _fewest(instance, published)
    if best is None:
        assert found.solution.status is Status.INFEASIBLE
        return
    assert (len(found.moves), found.at_least, found.fewest) == (best[0], best[0], True)
    assert found.solution.schedule is not None
    harms = (_harm(instance, each, found.solution.schedule) for each in published.assignments)
    assert (sum(harms) == best[1]) == found.gentlest


def two_talks(**fields: Any) -> Instance:
    """Return a conference of a talk and a lecture in two halls."""
    return conference(
        session("talk", attendance=40),
        session("lecture", attendance=60),
        rooms=[room("A", title="Africa Hall", **fields), room("B", title="Annex")],
    )


TWO = {"talk": "Mon 09:00 A", "lecture": "Mon 09:00 B"}


def test_what_may_stay_stays() -> None:
    """Nothing is broken, nothing changes, whatever another programme would cost."""
    instance = two_talks()
    found = replanned(instance, placed(instance, **TWO))
    assert found.moves == ()
    assert (found.unchanged, found.fewest, found.gentlest, found.best) == (2, True, True, True)
    assert found.solution.schedule == placed(instance, **TWO)


def test_a_room_is_changed_before_a_start_is_moved() -> None:
    """The hall is closed in the morning: the annex is taken at that hour, so the talk moves in time.

    With the annex free it would change rooms alone.
    """
    instance = two_talks(**closed(MONDAY, to="12:00"))
    (move,) = replanned(instance, placed(instance, **TWO)).moves
    assert (move.session, move.what) == ("talk", MoveKind.START)
    (move,) = replanned(instance, placed(instance, **(TWO | {"lecture": "Mon 10:00 B"}))).moves
    assert (move.session, move.what) == ("talk", MoveKind.ROOM)


def test_what_has_begun_stays_and_nothing_moves_to_before() -> None:
    """At ten on Monday the talk of nine is frozen; what has to move finds no place before ten."""
    instance = two_talks(**closed("2021-11-09"))
    published = placed(instance, talk="Mon 09:00 A", lecture="Tue 09:00 A")
    now = placed(instance, talk="Mon 10:00 A").assignments[0].start
    closed_all = [{"days": [MONDAY], "from": "10:00"}, {"days": ["2021-11-09"]}]
    shut = [room("A", closures=closed_all), room("B", closures=closed_all)]
    nowhere = conference(session("talk"), session("lecture"), rooms=shut)
    assert replanned(nowhere, published).solution.status is Status.FEASIBLE
    assert replanned(nowhere, published, now=now).solution.status is Status.INFEASIBLE
    found = replanned(instance, published, now=now)
    assert [move.session for move in found.moves] == ["lecture"]
    assert found.moves[0].after is not None
    assert found.moves[0].after.start >= now


def test_new_sessions_are_placed_and_those_that_are_gone_are_named() -> None:
    """A session that was never published is no change; it may still make others move."""
    instance = two_talks()
    others = (*placed(instance, talk="Mon 09:00 A").assignments,)
    old = Assignment("workshop", others[0].start, "B")
    found = replanned(instance, Schedule.of([*others, old]))
    assert (found.moves, found.new, found.gone) == ((), ("lecture",), ("workshop",))
    assert found.solution.schedule is not None
    assert set(found.solution.schedule.by_session) == {"talk", "lecture"}


def test_a_room_and_a_date_that_are_no_more_are_the_reason() -> None:
    """The start stays where the room alone is gone."""
    instance = two_talks()
    talk, lecture = placed(instance, **TWO).assignments
    gone = Assignment("talk", talk.start, "tent")
    found = replanned(instance, Schedule.of([gone, lecture]))
    (move,) = found.moves
    assert move.what is MoveKind.ROOM
    assert move.reasons[0].message == "the room tent no longer exists"
    late = Assignment("talk", talk.start.replace(day=20), "A")
    (move,) = replanned(instance, Schedule.of([late, lecture])).moves
    assert move.reasons[0].message == "the conference no longer includes that date"


@pytest.mark.parametrize(
    ("talk", "found"),
    [("Tue 09:00 A", "Tue 09:00 A"), ("Mon 10:00 A", None)],
    ids=["keeps every rule", "in a closed room"],
)
def test_a_start_is_what_is_found_without_time_if_it_keeps_every_rule(
    talk: str, found: str | None
) -> None:
    """A session that the conference no longer has is no part of it."""
    stop = threading.Event()
    stop.set()
    instance = two_talks(**closed(MONDAY))
    begin = placed(instance, **(TWO | {"talk": talk}))
    gone = replace(begin.assignments[0], session="gone")
    start = Schedule.of([*begin.assignments, gone])
    made = replanned(instance, placed(instance, **TWO), stop=stop, start=start).solution.schedule
    assert made == (None if found is None else begin)


def test_fewer_changes_than_those_of_a_start_are_found() -> None:
    """Both are elsewhere in it, and the talk alone has to move."""
    instance = two_talks(**closed(MONDAY, to="12:00"))
    start = placed(instance, talk="Tue 09:00 A", lecture="Tue 10:00 B")
    found = replanned(instance, placed(instance, **TWO), start=start)
    assert [each.session for each in found.moves] == ["talk"]
    assert found.fewest


def test_what_is_told_on_the_way_costs_what_the_programme_does() -> None:
    """The search pays 5 points for the new room of 100 people; the programme costs 3, for 30 empty seats."""
    instance = conference(
        session("talk", attendance=100),
        rooms=[room("A", **closed(MONDAY)), room("B", capacity=130)],
        levels={"room_waste": 0.1},
    )
    heard = list[Progress]()
    found = replanned(instance, placed(instance, talk="Mon 09:00 A"), watch=heard.append)
    assert len(found.moves) == 1
    told = {each.best for each in heard if each.best is not None}
    assert told == {found.solution.penalty} == {3000}
