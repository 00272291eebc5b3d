"""When the sessions of a conference are, and how long a slot lasts.

A slot is as long as it can be, so that the slots of each session fit into its time, begin at multiples of
it after midnight, and cost as much a minute as three decimals of a price can say.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations, pairwise

from benchmarks.cosplib.conference import CONFLICTS, Conference, Session, Term
from scheduler.instance import MILLI

_FIRST = date(2000, 1, 3)
"""Of a conference that says no date: a Monday."""
_MORNING, _MIDNIGHT = 8 * 60, 24 * 60
_LONGEST = 60
"""Minutes of a slot at most, if no time is known."""
_MOST_DAYS = 60
"""From the first day of a conference to its last."""

Span = tuple[int, int]
"""Minutes of the day: from when until when."""


@dataclass(frozen=True, slots=True)
class Timetable:
    """Where the slots of each session are."""

    minutes: int
    """Of a slot."""
    days: tuple[date, ...]
    """By session."""
    begins: tuple[int, ...]
    """Minute of the day at which the first slot of each session begins."""


def timetable_of(conference: Conference) -> Timetable:
    """Return the timetable of a conference: its own, or a day for each session if that cannot be."""
    sessions = conference.sessions
    if _in_order(sessions):
        spans = [(session.start, session.end) for session in sessions]
        days = [session.day for session in sessions if session.day is not None]
        if minutes := _slot(conference, spans):
            return _timetable(minutes, days, spans)
    spans = [(_MORNING, _MIDNIGHT)] * len(sessions)
    days = [_FIRST + timedelta(days=number) for number in range(len(sessions))]
    minutes = _slot(conference, spans)
    if minutes is None:
        raise ValueError(f"{conference.name}: a session has too many slots for a day")
    return _timetable(minutes, days, spans)


def _timetable(minutes: int, days: Sequence[date], spans: Sequence[Span]) -> Timetable:
    return Timetable(minutes, tuple(days), tuple(_after(start, minutes) for start, _ in spans))


def _in_order(sessions: Sequence[Session]) -> bool:
    """Tell whether all sessions have dates, and follow one another within as many days as there may be."""
    if any(session.day is None or session.end <= session.start for session in sessions):
        return False
    times = [(s.day, s.start, s.end) for s in sessions if s.day is not None]
    first, last = times[0][0], times[-1][0]
    follow = (one[:1] + one[2:] <= then[:2] for one, then in pairwise(times))
    return all(follow) and (last - first).days < _MOST_DAYS


def _slot(conference: Conference, spans: Sequence[Span]) -> int | None:
    """Return the minutes of a slot; None, if not even one minute fits."""
    counts = [session.slots for session in conference.sessions]
    pairs = [*zip(spans, counts, strict=True)]
    shortest = min((end - start) // count for (start, end), count in pairs)
    weights = [*_weights(conference)]
    return next(
        (
            minutes
            for minutes in range(min(shortest, _LONGEST), 0, -1)
            if all(MILLI * weight % minutes == 0 for weight in weights)
            and all(_after(s, minutes) + count * minutes <= end for (s, end), count in pairs)
        ),
        None,
    )


def _weights(conference: Conference) -> Iterator[int]:
    """Yield the weights that become prices of minutes: of terms that can cost anything."""
    ordered = [each.track for each in conference.submissions if each.order]
    if len(set(ordered)) < len(ordered):
        yield conference.weights[Term.ORDER]
    for who, conflict in CONFLICTS.items():
        weight = conference.weights[Term(f"{who}_slot")]
        pairs = combinations(conference.submissions, 2) if weight else ()
        if any(conflict(conference, one, other) for one, other in pairs):
            yield weight


def _after(start: int, minutes: int) -> int:
    """Return the first multiple of so many minutes that is not before a start."""
    return -(-start // minutes) * minutes
