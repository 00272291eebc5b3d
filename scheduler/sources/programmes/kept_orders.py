"""Orders of an older programme in a newer one: an opening is before all others that are there now."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from scheduler.sources.programmes.ceremonies import Ceremony, others_than

Row = dict[str, Any]


def orders_of(
    old: Mapping[str, Any],
    sessions: Sequence[Row],
    found: Sequence[Ceremony],
    ends: Mapping[str, Collection[str]],
) -> tuple[list[Row], list[str], set[str]]:
    """Return the older orders, notes about them, and which new sessions are alone as older ones were.

    Parameters
    ----------
    old
        The tables of the older programme.
    sessions
        Rows of the newer one.
    found
        The opening and the closing of the newer one.
    ends
        Which of its sessions are first and alone, and last and alone.
    """
    orders, notes, alone, known = [], [], set(), set()
    before = old.get("sessions", ())
    titles = {row["id"]: row.get("title", row["id"]) for row in before}
    for row in old.get("orders", ()):
        place, own = _place(row, before)
        known.add(place)
        new = {each.place: each for each in found}.get(place)
        order, note = (
            _renewed(place, (own, titles.get(own, own)), sessions, new) if place else ({}, "")
        )
        note = "" if own in ends.get(place, ()) else note
        orders += [] if order is None else [row | order]
        notes += [note] if note else []
        alone |= {new.id} if new is not None and new.id != own and order else set()
    notes += (_open(each) for each in found if each.place not in known)
    return orders, notes, alone


def _renewed(
    place: str, own: tuple[str, str], sessions: Sequence[Row], now: Ceremony | None
) -> tuple[Row | None, str]:
    """Return the order of an opening or a closing as it is now, or None, and a note if it is another.

    `own` are id and title of that of the older programme; `now` is that of the newer one.
    """
    id_, title = own
    is_here = id_ in {row["id"] for row in sessions}
    if now is not None and id_ == now.id:
        return now.order, ""
    if now is not None and not is_here:
        return now.order, now.note(title)
    if is_here:
        others = others_than(sessions, id_)
        sides = ([id_], others) if place == "first" else (others, [id_])
        return dict(zip(("first", "then"), sides, strict=True)), (
            f"{title} is no longer {place} and alone in the programme, but `orders` and `exclusive` have it "
            "so: take out what need not be so."
        )
    line = "the line of `orders` goes with it. No other session is taken for it."
    return None, f"{title} was {place}, and is gone: {line}"


def _open(ceremony: Ceremony) -> str:
    """Return what would keep an opening or a closing where it is, as nothing of the older programme does."""
    sides = []
    for side in ("first", "then"):
        value = ceremony.order[side]
        names = value["kinds"] if isinstance(value, dict) else value
        text = f"[{', '.join(names)}]"
        sides.append(f"{side}: {{kinds: {text}}}" if isinstance(value, dict) else f"{side}: {text}")
    said = f"{ceremony.session['title']}: {ceremony.place} and alone in the programme."
    line = f"`{{{', '.join(sides)}}}` in `orders`, and `exclusive: true` in its row, would."
    return f"{said} Nothing in the older instance keeps it so: {line}"


def _place(order: Row, sessions: Iterable[Row]) -> tuple[str, str]:
    """Return whether an order has a session before all others, or after them, and which; or nothing."""
    if {*order} != {"first", "then"}:
        return "", ""
    rows = [*sessions]
    for place, side, other in (("first", "first", "then"), ("last", "then", "first")):
        own = order[side]
        if isinstance(own, list) and len(own) == 1 and _is_all(order[other], own[0], rows):
            return place, own[0]
    return "", ""


def _is_all(side: Any, own: str, rows: Sequence[Row]) -> bool:
    """Tell whether a side of an order has all sessions but one, and such as registrations."""
    kinds = {row["kind"] for row in rows if row["id"] != own}
    if isinstance(side, dict):
        return {*side} == {"kinds"} and len(kinds) > 0 and len(kinds - {*side["kinds"]}) <= 1
    return len(rows) > FEWEST and len(side) >= MOSTLY * (len(rows) - 1)


FEWEST = 4
"""Sessions of a programme of which a list may be all."""
MOSTLY = 0.9
"""Of all other sessions, how many a list has that counts as all."""
