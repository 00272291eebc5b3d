"""The places that hard rules forbid a session by themselves, and the fewest rules that forbid all."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from scheduler.catalogue import RULES
from scheduler.engines.amounts import Reader
from scheduler.explanation.presolve import Presolve
from scheduler.instance import Room, Session, Span
from scheduler.restrictions import Priced, Unary

Places = NDArray[np.bool_]
"""Starts times rooms."""
Source = tuple[str, str]
"""What forbids places: a rule, and the person if it is about persons."""


def prohibitions_of(presolve: Presolve, session: str) -> Mapping[Source, Places]:
    """Return the places that each rule forbids a session."""
    prohibitions: dict[Source, Places] = {}
    starts = presolve.timeline.minutes(presolve.problem.starts)
    reader = Reader(starts, presolve.problem, presolve.timeline)
    for priced in presolve.hard:
        if isinstance(priced.restriction, Unary) and priced.restriction.session == session:
            amounts = reader.amounts(priced.restriction)
            places = amounts.by_start[:, None] * amounts.in_rooms[None, :] > 0
            source = _source(priced)
            prohibitions[source] = (
                prohibitions[source] | places if source in prohibitions else places
            )
    return {source: places for source, places in prohibitions.items() if places.any()}


def _source(priced: Priced) -> Source:
    by_item = RULES[priced.rule].item == "person"
    return priced.rule, priced.restriction.item if by_item else ""


def covers(prohibitions: Mapping[Source, Places]) -> Iterator[tuple[Source, ...]]:
    """Yield the fewest rules that forbid everything, then such among the others."""
    left = dict(prohibitions)
    while left and np.logical_or.reduce([*left.values()]).all():
        yield (fewest := smallest_cover(left))
        left = {source: places for source, places in left.items() if source not in fewest}


def smallest_cover(prohibitions: Mapping[Source, Places]) -> tuple[Source, ...]:
    """Return the fewest rules that together forbid everything: exactly up to three, then greedily."""
    for number in (1, 2, 3):
        for some in combinations(prohibitions, number):
            if np.logical_or.reduce([prohibitions[source] for source in some]).all():
                return some
    return _greedily(prohibitions)


def _greedily(prohibitions: Mapping[Source, Places]) -> tuple[Source, ...]:
    """Return rules that forbid everything, each of which is needed."""
    needed = list(prohibitions)
    for source in sorted(prohibitions, key=lambda each: int(prohibitions[each].sum())):
        others = [each for each in needed if each != source]
        if np.logical_or.reduce([prohibitions[each] for each in others]).all():
            needed = others
    return tuple(needed)


@dataclass(frozen=True)
class Unplaceable:
    """A session without a place, and what forbids all of them."""

    presolve: Presolve
    session: Session
    prohibitions: Mapping[Source, Places]
    """Places that each rule forbids."""
    cover: Sequence[Source]
    """The fewest that forbid all."""
    meant: tuple[Span, ...]
    """When it is meant to be, by its pin or else its windows, if those are among the fewest."""

    def others(self, rule: str) -> list[Room]:
        """Return the rooms of which the others of the fewest leave something."""
        return self._left([source for source in self.cover if source[0] != rule])

    def otherwise(self, rule: str) -> list[Room]:
        """Return the rooms of which all other rules leave something."""
        return self._left([source for source in self.prohibitions if source[0] != rule])

    def _left(self, sources: Sequence[Source]) -> list[Room]:
        gone = np.zeros(
            (len(self.presolve.problem.starts), len(self.presolve.problem.rooms)), dtype=bool
        )
        for source in sources:
            gone = gone | self.prohibitions[source]
        rooms = self.presolve.instance.rooms
        full: Places = np.all(gone, axis=0)
        return [room for room, is_full in zip(rooms, full, strict=True) if not is_full]
