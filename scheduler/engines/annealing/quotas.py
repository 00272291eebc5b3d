"""`LoadQuota`, `Distinct` and `Compact` in the annealer: loads per row and period, classes that groups use.

A row is a restriction. Its *classes* are rooms, periods or times of day; what starts in no period is in
no class.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.annealing.prices import (
    MINUTES_PER_UNIT,
    Ints,
    first_prices,
    firsts,
    ints,
    joined,
    price,
    repriced,
)
from scheduler.engines.compilation.kernels import enclosed
from scheduler.engines.domains import Domain, classes_of
from scheduler.engines.model import Model
from scheduler.engines.shared_loads import quota_periods
from scheduler.engines.timeline import Timeline
from scheduler.restrictions import Compact, Distinct, LoadQuota

NO_LIMIT = 10**12


class Quotas(NamedTuple):
    """All `LoadQuota` restrictions of a problem: k rows, up to p periods."""

    row_count: int
    most: Ints
    least: Ints
    prices: Ints
    first_prices: Ints
    """Initial prices of hard restrictions; 0 for soft ones."""
    widths: Ints
    """Number of periods of each row."""
    loads: NDArray[np.int64]
    """Shape (k, p)."""
    uses: Ints
    """First use of each session."""
    rows: Ints
    """Row of each use."""
    use_loads: Ints
    """Load of each use."""
    tables: Ints
    """For each use, where its periods begin."""
    periods: Ints
    """Period of each start of the session; -1 for none."""
    rooms: Ints
    """For each use, where it begins in `counting`, one entry for each room of the session; -1: all count."""
    counting: NDArray[np.bool_]
    """Whether the session counts in a room."""


@enclosed
def _counts_in(data: Quotas, use: int, room: int) -> bool:
    return data.rooms[use] < 0 or data.counting[data.rooms[use] + room]


@enclosed
def move_quotas(data: Quotas, session: int, start: int, room: int, sign: int) -> None:
    """Add or take away the session's loads."""
    for use in range(data.uses[session], data.uses[session + 1]):
        if not _counts_in(data, use, room):
            continue
        period = data.periods[data.tables[use] + start]
        if period >= 0:
            data.loads[data.rows[use]][period] += sign * data.use_loads[use]


@enclosed
def _quota_added(data: Quotas, use: int, start: int) -> int:
    """Return the price of the excess that a use adds, or of the shortfall that it fills, at a start."""
    period = data.periods[data.tables[use] + start]
    if period < 0:
        return 0
    row = data.rows[use]
    before = data.loads[row][period]
    after = before + data.use_loads[use]
    over = max(after - data.most[row], 0) - max(before - data.most[row], 0)
    short = max(data.least[row] - after, 0) - max(data.least[row] - before, 0)
    return data.prices[row] * (over + short)


@enclosed
def price_quotas(
    data: Quotas, session: int, starts: int, rooms: int, by_start: Ints, by_place: Ints
) -> None:
    """Add the price of every start, or of every start in the rooms that count."""
    for use in range(data.uses[session], data.uses[session + 1]):
        if data.rooms[use] < 0:
            for start in range(starts):
                by_start[start] += _quota_added(data, use, start)
            continue
        for start in range(starts):
            added = _quota_added(data, use, start)
            for room in range(rooms):
                if _counts_in(data, use, room):
                    by_place[room * starts + start] += added


@enclosed
def quotas_at(data: Quotas, session: int, start: int, room: int) -> int:
    """Return the price of one place."""
    total = 0
    for use in range(data.uses[session], data.uses[session + 1]):
        if _counts_in(data, use, room):
            total += _quota_added(data, use, start)
    return total


@enclosed
def reprice_quotas(data: Quotas, rise: int) -> int:
    """Raise the prices of broken rows (rise 1), or lower all by a step (-1); return the change."""
    total = 0
    for row in range(data.row_count):
        missed = 0
        for period in range(data.widths[row]):
            load = data.loads[row][period]
            missed += max(load - data.most[row], 0) + max(data.least[row] - load, 0)
        total += repriced(data.prices, data.first_prices, row, rise, missed)
    return total


