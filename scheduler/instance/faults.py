"""What a fault of an instance looks like, and the names that may have been meant."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

Path = tuple[str | int, ...]
"""Keys and list positions from the top of an instance to a value."""
_FEW = 6
"""So many known names fit into a hint."""
_MOST_TITLE = 200
"""Letters of a name that is compared with titles, at most."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not fit: where, what was found, what was expected, what may help."""

    path: tuple[str | int, ...]
    """Keys and list positions from the top of the instance to the value."""
    found: str
    """What is there."""
    expected: str
    """What was expected instead."""
    hint: str = ""
    """What may help, such as the nearest known name."""
    item: str = ""
    """Id of the row of the table, if it has one."""
    earlier: tuple[str | int, ...] = ()
    """Of what is there again, the path at which it is already."""

    def __str__(self) -> str:
        place, rest = str(self.path[0]), self.path[1:]
        if rest and isinstance(rest[0], int):
            place, rest = f"{place}[{self.item or rest[0] + 1}]", rest[1:]
        for part in rest:
            place += f"[{part + 1}]" if isinstance(part, int) else f".{part}"
        return sentence(place, self.found, self.expected, self.hint)


def sentence(place: str, found: str, expected: str, hint: str = "") -> str:
    """Return a complaint in the one form that all have."""
    said = f"{place}: found {found}, expected {expected}."
    return f"{said} {hint}" if hint else said


def quoted(name: str) -> str:
    """Return a name in quotes."""
    return f'"{name}"'


SHORTEST_PART = 3
"""Letters of a part of a name from which on the name may have been meant."""


def meant(name: str, known: Iterable[str], *, cutoff: float = 0.65) -> str:
    """Return the known name that may have been meant: one like it, or else one that holds it; or nothing.

    Names less alike than `cutoff`, of 0 to 1, are not worth a hint.
    """
    small, by_small = name.lower(), {each.lower(): each for each in sorted(known)}
    close = get_close_matches(small, by_small, n=1, cutoff=cutoff)
    if not close and len(small) >= SHORTEST_PART:
        holding = [each for each in by_small if small in each]
        close = sorted(holding, key=lambda each: (not each.startswith(small), len(each)))
    return by_small[close[0]] if close else ""


def closest(name: str, known: Iterable[str], *, cutoff: float = 0.65) -> str:
    """Return a hint at the known name that may have been meant, or nothing; see `meant`."""
    near = meant(name, known, cutoff=cutoff)
    return f'Maybe "{near}"?' if near else ""


def nearest(name: str, known: Iterable[str]) -> str:
    """Return a hint at the known name that may have been meant, at all of a few, or nothing."""
    names = sorted(known)
    return closest(name, names) or _few(names)


def nearest_row(name: str, rows: Iterable[tuple[str, str | None]]) -> str:
    """Return a hint at the row that may have been meant by its id or its title, at all of a few, or nothing.

    Parameters
    ----------
    name
        What stands in the place of an id.
    rows
        Ids of the rows, with their titles.
    """
    titles = {id_: _even(title or "") for id_, title in rows}
    wanted = _even(name)
    same = [id_ for id_, title in titles.items() if title and title.lower() == wanted.lower()]
    if len(same) == 1:
        return f"Write {same[0]}, the id of what has that title."
    if by_id := closest(name, titles):
        return by_id
    likely = meant(wanted, filter(None, titles.values())) if len(wanted) <= _MOST_TITLE else ""
    alike = [id_ for id_, title in titles.items() if title == likely] if likely else []
    return f"Maybe {alike[0]} ({likely})?" if len(alike) == 1 else _few(sorted(titles))


def _even(text: str) -> str:
    return " ".join(text.split())


def _few(names: Sequence[str]) -> str:
    return f"Known: {', '.join(names)}." if 0 < len(names) <= _FEW else ""
