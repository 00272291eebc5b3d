"""Ways out of conflicts that were found for a state of a desk, by the keys that its page knows."""

import itertools
from collections.abc import Callable

from scheduler.desk import (
    Collision,
    DeskState,
    LiveDesk,
    Outcome,
    Way,
    way_out,
)
from scheduler.errors import InputError
from scheduler.phrases import say
from scheduler.web.desk.answers import conflicts_row
from scheduler.web.desk.facts import Row

MOST = 12
"""Findings of a programme that breaks least that are shown."""
OLD = say("The desk has changed since this result was found. Search again.")


class FoundWays:
    """What the last search for conflicts has found."""

    def __init__(self, live: LiveDesk) -> None:
        self._live = live
        self._keys = map(str, itertools.count(1))
        self._ways: dict[str, tuple[str, tuple[Way, ...], Outcome | None]] = {}

    def keep(self, number: str, desk: DeskState, found: Collision) -> Row:
        """Forget the ways of before, and return what is told of these: each has a key."""
        self._ways = {}
        return conflicts_row(desk.instance, found, lambda ways: self._kept(number, ways))

    def keep_with(self, number: str, wish: Outcome, found: Collision) -> Row:
        """Return what is told of what collides with a wish; those of before that are of this state stay."""
        self._ways = {key: each for key, each in self._ways.items() if each[0] == number}
        return conflicts_row(wish.sought, found, lambda ways: self._kept(number, ways, wish))

    def way(self, key: str, *, found: bool) -> Callable[[DeskState], Outcome]:
        """Return a way out that was found, as a wish; `found`: with the programme with which it was tried.

        Raises
        ------
        InputError
            When it is for an older state.
        """
        ways, wish = self._found(key)
        return lambda desk: way_out(desk, ways, found=found, granting=wish)

    def _found(self, key: str) -> tuple[tuple[Way, ...], Outcome | None]:
        """Return ways, with the wish that they grant, if there is one."""
        number, ways, wish = self._ways.get(key, ("", (), None))
        if number != self._live.number or not ways:
            raise InputError(OLD)
        return ways, wish

    def _kept(self, number: str, ways: tuple[Way, ...], wish: Outcome | None = None) -> str:
        key = next(self._keys)
        self._ways[key] = (number, ways, wish)
        return key
