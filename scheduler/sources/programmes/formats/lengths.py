"""Events of which the file does not say how long they last."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime
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

    `lacking` are the numbers of those without one. One lasts until the next event in its room; or else
    what is commonest of its type, or of all.
    """
    found, named = list(events), []
    usual = _Usual(events, frozenset(lacking), zone)
    for number in lacking:
        minutes, why = usual.length(events[number])
        found[number] = replace(events[number], minutes=minutes)
        named.append(f"{events[number].title} ({minutes} min, {why})")
    if named:
        more = len(named) - MOST_NAMED
        shown = "; ".join(named[:MOST_NAMED]) + (f"; and {more} more" if more > 0 else "")
        have = "event has" if len(named) == 1 else "events have"
        intake.leave(f"{len(named)} {have} no `duration`, so one is assumed: {shown}.")
    return found


class _Usual:
    """How long events last, and when the next one begins in each room."""

    def __init__(self, events: Sequence[Event], lacking: Collection[int], zone: ZoneInfo) -> None:
        self._zone = zone
        self._by_kind: dict[str, Counter[int]] = {}
        self._all: Counter[int] = Counter()
        self._starts: dict[tuple[str, date], list[datetime]] = {}
        for number, event in enumerate(events):
            if number not in lacking:
                self._all[event.minutes] += 1
                self._by_kind.setdefault(event.kind, Counter())[event.minutes] += 1
            if event.start is not None:
                self._starts.setdefault(self._place(event, event.start), []).append(event.start)
        for starts in self._starts.values():
            starts.sort()

    def _place(self, event: Event, start: datetime) -> tuple[str, date]:
        return event.room, start.astimezone(self._zone).date()

    def length(self, event: Event) -> tuple[int, str]:
        """Return the minutes of an event, and why."""
        gap = self._gap(event)
        if gap is not None and gap <= LONGEST_GAP:
            return gap, "until the next event in its room"
        of_kind = self._by_kind.get(event.kind) if event.kind else None
        for lengths, why in ((of_kind, "the commonest of its type"), (self._all, "the commonest")):
            if lengths:
                return lengths.most_common(1)[0][0], why
        return USUAL, "as no event has one"

    def _gap(self, event: Event) -> int | None:
        """Return the minutes until the next event in its room on that day."""
        if event.start is None or not event.room:
            return None
        starts = self._starts[self._place(event, event.start)]
        following = bisect_right(starts, event.start)
        if following == len(starts):
            return None
        return int((starts[following] - event.start).total_seconds() // 60)
