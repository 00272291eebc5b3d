"""Amounts of restrictions on groups that hold rooms, on any schedule."""

from collections import Counter as Tally
from collections.abc import Iterable, Sequence

from scheduler.engines.counting.runs import Counting, Runs, Spans, period_of
from scheduler.restrictions import Beside, Gapless, Group, Held, Parallel, Ranks, Unmixed


def held_by(group: Group, runs: Runs, periods: Spans) -> set[tuple[int, str]]:
    """Return the positions of periods, and the rooms, that a group holds."""
    held = (runs[each] for each in group if each in runs)
    found = ((period_of(run.start, periods), run.room) for run in held)
    return {(period, room) for period, room in found if period is not None}


def _by_period(held: Iterable[tuple[int, str]]) -> Tally[int]:
    """Return the number of rooms held in each period that has any."""
    return Tally(period for period, _ in held)


def unmixed_amount(unmixed: Unmixed, periods: Spans) -> Counting:
    """Count an `Unmixed`."""

    def count(runs: Runs) -> int:
        holders = Tally(cell for group in unmixed.groups for cell in held_by(group, runs, periods))
        return sum(number - 1 for number in holders.values())

    return count


def held_amount(held: Held, periods: Spans) -> Counting:
    """Count a `Held`."""

    def count(runs: Runs) -> int:
        return sum(held.amounts.get(cell, 0) for cell in held_by(held.sessions, runs, periods))

    return count


def beside_amount(beside: Beside, periods: Spans) -> Counting:
    """Count a `Beside`."""

    def count(runs: Runs) -> int:
        one = _by_period(held_by(beside.one, runs, periods))
        other = _by_period(held_by(beside.other, runs, periods))
        return sum(rooms * other[period] for period, rooms in one.items())

    return count


def parallel_amount(parallel: Parallel, periods: Spans) -> Counting:
    """Count a `Parallel`."""

    def count(runs: Runs) -> int:
        rooms = _by_period(held_by(parallel.sessions, runs, periods))
        return sum(number - 1 for number in rooms.values())

    return count


def gapless_amount(gapless: Gapless, periods: Spans) -> Counting:
    """Count a `Gapless`."""

    def count(runs: Runs) -> int:
        used = _by_period(held_by(gapless.sessions, runs, periods)).keys()
        return int(bool(used) and max(used) - min(used) >= len(used))

    return count


def ranks_amount(ranks: Ranks, periods: Spans, rooms: Sequence[str]) -> Counting:
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
