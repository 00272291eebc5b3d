"""What a programme breaks that another one keeps: hard rules, and seats for all who are expected."""

from collections import Counter
from collections.abc import Mapping

from scheduler.comparison.programmes import Programme
from scheduler.comparison.rooms import seats_missing_in


def more_broken(base: Programme, other: Programme) -> Mapping[str, int]:
    """Return the hard rules that a programme breaks more often than the base, and how much more often."""
    before, after = (
        Counter(judged.rule for judged in each.evaluation.forbidden) for each in (base, other)
    )
    return after - before


def more_without_seat(base: Programme, other: Programme) -> Mapping[str, int]:
    """Return how many people have no seat in which session, the most first, where the base has more seats."""
    before, after = seats_missing_in(base), seats_missing_in(other)
    some = [(id_, missing) for id_, missing in after.items() if missing > before.get(id_, 0)]
    return dict(sorted(some, key=lambda each: (-each[1], each[0])))
