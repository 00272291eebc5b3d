"""An instance that is to be solved, and trade-off curves of a rule."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scheduler.evaluation import evaluate
from scheduler.instance import Instance, Level
from scheduler.schedule import Schedule


@dataclass(frozen=True, slots=True)
class Case:
    """An instance that is to be solved, under a name of its own."""

    name: str
    instance: Instance


@dataclass(frozen=True, slots=True)
class Point:
    """What was found at one level."""

    level: Level
    amount: int
    """Amount of the swept rule, in its unit."""
    others: int
    """Penalty of all other rules, in thousandths; or the amount of the one rule it is held against."""
    amounts: Mapping[str, int]
    """Amounts of all rules with a finding, by rule."""
    dominated: bool
    """Whether another point is at least as good in both, and better in one."""


def front_of(
    yardstick: Instance,
    rule: str,
    found: Sequence[tuple[Level, Schedule]],
    against: str | None = None,
) -> tuple[Point, ...]:
    """Measure schedules that were found at several levels of a rule, all in one way.

    Parameters
    ----------
    yardstick
        The instance by whose levels they are measured; the swept rule must have a weight there.
    rule
        The swept rule.
    found
        Levels, and the schedule of each.
    against
        The rule against which it is held; all others together, if none is named.

    Returns
    -------
    tuple[Point, ...]
        In the order of `found`.
    """
    points = [_point(yardstick, rule, level, schedule, against) for level, schedule in found]
    return tuple(
        Point(p.level, p.amount, p.others, p.amounts, any(_dominates(q, p) for q in points))
        for p in points
    )


def _point(
    yardstick: Instance, rule: str, level: Level, schedule: Schedule, against: str | None
) -> Point:
    evaluation = evaluate(yardstick, schedule)
    totals = evaluation.totals
    amounts = {each: total.amount + total.forbidden for each, total in totals.items()}
    swept = totals[rule].penalty if rule in totals else 0
    others = evaluation.penalty - swept if against is None else amounts.get(against, 0)
    return Point(level, amounts.get(rule, 0), others, amounts, dominated=False)


def _dominates(one: Point, other: Point) -> bool:
    at_least = one.amount <= other.amount and one.others <= other.others
    return at_least and (one.amount, one.others) != (other.amount, other.others)
