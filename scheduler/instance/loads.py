"""What a number of facts multiply into, and how much of that may be."""

from collections.abc import Sequence
from typing import NamedTuple

Path = tuple[str | int, ...]


class Load(NamedTuple):
    """What some fields multiply into."""

    path: Path
    """Where what weighs most stands."""
    number: int
    what: str
    most: int
    hint: str


def heaviest(sizes: Sequence[int]) -> int:
    """Return where the largest of some numbers is."""
    return max(range(len(sizes)), key=sizes.__getitem__, default=0)
