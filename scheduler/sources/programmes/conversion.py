"""From a programme of another system to an instance and a schedule."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from scheduler.errors import InstanceError
from scheduler.instance import utc_text
from scheduler.schedule import Assignment
from scheduler.sources.programmes.clashes import Held, clashes
from scheduler.sources.programmes.hours import (
    MIDNIGHT,
    Band,
    bands_of,
    grid_of,
    part_of,
    profiles_of,
)
from scheduler.sources.programmes.identifiers import Identifiers
from scheduler.sources.programmes.records import Event, Programme, Span
from scheduler.wording import counted

MOST_DAYS = 60
"""Days of a conference at most."""
UNKNOWN_SEATS = 1
"""Seats of a room of which no file says how many it has."""


@dataclass(frozen=True, slots=True)
class Converted:
    """An instance as a file has it, and where its sessions are."""

    tables: dict[str, Any]
    assignments: tuple[Assignment, ...]
    notes: tuple[str, ...]


def converted(programme: Programme, name: str, left: Iterable[str]) -> Converted:
    """Return an instance of a name that holds the programme.

    Raises
    ------
    InstanceError
        When no session has a time, or the days are too many.
    """
    notes = list(left)
    sessions = _sessions(programme, notes)
    placed = [each for each in sessions if each.day is not None]
    bands = _bands(programme, placed)
    grid, beside = grid_of(each.span[0] for each in placed)
    if beside:
        begin = "begins" if beside == 1 else "begin"
        notes.append(
            f"{counted(beside, 'session')} {begin} beside the grid of {grid} minutes, and stay there: "
            "a search would place them on it."
        )
    rooms = _rooms(programme, placed, notes)
    notes += clashes(programme, placed)
    kinds, kind_of = _kinds(sessions, bands)
    people, person_of = _people(programme)
    themes, theme_of = _named(
        [*programme.tracks, *(each.event.track for each in sessions)], "theme"
    )
    rows = [_row(each, kind_of, theme_of, person_of) for each in sessions]
    tables = {
        **_head(programme, name, sessions, list(bands)),
        "grid": grid,
        "day_profiles": profiles_of(bands),
        "kinds": kinds,
        "rooms": list(rooms.values()),
        "people": people,
        "themes": themes,
        "sessions": rows,
        "levels": {"room_waste": "off"},
    }
    assignments = tuple(
        Assignment(each.id, each.event.start.astimezone(UTC), rooms[each.room]["id"])
        for each in placed
        if each.event.start is not None
    )
    return Converted(tables, assignments, tuple(notes))


def _head(
    programme: Programme, name: str, sessions: Iterable[Held], days: list[date]
) -> dict[str, Any]:
    """Return what an instance says of itself."""
    first, last = _days(programme, days)
    said = [each.event.language for each in sessions if _is_language(each.event.language)]
    languages = [language for language, _ in Counter(said).most_common(1)]
    return {
        "format": 1,
        "name": name,
        "title": programme.title,
        "zone": programme.zone.key,
        "languages": languages,
        "first_day": first.isoformat(),
        "last_day": last.isoformat(),
    }


def _sessions(programme: Programme, notes: list[str]) -> list[Held]:
    ids, found = Identifiers("session"), []
    free: list[datetime] = []
    for event in sorted(programme.events, key=lambda each: (each.name == "", _order(each))):
        id_ = ids.of(event.name or event.title)
        if event.start is None:
            found.append(Held(event, id_, None, (0, 0), ""))
            continue
        wall = event.start.astimezone(programme.zone)
        first = wall.hour * 60 + wall.minute
        last = min(first + event.minutes, MIDNIGHT)
        if last < first + event.minutes:
            notes.append(
                f"{event.title}: runs past midnight, which no band does; ends at midnight "
                f"({counted(last - first, 'minute')} of {event.minutes})."
            )
        room = event.room or _free_room(free, event.start, last - first)
        found.append(Held(event, id_, wall.date(), (first, last), room))
    if free:
        lacking = sum(not each.event.room for each in found if each.day is not None)
        notes.append(
            f"{counted(lacking, 'session')} without a room: put into "
            f"{counted(len(free), 'room')} made for them, so that none is there twice at once."
        )
    return sorted(found, key=lambda each: _order(each.event))


def _order(event: Event) -> tuple[bool, str, str, str]:
    """Return what events are sorted by: those without a time last."""
    moment = event.start.astimezone(UTC).isoformat() if event.start is not None else ""
    return event.start is None, moment, event.room, event.title


def _free_room(free: list[datetime], start: datetime, minutes: int) -> str:
    """Return the first room, of those for sessions without one, that is free then, and take it."""
    number = next((at for at, until in enumerate(free) if until <= start), len(free))
    free[number : number + 1] = [start + timedelta(minutes=minutes)]
    return f"Room not known {number + 1}"


def _bands(programme: Programme, placed: list[Held]) -> dict[date, list[Band]]:
    spans: dict[date, list[tuple[int, int]]] = {}
    for each in placed:
        if each.day is not None:
            spans.setdefault(each.day, []).append(each.span)
    if not spans:
        raise InstanceError("has no session with a time: there is no programme in it.")
    breaks: dict[date, list[tuple[int, int, str]]] = {}
    for pause in programme.breaks:
        start, end = (each.astimezone(programme.zone) for each in (pause.start, pause.end))
        until = end.hour * 60 + end.minute if end.date() == start.date() else MIDNIGHT
        row = (start.hour * 60 + start.minute, until, pause.title)
        breaks.setdefault(start.date(), []).append(row)
    return {day: bands_of(of_day, breaks.get(day, [])) for day, of_day in spans.items()}


def _days(programme: Programme, days: list[date]) -> tuple[date, date]:
    """Return first and last day: those of the file, if they are not too many, and all with sessions."""
    first, last = min(days), max(days)
    if (last - first).days >= MOST_DAYS:
        raise InstanceError(
            f"found sessions from {first} to {last}, expected at most {MOST_DAYS} days. "
            "Leave the days of one conference in the file."
        )
    wide = (
        min([first, *filter(None, [programme.first_day])]),
        max([last, *filter(None, [programme.last_day])]),
    )
    return wide if (wide[1] - wide[0]).days < MOST_DAYS else (first, last)


def _rooms(programme: Programme, placed: list[Held], notes: list[str]) -> dict[str, dict[str, Any]]:
    """Return rooms by name, in the order of the file; those that only events name come after."""
    ids, rows = Identifiers("room"), {}
    places = {place.name: place for place in reversed(programme.places)}
    names = [place.name for place in programme.places]
    for name in dict.fromkeys([*names, *(each.room for each in placed)]):
        place = places.get(name)
        seats = place.capacity if place is not None else None
        row: dict[str, Any] = {
            "id": ids.of(name),
            "title": name,
            "capacity": seats or UNKNOWN_SEATS,
        }
        rows[name] = row
    known = sum(place.capacity is not None for place in places.values())
    if unknown := len(rows) - known:
        notes.append(
            f"Seats of {counted(unknown, 'room')} are not in the file: `capacity: {UNKNOWN_SEATS}` stands "
            "for that."
        )
    return rows


def _kinds(
    sessions: list[Held], bands: Mapping[date, list[Band]]
) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """Return kinds, each with all bands of the parts of a day in which it has sessions; their ids by name."""
    used: dict[str, set[str]] = {}
    for each in sessions:
        of_day = bands[each.day] if each.day is not None else ()
        inside = {band.id for band in of_day if band.start <= each.span[0] < band.end}
        used.setdefault(_kind(each.event), set()).update(part_of(band) for band in inside)
    every = list(dict.fromkeys(band.id for of_day in bands.values() for band in of_day))
    ids = Identifiers("kind")
    id_of = {name: ids.of(name) for name in used}
    rows = [
        {
            "id": id_of[name],
            "title": name,
            "bands": [each for each in every if part_of(each) in parts] or every,
        }
        for name, parts in used.items()
    ]
    return rows, id_of


def _kind(event: Event) -> str:
    """Return the name of the kind of an event: its type, or else how long it is."""
    return event.kind or f"Session of {event.minutes} min"


def _people(programme: Programme) -> tuple[list[dict[str, Any]], dict[str, str]]:
    ids, rows, id_of = Identifiers("person"), [], {}
    for person in programme.people:
        id_of[person.key] = ids.of(person.name)
        row: dict[str, Any] = {"id": id_of[person.key], "title": person.name}
        if person.available:
            row["available"] = [window_of(each) for each in person.available]
        rows.append(row)
    return rows, id_of


def window_of(span: Span) -> dict[str, str]:
    """Return a window between two instants as a file has it."""
    start, end = (utc_text(each.astimezone(UTC)) for each in span)
    return {"from": start, "to": end}


def _named(names: Iterable[str], what: str) -> tuple[list[dict[str, Any]], dict[str, str]]:
    ids = Identifiers(what)
    id_of = {name: ids.of(name) for name in dict.fromkeys(filter(None, names))}
    return [{"id": id_, "title": name} for name, id_ in id_of.items()], id_of


def _row(
    session: Held,
    kinds: Mapping[str, str],
    themes: Mapping[str, str],
    people: Mapping[str, str],
) -> dict[str, Any]:
    event = session.event
    first, last = session.span
    row: dict[str, Any] = {
        "id": session.id,
        "title": event.title,
        "kind": kinds[_kind(event)],
        "duration": last - first if session.day is not None else event.minutes,
    }
    if event.track:
        row["themes"] = [themes[event.track]]
    if event.people:
        row["people"] = {"speaker": [people[key] for key in event.people]}
    if session.day is None:
        row["optional"] = True
    return row | ({"description": event.description} if event.description else {})


def _is_language(text: str) -> bool:
    return len(text) == 2 and text.isascii() and text.isalpha() and text.islower()
