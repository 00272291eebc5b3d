"""How much of what could be tried is tried: sizes of random samples, and numbers of cases of a test.

Random samples are small in every run, and as many times larger as the variable SAMPLES says. A run in
another environment may have enough with a few cases of each test (``--cases 2``).
"""

import os
from collections.abc import Sequence
from typing import Protocol, TypeVar

TIMES = int(os.environ.get("SAMPLES", "1"))
"""Positive: with ``SAMPLES=20`` a test that draws ten cases draws two hundred."""


class Case(Protocol):
    """A case of a test, as pytest names it."""

    @property
    def nodeid(self) -> str:
        """Return the test, and in brackets the case."""


C = TypeVar("C", bound=Case)


def few_cases(items: Sequence[C], at_most: int) -> list[C]:
    """Return the tests with so many cases of each at most, evenly spread from its first to its last."""
    cases: dict[str, list[C]] = {}
    for item in items:
        cases.setdefault(item.nodeid.partition("[")[0], []).append(item)
    chosen = {each for of_one in cases.values() for each in _spread(of_one, at_most)}
    return [item for item in items if item in chosen]


def _spread(cases: Sequence[C], at_most: int) -> list[C]:
    if len(cases) <= at_most:
        return list(cases)
    steps = max(1, at_most - 1)
    return [cases[step * (len(cases) - 1) // steps] for step in range(at_most)]
