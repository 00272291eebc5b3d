"""Lags as tables over the starts of their first session.

A *border* is all of one side before all of the other, as one thing and not as a lag for each pair. A million
pairs of sessions share a few hundred starts: what engines keep of a border is by start, or by session, and
never by pair.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

import numpy as np

from scheduler.engines.domains import Domain
from scheduler.engines.timeline import Minutes, Timeline, minutes, period_of
from scheduler.restrictions import After, Lag, Priced

NEVER = 10**7
"""More minutes than any timeline has (19 years)."""

FEW = 16
"""Most pairs of a border that become separate lags, which is faster for few of them."""


@dataclass(frozen=True)
class LagTable:
    """The times that a lag allows the second session, by start of the first: n each, in minutes."""

    start_from: Minutes
    """Earliest start; -NEVER if any."""
    start_by: Minutes
    """Latest start; NEVER if any."""
    end_by: Minutes
    """Latest end; NEVER if any."""


class Bounds:
    """The starts and ends that a lag, or several equal ones, allows the second session."""

    def __init__(self, lag: Lag | After, timeline: Timeline) -> None:
        self._lag, self._edges = lag, timeline.edges([day.period for day in lag.days])
        froms = (None if d.start_from is None else timeline.minute(d.start_from) for d in lag.days)
        untils = (None if d.end_by is None else timeline.minute(d.end_by) for d in lag.days)
        # The last entry is for a start in no period (-1).
        self._froms = np.array([*(-NEVER if each is None else each for each in froms), -NEVER])
        self._untils = np.array([*(NEVER if each is None else each for each in untils), NEVER])

    def table(self, starts: Minutes, ends: Minutes) -> LagTable:
        """Return the table for these starts of the first session and the resulting ends."""
        lag, never = self._lag, np.full_like(ends, NEVER)
        period = period_of(starts, *self._edges)
        start_from = -never if lag.at_least is None else ends + minutes(lag.at_least)
        start_by = never if lag.at_most is None else ends + minutes(lag.at_most)
        return LagTable(np.maximum(start_from, self._froms[period]), start_by, self._untils[period])


def lag_table(lag: Lag, first: Domain, timeline: Timeline) -> LagTable:
    """Tabulate a lag over the starts of its first session."""
    table = Bounds(lag, timeline).table(first.starts, first.ends)
    if first.optional:
        table.start_from[-1], table.start_by[-1], table.end_by[-1] = -NEVER, NEVER, NEVER
    return table


@dataclass(frozen=True)
class Border:
    """`After` restrictions with the same earlier sessions and the same bounds."""

    firsts: tuple[str, ...]
    """The sessions that come first; one that is named twice counts twice."""
    thens: tuple[tuple[str, int | None], ...]
    """The sessions that come second, each with its price for a minute; None if hard."""
    bounds: Lag
    """The lag between each two of them; its own sessions do not count."""


def borders_of(priced: Iterable[Priced]) -> list[Border]:
    """Return the borders that the `After` among some restrictions make up."""
    return [
        Border(
            group[0][1].firsts,
            tuple((lags.then, each.price) for each, lags in group),
            next(group[0][1].one_by_one()),
        )
        for group in _grouped(priced)
    ]


def spread(priced: Sequence[Priced], domains: Mapping[str, Domain]) -> tuple[Priced, ...]:
    """Return restrictions with lags one by one in place of the `After` of small borders.

    So are those of sessions whose length depends on their start: on a border, the others are told by length.
    """
    varying = frozenset(name for name, domain in domains.items() if domain.varies)
    known: dict[int, tuple[str, ...]] = {}
    if varying:
        priced = [part for each in priced for part in _without(each, varying, known)]
    small = {
        id(each)
        for group in _grouped(priced)
        if len(group) * len(group[0][1].firsts) <= FEW
        for each, _ in group
    }
    return tuple(
        part for each in priced for part in (_parts(each) if id(each) in small else (each,))
    )


def _without(
    priced: Priced, varying: Set[str], known: dict[int, tuple[str, ...]]
) -> Iterator[Priced]:
    """Yield an `After` with lags in place of what some sessions have in it; anything else as it is.

    What is left of its firsts is kept in `known`: those that shared one tuple share one again.
    """
    lags = priced.restriction
    if not isinstance(lags, After) or varying.isdisjoint((*lags.firsts, lags.then)):
        yield priced
        return
    if id(lags.firsts) not in known:
        known[id(lags.firsts)] = tuple(each for each in lags.firsts if each not in varying)
    others = () if lags.then in varying else known[id(lags.firsts)]
    for lag in lags.one_by_one():
        if lag.first in varying or not others:
            yield replace(priced, restriction=lag)
    if others:
        yield replace(priced, restriction=replace(lags, firsts=others))


def one_by_one(priced: Iterable[Priced]) -> tuple[Priced, ...]:
    """Return restrictions with lags one by one in place of all `After`."""
    return tuple(part for each in priced for part in _parts(each))


def _parts(priced: Priced) -> Iterator[Priced]:
    if isinstance(priced.restriction, After):
        for lag in priced.restriction.one_by_one():
            yield replace(priced, restriction=lag)
    else:
        yield priced


def _grouped(priced: Iterable[Priced]) -> Iterable[list[tuple[Priced, After]]]:
    groups: dict[object, list[tuple[Priced, After]]] = {}
    known: dict[int, tuple[str, ...]] = {}
    seen: dict[tuple[str, ...], tuple[str, ...]] = {}
    for each in priced:
        lags = each.restriction
        if isinstance(lags, After):
            # Equal tuples are mostly the same one: each is looked at once.
            firsts = known.get(id(lags.firsts))
            if firsts is None:
                firsts = known[id(lags.firsts)] = seen.setdefault(lags.firsts, lags.firsts)
            key = id(firsts), lags.at_least, lags.at_most, lags.days
            groups.setdefault(key, []).append((each, lags))
    return groups.values()


class Tables:
    """Tables of the lags of a border over the starts of the earlier sessions; equal sessions share one."""

    def __init__(self, border: Border, timeline: Timeline) -> None:
        self._bounds = border.bounds
        self._timeline = timeline
        self._known: dict[object, LagTable] = {}

    def of(self, first: Domain) -> LagTable:
        """Return the table over the starts of a session."""
        key = first.starts.tobytes(), first.ends.tobytes(), first.optional
        if key not in self._known:
            self._known[key] = lag_table(self._bounds, first, self._timeline)
        return self._known[key]
