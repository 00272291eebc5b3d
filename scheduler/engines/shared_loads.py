"""How both engines read what restrictions say of domains: loads, windows of free time, totals of groups."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.amounts import Amounts, Reader
from scheduler.engines.domains import ABSENT, Domain, absent_amount
from scheduler.engines.model import Model
from scheduler.engines.timeline import Minutes, Timeline, minutes, period_met
from scheduler.restrictions import NONE, Capacity, FreeTime, LoadQuota, Priced, Unary, Use, Worst

RoomsByHold = Mapping[int, Sequence[int]]
"""Rooms, as positions in a domain, by the minutes that they prolong a use."""


def quota_periods(quota: LoadQuota, domain: Domain, timeline: Timeline) -> Minutes:
    """Return the position of the period of a quota in which a session counts, by start; -1 where in none."""
    if quota.periods is None:
        return np.where(domain.starts == ABSENT, -1, 0)
    edges = timeline.edges(quota.periods)
    if not quota.running:
        return domain.periods(*edges)
    found = period_met(domain.held, domain.held_ends, *edges)
    return np.append(found, -1) if domain.optional else found


def counting_rooms(
    use: Use, capacity: Capacity, domain: Domain, numbers: Mapping[str, int]
) -> RoomsByHold | None:
    """Group the rooms in which a use counts by the minutes that these prolong it; None: it does in all.

    Rooms are positions in the domain; `numbers` are their positions among the problem's rooms.
    """
    if capacity.rooms is None and use.rooms is None:
        return None
    holds = dict.fromkeys(use.rooms or (), NONE) if capacity.rooms is None else capacity.rooms
    if use.rooms is not None:
        holds = {room: more for room, more in holds.items() if room in use.rooms}
    return _rooms_by_hold(domain, holds, numbers)


def _rooms_by_hold(
    domain: Domain, holds: Mapping[str, timedelta], numbers: Mapping[str, int]
) -> RoomsByHold:
    """Group those of a domain's rooms that `holds` names by the minutes that it gives for them.

    Rooms are positions in the domain; `numbers` are their positions among the problem's rooms.
    """
    alike: dict[int, list[int]] = {}
    positions = domain.room_positions
    # Few of many rooms are named, so these are looked up and not the others passed by.
    named = [(positions.get(numbers.get(room, -1), -1), hold) for room, hold in holds.items()]
    for position, hold in sorted(each for each in named if each[0] >= 0):
        alike.setdefault(minutes(hold), []).append(position)
    return alike


@dataclass(frozen=True)
class FreeWindow:
    """A window in cells, throughout each of which the same starts hold something."""

    begins: Minutes
    """Minute at which each of c cells begins."""
    lengths: Minutes
    """Minutes of each cell."""
    need: int
    """Minutes that have to be free in one stretch."""

    @property
    def edges(self) -> tuple[int, int]:
        """Return the minutes at which it begins and ends."""
        return int(self.begins[0]), int(self.begins[-1] + self.lengths[-1])


@dataclass(frozen=True, eq=False)
class Hold:
    """A use of a session, with the time that it holds."""

    use: Use
    begins: Minutes
    """Minute from which it holds, by start of its session's domain."""
    ends: Minutes
    """Minute until which it holds, by start; that from which, where the session is absent."""

    def covers(self, cells: Minutes) -> NDArray[np.bool_]:
        """Return True if it may hold each of the cells that begin at these minutes."""
        first, last = self.range_in(cells)
        return first < last

    def range_in(self, cells: Minutes) -> tuple[Minutes, Minutes]:
        """Return the first of its starts that holds each cell, and the one after the last."""
        return (
            np.searchsorted(self.ends, cells, side="right"),
            np.searchsorted(self.begins, cells, side="right"),
        )


def missing_alone(window: FreeWindow, hold: Hold, at_most: int) -> Minutes:
    """Return the minutes that are missing, by start, if nothing but one use holds anything in a window."""
    begin, end = window.edges
    before = np.clip(hold.begins, begin, end) - begin
    after = end - np.clip(hold.ends, begin, end)
    there = (hold.begins < end) & (hold.ends > begin) & (hold.ends > hold.begins)
    missing = np.maximum(0, window.need - np.maximum(before, after))
    return np.where(there & (hold.use.load > at_most), missing, 0)


