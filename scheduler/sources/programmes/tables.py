"""Make the tables of an instance from a programme: rooms, kinds, persons, themes and sessions."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import accumulate, zip_longest
from typing import Any

from scheduler.instance import (
    LENGTH_TITLE,
    Span,
    merged_spans,
    quoted,
    spans_outside,
    spans_within,
    utc_text,
)
from scheduler.sources.identifiers import Identifiers
from scheduler.sources.programmes.hours import MIDNIGHT, HoursBand, parts_of
from scheduler.sources.programmes.records import EventRoom, HeldEvent, SourceEvent, SourceProgramme
from scheduler.wording import counted, listed

_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{2})|[-_]\w{3,})?", re.ASCII)
"""A tag, with a region, or with a style such as ``de-formal``."""
MOST_NAMED = 5
"""Languages that a note names."""


def rooms_of(
    programme: SourceProgramme, placed: list[HeldEvent], whole: Span, notes: list[str]
) -> dict[str, dict[str, Any]]:
    """Return rooms by name, in the order of the file; those that only events name come after."""
    ids, rows = Identifiers("room"), {}
    places = {place.name: place for place in reversed(programme.places)}
    names = [place.name for place in programme.places]
    held: dict[str, list[HeldEvent]] = {}
    for each in placed:
        held.setdefault(each.room, []).append(each)
    for name in dict.fromkeys([*names, *held]):
        place = places.get(name, EventRoom(name))
        row: dict[str, Any] = {
            "id": ids.of(name),
            "title": name,
            "capacity": place.capacity or None,
        }
        if place.open:
            row["closures"] = windows(spans_outside(place.open, whole))
        if (most := most_at_once(held.get(name, []))) > 1:
            row["holds"] = most
            notes.append(f"{name} held {most} sessions at once, and may again (`holds: {most}`).")
        rows[name] = row
    for name, row in rows.items():
        if parts := parts_of_name(name, rows):
            row["parts"] = [rows[part]["id"] for part in parts]
            row.pop("holds", None)
            notes.append(f"{name} consists of {listed(parts)} (`parts`).")
    if unknown := sum(row["capacity"] is None for row in rows.values()):
        notes.append(
            f"The file has no seats for {counted(unknown, 'room')}: `capacity: null`, which means unknown."
        )
    return rows


JOINT = re.compile(r"\s*(?:,|\+|&|/)\s*")
"""Signs between the names of joined rooms."""
CROWD = 3
"""Sessions at once in a room that are no slip."""


def most_at_once(held: Sequence[HeldEvent]) -> int:
    """Return how many sessions a room held at once; 1 if two met at most, which may be a slip."""
    edges: list[tuple[datetime, int]] = []
    for each in held:
        if (start := each.event.start) is not None and each.event.minutes:
            edges += [(start, 1), (start + timedelta(minutes=each.event.minutes), -1)]
    most = max(accumulate((step for _, step in sorted(edges)), initial=0))
    return most if most >= CROWD else 1


def parts_of_name(name: str, others: Collection[str]) -> list[str]:
    """Return the rooms that a name such as ``Hall A, Hall B`` says a room is made of; none if one is unknown.

    A short name stands for a room whose name begins with the same words: ``Hall A + B``.
    """
    pieces = [each for each in JOINT.split(name) if each]
    if len(pieces) < 2:
        return []
    head = pieces[0].rsplit(" ", 1)[0]
    found = []
    for piece in pieces:
        known = [each for each in (piece, f"{head} {piece}") if each in others and each != name]
        if not known:
            return []
        found.append(known[0])
    return found


def kinds_of(
    sessions: Iterable[HeldEvent], bands: Mapping[date, list[HoursBand]]
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


def _touched(session: HeldEvent, bands: Mapping[date, list[HoursBand]]) -> Iterator[HoursBand]:
    """Yield the bands in which a session is held: more than one, if it runs past midnight."""
    if session.day is None:
        return
    first, last = session.span
    yield from (band for band in bands[session.day] if band.start <= first < band.end)
    if last > MIDNIGHT:
        yield bands[session.day + timedelta(days=1)][0]


def _kind(event: SourceEvent) -> str:
    return event.kind or LENGTH_TITLE.format(event.minutes)


def people_of(
    programme: SourceProgramme, whole: Span, notes: list[str]
) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """Return persons, and their ids by key. One who is there all the time is always available."""
    ids, rows, id_of = Identifiers("person"), [], {}
    for person in programme.people:
        id_of[person.key] = ids.of(person.name)
        row: dict[str, Any] = {"id": id_of[person.key], "title": person.name}
        free = merged_spans(spans_within(person.available or (whole,), whole))
        if free not in ((), (whole,)):
            row["available"] = windows(free)
        elif not free:
            notes.append(
                f"{person.name} is never available in these days. Imported as always available."
            )
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
    session: HeldEvent,
    *,
    is_left_out: bool,
    kinds: Mapping[str, str],
    themes: Mapping[str, str],
    people: Mapping[str, str],
) -> dict[str, Any]:
    """Return the row of a session."""
    event = session.event
    row: dict[str, Any] = {
        "id": session.id,
        "title": event.title,
        "kind": kinds[_kind(event)],
        "duration": event.minutes,
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


def language_of(text: str) -> str:
    """Return the tag of a language, such as ``pt-BR``; nothing, if a text is none."""
    match = _LANGUAGE.fullmatch(text.strip())
    if match is None:
        return ""
    return match[1].lower() + (f"-{match[2].upper()}" if match[2] else "")


def usual_language(events: Iterable[SourceEvent], notes: list[str]) -> str:
    """Return the language of most events, and note texts that are no language."""
    said = Counter(each.language for each in events if each.language)
    if others := [text for text in said if not language_of(text)]:
        named = ", ".join(map(quoted, others[:MOST_NAMED]))
        notes.append(f"Languages not imported, as they are no tags such as `en`: {named}.")
    known: Counter[str] = Counter()
    for text, number in said.items():
        known[language_of(text)] += number
    known.pop("", None)
    return next((language for language, _ in known.most_common(1)), "")


def origin_row(event: SourceEvent, usual: str) -> dict[str, Any]:
    """Return the `origin` of an event, with its language if it is not the `usual` one."""
    language = language_of(event.language)
    said = {"language": language} if language not in ("", usual) else {}
    origin = {**said, **event.origin}
    return {"origin": origin} if origin else {}


def windows(spans: Iterable[Span]) -> list[dict[str, str]]:
    """Return spans as the windows of a file."""
    return [{"from": utc_text(start), "to": utc_text(end)} for start, end in spans]
