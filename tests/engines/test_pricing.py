"""What each place of one session would cost, against the count of whole schedules."""

from random import Random

import pytest

from scheduler.engines.counting import Counter
from scheduler.engines.pricing import places_of
from scheduler.restrictions import Problem
from scheduler.schedule import Assignment, Schedule
from tests.engines.kinds import KINDS_AND_OPTIONAL, WITH_ABSENCE, priced, random_problem
from tests.engines.problems import LENGTHS, ROOMS, STARTS, anywhere, at, placed, problem
from tests.sampling import TIMES

DRAWS = 12 * TIMES


@pytest.mark.parametrize(("kind", "optional"), KINDS_AND_OPTIONAL)
def test_places_differ_by_what_schedules_differ_by(kind: str, optional: str) -> None:
    """For each session of random problems, its places forbidden by itself aside."""
    rng, seen = Random(kind), 0
    for _ in range(DRAWS):
        made = random_problem(kind, rng, number=3, optional=optional)
        schedule = anywhere(made, rng)
        for session in LENGTHS:
            places = places_of(made, schedule, session)
            apart = set()
            for place in places:
                there = Assignment(session, place.start, place.room)
                forbidden, penalty = Counter(made).cost(schedule.with_place(there))
                apart.add((forbidden - place.forbidden, penalty - place.penalty))
            assert len(apart) <= 1
            assert places == sorted(places, key=lambda p: (p.forbidden, p.penalty, p.start))
            seen += len({(place.forbidden, place.penalty) for place in places}) > 1
    assert seen or kind == "present"


def _together(seed: int) -> tuple[Problem, Schedule]:
    """Return a problem in which b follows a, and a schedule in which it does, if it is present."""
    rng = Random(seed)
    kinds = rng.sample(sorted(WITH_ABSENCE), 4)
    made = problem(
        *(priced(WITH_ABSENCE[kind](rng), rng) for kind in kinds),
        lengths=dict.fromkeys("abc", 60),
        followers={"b": "a"},
    )
    places = {each: f"{rng.choice(STARTS)} {rng.choice(ROOMS)}" for each in "ac"}
    along = {"b": places["a"]} if rng.random() < 0.8 else {}
    return made, placed(**places, **along)


@pytest.mark.parametrize("seed", range(40))
def test_followers_come_along(seed: int) -> None:
    """A leader is priced with a follower that is present; that has no place but the one of its leader."""
    made, schedule = _together(seed)
    apart = set()
    for place in places_of(made, schedule, "a"):
        moved = schedule.with_place(Assignment("a", place.start, place.room))
        if "b" in schedule.by_session:
            moved = moved.with_place(Assignment("b", place.start, place.room))
        forbidden, penalty = Counter(made).cost(moved)
        apart.add((forbidden - place.forbidden, penalty - place.penalty))
    assert len(apart) <= 1
    leader = schedule.by_session["a"]
    spots = {(place.start, place.room) for place in places_of(made, schedule, "b")}
    assert spots <= {(leader.start, leader.room)}


def test_whoever_follows_an_absent_leader_has_no_place() -> None:
    """It has the one of its leader, if that is present."""
    made = problem(lengths=dict.fromkeys("abc", 60), optional="a", followers={"b": "a"})
    assert places_of(made, placed(c="0 A"), "b") == []
    (place,) = places_of(made, placed(a="30 B", c="0 A"), "b")
    assert (place.start, place.room) == (at(30), "B")
