"""Events of which the file does not say how long they last."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from scheduler.sources.programmes.formats.fields import minutes_between, some_of
from scheduler.sources.programmes.intake import Intake
from scheduler.sources.programmes.records import Event

LONGEST_GAP = 120
"""Minutes until the next event in a room that an event lasts at most, if nothing says how long it does."""
USUAL = 60
"""Minutes of an event, if nothing at all says how long events last."""


def with_lengths(
    events: Sequence[Event], intake: Intake, zone: ZoneInfo, field: str
) -> list[Event]:
    """Return events with a length each, and say what was taken for those that have 0 minutes.

    One lasts until the next event in its room, or else what is commonest of its kind, or of all.
    `field` is what the file calls a length.
    """
    starts: dict[tuple[str, date], list[datetime]] = {}
    for event in events:
        if event.start is not None and event.room:
            starts.setdefault(_place(event, event.start, zone), []).append(event.start)
    for each in starts.values():
        each.sort()
    lengths = Counter((event.kind, event.minutes) for event in events if event.minutes)
    found, named = [], []
    for event in events:
        if event.minutes:
            found.append(event)
            continue
        minutes, why = _gap(event, starts, zone), "until the next event in its room"
        if minutes is None:
            minutes, why = _commonest(event.kind, lengths)
        found.append(replace(event, minutes=minutes))
        named.append(f"{event.title} ({minutes} min, {why})")
    if named:
        have = "event has" if len(named) == 1 else "events have"
        intake.leave(f"{len(named)} {have} no `{field}`, so one is assumed: {some_of(named)}.")
    return found


def _place(event: Event, start: datetime, zone: ZoneInfo) -> tuple[str, date]:
    return event.room, start.astimezone(zone).date()


def _gap(
    event: Event, starts: dict[tuple[str, date], list[datetime]], zone: ZoneInfo
) -> int | None:
    """Return the minutes until the next event in its room on that day, unless they are too many."""
    if event.start is None or not event.room:
        return None
    following = starts[_place(event, event.start, zone)]
    at = bisect_right(following, event.start)
    if at == len(following):
        return None
    minutes = minutes_between(event.start, following[at])
    return minutes if 0 < minutes <= LONGEST_GAP else None


def _commonest(kind: str, lengths: Counter[tuple[str, int]]) -> tuple[int, str]:
    """Return the commonest length of a kind, or of all, and why it is taken."""
    if not lengths:
        return USUAL, "as no event has one"
    of_kind = Counter({minutes: n for (named, minutes), n in lengths.items() if named == kind})
    if kind and of_kind:
        return of_kind.most_common(1)[0][0], "the commonest of its type"
    of_all: Counter[int] = Counter()
    for (_, minutes), number in lengths.items():
        of_all[minutes] += number
    return of_all.most_common(1)[0][0], "the commonest"
