"""Prices that are raised until no rule costs more than its ceiling: a Lagrangian relaxation (Fisher 1981)."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from scheduler.restrictions import Priced, Problem
from scheduler.restrictions.items import PricedTask

P = TypeVar("P", Priced, PricedTask)

MOST = 1e4
"""A price is raised to so many times itself at most."""


@dataclass(slots=True)
class Factors:
    """What the prices of rules are multiplied by: high enough that none costs more than its ceiling."""

    ceilings: Mapping[str, int]
    now: dict[str, float] = field(default_factory=dict)
    """Of rules that have cost more; of the others it is 1."""
    _low: dict[str, float] = field(default_factory=dict)
    """With how much each was still beyond."""
    _high: dict[str, float] = field(default_factory=dict)
    """With how much it was within."""

    def learn(self, costs: Mapping[str, int]) -> bool:
        """Look at what rules cost with these factors, and choose others; tell whether there are any."""
        before = dict(self.now)
        spare = sum(max(0, most - costs.get(rule, 0)) for rule, most in self.ceilings.items())
        for rule in sorted(costs.keys() | self.now.keys()):
            beyond = costs.get(rule, 0) - self.ceilings.get(rule, 0)
            factor = self.now.get(rule, 1.0)
            if beyond > 0:
                self._low[rule] = max(factor, self._low.get(rule, 1.0))
            elif rule in self._low:
                self._high[rule] = min(factor, self._high.get(rule, MOST))
            if rule in self._low:
                self.now[rule] = self._next(rule, spare / beyond if beyond > 0 else 0.0)
        return self.now != before

    def _next(self, rule: str, worth: float) -> float:
        """Return the next factor: between two known ones, or worth what others can spare."""
        low, high = self._low[rule], self._high.get(rule)
        if high is not None and high > low:
            return math.sqrt(low * high)
        return min(MOST, low * (1.0 + max(1.0, worth)))

    def applied(self, problem: Problem) -> Problem:
        """Return a problem with these prices, of sessions and of tasks."""
        priced = tuple(map(self._raised, problem.priced))
        tasks = replace(problem.tasks, priced=tuple(map(self._raised, problem.tasks.priced)))
        return replace(problem, priced=priced, tasks=tasks)

    def _raised(self, priced: P) -> P:
        """Return a restriction at its price now."""
        if priced.price is None:
            return priced
        return replace(priced, price=round(priced.price * self.now.get(priced.rule, 1.0)))
