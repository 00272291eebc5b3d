"""Pins of an older instance, where a newer programme has the session elsewhere."""

from collections.abc import Iterator, Mapping
from typing import Any

from scheduler.instance import Instance
from scheduler.schedule import Schedule
from scheduler.sources.programmes.breaks import Pins

Row = dict[str, Any]


def pins_without_room(tables: Mapping[str, Any]) -> Iterator[str]:
    """Let pins name no room that is gone; yield which ones that are."""
    rooms = {row["id"] for row in tables["rooms"]}
    for row in tables["sessions"]:
        pin = row.get("pin") or {}
        if "room" in pin and pin["room"] not in rooms:
            _put(row, {key: value for key, value in pin.items() if key != "room"})
            title = row.get("title", row["id"])
            yield f"{title}: the room of its `pin`, {pin['room']}, is gone: the pin names none now."


def pins_that_follow(
    tables: dict[str, Any], base: Instance, before: Schedule | None, pins: Pins
) -> tuple[dict[str, Any], list[str]]:
    """Return tables in which pins to where the older programme had a session are where the newer one has it.

    Other pins are wishes of their own, and stay. `pins` know where all sessions are in the newer one.
    """
    notes, rows = [], []
    placed = {each.session: each for each in pins.placed}
    for row in tables["sessions"]:
        known = base.session_by_id.get(row["id"])
        pin, now = None if known is None else known.pin, placed.get(row["id"])
        old = None if before is None else before.by_session.get(row["id"])
        if pin is None or old is None or now is None or not row.get("pin"):
            rows.append(row)
            continue
        was = pin.start in (None, old.start) and pin.room in (None, old.room)
        moved = pin.start not in (None, now.start) or pin.room not in (None, now.room)
        new = {**row}
        if was and moved:
            own = pins.at(row["id"])
            _put(new, {key: value for key, value in own.items() if key in row["pin"]})
            then = "moves with it" if new.get("pin") else "goes, as that is beside the grid"
            title = row.get("title", row["id"])
            notes.append(f"{title}: the newer programme has it elsewhere; its `pin` {then}.")
        rows.append(new)
    return {**tables, "sessions": rows}, notes


def _put(row: Row, pin: Row) -> None:
    """Give a row a pin, or take it away, if it says nothing."""
    if pin:
        row["pin"] = pin
    else:
        row.pop("pin", None)
