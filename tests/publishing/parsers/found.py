"""What a parser finds of an event, in one form for all parsers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from icalendar import Calendar

from tests.publishing.strict import read
from tests.publishing.zones import ReadZone


@dataclass(frozen=True, order=True)
class Found:
    """An event; times are instants in UTC, or dates."""

    uid: str
    start: str
    end: str
    summary: str
    location: str
    description: str
    sequence: int
    status: str


def when(moment: date | datetime) -> str:
    """Return a date, or an instant in UTC, as text."""
    if isinstance(moment, datetime):
        return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return moment.isoformat()


def by_strict_reader(content: bytes) -> Iterator[Found]:
    """Yield the events that the tests' own reader finds."""
    calendar = read(content)
    for event in calendar.named("VEVENT"):
        times = []
        for name in ("DTSTART", "DTEND"):
            value = event.get(name)
            if isinstance(value, tuple):
                (zone,) = calendar.named("VTIMEZONE")
                value = ReadZone(zone, value[1].year).instant(value[1])
            assert isinstance(value, date)
            times.append(when(value))
        sequence = event.get("SEQUENCE")
        assert isinstance(sequence, int)
        yield Found(
            uid=event.text("UID"),
            start=times[0],
            end=times[1],
            summary=event.text("SUMMARY"),
            location=event.text("LOCATION"),
            description=event.text("DESCRIPTION"),
            sequence=sequence,
            status=event.text("STATUS"),
        )


def by_icalendar(content: bytes) -> Iterator[Found]:
    """Yield the events that the package icalendar finds, which complains of nothing."""
    calendar = Calendar.from_ical(content)
    assert not calendar.errors
    events: Any = calendar.walk("VEVENT")
    for event in events:
        assert not event.errors
        yield Found(
            uid=str(event["UID"]),
            start=when(event["DTSTART"].dt),
            end=when(event["DTEND"].dt),
            summary=str(event["SUMMARY"]),
            location=str(event["LOCATION"]),
            description=str(event["DESCRIPTION"]),
            sequence=int(event["SEQUENCE"]),
            status=str(event["STATUS"]),
        )
