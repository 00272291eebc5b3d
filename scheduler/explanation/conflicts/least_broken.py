"""The least broken programme: where not every hard rule can be kept, the one that breaks least of them.

Every hard rule has its price (an elastic relaxation, Chinneck 2008). What sessions are asked for one by one
is paid for only by those that have no place otherwise, and later by those that have a part in what is broken:
so the search has few more places to look at than one for a programme that keeps all.
"""

import math
import threading
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.answer import Answer
from scheduler.engines.budget import count_work, work_done
from scheduler.engines.counting import Counter
from scheduler.engines.domains import Domain
from scheduler.engines.price_board import PriceBoard, best_places
from scheduler.engines.searching import Effort, search
from scheduler.engines.timeline import Timeline
from scheduler.explanation.conflicts.groups import Groups, Key
from scheduler.explanation.conflicts.weights import unit_weight, weight_of
from scheduler.progress import Progress
from scheduler.restrictions import Priced, Problem, Stay, Unary, Unfit, sessions_of
from scheduler.rules import with_seats, without_seats
from scheduler.rules.seats import is_seat
from scheduler.schedule import Assignment, Schedule
from scheduler.solution import Engine, Status

REACH = 60
"""Weight of a minute of an item that is about a single session, where few items are to be broken."""
LOOSE = 24
"""Sessions of a group that are let loose together, at most: more have too many places."""
PRICED = 20_000_000
"""Sessions times starts times rooms of which all places are priced within seconds."""
ROUNDS = 3
"""Times, at most, that those who may not stay where they are go to their best places, in turn."""
POLISH = 0.3
"""Share of the time in which those that have a part in what is broken are let loose."""
IN_VAIN = 1.5
"""A search goes on for so many times as long as it had searched when it last got on."""
STILL, EACH = 0.5, 0.01
"""It does so at least for so many seconds, and so many more for each session; or for a third of its time."""
EXTRA = 2.0
"""So many times its time a search has that has found nothing at all."""


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


def by_gravity(groups: Groups) -> Mapping[Key, int]:
    """Return what a unit of each item of a rule weighs: by what it takes to break it."""
    return {key: weight_of(key[0]) for key in groups.by_key if key not in groups.kept}


def by_reach(groups: Groups) -> Mapping[Key, int]:
    """Return a weight that is the lower the more sessions an item is about: then few items are broken."""
    return {
        key: 1 + REACH * unit_weight(key[0]) // max(1, len(groups.sessions[key]))
        for key in groups.by_key
        if key not in groups.kept
    }