def holds_of(free: FreeTime, domains: Mapping[str, Domain]) -> tuple[Hold, ...]:
    """Return the uses of a restriction with the time that they hold."""
    return tuple(
        Hold(use, *domains[use.session].stretch(minutes(use.before), minutes(use.after)))
        for use in free.uses
    )


def windows_of(free: FreeTime, holds: tuple[Hold, ...], timeline: Timeline) -> Iterator[FreeWindow]:
    """Yield the windows in which something can be missing, in order of time."""
    edges = [edge for hold in holds for edge in (hold.begins, hold.ends)]
    moments = np.unique(np.concatenate(edges)) if edges else np.zeros(0, dtype=np.int64)
    length = minutes(free.length)
    for since, until in sorted(free.windows):
        begin, end = timeline.minute(since), timeline.minute(until)
        inside = moments[(moments > begin) & (moments < end)]
        cells = np.concatenate([[begin], inside, [end]])
        window = FreeWindow(cells[:-1], np.diff(cells), min(length, end - begin))
        if _longest_free(window, holds, free.at_most) < window.need:
            yield window


def _longest_free(window: FreeWindow, holds: tuple[Hold, ...], at_most: int) -> int:
    """Return the minutes that are free in one stretch wherever the sessions are."""
    load = np.zeros(len(window.begins), dtype=np.int64)
    for hold in holds:
        load += hold.use.load * hold.covers(window.begins)
    longest = run = 0
    for here, length in zip(load.tolist(), window.lengths.tolist(), strict=True):
        run = run + length if here <= at_most else 0
        longest = max(longest, run)
    return longest


Total = Mapping[str, tuple[Amounts, ...]]
"""For each session of a group amounts to add up, over the starts and rooms of its domain; none is 0."""


@dataclass(frozen=True, slots=True)
class Grouped:
    """A `Worst` over the domains of a model."""

    price: int | None
    """As in `Priced`."""
    totals: tuple[Total, ...]
    """By group."""


def grouped(worsts: Sequence[Priced], model: Model) -> list[Grouped]:
    """Return the grouped amounts of the `Worst` restrictions of a model."""
    reader = reader_of(model)
    found: list[Grouped] = []
    for priced in worsts:
        if not isinstance(priced.restriction, Worst):
            raise TypeError(f"not a Worst: {priced.restriction}")
        totals = tuple(_total_of(group, model, reader) for group in priced.restriction.groups)
        found.append(Grouped(priced.price, totals))
    return found


def reader_of(model: Model) -> Reader:
    """Return a reader of amounts at all starts of a model's problem."""
    return Reader(model.timeline.minutes(model.problem.starts), model.problem, model.timeline)


def _total_of(group: Sequence[Unary], model: Model, reader: Reader) -> Total:
    found: dict[str, dict[bytes, Amounts]] = {}
    for restriction in group:
        amounts = amounts_within(restriction, model, reader)
        if amounts.by_start.any() and amounts.in_rooms.any():
            own = found.setdefault(restriction.session, {})
            alike = amounts.in_rooms.tobytes()
            by_start = amounts.by_start + (own[alike].by_start if alike in own else 0)
            own[alike] = Amounts(by_start, amounts.in_rooms)
    return {session: tuple(own.values()) for session, own in found.items()}


def amounts_within(restriction: Unary, model: Model, reader: Reader) -> Amounts:
    """Return the amounts of a restriction over the domain of its session; absence is everywhere."""
    domain = model.domains[restriction.session]
    whole = reader.amounts(restriction)
    by_start = whole.by_start[np.searchsorted(reader.starts, domain.held)]
    in_rooms = np.append(whole.in_rooms, 1)[domain.own_rooms]
    if domain.optional:
        by_start = np.append(by_start, absent_amount(restriction))
    return Amounts(by_start, in_rooms)
