"""How little of a rule there could be, if nothing else mattered: its ideal value.

A programme weighs all rules against each other. The ideal value of each, which a search for that rule alone
finds, bounds what any weight can bring (the ideal point of multi-criteria optimisation; Miettinen 1999).
"""

import threading
from dataclasses import dataclass

from scheduler.catalogue import HARD, OFF, RULES
from scheduler.evaluation import evaluate
from scheduler.instance import MILLI, Instance, ItemLevels, Level, Levels, remade
from scheduler.progress import Watch, nobody
from scheduler.schedule import Schedule
from scheduler.solution import Solution
from scheduler.solving import solve


@dataclass(frozen=True, slots=True)
class Ideal:
    """What a programme has of a rule, and the least that any has that keeps every hard rule.

    Amounts are in the units of the rule, of items for which it is not hard: of others there is none.
    """

    rule: str
    now: int
    """Amount in the programme that is asked about."""
    broken: bool
    """Whether that programme breaks hard rules, so that it may have less than there can be."""
    search: Solution
    """Of the search for this rule alone."""

    @property
    def found(self) -> int | None:
        """The least amount that was found; None without a programme."""
        evaluation = self.search.evaluation
        return None if evaluation is None else evaluation.total(self.rule).amount

    @property
    def bound(self) -> int:
        """No programme has less than this."""
        return 0 if self.search.bound is None else -(-self.search.bound // MILLI)

    @property
    def proved(self) -> bool:
        """Whether the least that was found is the least there can be."""
        return self.found == self.bound


def ideal_of_rule(
    instance: Instance,
    schedule: Schedule,
    rule: str,
    *,
    time_limit: float,
    watch: Watch = nobody,
    stop: threading.Event | None = None,
) -> Ideal:
    """Search for the least there can be of a rule, with all hard rules kept and nothing else looked at.

    Parameters
    ----------
    instance
        The conference.
    schedule
        Its programme, with which the search begins.
    rule
        Id of a rule. Where it is off, it is counted all the same.
    time_limit
        Seconds of search, positive.
    watch
        Told of progress, from any thread.
    stop
        Ends the search when it is set.
    """
    bare = alone(instance, rule)
    now = evaluate(bare, schedule)
    found = solve(bare, time_limit=time_limit, workers=2, start=schedule, watch=watch, stop=stop)
    return Ideal(rule, now.total(rule).amount, bool(now.forbidden), found)


def alone(instance: Instance, rule: str) -> Instance:
    """Return an instance in which only one rule has a weight, one for each unit; what is hard stays so."""
    levels: Levels = {each: _levels(instance, each, OFF) for each in RULES}
    levels[rule] = _levels(instance, rule, 1)
    return remade(instance, profile=None, levels=levels)


def _levels(instance: Instance, rule: str, weight: Level) -> ItemLevels:
    """Return the levels of a rule with another weight wherever it is looked at, and not hard.

    A rule that is off for all of its items is looked at as well.
    """
    base = instance.level(rule, "")
    items = {
        item: level if level in (HARD, OFF) else weight
        for item in _named(instance, rule)
        for level in (instance.level(rule, item),)
    }
    some = base == OFF and any(level != OFF for level in items.values())
    return ItemLevels(level=base if some or base == HARD else weight, items=items)


def _named(instance: Instance, rule: str) -> list[str]:
    """Return the items of a rule that have a level of their own, in the profile or in general."""
    in_force = instance.profiles[instance.profile] if instance.profile else {}
    said = (levels.get(rule) for levels in (in_force, instance.levels))
    return sorted({item for each in said if isinstance(each, ItemLevels) for item in each.items})
