"""Groups packed into rooms and periods, before a search begins."""

import threading

import pytest

from scheduler.engines.block_packing import packed
from scheduler.engines.budget import Budget
from scheduler.engines.counting import Counter, Objective
from scheduler.engines.model import Start, prepared
from scheduler.engines.searching import Effort, search
from scheduler.restrictions import (
    NONE,
    Capacity,
    Problem,
    Restriction,
    Switches,
    Unfit,
    Use,
)
from scheduler.schedule import Assignment, Schedule
from scheduler.search import Engine
from tests.engines.problems import at, hard, problem, soft, span

GROUPS = (("a", "b", "c"), ("d", "e", "f"))
LENGTHS = dict.fromkeys("abcdef", 30)
PERIOD = span(0, 90)
STARTS = (0, 30, 60)
SWITCHES = Switches("tracks", GROUPS, (PERIOD,))


def _talks(*more: Restriction, rooms: tuple[str, ...] = ("A", "B"), optional: str = "") -> Problem:
    """Return two tracks of three talks each, which fill a room for a half-day each; one at a time."""
    uses = tuple(Use(talk) for talk in LENGTHS)
    single = (Capacity(room, uses, 1, rooms={room: NONE}) for room in rooms)
    return problem(
        *hard(*single, *more),
        *soft(10, SWITCHES),
        lengths=LENGTHS,
        starts=STARTS,
        rooms=rooms,
        optional=optional,
    )


def _packed(made: Problem, seed: int = 0) -> Start | None:
    model = prepared(made)
    budget = Budget(60.0, reproducible=True, stop=threading.Event(), judging=0)
    return packed(model, Objective(model), budget, seed)


@pytest.mark.parametrize("optional", ["", "abcdef"])
def test_each_group_has_a_room(optional: str) -> None:
    """All sessions are held, one after the other, and no room switches."""
    made = _talks(optional=optional)
    places = [place for place in _packed(made) or () if place is not None]
    assert len(places) == len(LENGTHS)
    assert [*Counter(made).amounts(prepared(made).schedule(places))] == []


def test_there_is_nothing_to_pack_without_switches() -> None:
    """Then a search begins at random, as ever."""
    assert _packed(problem(*soft(1, Capacity("i", (Use("a"), Use("b")), 1)))) is None


def test_what_fits_nowhere_is_left_out() -> None:
    """One room has time for three of the six talks: those of one group."""
    made = _talks(rooms=("A",))
    held = [talk for talk, place in zip(LENGTHS, _packed(made) or (), strict=True) if place]
    assert tuple(held) in GROUPS


def test_one_talk_that_is_apart_keeps_no_track_from_its_room() -> None:
    """It may be in C only, where the others of its track may not be: they are packed all the same."""
    apart = Unfit("apart", "a", {"A": 1, "B": 1})
    others = (Unfit("others", talk, {"C": 1}) for talk in "bcdef")
    made = _talks(apart, *others, rooms=("A", "B", "C"))
    places = dict(zip(LENGTHS, _packed(made) or (), strict=True))
    assert all(places[talk] is not None for talk in LENGTHS)
    amounts = Counter(made).amounts(prepared(made).schedule(p for p in places.values() if p))
    assert [*amounts] == []


def test_what_must_not_run_at_once_does_not() -> None:
    """Another talk of the group comes first; the last one is left out if it would have to be first."""
    for talks, number in (("ad", 6), ("be", 6), ("cf", 5)):
        made = _talks(Capacity("speaker", tuple(map(Use, talks)), 1), optional="abcdef")
        places = _packed(made) or ()
        placed = [
            Assignment(name, at(30 * place[0]), made.rooms[place[1]])
            for name, place in zip(LENGTHS, places, strict=True)
            if place is not None
        ]
        assert len(placed) == number
        assert [*Counter(made).amounts(Schedule.of(placed))] == []


def test_equal_seeds_pack_alike() -> None:
    """And every seed packs all."""
    for seed in range(5):
        assert _packed(_talks(), seed) == _packed(_talks(), seed)
        assert None not in (_packed(_talks(), seed) or (None,))


def test_a_search_begins_with_it() -> None:
    """Half a second of one worker is enough where annealing alone would have to find it."""
    answer = search(_talks(), Effort(Engine.AUTO, time_limit=0.5))
    assert answer.penalty == 0


def test_periods_that_follow_one_another_hold_a_long_group() -> None:
    """Two half-days of a room, with the night between, for the one track; the other room for the other."""
    periods = (span(0, 60), span(600, 660))
    uses = tuple(Use(talk) for talk in "abcdef")
    made = problem(
        *hard(*(Capacity(room, uses, 1, rooms={room: NONE}) for room in "AB")),
        *soft(10, Switches("tracks", (("a", "b", "c", "d"), ("e", "f")), periods)),
        lengths=LENGTHS,
        starts=(0, 30, 600, 630),
        rooms=("A", "B"),
    )
    model = prepared(made)
    schedule = model.schedule([place for place in _packed(made) or () if place is not None])
    assert {schedule.by_session[talk].room for talk in "abcd"} in ({"A"}, {"B"})
    assert {schedule.by_session[talk].start for talk in "abcd"} == {*map(at, (0, 30, 600, 630))}
