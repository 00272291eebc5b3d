"""A newer programme, put into the instance of an older one."""

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from scheduler.instance import Instance, Kind, minutes_of
from scheduler.schedule import Assignment
from scheduler.sources.programmes.ceremonies import Ceremony
from scheduler.sources.programmes.hours import MIDNIGHT
from scheduler.sources.programmes.kept_orders import orders_of
from scheduler.sources.programmes.kept_tracks import tracks_of
from scheduler.sources.programmes.lists.alike import folded

_TABLES = ("kinds", "rooms", "people", "themes", "sessions")

Row = dict[str, Any]


def updated(
    old: Mapping[str, Any],
    new: Mapping[str, Any],
    base: Instance,
    placed: Iterable[Assignment],
    ends: Sequence[Ceremony] = (),
    *,
    listed: Mapping[str, int] | None = None,
) -> tuple[dict[str, Any], list[str]]:
    """Return an older instance with what a newer programme says, and notes about its hours.

    `ends` are the opening and the closing of the newer one. Rows keep what the programme does not say (pins,
    attendance, needs), and so does the instance (levels, orders). Hours and grid stay if they hold the newer
    programme. Of a list the mapping says the seats of rooms, so they stay where they are known, unless
    they are those of the mapping, and the newer sheet of rooms has others (`listed`, by folded names;
    None: no list).
    """
    tables = {**old, **new, "levels": old.get("levels", {})}
    for name in _TABLES:
        tables[name] = _merged(old.get(name, []), new.get(name, []))
    notes = _seats_that_stay(old, tables, listed) if listed is not None else []
    if not new.get("people"):
        tables["people"] = old.get("people", [])
    _forget(old, new, tables["sessions"])
    tables["kinds"] += _without(old.get("kinds", []), tables["kinds"])
    tables["tracks"], more = tracks_of(old, tables)
    notes += more
    tables["orders"], more, alone = orders_of(old, tables["sessions"], ends)
    notes += more
    tables["sessions"] = [
        row | ({"exclusive": True} if row["id"] in alone else {}) for row in tables["sessions"]
    ]
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


def _seats_that_stay(
    old: Mapping[str, Any], tables: Mapping[str, Any], listed: Mapping[str, int]
) -> list[str]:
    """Give rooms the seats that the older instance has; return a note where a mapping says others."""
    known = {row["id"]: row.get("capacity") for row in old.get("rooms", ())}
    notes = []
    for row in tables["rooms"]:
        seats, said = known.get(row["id"]), row["capacity"]
        there = listed.get(folded(row.get("title", row["id"])))
        if there is not None and seats in (None, said, there):
            row["capacity"] = there
            continue
        said = said if there is None else there
        if seats is not None and said != seats:
            row["capacity"] = seats
            title = row.get("title", row["id"])
            where = "the mapping" if there is None else "the sheet of rooms"
            notes.append(
                f"Seats of {title} stay {seats}, as in the older instance; {where} has {said}. "
                "If that is right, mend the instance."
            )
    return notes


def _merged(old: Iterable[Row], new: Iterable[Row]) -> list[Row]:
    """Return the newer rows, each with what the older one of its id says besides; in the older order."""
    before = {row.get("id"): row for row in old}
    rows = []
    for row in new:
        both = before.get(row["id"], {}) | row
        if "capacity" in row and row["capacity"] is None:
            both["capacity"] = before.get(row["id"], row).get("capacity")
        rows.append(both)
    place = {id_: position for position, id_ in enumerate(before)}
    return sorted(rows, key=lambda row: place.get(row["id"], len(place)))


def _forget(old: Mapping[str, Any], new: Mapping[str, Any], sessions: Iterable[Row]) -> None:
    """Let sessions have the persons of the newer programme alone, and its tracks.

    Persons stay if it names nobody at all. Themes stay where neither programme has tracks: then they were
    given by hand.
    """
    said = {row["id"]: row for row in new["sessions"]}
    for row in sessions:
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
