"""Relaxed models: never more than the least penalty, and completed where they are as good."""

import gc
import threading
from random import Random

import pytest

from scheduler.engines.budget import Budget
from scheduler.engines.cp_sat.tracks.relaxation import Listener, RelaxedSearch
from scheduler.engines.cp_sat.tracks.relaxation.aggregation import aggregation_of
from scheduler.engines.cp_sat.tracks.relaxation.cp_sat_solver import CpSatSolver
from scheduler.engines.cp_sat.tracks.relaxation.highs_solver import HighsSolver
from scheduler.engines.cp_sat.tracks.relaxation.integer_program import IntegerProgram, Outcome
from scheduler.engines.cp_sat.tracks.relaxation.objective import relaxed_model_of
from scheduler.engines.cp_sat.tracks.relaxation.relaxed_model import RelaxedModel
from scheduler.engines.model import prepared
from scheduler.engines.parameters import RelaxationParams, SearchParams
from scheduler.engines.searching import Effort, search
from scheduler.restrictions import (
    NONE,
    Beside,
    Capacity,
    Distinct,
    Gapless,
    Held,
    Pairs,
    Parallel,
    Priced,
    Problem,
    Ranks,
    Restriction,
    Times,
    Unfit,
    Unmixed,
    Use,
)
from scheduler.solution import Engine, Status
from tests.engines.kinds import KINDS, priced
from tests.engines.problems import at, hard, least_penalty, problem, soft, span

LENGTHS = {"a": 30, "b": 30, "c": 60, "d": 30}
STARTS = (0, 30, 90, 120)
ROOMS = ("A", "B")
PERIODS = (span(0, 60), span(60, 75), span(90, 150))
GROUPS = ("a", "b", "c"), ("d",)


