"""Tables of an instance that holds a programme: rooms, kinds, persons, themes, and the rows of sessions."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import zip_longest
from typing import Any

from scheduler.instance import LENGTH_TITLE
from scheduler.sources.identifiers import Identifiers
from scheduler.sources.programmes.availability import others, windows
from scheduler.sources.programmes.clashes import Held
from scheduler.sources.programmes.hours import MIDNIGHT, Band, parts_of
from scheduler.sources.programmes.records import Event, Programme, Span
from scheduler.wording import counted


def rooms_of(
    programme: Programme, placed: list[Held], whole: Span, notes: list[str]
) -> dict[str, dict[str, Any]]:
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
            "capacity": seats or None,
        }
        if place is not None and place.open:
            row["closures"] = windows(others(place.open, whole))
        rows[name] = row
    if unknown := sum(row["capacity"] is None for row in rows.values()):
        notes.append(
            f"Seats of {counted(unknown, 'room')} are not in the file: `capacity: null` stands for that."
        )
    return rows


def kinds_of(
    sessions: Iterable[Held], bands: Mapping[date, list[Band]]
) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """Return kinds, each with all bands of the parts of a day in which it has sessions; their ids by name."""
    used: dict[str, set[str]] = {}
    for each in sessions:
        parts = used.setdefault(_kind(each.event), set())
        for band in _touched(each, bands):
            parts |= parts_of(band.id)
    every = list(dict.fromkeys(band.id for of_day in bands.values() for band in of_day))
    ids = Identifiers("kind")
    id_of = {name: ids.of(name) for name in used}
    rows = [
        {
            "id": id_of[name],
            "title": name,
            "bands": [each for each in every if parts_of(each) & parts] or every,
        }
        for name, parts in used.items()
    ]
    return rows, id_of


def _touched(session: Held, bands: Mapping[date, list[Band]]) -> Iterator[Band]:
    """Yield the bands in which a session is held: more than one, if it runs past midnight."""
    if session.day is None:
        return
    first, last = session.span
    yield from (band for band in bands[session.day] if band.start <= first < band.end)
    if last > MIDNIGHT:
        yield bands[session.day + timedelta(days=1)][0]


def _kind(event: Event) -> str:
    """Return the name of the kind of an event: its type, or else how long it is."""
    return event.kind or LENGTH_TITLE.format(event.minutes)


def people_of(
    programme: Programme, whole: Span, notes: list[str]
) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """Return persons, and their ids by key. One who is there all the time is always available."""
    ids, rows, id_of = Identifiers("person"), [], {}
    for person in programme.people:
        id_of[person.key] = ids.of(person.name)
        row: dict[str, Any] = {"id": id_of[person.key], "title": person.name}
        away = [*others(person.available or (whole,), whole), *person.busy]
        if free := [*others(away, whole)]:
            row |= {"available": windows(free)} if free != [whole] else {}
        else:
            notes.append(f"{person.name}: is never there or never free; that is not taken over.")
        rows.append(row)
    return rows, id_of


def named(names: Iterable[str], what: str) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """Return rows that have a name and nothing else, and their ids by name."""
    ids = Identifiers(what)
    id_of = {name: ids.of(name) for name in dict.fromkeys(filter(None, names))}
    return [{"id": id_, "title": name} for name, id_ in id_of.items()], id_of


def tracks_of(
    themes: Iterable[Mapping[str, Any]], sessions: Iterable[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """Return a track for each theme that a session carries: all of its sessions."""
    carried = {theme for row in sessions for theme in row.get("themes", ())}
    rows = (theme for theme in themes if theme["id"] in carried)
    return [{**row, "sessions": {"themes": [row["id"]]}} for row in rows]


def session_row(
    session: Held,
    *,
    is_left_out: bool,
    kinds: Mapping[str, str],
    themes: Mapping[str, str],
    people: Mapping[str, str],
) -> dict[str, Any]:
    """Return the row of a session."""
    event = session.event
    first, last = session.span
    row: dict[str, Any] = {
        "id": session.id,
        "title": event.title,
        "kind": kinds[_kind(event)],
        "duration": last - first if session.day is not None else event.minutes,
    }
    if event.code:
        row["code"] = event.code
    if event.attendance is not None:
        row["attendance"] = event.attendance
    if event.track:
        row["themes"] = [themes[event.track]]
    if event.people:
        roles: dict[str, list[str]] = {}
        for key, role in zip_longest(event.people, event.roles, fillvalue="speaker"):
            roles.setdefault(role, []).append(people[key])
        row["people"] = roles
    if is_left_out:
        row["optional"] = True
    return row | ({"description": event.description} if event.description else {})
