"""A newer programme, put into the instance of an older one, which keeps what the newer one does not say."""

import math
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from scheduler.instance import (
    Instance,
    Selection,
    Session,
    minutes_of,
    plain_acronym,
    quoted,
)
from scheduler.sources.identifiers import folded
from scheduler.sources.programmes.conversion import MOST_DAYS, Converted
from scheduler.sources.programmes.records import Programme

Row = dict[str, Any]

_TABLES = ("kinds", "rooms", "people", "themes", "sessions")
_OF_PROGRAMME = ("was", "people", "themes")
"""Fields of a session that are those of the newer programme alone."""


@dataclass(frozen=True, slots=True)
class Older:
    """An instance as its file has it, with what it says besides its programme."""

    instance: Instance
    tables: Mapping[str, Any]

    def rows(self, table: str) -> list[Row]:
        """Return the rows of a table."""
        return list(self.tables.get(table, ()))


def put_into(older: Older, made: Converted, programme: Programme) -> Converted:
    """Return an older instance with what is made of a newer programme, and notes about it.

    Rows keep what the programme does not say (pins, attendance, needs), and so does the instance (levels,
    orders, languages, hours). Sessions are known by their codes, guids or titles, or else by their ids.
    """
    made = _with_older_ids(made, older.rows("sessions"))
    new = {field: value for field, value in made.tables.items() if field != "late_after"}
    if new.get("acronym") == plain_acronym(older.instance.name):
        del new["acronym"]  # exports have made it up
    tables = {**older.tables, **new, "levels": older.tables.get("levels", {})}
    names_languages = any(each.language for each in programme.events)
    for name in _TABLES:
        tables[name] = _merged(older.rows(name), new.get(name, []), names_languages=names_languages)
    tables |= _head(older, new, programme)
    _forget(older, new, tables)
    notes = [*_hours(older, tables)]
    tables["tracks"] = [*_tracks(older, tables)]
    tables["grid"] = math.gcd(older.instance.grid, new["grid"])
    return replace(made, tables=tables, notes=(*made.notes, *notes))


# Which session is which


def _with_older_ids(made: Converted, older: Sequence[Row]) -> Converted:
    """Return what is made of a programme, with the ids that an older one has for its sessions.

    Sessions of one code (a talk that is given twice) are taken in their order; titles that two sessions have
    tell nothing. One whose id another has taken gets a new one.
    """
    rows: list[Row] = made.tables["sessions"]
    ids: dict[str, str] = {}
    for key_of in (_code, _guid, _only_title(rows, older)):
        before: dict[str, list[str]] = {}
        taken = {*ids.values()}
        for row in older:
            if row["id"] not in taken:
                before.setdefault(key_of(row), []).append(row["id"])
        for row in rows:
            if row["id"] not in ids and (key := key_of(row)) and before.get(key):
                ids[row["id"]] = before[key].pop(0)
    taken, known = {*ids.values()}, {row["id"] for row in older}
    for id_ in (row["id"] for row in rows if row["id"] not in ids):
        ids[id_] = id_ if id_ not in taken else _free(id_, {*taken, *known, *ids})
        taken.add(ids[id_])
    return replace(
        made,
        tables=made.tables | {"sessions": [row | {"id": ids[row["id"]]} for row in rows]},
        assignments=tuple(replace(each, session=ids[each.session]) for each in made.assignments),
    )


def _code(row: Row) -> str:
    return str(row.get("code") or "")


def _guid(row: Row) -> str:
    return str((row.get("origin") or {}).get("guid") or "")


def _only_title(*tables: Iterable[Row]) -> Callable[[Row], str]:
    """Return what gives the title of a session, if no other one of its table has it."""
    times = [Counter(_folded_title(row) for row in rows) for rows in tables]
    return lambda row: title if all(n[title := _folded_title(row)] < 2 for n in times) else ""


def _folded_title(row: Row) -> str:
    return folded(_title(row))


def _free(id_: str, taken: Collection[str]) -> str:
    number = 2
    while f"{id_}-{number}" in taken:
        number += 1
    return f"{id_}-{number}"


# What stays of rows, and of settings


def _merged(old: Iterable[Row], new: Iterable[Row], *, names_languages: bool) -> list[Row]:
    """Return the newer rows, each with what the older one of its id says besides; in the older order.

    If the newer ones name languages, those that they do not name are the first of the instance.
    """
    before = {row["id"]: row for row in old}
    rows = []
    for row in new:
        known = before.get(row["id"], {})
        both = known | row
        if "capacity" in row and row["capacity"] is None:
            both["capacity"] = known.get("capacity")
        stays = {
            key: value
            for key, value in known.get("origin", {}).items()
            if key != "language" or not names_languages
        }
        _set(both, "origin", stays | row.get("origin", {}))
        rows.append(both)
    place = {id_: position for position, id_ in enumerate(before)}
    return sorted(rows, key=lambda row: place.get(row["id"], len(place)))


