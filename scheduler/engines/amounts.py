"""Amounts of restrictions on a single session, for every start and room."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.timeline import Minutes, Timeline, minutes, overlap
from scheduler.restrictions import (
    Avoid,
    Breaks,
    Present,
    Problem,
    Span,
    Stay,
    Unary,
    Unfit,
    end_of,
)


@dataclass(frozen=True)
class Amounts:
    """Amount of a unary restriction at every place: ``by_start[t] * in_rooms[r]``."""

    by_start: Minutes
    """Amount by start."""
    in_rooms: Minutes
    """Factor by room."""

    @cached_property
    def everywhere(self) -> bool:
        """Return True if the amount is that of the start in every room."""
        return bool((self.in_rooms == 1).all())

    @cached_property
    def places(self) -> tuple[NDArray[np.int64], ...]:
        """Starts and rooms at which there is an amount, as an index of tables of both."""
        return np.ix_(np.flatnonzero(self.by_start > 0), np.flatnonzero(self.in_rooms > 0))


class _Length(NamedTuple):
    """Anything that knows the durations of sessions."""

    work: timedelta
    breaks: tuple[Breaks, ...]


class Reader:
    """Reads amounts at given starts; sessions as long as each other share what windows have of them."""

    def __init__(self, starts: Minutes, problem: Problem, timeline: Timeline) -> None:
        self.starts = starts
        self._problem = problem
        self._timeline = timeline
        self._always = np.ones_like(starts)
        self._everywhere = np.ones(len(problem.rooms), dtype=np.int64)
        self._positions = {minute: position for position, minute in enumerate(starts.tolist())}
        self._ends: dict[_Length, Minutes] = {}
        self._outside: dict[tuple[_Length, int, int, Sequence[Span]], Minutes] = {}
        self._inside: dict[tuple[_Length, Sequence[Span]], Minutes] = {}
        self._in_rooms: dict[frozenset[str], Minutes] = {}
        self._amounts: dict[int, tuple[Mapping[str, int], Minutes]] = {}
        """Amounts by the identity of their windows, kept alive here because many sessions share them."""
        self._avoided: dict[object, Amounts] = {}

    def amounts(self, restriction: Unary) -> Amounts:
        """Return the amount of a restriction at every start and in every room; 0 of a `Present`."""
        length = self._length(restriction.session)
        match restriction:
            case Unfit(amounts=amounts, starts=at, other_starts=others):
                return Amounts(self._at(at, others), self._in(amounts))
            case Stay(within=within, before=before, after=after):
                outside = self._minutes_outside(length, minutes(before), minutes(after), within)
                return Amounts(outside, self._everywhere)
            case Avoid() as avoid:
                return self._avoiding(avoid, length)
            case Present():
                return Amounts(np.zeros_like(self.starts), self._everywhere)

    def ends(self, session: str) -> Minutes:
        """Return when a session ends, by start."""
        return self._ends_of(self._length(session))

    def _length(self, session: str) -> "_Length":
        problem = self._problem
        return _Length(problem.durations[session], problem.breaks.get(session, ()))

    def _ends_of(self, length: "_Length") -> Minutes:
        if length not in self._ends:
            ends = self.starts + minutes(length.work)
            if length.breaks:
                starts = map(self._timeline.instant, self.starts.tolist())
                ends = self._timeline.minutes(end_of(each, *length) for each in starts)
            self._ends[length] = ends
        return self._ends[length]

    def _avoiding(self, avoid: Avoid, length: "_Length") -> Amounts:
        """Return the amount of an `Avoid`; that of a closed room is looked at once for each length."""
        key = length, avoid.during, avoid.rate, avoid.rooms
        if key not in self._avoided:
            inside = avoid.rate * self._minutes_inside(length, avoid.during)
            self._avoided[key] = Amounts(inside, self._among(avoid.rooms))
        return self._avoided[key]

    def _at(self, amounts: Mapping[datetime, int] | None, others: int) -> Minutes:
        if amounts is None:
            return self._always
        found = np.full_like(self.starts, others)
        for start, amount in amounts.items():
            position = self._positions.get(self._timeline.minute(start))
            if position is not None:
                found[position] = amount
        return found

    def _in(self, amounts: Mapping[str, int] | None) -> Minutes:
        if amounts is None:
            return self._everywhere
        if id(amounts) not in self._amounts:
            found = [amounts.get(room, 0) for room in self._problem.rooms]
            self._amounts[id(amounts)] = amounts, np.array(found, dtype=np.int64)
        return self._amounts[id(amounts)][1]

    def _among(self, rooms: frozenset[str] | None) -> Minutes:
        """Return 1 for these rooms and 0 for others; 1 for all if none are given."""
        if rooms is None:
            return self._everywhere
        if rooms not in self._in_rooms:
            among = [room in rooms for room in self._problem.rooms]
            self._in_rooms[rooms] = np.array(among, dtype=np.int64)
        return self._in_rooms[rooms]

    def _minutes_outside(
        self, length: "_Length", before: int, after: int, within: Sequence[Span]
    ) -> Minutes:
        """Return the minutes of each stretch, less the most of it that is in one window."""
        key = length, before, after, within
        if key not in self._outside:
            first, last = self.starts - before, self._ends_of(length) + after
            shared = overlap(first, last, *self._timeline.edges(within))
            self._outside[key] = last - first - shared.max(axis=1, initial=0)
        return self._outside[key]

    def _minutes_inside(self, length: "_Length", during: Sequence[Span]) -> Minutes:
        """Return the minutes of each stretch that are in any of the windows."""
        key = length, during
        if key not in self._inside:
            ends = self._ends_of(length)
            shared = overlap(self.starts, ends, *self._timeline.edges(during))
            self._inside[key] = shared.sum(axis=1)
        return self._inside[key]
