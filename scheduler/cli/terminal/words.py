"""Words as a terminal shows them."""

from collections.abc import Iterable

from rich.cells import cell_len

from scheduler.instance.faults import meant


def longest_word(text: str) -> int:
    """Return the cells that the longest word of a text takes in a terminal."""
    return max(map(cell_len, text.split()), default=0)


def nearest(name: str, known: Iterable[str]) -> str:
    """Return ``Maybe 'com3'?`` for a name that is nearly known, else what is known."""
    names = list(known)
    near = meant(name, names)
    return f"Maybe {near!r}?" if near else f"Known: {', '.join(names)}."
