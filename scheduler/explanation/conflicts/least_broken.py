"""The least broken programme: where not every hard rule can be kept, the one that breaks least of them.

Every hard rule has its price (an elastic relaxation, Chinneck 2008). What sessions are asked for one by one
is paid for only by those that have no place otherwise, and later by those that have a part in what is broken:
so the search has few more places to look at than one for a programme that keeps all.
"""

import math
import threading
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from scheduler.engines.answer import Answer
from scheduler.engines.budget import work_done
from scheduler.engines.counting import Counter
from scheduler.engines.searching import Effort, search
from scheduler.explanation.conflicts.groups import HardGroups, Key
from scheduler.explanation.rules import weight_of
from scheduler.progress import Progress
from scheduler.restrictions import Priced, Problem, Stay, Unary, Unfit, sessions_of
from scheduler.rules import with_seats, without_seats
from scheduler.rules.seats import is_seat
from scheduler.schedule import Assignment, Schedule
from scheduler.solution import Engine, Status

LOOSE = 24
"""Sessions of a group that are let loose together, at most: more have too many places."""
POLISH = 0.3
"""Share of the time in which those that have a part in what is broken are let loose."""
IN_VAIN = 1.5
"""A search goes on for so many times as long as it had searched when it last got on."""
STILL, EACH = 0.5, 0.01
"""It does so at least for so many seconds, and so many more for each session; or for a third of its time."""
SMALL = 2_000
"""Sessions times starts times rooms up to which the exact engine is soon done."""
EXACTLY = 1.0
"""Nominal seconds, at least, to find out what few sessions have to break: mostly far fewer are used."""


@dataclass(frozen=True, slots=True)
class LeastViolation:
    """A schedule that keeps everything but a few groups."""

    schedule: Schedule
    amounts: Mapping[Key, int]
    """Amounts by which it breaks these, in the unit of each rule; positive."""
    proved: bool
    """Whether it is proved that their sum cannot be less."""

    @property
    def is_least(self) -> bool:
        """Whether it is proved that no less of the only one that it breaks is broken, if all else is kept."""
        return self.proved and len(self.amounts) == 1


def by_gravity(groups: HardGroups) -> Mapping[Key, int]:
    """Return what a unit of each item of a rule weighs: by what it takes to break it."""
    return {key: weight_of(key[0]) for key in groups.by_key if key not in groups.kept}


@dataclass(frozen=True)
class LeastBroken:
    """Looks for the programme that breaks least."""

    groups: HardGroups
    prices: Mapping[Key, int]
    """Weight of a unit of each group that may be broken."""
    known: Schedule | None = None
    """A programme to begin with; what of it is no longer possible is placed anew."""
    loose: frozenset[str] = frozenset()
    """Sessions that may break from the first what they are asked for one by one."""

    @cached_property
    def _whole(self) -> Problem:
        return self.groups.elastic(self.prices, self.groups.order)

    def find(self, seconds: float) -> LeastViolation | None:
        """Return what was found; proved to be the least only where the conference is small.

        Parameters
        ----------
        seconds
            Work that it may take, positive: nominal seconds.
        """
        if is_small(self.groups.problem):
            exact = exactly(self._whole, seconds)
            if exact.status is Status.OPTIMAL and exact.schedule is not None:
                return broken_by(self._whole, exact.schedule, proved=True)
        return self._annealed(seconds)

    def _annealed(self, seconds: float) -> LeastViolation | None:
        began = work_done()
        loose = self.groups.homeless | self.loose | self._displaced
        first = self._look(loose, (1.0 - POLISH) * seconds, self._begun)
        if first.schedule is None:
            return None if self._begun is None else broken_by(self._whole, self._begun)
        found = broken_by(self._whole, first.schedule)
        left = seconds - (work_done() - began)
        if found is None or not found.amounts or left <= 0:
            return found
        second = self._look(loose | self._involved(found), left, first.schedule)
        better = second.schedule is not None and (second.penalty or 0) < (first.penalty or 0)
        return broken_by(self._whole, second.schedule) if better and second.schedule else found

    @cached_property
    def _begun(self) -> Schedule | None:
        """The known programme, without those on panels who may not be there then."""
        if self.known is None:
            return None
        gone = {each for each in self._misplaced if is_seat(each)}
        begun = with_seats(completed(self.groups, self.known))
        return begun.with_places(each for each in begun.assignments if each.session not in gone)

    @property
    def _displaced(self) -> frozenset[str]:
        """Sessions that may not stay by themselves where they are in the programme to begin with."""
        here = (each for each in self._misplaced if not is_seat(each))
        return frozenset(self.groups.leader(each) for each in here)

    @cached_property
    def _misplaced(self) -> frozenset[str]:
        """Sessions and seats whose place in the known programme is not possible."""
        if self.known is None:
            return frozenset()
        known = with_seats(completed(self.groups, self.known))
        return frozenset(
            each
            for priced, amount in Counter(self._whole).amounts(known)
            if amount and isinstance(priced.restriction, Unary)
            for each in sessions_of(priced.restriction)
        )

    def _involved(self, found: LeastViolation) -> frozenset[str]:
        groups = (self.groups.sessions[key] for key in found.amounts)
        return frozenset[str]().union(*(each for each in groups if len(each) <= LOOSE))

    def _look(self, loose: Collection[str], seconds: float, start: Schedule | None) -> Answer:
        """Anneal until nothing better has been found for a while."""
        problem = self.groups.elastic(self.prices, loose)
        still = min(seconds / 3, STILL + EACH * len(problem.durations))
        patience = _Patience(seconds, still)
        effort = Effort(Engine.ANNEALING, seconds)
        return search(problem, effort, start=start, watch=patience.watch, stop=patience)


