"""Events of which the file does not say how long they last."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from scheduler.sources.programmes.intake import Intake
from scheduler.sources.programmes.records import Event

LONGEST_GAP = 120
"""Minutes until the next event in a room that an event lasts at most, if nothing says how long it does."""
USUAL = 60
"""Minutes of an event, if nothing at all says how long events last."""
MOST_NAMED = 10
"""Events that are named in a line at most."""


def with_lengths(
    events: Sequence[Event], lacking: Collection[int], intake: Intake, zone: ZoneInfo
) -> list[Event]:
    """Return events with a length each, and say what was taken where the file has none.

    `lacking` are the numbers of those without one. One lasts until the next event in its room; or else as
    most of its type do, or as most of all.
    """
    found, named = list(events), []
    known = [each for number, each in enumerate(events) if number not in lacking]
    for number in lacking:
        minutes, why = _length(events[number], events, known, zone)
        found[number] = replace(events[number], minutes=minutes)
        named.append(f"{events[number].title} ({minutes} min, {why})")
    if named:
        more = len(named) - MOST_NAMED
        shown = "; ".join(named[:MOST_NAMED]) + (f"; and {more} more" if more > 0 else "")
        intake.leave(f"No `duration` in the file, so one is assumed: {shown}.")
    return found


def _length(
    event: Event, events: Iterable[Event], known: Iterable[Event], zone: ZoneInfo
) -> tuple[int, str]:
    """Return the minutes of an event, and why."""
    gap = _gap(event, events, zone)
    if gap is not None and gap <= LONGEST_GAP:
        return gap, "until the next event in its room"
    of_kind = Counter(each.minutes for each in known if event.kind and each.kind == event.kind)
    of_all = Counter(each.minutes for each in known)
    for lengths, why in ((of_kind, "as most events of its type"), (of_all, "as most events")):
        if lengths:
            return lengths.most_common(1)[0][0], why
    return USUAL, "as no event has one"


def _gap(event: Event, events: Iterable[Event], zone: ZoneInfo) -> int | None:
    """Return the minutes until the next event in its room on that day."""
    if event.start is None or not event.room:
        return None
    day = event.start.astimezone(zone).date()
    later = [
        each.start
        for each in events
        if each.room == event.room and each.start is not None and each.start > event.start
    ]
    later = [each for each in later if each.astimezone(zone).date() == day]
    return int((min(later) - event.start).total_seconds() // 60) if later else None
