"""Whether all hard restrictions can be satisfied, and otherwise the smallest violation."""

import threading
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.budget import Budget, count_work, preparation, work_done
from scheduler.engines.counting import Counter
from scheduler.engines.cp_sat import ExactSearch
from scheduler.engines.domains import gathered
from scheduler.engines.model import Model, prepared
from scheduler.engines.parameters import DEFAULTS
from scheduler.engines.searching import Effort, search
from scheduler.engines.shared_loads import least_peaks, limits_of, quota_periods
from scheduler.progress import Progress
from scheduler.restrictions import LoadQuota, Peaks, Problem
from scheduler.schedule import Schedule
from scheduler.search import Engine, Status

DRAWS = 20
"""Random schedules to try before any search."""
SMALL = 50_000
"""Total starts up to which the exact engine decides alone, because its model is small."""
UNPREPARED = 0.2
"""Share of the time for the exact engine without presolve."""
LOOKS = 0.05
"""Share of the time for annealing, before the exact engine."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether there is a schedule."""

    status: Status
    """`FEASIBLE`, `INFEASIBLE` (both proved) or `UNKNOWN`."""
    schedule: Schedule | None = None
    """A feasible one, if any was found."""


def decide(problem: Problem, seconds: float) -> Verdict:
    """Decide whether any schedule satisfies all hard restrictions; prices do not matter.

    Equal problems get equal verdicts.

    Parameters
    ----------
    problem
        What to place, and what to keep.
    seconds
        Limit of work in nominal seconds, positive.
    """
    end = work_done() + seconds
    if seconds <= 0.0:
        return Verdict(Status.UNKNOWN)
    hard = problem.unpriced
    model = prepared(hard)
    count_work(preparation(len(model.domains)))
    overfull = any(_is_overfull(quota, model) for quota, _ in model.asked(LoadQuota))
    if model.hopeless or overfull or any(_are_too_high(p, model) for p, _ in model.asked(Peaks)):
        return Verdict(Status.INFEASIBLE)
    if (lucky := _by_chance(model)) is not None:
        return Verdict(Status.FEASIBLE, lucky)
    if _is_small(model):
        return _exactly(model, seconds)
    left = end - work_done()
    return _searching(hard, left) if left > 0 else Verdict(Status.UNKNOWN)


def is_small(problem: Problem) -> bool:
    """Return True if the exact engine alone decides on a problem."""
    return _is_small(prepared(problem))


def _is_small(model: Model) -> bool:
    return sum(len(domain.starts) for domain in model.domains.values()) <= SMALL


def _is_overfull(quota: LoadQuota, model: Model) -> bool:
    """Return True if sessions exceed a limit by summed load, before any search.

    A search would take long to find this, period by period.
    """
    if quota.at_most is None or quota.rooms is not None:
        return False
    if any(load < 0 for load in quota.loads.values()):
        return False
    brought, usable = 0, set[int]()
    for session, load in quota.loads.items():
        domain = model.domains[session]
        found = quota_periods(quota, domain, model.timeline)
        if (found < 0).any():
            continue
        brought += load
        usable.update(found.tolist())
    return brought > quota.at_most * len(usable)


def _are_too_high(peaks: Peaks, model: Model) -> bool:
    """Return True if all groups together, if no two have a period in common, need more than they may have."""
    periods = [period for group in peaks.groups for period in group]
    if len(periods) > len(set(periods)):
        return False
    domains = [model.domains[session] for session in peaks.sessions]
    limits = limits_of(peaks, model.of_kind(Peaks))
    needed = least_peaks(domains, periods, limits, model.timeline)
    return needed > peaks.at_most * len(peaks.groups)


def _by_chance(model: Model) -> Schedule | None:
    """Return a feasible schedule if one of a few random draws is feasible."""
    rng, counter, allowed = np.random.default_rng(0), Counter(model.problem), _allowed(model)
    domains = list(model.domains.values())
    for _ in range(DRAWS):
        places = [divmod(int(rng.choice(each)), width) for each, width in allowed]
        schedule = model.schedule(gathered(places, domains, model.leaders))
        if next(counter.amounts(schedule), None) is None:
            return schedule
    return None


def _allowed(model: Model) -> list[tuple[NDArray[np.int64], int]]:
    """Return the allowed places of each session as numbers, and how many there are to a start."""
    domains = model.domains.values()
    return [(np.flatnonzero(each.allowed), each.allowed.shape[1]) for each in domains]


def _exactly(model: Model, seconds: float) -> Verdict:
    budget = Budget(seconds, reproducible=True, stop=threading.Event())
    for prepare, share in ((ExactSearch.glance, UNPREPARED), (None, 1.0)):
        exact = ExactSearch(model, 0, 1)
        if prepare is not None:
            prepare(exact)
        found = exact.search(budget.share(share), lambda _: None, lambda _: None)
        if found.places is not None:
            return Verdict(Status.FEASIBLE, model.schedule(found.places))
        if found.status is Status.INFEASIBLE:
            return Verdict(Status.INFEASIBLE)
    return Verdict(Status.UNKNOWN)


def _searching(problem: Problem, seconds: float) -> Verdict:
    stop = threading.Event()

    def watch(progress: Progress) -> None:
        if progress.best is not None:
            stop.set()

    # Mostly there is none, and annealing cannot say so.
    portfolio = replace(DEFAULTS.portfolio, first_annealing=LOOKS)
    params = replace(DEFAULTS, portfolio=portfolio)
    answer = search(problem, Effort(Engine.AUTO, seconds), watch=watch, stop=stop, params=params)
    status = answer.status if answer.schedule is None else Status.FEASIBLE
    return Verdict(status, answer.schedule)
