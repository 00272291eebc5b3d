"""A schedule, read naively: where everything is, minute by minute."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from scheduler.restrictions import Breaks, Problem, Span
from scheduler.schedule import Schedule

MINUTE = timedelta(minutes=1)


class Placed:
    """Where everything is: the starts, ends and rooms of a schedule."""

    def __init__(self, problem: Problem, schedule: Schedule) -> None:
        assignments = schedule.by_session
        self.rooms = problem.rooms
        self.absent = problem.omissible - assignments.keys()
        held = {id_: n for id_, n in problem.durations.items() if id_ not in self.absent}
        self.start = {id_: assignments[id_].start for id_ in held}
        self.end = {
            id_: _end(self.start[id_], length, problem.breaks.get(id_, ()))
            for id_, length in held.items()
        }
        self.room = {id_: assignments[id_].room for id_ in held}

    def holds(self, *sessions: str) -> bool:
        """Tell whether all of these sessions take place."""
        return self.absent.isdisjoint(sessions)


def _end(start: datetime, work: timedelta, breaks: Iterable[Breaks]) -> datetime:
    """Return the minute after the last one of work, of which there is none in a pause."""
    pauses = [p for each in breaks if inside(start, each.during) for p in each.pauses]
    while work > timedelta():
        if not any(inside(start, pause) for pause in pauses):
            work -= MINUTE
        start += MINUTE
    return start


def positions(sessions: Iterable[str], periods: tuple[Span, ...], placed: Placed) -> list[int]:
    """Return the positions of the periods in which the sessions start."""
    return [
        position
        for session in sessions
        if placed.holds(session)
        for position, period in enumerate(periods)
        if inside(placed.start[session], period)
    ]


def first_met(placed: Placed, session: str, periods: Sequence[Span]) -> int | None:
    """Return the position of the first period in which a session runs for a minute."""
    for minute in minutes_of(placed.start[session], placed.end[session]):
        for number, period in enumerate(periods):
            if inside(minute, period):
                return number
    return None


def minutes_of(start: datetime, end: datetime) -> Iterator[datetime]:
    """Yield the minutes of a stretch."""
    while start < end:
        yield start
        start += MINUTE


def inside(instant: datetime, span: Span) -> bool:
    """Tell whether an instant lies in a stretch."""
    return span[0] <= instant < span[1]
