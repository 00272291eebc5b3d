"""Who takes part in the events of a calendar, and what of their properties is not taken over."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

from icalendar import Component

from scheduler.instance import quoted
from scheduler.sources.nodes import shortened
from scheduler.sources.programmes.intake import Intake
from scheduler.sources.programmes.persons import Persons
from scheduler.sources.programmes.records import Person
from scheduler.sources.programmes.unread import Unread
from scheduler.wording import counted

_ROLES = {"CHAIR": "chair", "REQ-PARTICIPANT": "required"}
"""Roles in which persons take part; others are not taken over."""
_SPEAKER = re.compile(r"(?:speakers?|presenters?)\s*:\s*(\S.*)", re.IGNORECASE)
"""How the name of an organiser says that it is who speaks."""
FEWEST = 4
"""Names of organisers that are taken for speakers."""
_READ = frozenset(
    {"SUMMARY", "DTSTART", "DTEND", "DURATION", "LOCATION", "DESCRIPTION", "CATEGORIES", "STATUS"}
    | {"ATTENDEE", "ORGANIZER", "RRULE", "RDATE", "EXDATE", "UID", "DTSTAMP", "SEQUENCE", "URL"}
    | {"CREATED", "LAST-MODIFIED", "TRANSP", "CLASS", "RECURRENCE-ID"}
)
"""Properties that are read, or that say nothing of a programme."""


class Guests:
    """Persons by key, as they come up."""

    def __init__(self, events: Sequence[Component]) -> None:
        self.people: dict[str, Person] = {}
        self._organisers: Counter[str] = Counter()
        self._hosts = _hosts(events) if _have_one_address(events) else None
        """Organisers who do not speak, where the others do; None where none of them does."""
        self._unread = Unread()

    def of(self, event: Component) -> dict[str, str]:
        """Return the persons who take part in an event, and their roles; count what else it says."""
        for key, value in event.items():
            said = str(key).upper()
            if said not in _READ and not said.startswith("X-") and str(value).strip():
                self._unread.add(said)
        return dict(self._attendees(event)) | dict(self._speakers(event))

    def tell(self, intake: Intake) -> None:
        """Say who is taken for a speaker, and who and what is not taken over."""
        if self._hosts is not None:
            intake.leave(
                "Organisers are taken for speakers: they have many names, but one address for all events."
            )
        if self._organisers:
            (first, _), *others = self._organisers.most_common()
            name = quoted(shortened(first)) + (f" and {len(others)} more" if others else "")
            events = counted(sum(self._organisers.values()), "event")
            intake.leave(
                f"Organisers of {events} are not taken over ({name}): the file does not call them speakers."
            )
        self._unread.tell(intake)

    def _attendees(self, event: Component) -> Iterator[tuple[str, str]]:
        for each in _all(event, "ATTENDEE"):
            role = _ROLES.get(str(each.params.get("ROLE", "REQ-PARTICIPANT")).upper())
            is_person = str(each.params.get("CUTYPE", "INDIVIDUAL")).upper() == "INDIVIDUAL"
            name = _name(each)
            if role and is_person and name:
                for key, person in self._named(name, str(each).lower()):
                    yield key, "speaker" if _SPEAKER.fullmatch(name) else role
                    self.people.setdefault(key, person)
            elif name:
                self._unread.add("attendees who are optional, or no persons")

    def _speakers(self, event: Component) -> Iterator[tuple[str, str]]:
        """Yield organisers of whom it is said that they speak: ``speaker: Ada Lovelace``."""
        for each in _all(event, "ORGANIZER"):
            name = _name(each)
            if _SPEAKER.fullmatch(name):
                for key, person in self._named(name, ""):
                    yield key, "speaker"
                    self.people.setdefault(key, person)
            elif name and self._hosts is not None and name not in self._hosts:
                for key, person in self._named(f"speaker: {name}", ""):
                    yield key, "speaker"
                    self.people.setdefault(key, person)
            elif name:
                self._organisers[name] += 1

    def _named(self, name: str, key: str) -> Iterator[tuple[str, Person]]:
        """Yield who is meant by a name: several, if it says of several that they speak."""
        match = _SPEAKER.fullmatch(name)
        names = Persons([match[1]], [";"]).of(match[1])[0] if match else [name]
        for each in names:
            own = key if key and len(names) == 1 else each
            yield own, Person(own, each)


def _have_one_address(events: Sequence[Component]) -> bool:
    """Tell whether those who organise events are many persons, but have one address: then they speak."""
    all_ = [each for event in events for each in _all(event, "ORGANIZER")]
    names, addresses = {*map(_name, all_)}, {str(each).lower() for each in all_}
    return len(names) >= FEWEST and 2 * len(names) > len(all_) and len(addresses) == 1


def _hosts(events: Sequence[Component]) -> set[str]:
    """Return the organisers of events at once, who cannot speak in all of them."""
    spans: dict[str, list[tuple[datetime, datetime]]] = {}
    for event in events:
        if (span := _hours(event)) is not None:
            for each in _all(event, "ORGANIZER"):
                spans.setdefault(_name(each), []).append(span)
    return {
        name
        for name, all_ in spans.items()
        if any(one[1] > then[0] for one, then in pairwise(sorted(all_)))
    }


def _hours(event: Component) -> tuple[datetime, datetime] | None:
    """Return from when to when an event lasts, with floating times as UTC; None if it has no hours."""
    first, last, lasts = (
        getattr(event.get(key), "dt", None) for key in ("DTSTART", "DTEND", "DURATION")
    )
    if isinstance(first, datetime) and isinstance(lasts, timedelta):
        last = first + min(max(lasts, timedelta()), timedelta(days=7))
    if not isinstance(first, datetime) or not isinstance(last, datetime):
        return None
    start, end = (each if each.tzinfo else each.replace(tzinfo=UTC) for each in (first, last))
    return (start, end) if start < end else None


def _all(event: Component, key: str) -> list[Any]:
    """Return the values of a property that may come again."""
    found = event.get(key) or []
    return found if isinstance(found, list) else [found]


def _name(person: Any) -> str:
    """Return what somebody is called, or else what the address begins with: the rest is not for others."""
    said = person.params.get("CN")
    said = ", ".join(map(str, said)) if isinstance(said, list) else said
    name = str(said or str(person).partition(":")[2]).partition("@")[0]
    return " ".join(name.split())[:10_000]
