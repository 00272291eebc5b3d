"""The colours of what an export shows."""

from collections.abc import Iterable

from scheduler.instance import COLOURS
from scheduler.publishing.records import Named

PALETTE = (
    *("steelblue", "darkorange", "seagreen", "mediumpurple", "crimson", "teal", "goldenrod"),
    *("hotpink", "slategray", "olivedrab", "sienna", "deepskyblue", "indigo", "darkkhaki"),
    *("salmon", "yellowgreen", "royalblue", "orchid", "saddlebrown", "cadetblue"),
)
"""Names for what has no colour of its own, in this order."""

PLAIN = "slategray"
"""Colour of what no table knows."""


def colours_of(things: Iterable[Named]) -> dict[str, str]:
    """Return the colour of each thing, as six digits: its own, else the next that nobody has."""
    known = tuple(things)
    own = {each.id: name for each in known if (name := (each.colour or "").lower()) in COLOURS}
    free = [name for name in PALETTE if name not in own.values()] or list(PALETTE)
    rest = (each.id for each in known if each.id not in own)
    given = {id_: free[number % len(free)] for number, id_ in enumerate(rest)}
    return {each.id: COLOURS[(own | given)[each.id]] for each in known}


def tinted(colour: str, share: float = 0.16) -> str:
    """Return a colour in a light tint, on which black is read well: so much of it, the rest white."""
    parts = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
    return "".join(f"{round(255 - share * (255 - part)):02x}" for part in parts)
