"""Pins of an older instance, where a newer programme has the session elsewhere."""

from collections.abc import Iterator, Mapping
from typing import Any

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


def _put(row: Row, pin: Row) -> None:
    """Give a row a pin, or take it away, if it says nothing."""
    if pin:
        row["pin"] = pin
    else:
        row.pop("pin", None)
