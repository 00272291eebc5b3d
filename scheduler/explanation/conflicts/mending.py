"""Single moves that break less: what a planner would try first, where little is broken."""

from collections.abc import Callable, Collection

from scheduler.engines.budget import count_work, work_done
from scheduler.engines.price_board import PriceBoard, best_places
from scheduler.explanation.conflicts.least_violations import LeastViolation, broken_by
from scheduler.restrictions import Problem
from scheduler.schedule import Schedule

STEPS = 12
"""Sessions that move one after the other, at most, as long as less is broken then."""

LOOK = 5e-3
"""Nominal seconds in which all places of a session are priced."""
MANY = 12
"""Broken items up to which it is tried: of more, too many sessions would have to be looked at."""


def mended(
    board: PriceBoard,
    whole: Problem,
    begun: Schedule,
    involved: Callable[[LeastViolation], Collection[str]],
    end: float,
) -> Schedule:
    """Return a programme in which one session after the other has moved, as long as less is broken then.

    Of each step that is the session that breaks least elsewhere (min-conflicts, Minton and others 1992).

    Parameters
    ----------
    board
        Prices what is broken.
    whole
        The problem in which that has a price.
    begun
        The programme to begin with.
    involved
        The sessions that may have to do with what is broken, which alone move.
    end
        When it ends, by `work_done`.
    """
    for _ in range(STEPS if board.knows(begun) else 0):
        found = broken_by(whole, begun)
        if found is None or not 0 < len(found.amounts) <= MANY:
            break
        best: tuple[tuple[int, int], str] | None = None
        for session in sorted(begun.by_session.keys() & involved(found)):
            if work_done() > end:
                return begun
            change = _change(board, begun, session)
            best = min(best or (change, session), (change, session))
        if best is None or best[0] >= (0, 0):
            break
        begun = at_best(board, begun, best[1])
    return begun


def at_best(board: PriceBoard, schedule: Schedule, session: str) -> Schedule:
    """Return a programme with a session at its best place, with all that follow it, others staying."""
    count_work(LOOK)
    table = board.prices(schedule, session)
    ((row, column),) = best_places(table.forbidden, table.penalty, 1)
    return board.moved(schedule, session, table.starts[row], table.rooms[column])


def _change(board: PriceBoard, schedule: Schedule, session: str) -> tuple[int, int]:
    """Return by how much more is forbidden, and broken, with a session at its best place: below 0 if less."""
    count_work(LOOK)
    table, here = board.prices(schedule, session), schedule.by_session[session]
    ((row, column),) = best_places(table.forbidden, table.penalty, 1)
    forbidden, penalty = table.at(here.start, here.room)
    return int(table.forbidden[row, column]) - forbidden, int(table.penalty[row, column]) - penalty
