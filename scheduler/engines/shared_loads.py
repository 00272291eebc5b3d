"""Loads, free time, peaks and totals of groups of restrictions over domains, for both engines."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.amounts import Amounts, Reader
from scheduler.engines.domains import ABSENT, Domain, absent_amount
from scheduler.engines.model import Model
from scheduler.engines.timeline import Minutes, Timeline, minutes, overlap, period_met
from scheduler.restrictions import (
    NONE,
    Capacity,
    FreeTime,
    LoadQuota,
    Peaks,
    Priced,
    Span,
    Unary,
    Use,
    Worst,
)

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
    """Group the rooms in which a use counts by the minutes that they add to it; None stands for all rooms.

    Rooms are positions in the domain; `numbers` are their positions among the problem's rooms.
    """
    if capacity.rooms is None and use.rooms is None:
        return None
    holds = dict.fromkeys(use.rooms or (), NONE) if capacity.rooms is None else capacity.rooms
    if use.rooms is not None:
        holds = {room: more for room, more in holds.items() if room in use.rooms}
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
"""Amounts of each session of a group, over the starts and rooms of its domain; an empty tuple is 0."""


@dataclass(frozen=True, slots=True)
class Grouped:
    """A `Worst` over the domains of a model."""

    price: int | None
    """As in `Priced`."""
    totals: tuple[Total, ...]
    """By group."""


def grouped(worsts: Iterable[tuple[Worst, int | None]], model: Model) -> list[Grouped]:
    """Return the grouped amounts of the `Worst` restrictions of a model."""
    reader = reader_of(model)
    return [
        Grouped(price, tuple(_total_of(group, model, reader) for group in worst.groups))
        for worst, price in worsts
    ]


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


MANY = 10**9
"""More than there ever are at once."""


def limits_of(peaks: Peaks, hard: Iterable[Priced]) -> Mapping[Span, int]:
    """Return the most that may run at once in each period, by all that is forbidden to the same sessions."""
    limits: dict[Span, int] = {}
    for priced in hard:
        other = priced.restriction
        if isinstance(other, Peaks) and other.sessions == peaks.sessions:
            for group in other.groups:
                for period in group:
                    limits[period] = min(limits.get(period, MANY), other.at_most)
    return limits


def always_in(domain: Domain, periods: Sequence[Span], timeline: Timeline) -> int:
    """Return the minutes that a session spends in some periods at least; 0 if it need not be there."""
    if domain.optional or not len(domain.held):
        return 0
    shared = overlap(domain.held, domain.held_ends, *timeline.edges(periods))
    return int(shared.sum(axis=1).min())


def least_peaks(
    domains: Sequence[Domain],
    periods: Sequence[Span],
    limits: Mapping[Span, int],
    timeline: Timeline,
) -> int:
    """Return a bound on the sum of the peaks of some periods; sessions that need not be there are left out.

    A unit of a period's peak is a row of sessions one after the other: so many of at least some length, or
    so many minutes. What is needed in all is filled into the periods that hold most, of each as much as its
    limit allows.
    """
    inside = [(domain, always_in(domain, periods, timeline)) for domain in domains]
    there = [domain for domain, spent in inside if spent]
    most = [limits.get(period, MANY) for period in periods]
    needed = 0
    for length in sorted({domain.shortest for domain in there}):
        some = [domain for domain in there if domain.shortest >= length]
        in_turn = [_most_in_turn(runs) for runs in _runs_in(some, periods, timeline)]
        needed = max(needed, _filled(len(some), in_turn, most))
    minutes = [_covered(runs) for runs in _runs_in(there, periods, timeline)]
    return max(needed, _filled(sum(spent for _, spent in inside), minutes, most))


def _runs_in(
    domains: Sequence[Domain], periods: Sequence[Span], timeline: Timeline
) -> Iterator[list[tuple[int, int]]]:
    """Yield for each period since when and until when sessions can run in it, without repetition."""
    starts = np.concatenate([domain.held for domain in domains] or [np.zeros(0, np.int64)])
    ends = np.concatenate([domain.held_ends for domain in domains] or [np.zeros(0, np.int64)])
    for begin, end in zip(*timeline.edges(periods), strict=True):
        here = (starts < end) & (ends > begin)
        cut = np.maximum(starts[here], begin), np.minimum(ends[here], end)
        yield sorted(set(zip(*(each.tolist() for each in cut), strict=True)))


def _most_in_turn(runs: Iterable[tuple[int, int]]) -> int:
    """Return how many of these stretches can follow each other, at most."""
    number, free = 0, None
    for since, until in sorted(runs, key=lambda run: run[1]):
        if free is None or since >= free:
            number, free = number + 1, until
    return number


def _covered(runs: Iterable[tuple[int, int]]) -> int:
    """Return the time that sorted stretches cover."""
    total, reached = 0, None
    for since, until in runs:
        begin = since if reached is None else max(since, reached)
        total += max(0, until - begin)
        reached = until if reached is None else max(reached, until)
    return total


def _filled(number: int, each: Sequence[int], most: Sequence[int]) -> int:
    """Return the least units for a number, of which each period holds so much by the unit."""
    units = 0
    for holds, limit in sorted(zip(each, most, strict=True), reverse=True):
        if number <= 0 or holds <= 0:
            break
        more = min(limit, -(-number // holds))
        units, number = units + more, number - more * holds
    # What is left has no room at all; it needs one more at least.
    return units + 1 if number > 0 else units
