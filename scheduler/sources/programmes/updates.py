"""A newer programme, put into the instance of an older one: what is new, gone and changed."""

import math
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from scheduler.instance import Instance, Kind, Selection, minutes_of
from scheduler.schedule import Assignment, Schedule
from scheduler.sources.programmes.hours import MIDNIGHT
from scheduler.wording import listed

_TABLES = ("kinds", "rooms", "people", "themes", "sessions")
_SAID = {
    "title": "title",
    "kind": "kind",
    "duration": "length",
    "people": "persons",
    "themes": "track",
}
"""Fields of a session whose change is told, in words."""

Row = dict[str, Any]


def updated(
    old: Mapping[str, Any], new: Mapping[str, Any], base: Instance, placed: Iterable[Assignment]
) -> tuple[dict[str, Any], list[str]]:
    """Return an older instance with what a newer programme says, and notes about its hours.

    Rows keep what the programme does not say (pins, attendance, needs), and so does the instance (levels,
    orders). Hours and grid stay if they hold the newer programme.
    """
    tables = {**old, **new, "levels": old.get("levels", {})}
    for name in _TABLES:
        tables[name] = _merged(old.get(name, []), new.get(name, []))
    tables["kinds"] += _without(old.get("kinds", []), tables["kinds"])
    tables["tracks"], notes = tracks_of(old, tables)
    if _holds(base, tables, placed):
        tables["day_profiles"] = old["day_profiles"]
        bands = {row["id"]: row["bands"] for row in old.get("kinds", [])}
        tables["kinds"] = [
            row | {"bands": bands.get(row["id"], row["bands"])} for row in tables["kinds"]
        ]
    else:
        notes.append(
            "Hours are those of the newer programme: the older ones do not hold all of it."
        )
    tables["grid"] = math.gcd(base.grid, new["grid"])
    return tables, notes


def _merged(old: Iterable[Row], new: Iterable[Row]) -> list[Row]:
    """Return the newer rows, each with what the older one of its id says besides."""
    before = {row.get("id"): row for row in old}
    rows = []
    for row in new:
        both = before.get(row["id"], {}) | row
        if "capacity" in row and row["capacity"] is None:
            both["capacity"] = before.get(row["id"], row).get("capacity")
        rows.append(both)
    return rows


def tracks_of(old: Mapping[str, Any], tables: Mapping[str, Any]) -> tuple[list[Row], list[str]]:
    """Return the older tracks, then the newer ones of themes that are new, and notes about them.

    None, if there were themes and no tracks: then nobody wants them. The older ones lose names that are gone,
    and go if they have no others. A newer one is left out if a session of it is in another track already.
    """
    before, known = old.get("tracks", []), {row["id"] for row in old.get("themes", [])}
    if known and not before:
        return [], []
    tracks, notes = _still_named(before, tables, known)
    taken = known | {row["id"] for row in tracks}
    by_tag = _by_tag(tables["sessions"])
    titles = {row["id"]: row["title"] for row in tables["sessions"]}
    holders = {id_: row for row in tracks for id_ in _chosen(row, by_tag)}
    for row in (row for row in tables["tracks"] if row["id"] not in taken):
        sessions = _chosen(row, by_tag)
        shared = next((id_ for id_ in sessions if id_ in holders), None)
        if shared is None:
            tracks.append(row)
            holders |= dict.fromkeys(sessions, row)
        else:
            of_other = f"{titles[shared]} is in the track {_title(holders[shared])} already"
            notes.append(f"No track {_title(row)}: {of_other}.")
    return tracks, notes


def _still_named(
    rows: Iterable[Row], tables: Mapping[str, Any], themes: Collection[str]
) -> tuple[list[Row], list[str]]:
    """Return tracks without names that are gone, and notes; those that have no others are left out.

    That the track of a theme goes with it needs no note.
    """
    there = {name: {row["id"] for row in tables.get(name, [])} for name in Selection.model_fields}
    there["themes"] |= {theme for row in tables["sessions"] for theme in row.get("themes", ())}
    lost, found, notes = {*themes} - there["themes"], [], []
    for row in rows:
        named = [(field, name) for field, names in row["sessions"].items() for name in names]
        kept: dict[str, list[str]] = {}
        for field, name in named:
            if name in there[field]:
                kept.setdefault(field, []).append(name)
        gone = [name for field, name in named if name not in there[field]]
        if kept:
            found.append(row | {"sessions": kept} if gone else row)
        if gone and (kept or row["id"] not in lost):
            said = f"Track {_title(row)} no longer names what is gone: {listed(gone)}."
            notes.append(said if kept else f"Gone track: {_title(row)}.")
    return found, notes


