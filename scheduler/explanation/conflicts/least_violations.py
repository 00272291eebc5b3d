"""The least by which one item of a conflict has to be broken, if all others are kept."""

import threading
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from scheduler.engines.answer import Answer
from scheduler.engines.budget import work_done
from scheduler.engines.counting import Counter
from scheduler.engines.searching import Effort, search
from scheduler.explanation.conflicts.groups import Groups, Key
from scheduler.progress import Progress
from scheduler.restrictions import Priced, Problem, Stay, Unfit
from scheduler.rules import with_seats, without_seats
from scheduler.schedule import Schedule
from scheduler.solution import Engine, Status

LARGE = 3_000_000
"""Sessions times starts times rooms from which a problem is large; of seats none are counted."""
SMALL = 2_000
"""Sessions times starts times rooms up to which the exact engine is soon done."""

EXACTLY = 1.0
"""Nominal seconds, at least, to find out what few sessions have to break: mostly far fewer are used."""

LESS = 0.2
"""Nominal seconds in which a schedule that breaks less than one that was found is looked for."""


@dataclass(frozen=True, slots=True)
class LeastViolation:
    """A schedule that keeps everything but a few groups."""

    schedule: Schedule
    amounts: Mapping[Key, int]
    """What it breaks of these, in the unit of each rule; positive."""
    proved: bool
    """Whether it is proved that their sum cannot be less."""
    bounds: Mapping[Key, int] = field(default_factory=dict)
    """What of single ones is broken at least, whatever is broken of the others: proved."""

    def is_least(self, key: Key) -> bool:
        """Tell whether it is proved that no less of one of these is broken, if all else is kept."""
        alone = self.proved and len(self.amounts) == 1
        return alone or self.amounts.get(key, 0) <= self.bounds.get(key, -1)


def is_small(problem: Problem) -> bool:
    """Tell whether the exact engine is soon done with a problem, by one worker."""
    return len(problem.durations) * len(problem.starts) * len(problem.rooms) <= SMALL


def is_large(problem: Problem) -> bool:
    """Tell whether it takes long to price all places of all sessions."""
    sessions = len(problem.durations) - len(problem.followers)
    return sessions * len(problem.starts) * len(problem.rooms) > LARGE


def exactly(problem: Problem, seconds: float) -> Answer:
    """Search with the exact engine, by one worker: equals are told alike."""
    return search(problem, Effort(Engine.CP_SAT, seconds))


def least_amount(
    groups: Groups, key: Key, others: Collection[Key], few: Collection[str], seconds: float
) -> int:
    """Return of a group what is broken at least, if some others are kept; of few sessions it is exact."""
    problem = groups.part(others, few, [key])
    exact = exactly(problem, seconds)
    return 0 if exact.status is Status.INFEASIBLE else exact.bound or 0


def least_violation(
    groups: Groups,
    few: Collection[str],
    soft: Collection[Key],
    seconds: float,
    start: Schedule | None = None,
    near: Collection[str] = (),
) -> LeastViolation | None:
    """Return a schedule that breaks little of some groups and nothing else; None if none was found.

    Parameters
    ----------
    groups
        All that must be kept.
    few
        Sessions of the conflict. What they alone have to break is found exactly, and then a schedule of
        all in which no more is broken.
    soft
        Groups that may be broken.
    seconds
        Work that it may take, positive: nominal seconds.
    start
        A schedule to begin with.
    near
        Sessions that may move at first, all others being where they are in it.
    """
    end = work_done() + seconds
    hard = [key for key in groups.by_key if key not in soft]
    exact = exactly(groups.part(hard, few, soft), max(EXACTLY, seconds / 3))
    if exact.status is Status.INFEASIBLE:  # however much of the soft groups is broken
        return None
    bound = exact.bound or 0
    whole = groups.part(hard, groups.order, soft)
    begin = None if start is None else with_seats(start)
    if begin is not None and (kept := _broken(whole, begin, bound)) is not None and kept.proved:
        return kept
    best: LeastViolation | None = None
    if start is not None and near:
        found = _kept(whole, groups, {*few, *near}, seconds / 3, start)
        best = None if found is None else _broken(whole, found, bound)
    pinned = _pinned(whole, exact.schedule), _pinned(whole, exact.schedule, rooms=False)
    for problem in (*pinned, whole) if best is None else pinned:
        left = end - work_done()
        if left > 0 and (best is None or not best.proved):
            share = min(left, LESS) if best is not None else left / (1 if problem is whole else 3)
            best = _lesser(best, _annealed(problem, whole, bound, share, begin))
    return best


def _lesser(one: LeastViolation | None, other: LeastViolation | None) -> LeastViolation | None:
    """Return the one of two that breaks less, if there are any."""
    both = [each for each in (one, other) if each is not None]
    return min(both, key=lambda each: sum(each.amounts.values()), default=None)


def _kept(
    whole: Problem, groups: Groups, free: Collection[str], seconds: float, start: Schedule
) -> Schedule | None:
    """Return a schedule in which all but a few sessions are where they are in another, if one is found."""
    held = with_seats(start)
    others = (each for each in held.assignments if groups.leader(each.session) not in free)
    problem = _pinned(whole, held.with_places(others))
    return exactly(problem, seconds).schedule


def _annealed(
    problem: Problem, whole: Problem, bound: int, seconds: float, start: Schedule | None
) -> LeastViolation | None:
    """Return a schedule that breaks as little as can be found, and no less than a bound."""
    stop = threading.Event()

    def watch(progress: Progress) -> None:
        if progress.best is not None and progress.best <= bound:
            stop.set()

    if is_small(problem):
        exact = exactly(problem, seconds)
        return None if exact.schedule is None else _broken(whole, exact.schedule, bound)
    effort = Effort(Engine.ANNEALING, seconds)
    answer = search(problem, effort, start=start, watch=watch, stop=stop)
    return None if answer.schedule is None else _broken(whole, answer.schedule, bound)


def _broken(whole: Problem, schedule: Schedule, bound: int) -> LeastViolation | None:
    """Return what a schedule breaks, proved to be least by a bound; None if it breaks what must be kept."""
    found = broken_by(whole, schedule)
    least = found is not None and sum(found.amounts.values()) <= bound
    return None if found is None else replace(found, proved=least)


def broken_by(whole: Problem, schedule: Schedule, *, proved: bool = False) -> LeastViolation | None:
    """Return what a schedule of a problem breaks; None if it breaks what must be kept."""
    amounts: dict[Key, int] = {}
    for priced, amount in Counter(whole).amounts(schedule):
        if priced.price is None:
            return None
        key = priced.rule, priced.restriction.item
        amounts[key] = amounts.get(key, 0) + amount
    return LeastViolation(without_seats(schedule), amounts, proved)


def _pinned(whole: Problem, few: Schedule | None, *, rooms: bool = True) -> Problem:
    """Return a problem in which some sessions have their place, or only their time."""
    pins: list[Priced] = []
    placed = () if few is None else without_seats(few).assignments
    for each in placed:
        there = (each.start, whole.end(each.session, each.start))
        others = {room: 1 for room in whole.rooms if room != each.room}
        pins.append(Priced("place", Stay(each.session, each.session, (there,)), None))
        if rooms:
            pins.append(Priced("place", Unfit(each.session, each.session, others), None))
    return replace(whole, priced=(*whole.priced, *pins))
