"""From best values of the model with merged rooms to some that single rooms allow.

Six tracks of two talks fill two rooms on six days, and want one room each. Two tracks that share a day need
different rooms, so that tracks that share days in a ring do well if their number is even. The model that does
not tell rooms apart is content with any rings; one that does not wants no rings of three.
"""

import threading

from scheduler.engines.budget import Budget
from scheduler.engines.cp_sat.tracks.relaxation.aggregation import aggregation_of
from scheduler.engines.cp_sat.tracks.relaxation.cp_sat_solver import CpSatSolver
from scheduler.engines.cp_sat.tracks.relaxation.integer_program import IntegerProgram, Row
from scheduler.engines.cp_sat.tracks.relaxation.objective import relaxed_model_of
from scheduler.engines.cp_sat.tracks.relaxation.plateau_search import PlateauSearch, Values
from scheduler.engines.cp_sat.tracks.relaxation.relaxed_model import RelaxedModel
from scheduler.engines.model import prepared
from scheduler.restrictions import NONE, Capacity, Distinct, Unmixed, Use
from tests.engines.problems import hard, problem, soft, span

TRACKS = tuple((f"a{number}", f"b{number}") for number in range(6))
DAYS = tuple(span(300 * day, 300 * day + 60) for day in range(6))
TRIANGLES = {
    (0, 0),
    (0, 1),
    (1, 1),
    (1, 2),
    (2, 2),
    (2, 0),
    (3, 3),
    (3, 4),
    (4, 4),
    (4, 5),
    (5, 5),
    (5, 3),
}
"""Tracks with their days: two rings of three, each of which needs one room more than it wants."""


def _budget() -> Budget:
    return Budget(60, reproducible=True, stop=threading.Event())


def _relaxed(*, kinds: bool) -> RelaxedModel:
    talks = [talk for track in TRACKS for talk in track]
    uses = tuple(map(Use, talks))
    made = problem(
        *hard(Unmixed("i", TRACKS, DAYS)),
        *hard(*(Capacity(room, uses, 1, rooms={room: NONE}) for room in "AB")),
        *soft(1, *(Distinct("i", track) for track in TRACKS)),
        lengths=dict.fromkeys(talks, 60),
        starts=range(0, 1800, 300),
        rooms=("A", "B"),
    )
    aggregation = aggregation_of(prepared(made), kinds=kinds)
    assert aggregation is not None
    return relaxed_model_of(aggregation)


def _triangles(coarse: RelaxedModel) -> Values:
    program = coarse.program
    fixed = [
        Row(((room, 1),), int((group, day) in TRIANGLES), equal=True)
        for (group, day, _), room in coarse.rooms.items()
    ]
    narrow = IntegerProgram(program.bounds, program.prices, program.rows + fixed)
    values = CpSatSolver(narrow, 0, 1).search(_budget(), lambda _: None, lambda _: None).values
    assert values is not None
    assert program.value(values) == 0
    return values


def test_a_search_ends_where_single_rooms_cost_no_more() -> None:
    """It begins at the price of two rooms too many, tells of better ones only, and ends at none."""
    coarse, fine = _relaxed(kinds=True), _relaxed(kinds=False)
    told: list[Values] = []
    PlateauSearch(coarse, _triangles(coarse), fine, 0).search(_budget(), told.append)
    costs = [fine.program.value(values) for values in told]
    assert costs[0] == 2
    assert costs == sorted(set(costs), reverse=True)
    assert costs[-1] == 0
    assert all(fine.program.kept(values) for values in told)


def test_a_search_that_was_stopped_goes_nowhere() -> None:
    coarse = _relaxed(kinds=True)
    plateau = PlateauSearch(coarse, _triangles(coarse), _relaxed(kinds=False), 0)
    plateau.stop()
    told: list[Values] = []
    plateau.search(_budget(), told.append)
    assert told == []


def test_a_search_without_time_goes_nowhere() -> None:
    coarse = _relaxed(kinds=True)
    told: list[Values] = []
    over = Budget(60, reproducible=True, stop=threading.Event())
    over.stopper.set()
    PlateauSearch(coarse, _triangles(coarse), _relaxed(kinds=False), 0).search(over, told.append)
    assert told == []
