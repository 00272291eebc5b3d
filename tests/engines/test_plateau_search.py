"""From best values of the model with merged rooms to some that single rooms allow.

Six tracks of two talks fill two rooms on six days, and want one room each. Two tracks that share a day need
different rooms, so that tracks that share days in a ring do well if their number is even. The model that does
not tell rooms apart is content with any rings; one that does not wants no rings of three.
"""

import threading

from scheduler.engines.budget import Budget
from scheduler.engines.cp_sat.tracks.relaxation.aggregation import frame_of
from scheduler.engines.cp_sat.tracks.relaxation.cp_sat_solver import ClauseSearch
from scheduler.engines.cp_sat.tracks.relaxation.integer_program import Programme, Row
from scheduler.engines.cp_sat.tracks.relaxation.objective import relaxed
from scheduler.engines.cp_sat.tracks.relaxation.plateau_search import Values, Wanderer
from scheduler.engines.cp_sat.tracks.relaxation.relaxed_model import Draft
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


def _draft(*, kinds: bool) -> Draft:
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
    frame = frame_of(prepared(made), kinds=kinds)
    assert frame is not None
    return relaxed(frame)


def _triangles(coarse: Draft) -> Values:
    programme = coarse.programme
    fixed = [
        Row(((room, 1),), int((group, day) in TRIANGLES), equal=True)
        for (group, day, _), room in coarse.rooms.items()
    ]
    narrow = Programme(programme.bounds, programme.prices, programme.rows + fixed)
    values = ClauseSearch(narrow, 0, 1).search(_budget(), lambda _: None, lambda _: None).values
    assert values is not None
    assert programme.value(values) == 0
    return values


def test_a_walk_ends_where_single_rooms_cost_no_more() -> None:
    """It begins at the price of two rooms too many, tells of better ones only, and ends at none."""
    coarse, fine = _draft(kinds=True), _draft(kinds=False)
    told: list[Values] = []
    Wanderer(coarse, _triangles(coarse), fine, 0).walk(_budget(), told.append)
    costs = [fine.programme.value(values) for values in told]
    assert costs[0] == 2
    assert costs == sorted(set(costs), reverse=True)
    assert costs[-1] == 0
    assert all(fine.programme.kept(values) for values in told)


def test_a_walk_that_was_stopped_goes_nowhere() -> None:
    coarse = _draft(kinds=True)
    wanderer = Wanderer(coarse, _triangles(coarse), _draft(kinds=False), 0)
    wanderer.stop()
    told: list[Values] = []
    wanderer.walk(_budget(), told.append)
    assert told == []


def test_a_walk_without_time_goes_nowhere() -> None:
    coarse = _draft(kinds=True)
    told: list[Values] = []
    over = Budget(60, reproducible=True, stop=threading.Event())
    over.stopper.set()
    Wanderer(coarse, _triangles(coarse), _draft(kinds=False), 0).walk(over, told.append)
    assert told == []
