"""Amounts of the kinds that serve tracks: `Pairs`, and what groups of sessions hold, on any schedule."""

from collections import Counter as Tally
from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import pairwise

from scheduler.engines.counting.kinds import Counting, PlacedRun, Runs, Spans, period_of
from scheduler.engines.timeline import Timeline, minutes
from scheduler.restrictions import (
    Beside,
    Gapless,
    Group,
    GroupKind,
    Held,
    Pairs,
    Parallel,
    Ranks,
    RelatedPairs,
    Switches,
    Times,
    Timing,
    Unmixed,
)


def group_amount(  # noqa: PLR0911  # one way out for each kind
    kind: GroupKind, periods: Spans, rooms: Sequence[str]
) -> Counting:
    """Count what a group, or several, are asked for; rooms are those of the problem, in its order."""
    match kind:
        case Unmixed():
            return _unmixed_amount(kind, periods)
        case Switches():
            return _switches_amount(kind, periods)
        case Held():
            return _held_amount(kind, periods)
        case Beside():
            return _beside_amount(kind, periods)
        case Parallel():
            return _parallel_amount(kind, periods)
        case Gapless():
            return _gapless_amount(kind, periods)
        case Ranks():
            return _ranks_amount(kind, periods, rooms)


def _held_by(group: Group, runs: Runs, periods: Spans) -> set[tuple[int, str]]:
    """Return the positions of periods, and the rooms, that a group holds."""
    held = (runs[each] for each in group if each in runs)
    found = ((period_of(run.start, periods), run.room) for run in held)
    return {(period, room) for period, room in found if period is not None}


def _by_period(held: Iterable[tuple[int, str]]) -> Tally[int]:
    """Return the number of rooms held in each period that has any."""
    return Tally(period for period, _ in held)


def _unmixed_amount(unmixed: Unmixed, periods: Spans) -> Counting:
    """Count an `Unmixed`."""

    def count(runs: Runs) -> int:
        holders = Tally(cell for group in unmixed.groups for cell in _held_by(group, runs, periods))
        return sum(number - 1 for number in holders.values())

    return count


def _switches_amount(switches: Switches, periods: Spans) -> Counting:
    """Count a `Switches`."""
    members = [(group, each) for group, own in enumerate(switches.groups) for each in own]

    def count(runs: Runs) -> int:
        rows: dict[tuple[int, str], list[tuple[int, int, int]]] = {}
        for position, (group, session) in enumerate(members):
            if session in runs:
                run = runs[session]
                period = period_of(run.start, periods)
                if period is not None:
                    rows.setdefault((period, run.room), []).append((run.start, position, group))
        return sum(
            earlier[-1] != later[-1]
            for row in rows.values()
            for earlier, later in pairwise(sorted(row))
        )

    return count


def _held_amount(held: Held, periods: Spans) -> Counting:
    """Count a `Held`."""

    def count(runs: Runs) -> int:
        return sum(held.amounts.get(cell, 0) for cell in _held_by(held.sessions, runs, periods))

    return count


def _beside_amount(beside: Beside, periods: Spans) -> Counting:
    """Count a `Beside`."""

    def count(runs: Runs) -> int:
        one = _by_period(_held_by(beside.one, runs, periods))
        other = _by_period(_held_by(beside.other, runs, periods))
        return sum(rooms * other[period] for period, rooms in one.items())

    return count


def _parallel_amount(parallel: Parallel, periods: Spans) -> Counting:
    """Count a `Parallel`."""

    def count(runs: Runs) -> int:
        rooms = _by_period(_held_by(parallel.sessions, runs, periods))
        return sum(number - 1 for number in rooms.values())

    return count


def _gapless_amount(gapless: Gapless, periods: Spans) -> Counting:
    """Count a `Gapless`."""

    def count(runs: Runs) -> int:
        used = _by_period(_held_by(gapless.sessions, runs, periods)).keys()
        return int(bool(used) and max(used) - min(used) >= len(used))

    return count


def _ranks_amount(ranks: Ranks, periods: Spans, rooms: Sequence[str]) -> Counting:
    """Count a `Ranks`; rooms are those of the problem, in its order."""
    order = {room: number for number, room in enumerate(rooms)}

    def count(runs: Runs) -> int:
        def key(session: str) -> tuple[int, int, int]:
            run = runs[session]
            period = period_of(run.start, periods)
            return -1 if period is None else period, order[run.room], run.start

        sequence = sorted((each for each in ranks.sessions if each in runs), key=key)
        return sum(
            ranks.wanted.get(session, place) != place for place, session in enumerate(sequence, 1)
        )

    return count


def pairs_amount(pairs: Pairs, timeline: Timeline) -> Counting:
    """Count a `Pairs`."""
    sessions = {session for pair in pairs.shared for session in pair}
    marks = _marks(pairs.times, sessions, timeline)
    rooms = pairs.rooms
    times: dict[tuple[int | None, int | None], int] | None = None
    if pairs.times is not None:
        times = dict(pairs.times.amounts.items())

    def count(runs: Runs) -> int:
        room = {session: runs[session].room for session in sessions if session in runs}
        mark = {
            session: marks[session].get(runs[session].start) for session in marks if session in runs
        }
        total = 0
        for (first, second), shared in pairs.shared.items():
            if first not in runs or second not in runs:
                continue
            here = 1 if rooms is None else rooms.get((room[first], room[second]), 0)
            now = 1 if times is None else times.get((mark.get(first), mark.get(second)), 0)
            total += shared * here * now
        return total

    return count


def related_amount(related: RelatedPairs, periods: Spans) -> Counting:
    """Count a `RelatedPairs`."""
    rooms, pause = related.rooms, minutes(related.pause)

    def count(runs: Runs) -> int:
        total = 0
        for (first, second), shared in related.shared.items():
            if first in runs and second in runs:
                one, other = runs[first], runs[second]
                here = 1 if rooms is None else rooms.get((one.room, other.room), 0)
                if here:
                    total += shared * here * _timed(related.timing, one, other, periods, pause)
        return total

    return count


def _timed(timing: Timing, one: PlacedRun, other: PlacedRun, periods: Spans, pause: int) -> int:
    """Return how the times of two sessions relate."""
    both = min(one.end, other.end) - max(one.start, other.start)
    match timing:
        case Timing.OVERLAP:
            return max(0, both)
        case Timing.LATE:
            return int(one.end > other.start)
        case Timing.APART:
            return int(one.start != other.start)
        case _:
            own, others = period_of(one.start, periods), period_of(other.start, periods)
            same = own is not None and own == others
    match timing:
        case Timing.CLOSE:
            return int(both > 0 or (same and -both < pause))
        case Timing.SAME_PERIOD:
            return int(same)
        case _:
            return int(own is not None and others is not None and not same)


def _marks(
    times: Times | None, sessions: Set[str], timeline: Timeline
) -> Mapping[str, Mapping[int, int]]:
    """Return the marks of each session by minute; what sessions have in common is converted once."""
    if times is None:
        return {}
    converted: dict[int, Mapping[int, int]] = {}
    found = {}
    for session in sessions & times.marks.keys():
        marks = times.marks[session]
        if id(marks) not in converted:
            converted[id(marks)] = {timeline.minute(at): mark for at, mark in marks.items()}
        found[session] = converted[id(marks)]
    return found
