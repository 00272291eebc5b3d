"""An exact search that can be stopped while it runs."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait

from scheduler.engines.budget import Budget
from scheduler.engines.cp_sat import ExactSearch, Found
from scheduler.engines.model import Places

GLANCE = 0.02
"""Seconds between two looks at whether the exact engine should stop."""


def run(
    exact: ExactSearch,
    budget: Budget,
    found: Callable[[Places], None],
    bounded: Callable[[int], None],
    until: Callable[[], bool],
) -> Found:
    """Run a search in a thread of its own, until it is over or `until` says that it should be."""
    with ThreadPoolExecutor(1) as pool:
        searching = pool.submit(exact.search, budget, found, bounded)
        while not wait([searching], timeout=GLANCE).done:
            if until():
                exact.stop()
        return searching.result()
