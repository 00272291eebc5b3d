"""Which of many things are needed for a conflict: QuickXplain (Junker 2004)."""

from collections.abc import Callable, Sequence
from typing import TypeVar

Thing = TypeVar("Thing")
Collides = Callable[[Sequence[Thing]], bool]
"""Whether it is proved that some things cannot all be had; more of them collide the sooner."""


def irreducible(things: Sequence[Thing], collides: Collides[Thing]) -> list[Thing]:
    """Return things that collide, while without any one of them this is not proved.

    Earlier things are kept rather than later ones.

    Parameters
    ----------
    things
        Things that collide.
    collides
        Asked about ``k * log(n / k)`` times for k of n things, never about all of them.
    """
    return _needed([], has_more=False, things=list(things), collides=collides)


def _needed(
    given: list[Thing], *, has_more: bool, things: list[Thing], collides: Collides[Thing]
) -> list[Thing]:
    """Return which of these things are needed beside those that are given."""
    if has_more and collides(given):
        return []
    if len(things) <= 1:
        return things
    half = len(things) // 2
    first, second = things[:half], things[half:]
    late = _needed(given + first, has_more=True, things=second, collides=collides)
    early = _needed(given + late, has_more=bool(late), things=first, collides=collides)
    return early + late
