"""A newer programme, put into the instance of an older one: what it does not say stays as it was."""

import math
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from scheduler.instance import Instance, Selection, plain_acronym
from scheduler.sources.identifiers import folded
from scheduler.sources.programmes.conversion import MOST_DAYS, Converted
from scheduler.sources.programmes.intake import some_of
from scheduler.sources.programmes.records import Programme
from scheduler.wording import listed

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
    notes = [*_pins_without_room(tables), *_hours(older, tables)]
    tables["tracks"] = [*_tracks(older, tables, notes)]
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


def _pins_without_room(tables: Row) -> Iterator[str]:
    """Let pins name no room that is gone; yield which ones that are."""
    rooms = {row["id"] for row in tables["rooms"]}
    for row in tables["sessions"]:
        pin = row.get("pin") or {}
        if "room" in pin and pin["room"] not in rooms:
            _set(row, "pin", {key: value for key, value in pin.items() if key != "room"})
            yield (
                f"{_title(row)}: the room of its `pin`, {pin['room']}, is gone: the pin names none now."
            )


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


def _tracks(older: Older, tables: Row, notes: list[str]) -> Iterator[Row]:
    """Yield the older tracks, then the newer ones of new themes; a session is in the first that has it.

    None, if there were themes and no tracks: then nobody wants them. A track loses the names that are gone.
    """
    before, themes = older.rows("tracks"), {row["id"] for row in older.rows("themes")}
    if themes and not before:
        return
    there = {name: {row["id"] for row in tables.get(name, ())} for name in Selection.model_fields}
    there["themes"] |= {theme for row in tables["sessions"] for theme in row.get("themes", ())}
    ids = {row["id"] for row in before} | themes
    sessions_of, titles = _sessions_by_tag(tables["sessions"]), _titles(tables["sessions"])
    holders: dict[str, Row] = {}
    for row in (*before, *(each for each in tables["tracks"] if each["id"] not in ids)):
        named = [(field, name) for field, names in row["sessions"].items() for name in names]
        if gone := [name for field, name in named if name not in there[field]]:
            named = [(field, name) for field, name in named if name in there[field]]
            if named:
                notes.append(f"Track {_title(row)} no longer names what is gone: {listed(gone)}.")
            elif row["id"] not in themes - there["themes"]:
                notes.append(f"Gone track: {_title(row)}.")
        chosen = dict.fromkeys(id_ for tag in named for id_ in sessions_of.get(tag, ()))
        rest = [id_ for id_ in chosen if id_ not in holders]
        if held := [each for each in chosen if each in holders]:
            named_there = [f"{titles[each]} ({_title(holders[each])})" for each in held]
            notes.append(
                f"Not in the track {_title(row)}, but in another already: {some_of(named_there)}."
            )
        if len(rest) < len(chosen):
            named = [("sessions", id_) for id_ in rest]
        if named:
            holders |= dict.fromkeys(rest, row)
            kept: dict[str, list[str]] = {}
            for field, name in named:
                kept.setdefault(field, []).append(name)
            yield row | {"sessions": kept}


def _sessions_by_tag(sessions: Iterable[Row]) -> dict[tuple[str, str], list[str]]:
    """Return the ids of the sessions that each field of a selection finds by each name."""
    found: dict[tuple[str, str], list[str]] = {}
    for row in sessions:
        bodies = row.get("body") or ()
        tags = [("sessions", row["id"]), ("kinds", row["kind"])]
        tags += [("bodies", each) for each in ([bodies] if isinstance(bodies, str) else bodies)]
        for tag in (*tags, *(("themes", theme) for theme in row.get("themes", ()))):
            found.setdefault(tag, []).append(row["id"])
    return found


def _titles(rows: Iterable[Row]) -> dict[str, str]:
    return {row["id"]: _title(row) for row in rows}


def _title(row: Row) -> str:
    return str(row.get("title") or row["id"])