def _by_tag(sessions: Iterable[Row]) -> dict[tuple[str, str], list[str]]:
    """Return the ids of the sessions that each field of a selection finds by each name."""
    found: dict[tuple[str, str], list[str]] = {}
    for row in sessions:
        own = [("sessions", row["id"]), ("kinds", row["kind"])]
        bodies = row.get("body", ())
        own += [("bodies", body) for body in ([bodies] if isinstance(bodies, str) else bodies)]
        for tag in (*own, *(("themes", theme) for theme in row.get("themes", ()))):
            found.setdefault(tag, []).append(row["id"])
    return found


def _chosen(track: Row, by_tag: Mapping[tuple[str, str], list[str]]) -> list[str]:
    """Return the ids of the sessions of a track."""
    fields = track["sessions"].items()
    tags = ((field, name) for field, names in fields for name in names)
    return [id_ for tag in tags for id_ in by_tag.get(tag, ())]


def _title(row: Row) -> str:
    return str(row.get("title") or row["id"])


def _without(rows: Iterable[Row], others: Iterable[Row]) -> list[Row]:
    known = {row["id"] for row in others}
    return [row for row in rows if row.get("id") not in known]


def _holds(base: Instance, tables: Mapping[str, Any], placed: Iterable[Assignment]) -> bool:
    """Tell whether each session lies in a band that its kind may use."""
    sessions = {row["id"]: row for row in tables["sessions"]}
    for each in placed:
        session = sessions[each.session]
        wall = each.start.astimezone(base.zone)
        kind = base.kind_by_id.get(session["kind"])
        first = wall.hour * 60 + wall.minute
        if kind is None or not _is_inside(
            base, kind, wall.date(), (first, first + session["duration"])
        ):
            return False
    return True


def _is_inside(base: Instance, kind: Kind, day: date, span: tuple[int, int]) -> bool:
    """Tell whether minutes of a day, and of those after it, lie in bands that a kind may use.

    They go on from a band that `joins` into the one that begins where it ends.
    """
    first, last = span
    profile = base.profile_of(day)
    for band in profile.bands if profile is not None else ():
        opens, closes = minutes_of(band.start), minutes_of(band.end)
        if band.id not in kind.bands or not opens <= first < closes:
            continue
        until = min(last, closes)
        pauses = ((minutes_of(each.start), minutes_of(each.end)) for each in band.breaks)
        if any(first < end and start < until for start, end in pauses):
            return False
        if last <= closes or not band.joins:
            return last <= closes
        if closes < MIDNIGHT:
            return _is_inside(base, kind, day, (closes, last))
        return _is_inside(base, kind, day + timedelta(days=1), (0, last - MIDNIGHT))
    return False


def changes(
    base: Instance, before: Schedule | None, instance: Instance, after: Schedule
) -> Iterator[str]:
    """Yield what is new, gone and changed: sessions in their order, then rooms and persons."""
    old, new = base.session_by_id, instance.session_by_id
    places = before.by_session if before is not None else {}
    for id_, session in new.items():
        if id_ not in old:
            yield f"New: {session.title}{_at(instance, after.by_session.get(id_))}."
            continue
        fields = [
            words
            for field, words in _SAID.items()
            if getattr(session, field) != getattr(old[id_], field)
        ]
        if before is not None:
            fields += _moved(places.get(id_), after.by_session.get(id_))
        if fields:
            yield f"Changed: {session.title}{_at(instance, after.by_session.get(id_))}: {listed(fields)}."
    yield from (f"Gone: {session.title}." for id_, session in old.items() if id_ not in new)
    for noun, mine, theirs in (
        ("room", base.room_by_id, instance.room_by_id),
        ("person", base.person_by_id, instance.person_by_id),
    ):
        yield from (
            f"New {noun}: {row.title or id_}." for id_, row in theirs.items() if id_ not in mine
        )
        yield from (
            f"Gone {noun}: {row.title or id_}." for id_, row in mine.items() if id_ not in theirs
        )


def _moved(before: Assignment | None, after: Assignment | None) -> list[str]:
    if before is None or after is None:
        return [] if before is after else ["time", "room"]
    pairs = (("time", before.start, after.start), ("room", before.room, after.room))
    return [words for words, old, new in pairs if old != new]


def _at(instance: Instance, place: Assignment | None) -> str:
    """Return where a session is, in words."""
    if place is None:
        return ", without a time"
    start: datetime = place.start.astimezone(instance.zone)
    room = instance.room_by_id[place.room]
    return f" ({start:%Y-%m-%d %H:%M}, {room.title or room.id})"
