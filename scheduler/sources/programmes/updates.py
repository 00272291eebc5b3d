"""A newer programme, put into the instance of an older one."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from scheduler.instance import Instance
from scheduler.schedule import Assignment
from scheduler.sources.programmes.kept_hours import keep_hours
from scheduler.sources.programmes.kept_tracks import tracks_of
from scheduler.sources.programmes.records import Programme

_TABLES = ("kinds", "rooms", "people", "themes", "sessions")
_DAYS = ("first_day", "last_day")

Row = dict[str, Any]


def updated(
    old: Mapping[str, Any],
    new: Mapping[str, Any],
    base: Instance,
    placed: Sequence[Assignment],
    *,
    is_list: bool = False,
    names_languages: bool = False,
) -> tuple[dict[str, Any], list[str]]:
    """Return an older instance with what a newer programme says, and notes about its hours.

    Rows keep what the programme does not say (pins, attendance, needs), and so does the instance (levels,
    orders, languages, hours). Of a list the mapping says the seats of rooms, so those that are known stay.
    Where it `names_languages`, those are the ones of its sessions.
    """
    tables = {**old, **new, "levels": old.get("levels", {})}
    for name in _TABLES:
        rows = old.get(name, []), new.get(name, [])
        tables[name] = _merged(*rows, names_languages=names_languages)
    notes = _seats_that_stay(old, tables) if is_list else []
    notes += _pins_without_room(tables)
    if not new.get("people"):
        tables["people"] = old.get("people", [])
    _forget(old, new, tables["sessions"])
    tables["kinds"] += _without(old.get("kinds", []), tables["kinds"])
    tables["tracks"], more = tracks_of(old, tables)
    notes += more
    notes += keep_hours(old, tables, base, placed)
    tables["grid"] = math.gcd(base.grid, new["grid"])
    return tables, notes


def settings_that_stay(
    old: Mapping[str, Any], new: Mapping[str, Any], programme: Programme
) -> tuple[dict[str, Any], list[str]]:
    """Return the settings of an older instance of which a newer programme says nothing, and notes.

    It tells the commonest language of its sessions at most. A list without a title has the name of its file,
    and one that names no days has those of its sessions: older ones beside them stay.
    """
    kept = {"languages": old["languages"]} if old.get("languages") else {}
    if programme.is_untitled and old.get("title"):
        kept["title"] = old["title"]
    if programme.first_day or programme.last_day:
        return kept, []
    days, own = ([str(said[key]) for key in _DAYS] for said in (old, new))
    if days[0] > own[1] or own[0] > days[1] or own[0] <= days[0] <= days[1] <= own[1]:
        return kept, []
    first, last = min(days[0], own[0]), max(days[1], own[1])
    note = f"Days are {first} to {last}, as in the older instance: sessions are held {own[0]} to {own[1]}."
    return kept | {"first_day": first, "last_day": last}, [note]


def _seats_that_stay(old: Mapping[str, Any], tables: Mapping[str, Any]) -> list[str]:
    """Give rooms the seats that the older instance has; return a note where a mapping says others."""
    known = {row["id"]: row.get("capacity") for row in old.get("rooms", ())}
    notes = []
    for row in tables["rooms"]:
        seats, said = known.get(row["id"]), row["capacity"]
        if seats not in (None, said):
            row["capacity"] = seats
            notes.append(
                f"Seats of {row.get('title', row['id'])} stay {seats}, as in the older instance; the mapping "
                f"has {said}. If that is right, mend the instance."
            )
    return notes


def _pins_without_room(tables: Mapping[str, Any]) -> Iterator[str]:
    """Let pins name no room that is gone; yield which ones that are."""
    rooms = {row["id"] for row in tables["rooms"]}
    for row in tables["sessions"]:
        pin = row.get("pin") or {}
        if "room" in pin and pin["room"] not in rooms:
            _set(row, "pin", {key: value for key, value in pin.items() if key != "room"})
            title = row.get("title", row["id"])
            yield f"{title}: the room of its `pin`, {pin['room']}, is gone: the pin names none now."


def _merged(old: Iterable[Row], new: Iterable[Row], *, names_languages: bool = False) -> list[Row]:
    """Return the newer rows, each with what the older one of its id says besides; in the older order.

    If the newer ones name languages, those that they do not name are the first of the instance.
    """
    before = {row.get("id"): row for row in old}
    rows = []
    for row in new:
        both = before.get(row["id"], {}) | row
        if "capacity" in row and row["capacity"] is None:
            both["capacity"] = before.get(row["id"], row).get("capacity")
        if "origin" in both:
            origin = {**before.get(row["id"], {}).get("origin", {})}
            if names_languages:
                origin.pop("language", None)
            _set(both, "origin", origin | row.get("origin", {}))
        rows.append(both)
    place = {id_: position for position, id_ in enumerate(before)}
    return sorted(rows, key=lambda row: place.get(row["id"], len(place)))


def _forget(old: Mapping[str, Any], new: Mapping[str, Any], sessions: Iterable[Row]) -> None:
    """Let sessions have the places and persons of the newer programme alone, and its tracks.

    Persons stay if it names nobody at all. Themes stay where neither programme has tracks: then they were
    given by hand.
    """
    said = {row["id"]: row for row in new["sessions"]}
    for row in sessions:
        _set(row, "was", said[row["id"]].get("was"))
        if new.get("people"):
            _set(row, "people", said[row["id"]].get("people"))
        if old.get("themes") or new.get("themes"):
            _set(row, "themes", said[row["id"]].get("themes"))


def _set(row: Row, field: str, value: object) -> None:
    """Give a row a field, or take it away, if there is nothing in it."""
    if value:
        row[field] = value
    else:
        row.pop(field, None)


def _without(rows: Iterable[Row], others: Iterable[Row]) -> list[Row]:
    known = {row["id"] for row in others}
    return [row for row in rows if row.get("id") not in known]