class _QuotaUse(NamedTuple):
    """A session's share in a row."""

    row: int
    load: int
    periods: Ints
    """Period of each of its starts; -1 for none."""
    rooms: NDArray[np.bool_]
    """Whether it counts in each of its rooms; empty, if it does in all."""


def quotas_of(model: Model) -> tuple[Quotas, int]:
    """Collect the quotas of a problem, with no session on the board, and their initial price."""
    quotas = model.asked(LoadQuota)
    uses: dict[str, list[_QuotaUse]] = {session: [] for session in model.domains}
    for row, (quota, _) in enumerate(quotas):
        for session, load in quota.loads.items():
            domain = model.domains[session]
            periods = quota_periods(quota, domain, model.timeline)
            counting = _counting(quota, domain, model.rooms)
            uses[session].append(_QuotaUse(row, load, periods, counting))
    flat = [use for own in uses.values() for use in own]
    prices = ints(_price(paid, quota) for quota, paid in quotas)
    least = ints(quota.at_least or -NO_LIMIT for quota, _ in quotas)
    widths = ints(1 if quota.periods is None else len(quota.periods) for quota, _ in quotas)
    counts = [use.rooms for use in flat]
    data = Quotas(
        row_count=len(quotas),
        most=ints(NO_LIMIT if each.at_most is None else each.at_most for each, _ in quotas),
        least=least,
        prices=prices,
        first_prices=first_prices(prices),
        widths=widths,
        loads=np.zeros((len(quotas), widths.max(initial=0)), dtype=np.int64),
        uses=firsts(map(len, uses.values())),
        rows=ints(use.row for use in flat),
        use_loads=ints(use.load for use in flat),
        tables=firsts(len(use.periods) for use in flat),
        periods=joined([use.periods for use in flat]),
        rooms=np.where([len(each) > 0 for each in counts], firsts(map(len, counts))[:-1], -1),
        counting=np.concatenate([np.zeros(0, dtype=bool), *counts]),
    )
    return data, int((prices * np.maximum(least, 0) * widths).sum())


def _counting(quota: LoadQuota, domain: Domain, rooms: Sequence[str]) -> NDArray[np.bool_]:
    """Return in which of its rooms a session counts; nothing, if it does in all."""
    if quota.rooms is None:
        return np.zeros(0, dtype=bool)
    return np.array([rooms[room] in quota.rooms for room in domain.rooms], dtype=bool)


def _price(paid: int | None, quota: LoadQuota) -> int:
    counts_sessions = max(quota.loads.values(), default=1) == 1
    return price(paid, quota.rate, MINUTES_PER_UNIT if counts_sessions else 1)


class Dispersions(NamedTuple):
    """All `Distinct` and `Compact` restrictions of a problem: k rows, up to c classes."""

    class_count: int
    prices: Ints
    spans: NDArray[np.bool_]
    """Whether the distance of the first and the last class counts, or else the number of classes."""
    free: Ints
    """Classes that cost nothing, where their number counts."""
    used: NDArray[np.int64]
    """Sessions in each class; shape (k, c)."""
    numbers: Ints
    """Classes with a session, by row."""
    uses: Ints
    """First use of each session."""
    rows: Ints
    """Row of each use."""
    by_room: NDArray[np.bool_]
    """Whether the classes of a use are those of rooms, or else those of starts."""
    tables: Ints
    """For each use, where its classes begin."""
    classes: Ints
    """Class of each start, or each room, of the session; -1 for none."""


@enclosed
def move_dispersion(data: Dispersions, session: int, start: int, room: int, sign: int) -> None:
    """Count the session's room or period in or out."""
    for use in range(data.uses[session], data.uses[session + 1]):
        class_ = data.classes[data.tables[use] + (room if data.by_room[use] else start)]
        if class_ >= 0:
            row = data.rows[use]
            before = data.used[row][class_]
            data.used[row][class_] = before + sign
            if before == 0:
                data.numbers[row] += 1
            elif before + sign == 0:
                data.numbers[row] -= 1


@enclosed
def _edges(data: Dispersions, row: int) -> tuple[int, int]:
    """Return the first and the last class that is used, if that counts; no class: the last one first."""
    first, last = data.class_count, -1
    if not data.spans[row]:
        return first, last
    for class_ in range(data.class_count):
        if data.used[row][class_] > 0:
            first, last = min(first, class_), class_
    return first, last