@dataclass(frozen=True)
class LeastBroken:
    """Looks for the programme that breaks least."""

    groups: Groups
    prices: Mapping[Key, int]
    """What a unit of each group weighs that may be broken."""
    suspects: frozenset[str] = frozenset()
    """Sessions that may break from the first what they are asked for one by one."""
    known: Schedule | None = None
    """A programme to begin with; what of it is no longer possible is placed anew."""
    found: Schedule | None = None
    """One that was found by other weights, to begin with instead."""

    _waits: list[float] = field(default_factory=list)

    @property
    def waited(self) -> float:
        """Work that a search took, at most, until it had found anything."""
        return max(self._waits, default=0.0)

    @cached_property
    def _whole(self) -> Problem:
        return self.groups.elastic(self.prices, self.groups.order)

    @cached_property
    def is_small(self) -> bool:
        """Whether the exact engine finds it soon, and proves it."""
        return is_small(self.groups.problem)

    def find(self, seconds: float, most: float | None = None) -> LeastViolation | None:
        """Return what was found; proved to be the least only where the conference is small.

        Parameters
        ----------
        seconds
            Work that it may take, positive: nominal seconds.
        most
            The same as long as it has found nothing at all; `EXTRA` times as much if None.
        """
        if self.is_small:
            exact = exactly(self._whole, seconds)
            if exact.status is Status.OPTIMAL and exact.schedule is not None:
                return self._broken(exact.schedule, proved=True)
        return self._annealed(seconds, EXTRA * seconds if most is None else most)

    def _annealed(self, seconds: float, most: float) -> LeastViolation | None:
        began = work_done()
        loose = self.groups.homeless | self.suspects | self._displaced
        begin = self._replaced(began + seconds) if self.found is None else with_seats(self.found)
        gone = work_done() - began
        left, at_most = max(0.0, seconds - gone), max(0.0, most - gone)
        found = None if begin is None else broken_by(self._whole, begin)
        if found is not None and not found.amounts:
            return found
        first = self._look(loose, (1.0 - POLISH) * left, begin, at_most)
        if first.schedule is None:  # no time was left to look
            return None if begin is None else broken_by(self._whole, begin)
        if not first.penalty:
            return self._broken(first.schedule)
        found = self._broken(first.schedule)
        left = seconds - (work_done() - began)
        if left <= 0:
            return found
        if left < self.waited:  # to prepare it alone would take longer
            return found
        second = self._look(loose | self._involved(found), left, first.schedule, left)
        better = second.schedule is not None and (second.penalty or 0) < first.penalty
        return self._broken(second.schedule) if better and second.schedule is not None else found

    def _replaced(self, end: float) -> Schedule | None:
        """Return the known programme with those at their best places that may not stay where they are.

        Then single sessions move as long as that breaks less. At an instant of the clock it ends; of large
        conferences it is not tried.
        """
        begun, problem = self._begun, self.groups.problem
        size = len(problem.durations) * len(problem.starts) * len(problem.rooms)
        found = None if begun is None else broken_by(self._whole, begun)
        if begun is None or size > PRICED or (found is not None and not found.amounts):
            return begun
        board = PriceBoard(self._whole, begun)
        freest_last = sorted(self._displaced, key=lambda each: (self.groups.freedom[each], each))
        for _ in range(ROUNDS if board.knows(begun) else 0):
            before = begun
            for session in freest_last:
                if work_done() < end:
                    begun = at_best(board, begun, session)
            if begun == before:
                break
        return self._mended(board, begun, end)

    def _mended(self, board: PriceBoard, begun: Schedule, end: float) -> Schedule:
        """Return a programme in which one session after the other has moved, as long as less is broken then.

        Of each step that is the session that breaks least elsewhere (min-conflicts, Minton and others 1992).
        """
        for _ in range(STEPS if board.knows(begun) else 0):
            found = broken_by(self._whole, begun)
            if found is None or not 0 < len(found.amounts) <= MANY:
                break
            best: tuple[tuple[int, int], str] | None = None
            for session in sorted(begun.by_session.keys() & self._involved(found)):
                if work_done() > end:
                    return begun
                change = _change(board, begun, session)
                best = min(best or (change, session), (change, session))
            if best is None or best[0] >= (0, 0):
                break
            begun = at_best(board, begun, best[1])
        return begun

    @property
    def stays(self) -> LeastViolation | None:
        """What the known programme breaks; None if sessions may not stay where they are in it."""
        if self._begun is None or self._displaced:
            return None
        return broken_by(self._whole, self._begun)

    def at_once(self) -> LeastViolation | None:
        """Return what a programme breaks that takes no search; None if it breaks what is taken as given.

        It is the known one, as far as its sessions may stay where they are, or else a new one.
        """
        begun = self._replaced(math.inf)
        found = None if begun is None else broken_by(self._whole, begun)
        return found or broken_by(self._whole, first_fit(self.groups))

    @cached_property
    def _begun(self) -> Schedule | None:
        """The known programme, without those on panels who may not be there then."""
        if self.completed is None:
            return None
        gone = {each for each in self._misplaced if is_seat(each)}
        begun = with_seats(self.completed)
        return begun.with_places(each for each in begun.assignments if each.session not in gone)

    @cached_property
    def _missing(self) -> frozenset[str]:
        """Sessions that have to take place, and are not in the known programme."""
        needed = (each for each in self.groups.order if each not in self.groups.problem.optional)
        return frozenset(needed).difference(() if self.known is None else self.known.by_session)

    @cached_property
    def completed(self) -> Schedule | None:
        """The known programme, with those that are missing somewhere."""
        if self.known is None or not self._missing:
            return self.known
        somewhere = first_fit(self.groups).by_session
        added = (somewhere[each] for each in sorted(self._missing))
        return self.known.with_places((*self.known.assignments, *added))

    @cached_property
    def _displaced(self) -> frozenset[str]:
        """Sessions that may not stay by themselves where they are in the programme to begin with."""
        here = (each for each in self._misplaced if not is_seat(each))
        missing = frozenset() if self.known is None else self._missing
        return missing.union(self.groups.leader(each) for each in here)

    @cached_property
    def _misplaced(self) -> frozenset[str]:
        """Sessions and seats that may not be where they are in the known programme, whatever others do."""
        if self.completed is None:
            return frozenset()
        return frozenset(
            each
            for priced, amount in Counter(self._whole).amounts(with_seats(self.completed))
            if amount and isinstance(priced.restriction, Unary)
            for each in sessions_of(priced.restriction)
        )

    def _involved(self, found: LeastViolation) -> frozenset[str]:
        """Return the sessions of groups that a schedule breaks, where these are few."""
        groups = (self.groups.sessions[key] for key in found.amounts)
        return frozenset[str]().union(*(each for each in groups if len(each) <= LOOSE))

    def _look(
        self, loose: Collection[str], seconds: float, start: Schedule | None, most: float
    ) -> Answer:
        """Anneal until it has been in vain for long; until there is anything, longer if need be."""
        problem = self.groups.elastic(self.prices, loose)
        still = min(seconds / 3, STILL + EACH * len(problem.durations))
        patience = _Patience(seconds, still)
        effort = Effort(Engine.ANNEALING, most)
        answer = search(problem, effort, start=start, watch=patience.watch, stop=patience)
        self._waits.append(patience.first)
        return answer

    def _broken(self, schedule: Schedule, *, proved: bool = False) -> LeastViolation:
        found = broken_by(self._whole, schedule, proved=proved)
        assert found is not None  # noqa: S101 - nothing is forbidden in it
        return found