def _head(older: Older, new: Mapping[str, Any], programme: Programme) -> Row:
    """Return the settings of which a newer programme says nothing.

    It tells the commonest language of its sessions at most. A list without a title has the name of its file,
    and a programme that names no days has those of its sessions: older ones beside them stay.
    """
    old = older.tables
    kept: Row = {"languages": old["languages"]} if old.get("languages") else {}
    if programme.is_untitled and old.get("title"):
        kept["title"] = old["title"]
    days = [*(str(said[key]) for said in (old, new) for key in ("first_day", "last_day"))]
    length = (date.fromisoformat(max(days)) - date.fromisoformat(min(days))).days
    if not programme.first_day and not programme.last_day and length < MOST_DAYS:
        kept |= {"first_day": min(days), "last_day": max(days)}
    return kept


def _forget(older: Older, new: Mapping[str, Any], tables: Row) -> None:
    """Let sessions have the places, persons and tracks of the newer programme alone.

    Persons stay if it names nobody at all. Themes stay where neither programme has tracks: then they were
    given by hand.
    """
    fields = {*_OF_PROGRAMME}
    if not new.get("people"):
        fields.remove("people")
        tables["people"] = older.rows("people")
    if not older.rows("themes") and not new.get("themes"):
        fields.remove("themes")
    said = {row["id"]: row for row in new["sessions"]}
    for row in tables["sessions"]:
        for field in fields:
            _set(row, field, said[row["id"]].get(field))


def _set(row: Row, field: str, value: object) -> None:
    """Give a row a field, or take it away, if there is nothing in it."""
    if value:
        row[field] = value
    else:
        row.pop(field, None)


# Hours and tracks


def _hours(older: Older, tables: Row) -> Iterator[str]:
    """Let days and kinds keep their hours; those that are new have hours of the newer programme."""
    old = {row["id"]: row for row in older.rows("kinds")}
    profiles = older.rows("day_profiles")
    taken = {row["id"] for row in profiles}
    fresh: list[Row] = []
    for row in tables["day_profiles"]:
        days = [day for day in row["dates"] if not _has_hours(older, date.fromisoformat(day))]
        if days:
            id_ = row["id"] if row["id"] not in taken else _free(row["id"], taken)
            taken.add(id_)
            fresh.append(row | {"id": id_, "dates": days})
            yield (
                f"The older instance has no hours on {', '.join(days)}: they are those of the newer "
                "programme."
            )
    added = {band["id"] for row in fresh for band in row["bands"]}
    every = dict.fromkeys(band["id"] for row in (*profiles, *fresh) for band in row["bands"])
    for row in tables["kinds"]:
        newer = [band for band in row["bands"] if band in every]
        own = old.pop(row["id"]).get("bands", ()) if row["id"] in old else newer
        more = [band for band in newer if band in added]
        row["bands"] = [*dict.fromkeys([*own, *more] if own else every)]
    tables["kinds"] += old.values()
    tables["day_profiles"] = [*profiles, *fresh]


def _has_hours(older: Older, day: date) -> bool:
    profile = older.instance.profile_of(day)
    return profile is not None and bool(profile.bands)


def _tracks(older: Older, tables: Row) -> Iterator[Row]:
    """Yield the older tracks without the names that are gone, and those of new themes.

    None, if there were themes and no tracks: then nobody wants them. None comes to tracks made by hand.
    """
    before, themes = older.rows("tracks"), {row["id"] for row in older.rows("themes")}
    if themes and not before:
        return
    there = {name: {row["id"] for row in tables.get(name, ())} for name in Selection.model_fields}
    there["themes"] |= {theme for row in tables["sessions"] for theme in row.get("themes", ())}
    ids = {row["id"] for row in before} | themes
    are_of_themes = all([*row["sessions"]] == ["themes"] for row in before)
    more = (row for row in tables["tracks"] if row["id"] not in ids)
    for row in (*before, *(more if are_of_themes else ())):
        said = row["sessions"].items()
        kept = {field: [name for name in names if name in there[field]] for field, names in said}
        if any(kept.values()):
            yield row | {"sessions": {field: names for field, names in kept.items() if names}}


def _title(row: Row) -> str:
    return str(row.get("title") or row["id"])


# What is told of it


def changes(base: Instance, instance: Instance) -> Iterator[str]:
    """Yield what a newer programme changes of an older one: sessions in their order, then rooms and persons.

    Its times and rooms are those of the programmes themselves (`was`), whatever a search has moved since.
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
    """Return what is told of a session, in words."""
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


def new_places(base: Instance, instance: Instance) -> tuple[str, ...]:
    """Return the titles of new sessions that have a place, of which the published programme has none."""
    known = {each.session for each in base.published}
    new = (each for each in instance.sessions if each.was and each.id not in known)
    return tuple(each.title for each in new) if known else ()