@enclosed
def _added(data: Dispersions, row: int, class_: int, first: int, last: int) -> int:
    """Return the price of a class on top of those that the others use, from `first` to `last`."""
    if class_ < 0:
        return 0
    if data.spans[row]:
        beyond = max(first - class_, 0) + max(class_ - last, 0)
        return data.prices[row] * beyond if last >= 0 else 0
    is_new = data.used[row][class_] == 0 and data.numbers[row] >= data.free[row]
    return data.prices[row] if is_new else 0


@enclosed
def price_dispersion(
    data: Dispersions, session: int, starts: int, rooms: int, by_start: Ints, by_room: Ints
) -> None:
    """Add the price of every start and of every room."""
    for use in range(data.uses[session], data.uses[session + 1]):
        row, table = data.rows[use], data.tables[use]
        first, last = _edges(data, row)
        if data.by_room[use]:
            for room in range(rooms):
                by_room[room] += _added(data, row, data.classes[table + room], first, last)
        else:
            for start in range(starts):
                by_start[start] += _added(data, row, data.classes[table + start], first, last)


@enclosed
def dispersion_at(data: Dispersions, session: int, start: int, room: int) -> int:
    """Return the price of one place."""
    total = 0
    for use in range(data.uses[session], data.uses[session + 1]):
        row = data.rows[use]
        first, last = _edges(data, row)
        class_ = data.classes[data.tables[use] + (room if data.by_room[use] else start)]
        total += _added(data, row, class_, first, last)
    return total


def dispersion_of(model: Model) -> Dispersions:
    """Collect the dispersions of a problem, with no session on the board."""
    found = [
        (each.restriction, each.price)
        for each in model.shared
        if isinstance(each.restriction, Distinct | Compact)
    ]
    uses: dict[str, list[tuple[int, bool, Ints]]] = {session: [] for session in model.domains}
    width = len(model.rooms)
    for row, (spread, _) in enumerate(found):
        for session, classes in _members(spread, model):
            most = int(classes.max(initial=-1))
            if most >= 0:  # or else it never counts
                uses[session].append((row, spread.periods is None, classes))
            width = max(width, most + 1)
    flat = [use for own in uses.values() for use in own]
    return Dispersions(
        prices=ints(price(paid, unit=MINUTES_PER_UNIT) for _, paid in found),
        spans=np.array([isinstance(spread, Compact) for spread, _ in found], bool),
        free=ints(spread.free if isinstance(spread, Distinct) else 0 for spread, _ in found),
        class_count=width,
        used=np.zeros((len(found), width), dtype=np.int64),
        numbers=np.zeros(len(found), dtype=np.int64),
        uses=firsts(map(len, uses.values())),
        rows=ints(row for row, _, _ in flat),
        by_room=np.array([by_room for _, by_room, _ in flat], dtype=bool),
        tables=firsts(len(classes) for _, _, classes in flat),
        classes=joined([classes for _, _, classes in flat]),
    )


def _members(spread: Distinct | Compact, model: Model) -> Iterator[tuple[str, Ints]]:
    """Yield the sessions of a restriction, and the classes of each."""
    members = [*dict.fromkeys(spread.sessions)]
    found = [_classes(spread, model.domains[each], model.timeline) for each in members]
    if isinstance(spread, Distinct) and spread.origins is not None:
        found = _numbered(found)
    yield from zip(members, found, strict=True)


def _classes(spread: Distinct | Compact, domain: Domain, timeline: Timeline) -> Ints:
    if spread.periods is None:
        return domain.own_rooms
    if isinstance(spread, Compact):
        return domain.periods(*timeline.edges(spread.periods))
    return classes_of(spread, domain, timeline)


def _numbered(found: Sequence[Ints]) -> list[Ints]:
    """Return times of day as positions among those that are possible at all."""
    possible = np.unique(np.concatenate([np.empty(0, dtype=np.int64), *found]))
    possible = possible[possible >= 0]
    return [np.where(each < 0, -1, np.searchsorted(possible, each)) for each in found]
