"""What a programme breaks that another keeps: hard rules, seats for all expected, and that they may come."""

from collections import Counter
from collections.abc import Mapping

from scheduler.comparison.programmes import Programme
from scheduler.comparison.rooms import seats_missing_in
from scheduler.phrases import say
from scheduler.wording import counted, joined

NAMED = 3
"""Sessions that are named of those in which people are concerned, at most."""


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


def fewer_expected(base: Programme, other: Programme) -> Mapping[str, int]:
    """Return how many people fewer are expected in which session of both, the most first."""
    before, after = base.run_by_id, other.run_by_id
    some = [
        (id_, (before[id_].session.attendance or 0) - run.session.attendance)
        for id_, run in after.items()
        if id_ in before and run.session.attendance is not None
    ]
    return dict(
        sorted((each for each in some if each[1] > 0), key=lambda each: (-each[1], each[0]))
    )


def people_in(numbers: Mapping[str, int], programme: Programme) -> str:
    """Return how many people are concerned in which session: ``681 people in Opening, 12 in Budget``."""
    known = programme.instance.session_by_id
    first, *others = list(numbers)[:NAMED]
    people = counted(numbers[first], "person", "people")
    some: list[str] = [say("{} in {}", people, known[first].title)]
    some += [say("{} in {}", numbers[each], known[each].title) for each in others]
    left = len(numbers) - len(some)
    return joined([*some, *([counted(left, "more session")] if left else [])])