class _Patience(threading.Event):
    """Stops a search that finds nothing better for long, by the work that it does."""

    def __init__(self, seconds: float, still: float) -> None:
        super().__init__()
        self._seconds, self._still = seconds, still
        self._began, self._ends = work_done(), math.inf
        self._best: int | None = None
        self.first = 0.0
        """Work until the search had found anything."""

    def is_set(self) -> bool:
        """Tell whether the search has to stop."""
        return super().is_set() or work_done() > self._ends

    def watch(self, told: Progress) -> None:
        """Hear of the search."""
        if told.best is None or told.best == self._best:
            return
        now = work_done() - self._began
        self.first = now if self._best is None else self.first
        self._best = told.best
        left = self._seconds - now
        if told.best == 0 or left <= 0:
            self.set()
        self._ends = self._began + now + min(left, max(self._still, IN_VAIN * now))


def first_fit(groups: Groups) -> Schedule:
    """Return a programme of the sessions that have to take place, those with few places first.

    Of what is asked of several sessions, only that no two are in one room at one time is looked at. Sessions
    without a place by themselves are in the first room at the first start.
    """
    problem, placed = groups.problem, list[Assignment]()
    timeline = Timeline(problem.starts[0])
    held = _Held(timeline.minute(problem.starts[-1]), len(problem.rooms), _grid(groups))
    needed = (each for each in groups.order if each not in problem.optional)
    for session in sorted(needed, key=lambda each: (groups.freedom[each], each)):
        domain = groups.places[session]
        start, room = (0, 0) if domain.empty else held.take(domain)
        placed.append(Assignment(session, timeline.instant(start), problem.rooms[room]))
    return Schedule.of(placed)


def _grid(groups: Groups) -> int:
    """Return the longest time, in minutes, that divides all starts and ends."""
    every = groups.places.values()
    return max(1, math.gcd(*(int(np.gcd.reduce(m)) for d in every for m in (d.starts, d.ends))))


class _Held:
    """How often each room is held, step by step of the grid."""

    def __init__(self, last: int, rooms: int, grid: int) -> None:
        self._grid = grid
        self._times: NDArray[np.int64] = np.zeros((rooms, last // grid + 1), dtype=np.int64)

    def take(self, domain: Domain) -> tuple[int, int]:
        """Hold the first place of a session that is least held, and return its start and room."""
        begins, ends = domain.starts // self._grid, domain.ends // self._grid
        steps = max(int(ends.max()), self._times.shape[1])
        self._times = np.pad(self._times, ((0, 0), (0, steps - self._times.shape[1])))
        until = np.pad(np.cumsum(self._times[domain.rooms], axis=1), ((0, 0), (1, 0)))
        busy = (until[:, ends] - until[:, begins]).T
        row, column = divmod(
            int(np.argmin(np.where(domain.allowed, busy, steps * len(busy) + steps))),
            len(domain.rooms),
        )
        room = int(domain.rooms[column])
        self._times[room, begins[row] : ends[row]] += 1
        return int(domain.starts[row]), room


STEPS = 12
"""Sessions that move one after the other, at most, as long as less is broken then."""

LOOK = 5e-3
"""Nominal seconds in which all places of a session are priced."""
MANY = 12
"""Broken items up to which it is tried: of more, too many sessions would have to be looked at."""


def at_best(board: PriceBoard, schedule: Schedule, session: str) -> Schedule:
    """Return a programme with a session at its best place, with all that follow it, others staying."""
    count_work(LOOK)
    table = board.prices(schedule, session)
    ((row, column),) = best_places(table.forbidden, table.penalty, 1)
    return board.moved(schedule, session, table.starts[row], table.rooms[column])


def _change(board: PriceBoard, schedule: Schedule, session: str) -> tuple[int, int]:
    """Return by how much more is forbidden, and broken, with a session at its best place: below 0 if less."""
    count_work(LOOK)
    table, here = board.prices(schedule, session), schedule.by_session[session]
    ((row, column),) = best_places(table.forbidden, table.penalty, 1)
    forbidden, penalty = table.at(here.start, here.room)
    return int(table.forbidden[row, column]) - forbidden, int(table.penalty[row, column]) - penalty


LARGE = 3_000_000
"""Sessions times starts times rooms from which a problem is large; of seats none are counted."""
SMALL = 2_000
"""Sessions times starts times rooms up to which the exact engine is soon done."""

EXACTLY = 1.0
"""Nominal seconds, at least, to find out what few sessions have to break: mostly far fewer are used."""

LESS = 0.2
"""Nominal seconds in which a schedule that breaks less than one that was found is looked for."""


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
