"""The places that each hard rule takes from a session, and the fewest rules that take all of some."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from scheduler.catalogue import RULES
from scheduler.engines.amounts import amounts_of
from scheduler.explanation.ground import Ground
from scheduler.instance.meetings import Session
from scheduler.instance.moments import Span
from scheduler.instance.places import Room
from scheduler.restrictions import Priced, Unary

Places = NDArray[np.bool_]
"""Starts times rooms."""
Taker = tuple[str, str]
"""A rule, and the person if it is about persons."""


def taken_of(ground: Ground, session: str) -> Mapping[Taker, Places]:
    """Return the places that each rule takes."""
    taken: dict[Taker, Places] = {}
    starts = ground.timeline.minutes(ground.problem.starts)
    for priced in ground.hard:
        if isinstance(priced.restriction, Unary) and priced.restriction.session == session:
            amounts = amounts_of(priced.restriction, starts, ground.problem, ground.timeline)
            places = amounts.by_start[:, None] * amounts.in_rooms[None, :] > 0
            taker = _taker(priced)
            taken[taker] = taken[taker] | places if taker in taken else places
    return {taker: places for taker, places in taken.items() if places.any()}


def _taker(priced: Priced) -> Taker:
    by_item = RULES[priced.rule].item == "person"
    return priced.rule, priced.restriction.item if by_item else ""


def least_of(taken: Mapping[Taker, Places]) -> tuple[Taker, ...]:
    """Return the fewest rules that together take everything: exactly up to three, then greedily."""
    for number in (1, 2, 3):
        for some in combinations(taken, number):
            if np.logical_or.reduce([taken[taker] for taker in some]).all():
                return some
    return _greedily(taken)


def _greedily(taken: Mapping[Taker, Places]) -> tuple[Taker, ...]:
    """Return rules that take everything, each of which is needed."""
    needed = list(taken)
    for taker in sorted(taken, key=lambda each: int(taken[each].sum())):
        others = [each for each in needed if each != taker]
        if np.logical_or.reduce([taken[each] for each in others]).all():
            needed = others
    return tuple(needed)


@dataclass(frozen=True)
class Case:
    """A session without a place, and what takes all of them."""

    ground: Ground
    session: Session
    taken: Mapping[Taker, Places]
    """Places that each rule takes."""
    least: Sequence[Taker]
    """The fewest that take all."""
    meant: tuple[Span, ...]
    """When it is meant to be, by its pin or else its windows, if those are among the fewest."""

    def others(self, rule: str) -> list[Room]:
        """Return the rooms of which the others of the fewest leave something."""
        return self._left([taker for taker in self.least if taker[0] != rule])

    def otherwise(self, rule: str) -> list[Room]:
        """Return the rooms of which all other rules leave something."""
        return self._left([taker for taker in self.taken if taker[0] != rule])

    def _left(self, takers: Sequence[Taker]) -> list[Room]:
        gone = np.zeros(
            (len(self.ground.problem.starts), len(self.ground.problem.rooms)), dtype=bool
        )
        for taker in takers:
            gone = gone | self.taken[taker]
        rooms = self.ground.instance.rooms
        full: Places = np.all(gone, axis=0)
        return [room for room, is_full in zip(rooms, full, strict=True) if not is_full]