def _mixture(rng: Random) -> Problem:
    """Return a problem of two groups, with every kind of cost that a relaxed model knows, at random."""
    one, other = GROUPS
    cells = {(period, room): rng.randint(0, 3) for period in range(3) for room in ROOMS}
    half_days = {at(start): start // 90 for start in STARTS}
    times = Times(dict.fromkeys("abcd", half_days), {(0, 0): 1, (1, 1): 2})
    apart = {(r, q): 1 for r in ROOMS for q in ROOMS if r != q}
    rooms = [
        Capacity(room, tuple(Use(each) for each in LENGTHS), 1, rooms={room: NONE})
        for room in ROOMS
    ]
    wishes = [
        Unfit("i", each, {rng.choice(ROOMS): rng.randint(1, 9)}, {at(rng.choice(STARTS)): 2})
        for each in rng.sample(sorted(LENGTHS), 3)
    ]
    ranks = Ranks("i", one, {each: rng.randint(1, 3) for each in rng.sample(one, 2)}, PERIODS)
    costs: list[Restriction] = [
        *(Held("i", group, PERIODS, cells) for group in GROUPS),
        *wishes,
        Beside("i", one, other, PERIODS),
        Parallel("i", one, PERIODS),
        Gapless("i", one, PERIODS),
        Distinct("i", one),
        ranks,
        Pairs("i", {("a", "d"): 2, ("b", "c"): 1, ("c", "d"): 1}, times, apart),
    ]
    chosen = rng.sample(costs, 7)
    return problem(
        *hard(Unmixed("i", GROUPS, PERIODS), *rng.choice((rooms, rooms[:1], []))),
        *(Priced("soft", each, rng.randint(1, 50)) for each in chosen),
        *(hard(rng.choice(chosen)) if rng.random() < 0.3 else ()),
        priced(KINDS[rng.choice(("quota", "lag", "compact", "travel"))](rng), rng),
        lengths=LENGTHS,
        starts=STARTS,
        rooms=ROOMS,
    )


def _relaxed(made: Problem, *, kinds: bool) -> RelaxedModel:
    aggregation = aggregation_of(prepared(made), kinds=kinds)
    assert aggregation is not None
    return relaxed_model_of(aggregation)


def _solved(program: IntegerProgram) -> Outcome:
    budget = Budget(20, reproducible=True, stop=threading.Event())
    return CpSatSolver(program, 0, 1).search(budget, lambda _: None, lambda _: None)


@pytest.mark.parametrize("seed", range(10))
def test_the_relaxed_optimum_is_never_above_the_least_penalty(seed: int) -> None:
    """With rooms that are alike merged, and without; and the search as a whole finds the least."""
    made = _mixture(Random(seed))
    least = least_penalty(made)
    answer = search(made, Effort(time_limit=30, seed=seed))
    if least is None:
        assert answer.status is Status.INFEASIBLE
        return
    assert (answer.status, answer.penalty, answer.bound) == (Status.OPTIMAL, least, least)
    outcomes = [_solved(_relaxed(made, kinds=kinds).program) for kinds in (True, False)]
    assert all(outcome.status is Status.OPTIMAL for outcome in outcomes)
    merged, single = (outcome.bound for outcome in outcomes)
    assert merged is not None
    assert single is not None
    assert merged <= single <= least


TALKS = {f"t{number}": 30 for number in range(12)}
DAYS = tuple(span(300 * day, 300 * day + 60) for day in range(3))
TRACKS = tuple(tuple(f"t{n}" for n in range(first, first + 3)) for first in (0, 3, 6, 9))


def _tracks(rooms: tuple[str, ...] = ("A", "B", "C")) -> Problem:
    """Return a problem of four tracks of three talks, two of which fit into a room on a day.

    Each track needs two rooms, on different days at best: eight of the nine that there are. On the first two
    days a room costs the first track 5.
    """
    uses = tuple(Use(talk) for talk in TALKS)
    cells = {(day, room): 5 for day in range(2) for room in rooms}
    return problem(
        *hard(Unmixed("i", TRACKS, DAYS)),
        *hard(*(Capacity(room, uses, 1, rooms={room: NONE}) for room in rooms)),
        *soft(1, *(Parallel("i", track, DAYS) for track in TRACKS)),
        *soft(1, *(Gapless("i", track, DAYS) for track in TRACKS)),
        *soft(1, *(Distinct("i", track) for track in TRACKS)),
        *soft(1, Held("i", TRACKS[0], DAYS, cells)),
        lengths=TALKS,
        starts=(0, 30, 300, 330, 600, 630),
        rooms=rooms,
    )


LEAST = 2
"""The first track takes two rooms on the third day, which is 1 too many at once and 1 too many in all."""


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("engine", [Engine.AUTO, Engine.CP_SAT])
def test_a_bound_by_period_proves_the_schedule(workers: int, engine: Engine) -> None:
    """With threads side by side, and one after the other."""
    made = _tracks()
    answer = search(made, Effort(engine, time_limit=30, workers=workers))
    assert (answer.status, answer.penalty, answer.bound) == (Status.OPTIMAL, LEAST, LEAST)


def test_sessions_and_rooms_that_are_alike_are_merged() -> None:
    """Each track is one session type, and all rooms are one kind; a rank or a price tells them apart."""
    made = _tracks()
    aggregation = aggregation_of(prepared(made), kinds=True)
    assert aggregation is not None
    assert [len(session_type.members) for session_type in aggregation.session_types] == [3, 3, 3, 3]
    assert aggregation.kinds == ((0, 1, 2),)
    odd = soft(1, Unfit("i", "t0", {"B": 1}), Ranks("i", TRACKS[1], {"t4": 1}, DAYS))
    aggregation = aggregation_of(
        prepared(Problem(made.durations, made.starts, made.rooms, made.priced + odd)), kinds=True
    )
    assert aggregation is not None
    assert [len(session_type.members) for session_type in aggregation.session_types] == [
        1,
        2,
        2,
        1,
        3,
        3,
    ]
    assert aggregation.kinds == ((0, 2), (1,))


def test_without_groups_that_are_kept_apart_there_is_nothing_to_relax() -> None:
    """A priced `Unmixed` promises nothing."""
    assert (
        aggregation_of(
            prepared(problem(*soft(1, Unmixed("i", GROUPS, PERIODS)), lengths=LENGTHS)), kinds=True
        )
        is None
    )


def test_both_solvers_prove_the_same() -> None:
    """HiGHS and CP-SAT, on the same program; what they find keeps all rows, and is worth the bound."""
    program = _relaxed(_tracks(), kinds=True).program
    for outcome in (_solved(program), HighsSolver(program, 0, 30.0).wait()):
        assert (outcome.status, outcome.bound) == (Status.OPTIMAL, LEAST)
        assert outcome.values is not None
        assert program.kept(outcome.values)
        assert program.value(outcome.values) == LEAST


def test_a_process_that_was_stopped_knows_nothing() -> None:
    """Whatever it was about to say."""
    branching = HighsSolver(_relaxed(_tracks(), kinds=False).program, 0, 30.0)
    branching.stop()
    assert branching.wait() == Outcome(Status.UNKNOWN, None, None)


def test_a_search_that_is_over_leaves_no_process_behind() -> None:
    """Not even if that turns out when HiGHS is about to begin."""
    params = SearchParams(relaxation=RelaxationParams(quick=1e-6))
    asked = iter((False,))
    listener = Listener(
        run=lambda *_: pytest.fail("no schedule is better than one that costs nothing"),
        bounded=lambda _: None,
        over=lambda: next(asked, True),
        best=lambda: 0,
    )
    budget = Budget(20, reproducible=False, stop=threading.Event())
    relaxed_search = RelaxedSearch(prepared(_tracks()), 0, 2, budget, listener, params)
    assert relaxed_search.search() is Status.UNKNOWN
    gc.collect()  # A process for which nobody has waited is told of here, as an error.


def test_a_row_holds_or_not() -> None:
    """At its limit it does, beyond it does not; an equal one holds at its limit alone."""
    program = IntegerProgram()
    one, other = program.variable(3, price=2), program.variable(3, price=5)
    program.keep([(one, 1), (other, 2)], 5)
    program.equal([(one, 1), (other, -1)], 0)
    program.constant = 10
    assert program.kept([1, 1])
    assert not program.kept([2, 2])
    assert not program.kept([2, 1])
    assert not program.kept([-1, -1])
    assert program.value([1, 1]) == 17
