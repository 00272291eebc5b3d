"""Why not on another day: what the best place of each day would break, all others staying."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from scheduler.desk.prices import open_problem
from scheduler.engines.price_board import PriceBoard, best_places
from scheduler.evaluation import evaluate
from scheduler.explanation.conflicts import Collision, Conflict, weight_of
from scheduler.instance import Instance
from scheduler.rules import problem_of, with_seats, without_seats
from scheduler.schedule import Schedule


@dataclass(frozen=True, slots=True)
class OtherDay:
    """The best place of a session on a day, and the gravest that it would break there."""

    session: str
    start: datetime
    room: str
    reason: str


def other_days_of(instance: Instance, found: Collision, most: int) -> list[Sequence[OtherDay]]:
    """Return for each of the first conflicts why the session that it is about is not held on another day.

    In the programme that breaks least, all others staying there: of a conflict of which all that it takes is
    proved, or which is not about a single session, nothing is told.
    """
    schedule, board = found.schedule, None
    told: list[Sequence[OtherDay]] = []
    for conflict in found.conflicts[:most]:
        session = None if schedule is None else _session_of(schedule, conflict)
        if schedule is None or session is None:
            told.append(())
            continue
        if board is None:
            problem = open_problem(problem_of(instance), instance, schedule)
            board = PriceBoard(problem, with_seats(schedule), weight_of)
        told.append([*_other_days(instance, schedule, board, session)])
    return told


def _session_of(schedule: Schedule, conflict: Conflict) -> str | None:
    """Return the session that a conflict is about, if there is but one and the reasons may be more."""
    held = {each.item for each in conflict.culprits if each.item in schedule.by_session}
    is_single = len(held) == 1 and not conflict.irreducible
    return held.pop() if is_single else None


def _other_days(
    instance: Instance, schedule: Schedule, board: PriceBoard, session: str
) -> Iterator[OtherDay]:
    """Yield the days on which it would break something that nothing breaks where it is."""
    seated = with_seats(schedule)
    table, before = board.prices(seated, session), _broken(instance, schedule)
    dates = np.array([each.astimezone(instance.zone).date() for each in table.starts])
    here = schedule.by_session[session].start.astimezone(instance.zone).date()
    for day in instance.working_dates:
        rows = np.flatnonzero(dates == day)
        if day == here or not len(rows):
            continue
        ((row, column),) = best_places(table.forbidden[rows], table.penalty[rows], 1)
        start, room = table.starts[rows[row]], table.rooms[column]
        found = _broken(instance, without_seats(board.moved(seated, session, start, room)))
        more = sorted(found.keys() - before.keys(), key=lambda each: (-found[each], each))
        if more:
            yield OtherDay(session, start, room, more[0])


def _broken(instance: Instance, schedule: Schedule) -> dict[str, int]:
    """Return what a programme breaks of hard rules, in words, and by how much, each unit by its weight."""
    return {
        each.finding.message: weight_of(each.rule) * each.finding.amount
        for each in evaluate(instance, schedule).forbidden
    }
