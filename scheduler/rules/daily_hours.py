"""Hours of each day that remote participants follow, where sessions last days."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from scheduler.instance import DAY, Hours, Instance, Session, Span, instant_at, place_of
from scheduler.rules.spans import clock_spans, horizon_of


def rooms_by_zone(instance: Instance) -> Mapping[ZoneInfo, frozenset[str]]:
    """Return the rooms by the clocks of their places; those of the conference, where none are said."""
    found: dict[ZoneInfo, set[str]] = {}
    for room in instance.rooms:
        place = place_of(instance, room.id)
        zone = place.zone if place is not None else None
        found.setdefault(zone or instance.zone, set()).add(room.id)
    return {zone: frozenset(rooms) for zone, rooms in found.items()}


class DailyHours:
    """The minutes of each day's hours that fall outside others, on the clocks of somebody elsewhere.

    A date on which m minutes do is told as its first m minutes: a session runs on a date as a whole, or not.
    """

    def __init__(self, instance: Instance) -> None:
        self._instance = instance
        self._rooms = rooms_by_zone(instance)
        last = horizon_of(instance)[1].date()
        number = (last - instance.first_day).days + 1
        self._dates = [instance.first_day + position * DAY for position in range(number)]
        self._spans: dict[tuple[Hours, str], list[Span]] = {}
        self._minutes: dict[tuple[object, ...], timedelta] = {}
        self._known: dict[tuple[object, ...], tuple[Span, ...]] = {}

    def outside(
        self, session: Session, zone: ZoneInfo, hours: Hours, beyond: Hours | None = None
    ) -> Iterator[tuple[frozenset[str], tuple[Span, ...]]]:
        """Yield when a session is outside some hours on the clocks of a zone, for rooms of one zone each.

        With wider hours `beyond`, what is outside these does not count.
        """
        own = self._instance.kind_by_id[session.kind].daily_hours
        for there, rooms in self._rooms.items() if own is not None else ():
            key = there.key, zone.key, own, hours, beyond
            if key not in self._known and own is not None:
                self._known[key] = tuple(self._marked(own, there, zone, hours, beyond))
            if self._known[key]:
                yield rooms, self._known[key]

    def _marked(
        self, own: Hours, there: ZoneInfo, zone: ZoneInfo, hours: Hours, beyond: Hours | None
    ) -> Iterator[Span]:
        spans = self._daily(own, there)
        for day, span in zip(self._dates, spans, strict=True):
            minutes = self._minutes_outside(span, hours, zone)
            if beyond is not None:
                minutes -= self._minutes_outside(span, beyond, zone)
            if minutes:
                begins = instant_at(day, timedelta(), self._instance.zone)
                yield begins, begins + minutes

    def _daily(self, own: Hours, there: ZoneInfo) -> list[Span]:
        """Return when the hours of each date begin and end."""
        key = own, there.key
        if key not in self._spans:
            self._spans[key] = [_span(own, day, there) for day in self._dates]
        return self._spans[key]

    def _minutes_outside(self, span: Span, hours: Hours, zone: ZoneInfo) -> timedelta:
        """Return the time of a span outside some hours; that of a day is that of all with such clocks."""
        start, end = (instant.astimezone(zone) for instant in span)
        key = hours, start.time(), start.utcoffset(), end.utcoffset(), span[1] - span[0]
        if start.utcoffset() != end.utcoffset():
            return _outside(span, hours, zone)
        if key not in self._minutes:
            self._minutes[key] = _outside(span, hours, zone)
        return self._minutes[key]


def _span(own: Hours, day: date, zone: ZoneInfo) -> Span:
    return instant_at(day, own.start, zone), instant_at(day, own.end, zone)


def _outside(span: Span, hours: Hours, zone: ZoneInfo) -> timedelta:
    start, end = span
    if end <= start:
        return timedelta()
    inside = clock_spans(hours.start, hours.end, zone, span)
    return (end - start) - sum((until - since for since, until in inside), timedelta())
