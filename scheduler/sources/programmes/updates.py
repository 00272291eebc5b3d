"""A newer programme in the instance of an older one, which keeps what the newer one does not say."""

import math
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from scheduler.instance import Instance, Selection, Session, minutes_of, plain_acronym, quoted
from scheduler.sources.identifiers import Identifiers, folded
from scheduler.sources.programmes.conversion import MOST_DAYS, Converted
from scheduler.sources.programmes.records import SourceProgramme

Row = dict[str, Any]

_TABLES = ("kinds", "rooms", "people", "themes", "sessions")


@dataclass(frozen=True, slots=True)
class Older:
    """An older instance, and its tables as its file has them."""

    instance: Instance
    tables: Mapping[str, Any]

    def rows(self, table: str) -> list[Row]:
        """Return the rows of a table."""
        return list(self.tables.get(table, ()))


def put_into(older: Older, made: Converted, programme: SourceProgramme) -> Converted:
    """Return an older instance with a newer programme in it, and notes about the update.

    Rows keep what the programme does not say (pins, attendance, needs), and so does the instance (levels,
    orders, languages, hours). Sessions are known by their codes, guids or titles, or else by their ids.
    """
    made = _with_older_ids(made, older.rows("sessions"))
    new = {field: value for field, value in made.tables.items() if field != "late_after"}
    if new.get("acronym") == plain_acronym(older.instance.name):
        del new["acronym"]  # exports have made it up
    if not new["people"]:
        new["people"] = older.rows("people")  # the programme names no persons at all
    tables = {**older.tables, **new, "levels": older.tables.get("levels", {})}
    gone = _taken_anew(older, made, programme)
    for name in _TABLES:
        tables[name] = _merged(older.rows(name), new[name], gone)
    tables |= _head(older, new, programme)
    notes = [*_hours(older, tables)]
    tables["tracks"] = [*_tracks(older, tables)]
    tables["grid"] = math.gcd(older.instance.grid, new["grid"])
    return replace(made, tables=tables, notes=(*made.notes, *notes))


def _with_older_ids(made: Converted, older: Sequence[Row]) -> Converted:
    """Return a programme with the ids that the older instance has for its sessions.

    Sessions of one code (a talk that is given twice) follow their order; a title that two sessions have does
    not count. A session whose id belongs to another one now gets a new id.
    """
    rows: list[Row] = made.tables["sessions"]
    ids: dict[str, str] = {}
    keys: tuple[Callable[[Row], str], ...] = (
        lambda row: str(row.get("code") or ""),
        lambda row: str((row.get("origin") or {}).get("guid") or ""),
        _only_title(rows, older),
    )
    for key_of in keys:
        taken, before = {*ids.values()}, dict[str, list[str]]()
        for row in older:
            if row["id"] not in taken:
                before.setdefault(key_of(row), []).append(row["id"])
        for row in rows:
            if row["id"] not in ids and (key := key_of(row)) and before.get(key):
                ids[row["id"]] = before[key].pop(0)
    fresh = Identifiers("session", ids.values())
    for row in rows:
        if row["id"] not in ids:
            ids[row["id"]] = fresh.of(row["id"])
    return replace(
        made,
        tables=made.tables | {"sessions": [row | {"id": ids[row["id"]]} for row in rows]},
        assignments=tuple(replace(each, session=ids[each.session]) for each in made.assignments),
    )


def _title(row: Row) -> str:
    return folded(str(row.get("title") or row["id"]))


def _only_title(*tables: Iterable[Row]) -> Callable[[Row], str]:
    times = [Counter(map(_title, rows)) for rows in tables]
    return lambda row: title if all(n[title := _title(row)] < 2 for n in times) else ""


def _taken_anew(older: Older, made: Converted, programme: SourceProgramme) -> Collection[str]:
    """Return the fields of rows that only the newer programme says.

    Persons and languages stay if it names none at all. Themes stay if neither programme has any: a planner
    gave them.
    """
    is_said = {
        "was": True,
        "people": bool(made.tables["people"]),
        "themes": bool(older.rows("themes") or made.tables["themes"]),
        "origin": any(each.language for each in programme.events),
    }
    return [field for field, is_anew in is_said.items() if is_anew]


def _merged(old: Iterable[Row], new: Iterable[Row], gone: Collection[str]) -> list[Row]:
    """Return the newer rows, each with what only the older one of its id says; in the older order."""
    before = {row["id"]: row for row in old}
    rows = []
    for row in new:
        known = before.get(row["id"], {})
        kept = {key: value for key, value in known.items() if key not in gone}
        said = {key: value for key, value in row.items() if (key, value) != ("capacity", None)}
        both = {**row, **kept, **said}
        if "origin" in both:
            both["origin"] = {**kept.get("origin", {}), **row.get("origin", {})}
        rows.append(both)
    place = {id_: position for position, id_ in enumerate(before)}
    return sorted(rows, key=lambda row: place.get(row["id"], len(place)))