class _Patience(threading.Event):
    """Stops a search that finds nothing better for long, by the work that it does."""

    def __init__(self, seconds: float, still: float) -> None:
        super().__init__()
        self._seconds, self._still = seconds, still
        self._began, self._ends = work_done(), math.inf
        self._best: int | None = None

    def is_set(self) -> bool:
        """Return whether the search has to stop."""
        return super().is_set() or work_done() > self._ends

    def watch(self, told: Progress) -> None:
        """Hear of the search."""
        if told.best is None or told.best == self._best:
            return
        now = work_done() - self._began
        self._best = told.best
        left = self._seconds - now
        if told.best == 0 or left <= 0:
            self.set()
        self._ends = self._began + now + min(left, max(self._still, IN_VAIN * now))


def completed(groups: HardGroups, known: Schedule) -> Schedule:
    """Return a programme with those sessions that it lacks and that have to take place, somewhere."""
    problem = groups.problem
    missing = [
        each
        for each in groups.order
        if each not in problem.optional and each not in known.by_session
    ]
    somewhere = (Assignment(each, problem.starts[0], problem.rooms[0]) for each in missing)
    return known.with_places((*known.assignments, *somewhere)) if missing else known


def is_small(problem: Problem) -> bool:
    """Return whether the exact engine is soon done with a problem, by one worker."""
    return len(problem.durations) * len(problem.starts) * len(problem.rooms) <= SMALL


def exactly(problem: Problem, seconds: float) -> Answer:
    """Search with the exact engine and one worker, so that equal cases get equal answers."""
    return search(problem, Effort(Engine.CP_SAT, seconds))


def least_violation(
    groups: HardGroups,
    few: Collection[str],
    soft: Collection[Key],
    seconds: float,
    start: Schedule | None = None,
    near: Collection[str] = (),
) -> LeastViolation | None:
    """Return a schedule that breaks as little as possible of some groups alone; None if not found.

    Parameters
    ----------
    groups
        All that must be kept.
    few
        Sessions of the conference. What they alone have to break is found exactly: no schedule of all
        breaks less.
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
    if begin is not None and near:
        free = {*few, *near}
        others = (each for each in begin.assignments if groups.leader(each.session) not in free)
        held = exactly(_pinned(whole, begin.with_places(others)), seconds / 3).schedule
        if held is not None:
            return _broken(whole, held, bound)
    left, stop = end - work_done(), threading.Event()
    if left <= 0:
        return None

    def watch(progress: Progress) -> None:
        if progress.best is not None and progress.best <= bound:
            stop.set()

    if is_small(whole):
        found = exactly(whole, left).schedule
    else:
        effort = Effort(Engine.ANNEALING, left)
        found = search(whole, effort, start=begin, watch=watch, stop=stop).schedule
    return None if found is None else _broken(whole, found, bound)


def _broken(whole: Problem, schedule: Schedule, bound: int) -> LeastViolation | None:
    """Return the broken amounts of a schedule, proved least by a bound; None if it breaks hard demands."""
    found = broken_by(whole, schedule)
    least = found is not None and sum(found.amounts.values()) <= bound
    return None if found is None else replace(found, proved=least)


def broken_by(whole: Problem, schedule: Schedule, *, proved: bool = False) -> LeastViolation | None:
    """Return the broken amounts of a schedule; None if it breaks hard demands."""
    amounts: dict[Key, int] = {}
    for priced, amount in Counter(whole).amounts(schedule):
        if priced.price is None:
            return None
        key = priced.rule, priced.restriction.item
        amounts[key] = amounts.get(key, 0) + amount
    return LeastViolation(without_seats(schedule), amounts, proved)


def _pinned(whole: Problem, some: Schedule) -> Problem:
    pins: list[Priced] = []
    for each in without_seats(some).assignments:
        there = (each.start, whole.end(each.session, each.start))
        others = {room: 1 for room in whole.rooms if room != each.room}
        pins.append(Priced("place", Stay(each.session, each.session, (there,)), None))
        pins.append(Priced("place", Unfit(each.session, each.session, others), None))
    return replace(whole, priced=(*whole.priced, *pins))
