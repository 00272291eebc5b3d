"""Borders: all of one side before all of the other, as one thing and not as a lag for each pair.

A million pairs of sessions share a few hundred starts. What engines keep of a border is by start, or by
session, and never by pair.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

import numpy as np

from scheduler.engines.domains import Domain
from scheduler.engines.lags import NEVER, LagTable, lag_table
from scheduler.engines.timeline import Timeline
from scheduler.restrictions import After, Lag, Priced

FEW = 16
"""Pairs of a border, at most, that are taken as lags one by one: they are looked through sooner so."""


@dataclass(frozen=True)
class Border:
    """`After` that have what comes first, and their bounds, in common."""

    firsts: tuple[str, ...]
    """What comes first; a session that is named twice counts twice."""
    thens: tuple[tuple[str, int | None], ...]
    """What comes then, each with its price for a minute; None: forbidden."""
    bounds: Lag
    """The lag from each to each; its sessions are any two."""


def borders_of(priced: Iterable[Priced]) -> list[Border]:
    """Return the borders that the `After` among some restrictions make up."""
    return [_border(group) for group in _grouped(priced)]


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
        if len(group) * len(_lags(group[0]).firsts) <= FEW
        for each in group
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


def _grouped(priced: Iterable[Priced]) -> Iterable[list[Priced]]:
    groups: dict[object, list[Priced]] = {}
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
            groups.setdefault(key, []).append(each)
    return groups.values()


def _lags(priced: Priced) -> After:
    if not isinstance(priced.restriction, After):
        raise TypeError(f"not several lags: {priced.restriction}")
    return priced.restriction


def _border(group: Sequence[Priced]) -> Border:
    lags = _lags(group[0])
    thens = tuple((_lags(each).then, each.price) for each in group)
    return Border(lags.firsts, thens, next(lags.one_by_one()))


class Tables:
    """Tables of the lags of a border over the starts of what comes first; alike sessions share one."""

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


def narrow_border(border: Border, narrow: dict[str, Domain], timeline: Timeline) -> bool:
    """Take out the starts that what comes first or then leaves to no other; tell whether there were any.

    Bounds alone are looked at: the earliest and the latest that each side allows the other.
    """
    tables, thens = Tables(border, timeline), [then for then, _ in border.thens]
    firsts = dict.fromkeys(border.firsts)
    # Whatever may be absent binds nobody.
    bound = [narrow[then] for then in thens if not narrow[then].optional]
    by_length: dict[int, int] = {}
    for then in bound:
        by_length[then.longest] = max(by_length.get(then.longest, -1), int(then.held[0]))
    last = min((int(then.held[-1]) for then in bound), default=NEVER)
    changed = False
    for first in firsts:
        table = tables.of(narrow[first])
        keep = table.start_from <= last
        for length, begin in by_length.items():
            keep &= np.minimum(table.start_by, table.end_by - length) >= begin
        changed |= _keep(narrow, first, keep)
    if changed and any(narrow[first].empty for first in firsts):
        return True
    binding = [tables.of(narrow[first]) for first in firsts if not narrow[first].optional]
    return _narrow_thens(narrow, dict.fromkeys(thens), binding) or changed


def _narrow_thens(
    narrow: dict[str, Domain], thens: Iterable[str], binding: Sequence[LagTable]
) -> bool:
    changed = False
    tables = {id(table): table for table in binding}.values()
    earliest = max((int(table.start_from.min()) for table in tables), default=-NEVER)
    latest: dict[int, int] = {}
    for then in thens:
        domain = narrow[then]
        length = domain.longest
        if length not in latest:
            untils = (np.minimum(table.start_by, table.end_by - length) for table in tables)
            latest[length] = min((int(each.max()) for each in untils), default=NEVER)
        keep = (domain.held >= earliest) & (domain.held <= latest[length])
        changed |= _keep(narrow, then, np.append(keep, True) if domain.optional else keep)
    return changed


def _keep(narrow: dict[str, Domain], session: str, keep: np.ndarray) -> bool:
    if keep.all():
        return False
    narrow[session] = narrow[session].only(keep)
    return True