def _head(older: Older, new: Mapping[str, Any], programme: SourceProgramme) -> Row:
    """Return the settings that stay, as a programme says at most its title, its days and one language."""
    old = older.tables
    kept: Row = {"languages": old["languages"]} if old.get("languages") else {}
    if programme.is_untitled and old.get("title"):
        kept["title"] = old["title"]
    days = [*(str(said[key]) for said in (old, new) for key in ("first_day", "last_day"))]
    length = (date.fromisoformat(max(days)) - date.fromisoformat(min(days))).days
    if not programme.first_day and not programme.last_day and length < MOST_DAYS:
        kept |= {"first_day": min(days), "last_day": max(days)}
    return kept


def _hours(older: Older, tables: Row) -> Iterator[str]:
    """Let days and kinds keep their hours; a day without any gets those of the newer programme."""
    profiles, fresh = older.rows("day_profiles"), list[Row]()
    ids = Identifiers("hours", [row["id"] for row in profiles])
    for row in tables["day_profiles"]:
        bands_of = older.instance.bands_of
        if days := [day for day in row["dates"] if not bands_of(date.fromisoformat(day))]:
            fresh.append(row | {"id": ids.of(row["id"]), "dates": days})
            yield f"{', '.join(days)}: BASE has no hours. Took those of the newer programme."
    tables["day_profiles"] = [*profiles, *fresh]
    every = dict.fromkeys(band["id"] for row in tables["day_profiles"] for band in row["bands"])
    added = {band["id"] for row in fresh for band in row["bands"]}
    old = {row["id"]: row for row in older.rows("kinds")}
    for row in tables["kinds"]:
        newer = [band for band in row["bands"] if band in added]
        own = old.pop(row["id"], {}).get("bands")
        row["bands"] = [*dict.fromkeys([*own, *newer] if own else every)]
    tables["kinds"] += old.values()


def _tracks(older: Older, tables: Row) -> Iterator[Row]:
    """Yield the older tracks without the names that are gone, then those of new themes.

    Tracks of new themes come only if all older ones are of themes; tracks made by hand get no company.
    """
    before, themes = older.rows("tracks"), {row["id"] for row in older.rows("themes")}
    there = {name: {row["id"] for row in tables.get(name, ())} for name in Selection.model_fields}
    there["themes"] |= {theme for row in tables["sessions"] for theme in row.get("themes", ())}
    for row in before:
        said = row["sessions"].items()
        kept = {field: [name for name in names if name in there[field]] for field, names in said}
        if names := {field: names for field, names in kept.items() if names}:
            yield row | {"sessions": names}
    if all([*row["sessions"]] == ["themes"] for row in before) and (before or not themes):
        known = {row["id"] for row in before} | themes
        yield from (row for row in tables["tracks"] if row["id"] not in known)


def changes(base: Instance, instance: Instance) -> Iterator[str]:
    """Yield what a newer programme changes of an older one: sessions in their order, then rooms and persons.

    Times and rooms are those of the two programmes (`was`), whatever a search has moved since.
    """
    old = {each.id: _fields(base, each) for each in base.sessions}
    new = {each.id: _fields(instance, each) for each in instance.sessions}
    for id_, fields in new.items():
        title = instance.session_by_id[id_].title
        if id_ not in old:
            yield f"New: {title} ({fields['time']}, {fields['room']})."
        elif changed := [key for key in fields if fields[key] != old[id_][key]]:
            said = "; ".join(f"{key} {old[id_][key]} → {fields[key]}" for key in changed)
            yield f"Changed: {title}: {said}."
    yield from (f"Gone: {base.session_by_id[id_].title}." for id_ in old if id_ not in new)
    for what in ("room", "person"):
        before, after = (getattr(each, f"{what}_by_id") for each in (base, instance))
        for word, rows, others in (("New", after, before), ("Gone", before, after)):
            gone = (row for id_, row in rows.items() if id_ not in others)
            yield from (f"{word} {what}: {row.title or row.id}." for row in gone)


def _fields(side: Instance, session: Session) -> Mapping[str, str]:
    """Return the details of a session, in words."""
    persons = (side.person_by_id[each] for group in session.people.values() for each in group)
    themes = {row.id: row.title or row.id for row in side.themes}
    start, room = (session.was.start, session.was.room) if session.was else (None, None)
    return {
        "title": quoted(session.title),
        "kind": side.kind_by_id[session.kind].title or session.kind,
        "length": f"{minutes_of(session.duration)} min",
        "attendance": str(session.attendance or "not known"),
        "persons": ", ".join(each.title or each.id for each in persons) or "none",
        "track": ", ".join(themes.get(each, each) for each in session.themes) or "none",
        "time": f"{start.astimezone(side.zone):%Y-%m-%d %H:%M}" if start else "none",
        "room": (side.room_by_id[room].title or room) if room else "none",
    }
