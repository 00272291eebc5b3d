"""A restriction on how the places of two sessions relate."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Times:
    """How two starts relate.

    Each session gives each of its starts a *mark*, a number; a start without one relates to nothing.
    """

    marks: Mapping[str, Mapping[datetime, int]]
    """By session, those that share a mapping may share the object; then by start."""
    amounts: Mapping[tuple[int, int], int]
    """By mark of the first and of the second session, not negative; else 0."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """What two sessions share, times how their starts relate, times how their rooms relate.

    Amount: ``sum over pairs (a, b) of shared[a, b] * times[mark of a's start, mark of b's start] *
    rooms[room of a, room of b]``. The order within a pair matters where a relation is not symmetric. A
    problem of such sums alone is a quadratic assignment problem (Koopmans, Beckmann 1957).
    """

    item: str
    shared: Mapping[tuple[str, str], int]
    """By first and second session, which differ; positive. Either order of a pair may be given, or both."""
    times: Times | None = None
    """None: 1 whenever they are."""
    rooms: Mapping[tuple[str, str], int] | None = None
    """By room of the first and of the second session, not negative, else 0; None: 1 wherever they are."""
