"""Staying near a schedule: undo moves that do not lower the penalty.

The penalty counts first, and what is elsewhere only between equal penalties, as ``unit * penalty + distance``
with a unit larger than any distance. Of the distance sessions count first, then how many of them have others
that follow them, then those.

What a search ends with differs from a schedule to stay near for a reason, or because the search has come
that way. What has no reason is taken back by path relinking (Glover, Laguna and Martí 2000): each session
starts when it does in one of the two schedules, and the exact engine chooses. Sessions go back with their
agendas, as far as these allow it; then, where sessions are, as few tasks as possible are in other sessions,
or have other minutes there. Neither step costs more than what was found.
"""

import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from types import MappingProxyType

from scheduler.engines.counting import Counter
from scheduler.engines.cp_sat.agendas import Parts, Question, assign
from scheduler.engines.items.followers import sessions_beside_agendas
from scheduler.engines.searching import Effort, search
from scheduler.progress import Watch, nobody
from scheduler.restrictions import Present, Priced, Problem, Unary, Unfit, Worst
from scheduler.schedule import Assignment, Schedule
from scheduler.search import Engine

NEAR = "near"
"""The rule name of moved sessions."""
FOLLOWERS = "followers near"
"""The rule name of moved followers."""

Place = tuple[datetime, str]

SESSIONS = 0.6
"""Share of the limit for moving sessions, if there are agendas."""


@dataclass(frozen=True)
class Nearness:
    """A problem, and a schedule to stay near to; followers are sessions like others."""

    problem: Problem
    near: Schedule

    @cached_property
    def unit(self) -> int:
        """Cost of a thousandth of penalty: more than any distance."""
        return self._session_unit * (1 + len(self.problem.durations))

    @cached_property
    def _group_unit(self) -> int:
        """Cost of a leader with other followers: more than that of all followers."""
        return 1 + len(self.problem.followers)

    @cached_property
    def _session_unit(self) -> int:
        """Cost of a moved session: more than that of all followers and their leaders."""
        return self._group_unit * (1 + len({*self.problem.followers.values()}))

    def distance(self, schedule: Schedule) -> int:
        """Return the distance of a schedule from the given one; 0 if no session has moved.

        A follower counts only if it is there in one of the two alone: where it is, its leader has said.
        """
        one, other, followers = self.near.by_session, schedule.by_session, self.problem.followers
        others = self.followers_elsewhere(schedule)
        moved = sum(
            _place(one.get(name)) != _place(other.get(name))
            for name in self._comparable
            if name not in followers
        )
        return self._session_unit * moved + self._group_unit * len({*others}) + len(others)

    def followers_elsewhere(self, schedule: Schedule) -> list[str]:
        """Return the leader of each follower that is there in one of the two schedules alone."""
        one, other, followers = self.near.by_session, schedule.by_session, self.problem.followers
        some = (name for name in self._comparable if name in followers)
        return [followers[name] for name in some if (name in one) != (name in other)]

    @cached_property
    def _comparable(self) -> tuple[str, ...]:
        """Sessions that can be where they are there, or can be absent as they are there."""
        places, starts, rooms = self.near.by_session, set(self.problem.starts), self.problem.rooms
        return tuple(
            name
            for name in self.problem.durations
            if (
                name in self.problem.omissible
                if (there := places.get(name)) is None
                else there.start in starts and there.room in rooms
            )
        )

    def scaled(self) -> Problem:
        """Return the problem in which being elsewhere counts between equal penalties."""
        dearer = (
            each if each.price is None else replace(each, price=self.unit * each.price)
            for each in self.problem.priced
        )
        return replace(self.problem, priced=(*dearer, *self._priced()))

    def moved(self, schedule: Schedule) -> frozenset[str]:
        """Return the sessions that are elsewhere; who has a seat on a panel does not count."""
        one, other = self.near.by_session, schedule.by_session
        return frozenset(
            name for name in self._leaders if _place(one.get(name)) != _place(other.get(name))
        )

    def ceiling(self, moves: int) -> Mapping[str, int]:
        """Return what moves may cost in the scaled problem if so many sessions are elsewhere at most."""
        always = len({*self._leaders} - {*self._comparable})
        return {NEAR: self._session_unit * (moves - always)}

    @cached_property
    def _leaders(self) -> tuple[str, ...]:
        """Sessions that follow no other, wherever they are in the other schedule."""
        return tuple(name for name in self.problem.durations if name not in self.problem.followers)

    def with_price(self, price: int) -> Problem:
        """Return the problem in which each move of a session that can be where it was costs so much."""
        moves = (
            Priced(NEAR, each, price)
            for name in self._comparable
            if name not in self.problem.followers
            for each in elsewhere(self.problem, name, self.near.by_session.get(name))
        )
        return (
            replace(self.problem, priced=(*self.problem.priced, *moves)) if price else self.problem
        )

    def _priced(self) -> Iterator[Priced]:
        """Yield the distance: what each session costs elsewhere, and each follower that is there or not."""
        groups: dict[str, list[Unary]] = {}
        for name in self._comparable:
            there, leader = self.near.by_session.get(name), self.problem.followers.get(name)
            if leader is not None:
                other = Unfit(name, name, None) if there is None else Present(name, name)
                groups.setdefault(leader, []).append(other)
                yield Priced(FOLLOWERS, other, 1)
                continue
            for each in elsewhere(self.problem, name, there):
                yield Priced(NEAR, each, self._session_unit)
        for leader, others in groups.items():
            worst = Worst(leader, tuple((each,) for each in others))
            yield Priced(FOLLOWERS, worst, self._group_unit)

    def between(self, found: Schedule) -> Iterator[Priced]:
        """Yield what forbids each session all starts but those of the two schedules."""
        for name in self._leaders:
            both = (schedule.by_session.get(name) for schedule in (self.near, found))
            starts = MappingProxyType({there.start: 0 for there in both if there is not None})
            yield Priced(NEAR, Unfit(name, name, None, starts, other_starts=1), None)

    def followers_alone(self, found: Schedule) -> Iterator[Priced]:
        """Yield what holds all sessions where they are in a schedule, but not those that follow others."""
        for name in self._leaders:
            for each in elsewhere(self.problem, name, found.by_session.get(name)):
                yield Priced(NEAR, each, None)


def elsewhere(problem: Problem, name: str, there: Assignment | None) -> Iterator[Unary]:
    """Yield what counts 1 together if a session is not where it was; absent, if it was nowhere."""
    if there is None:
        yield Unfit(name, name, None)
        return
    if name in problem.omissible:
        yield Present(name, name)
    at_start = MappingProxyType({there.start: 0})
    yield Unfit(name, name, None, at_start, other_starts=1)
    others = {room: 1 for room in problem.rooms if room != there.room}
    if others:
        in_time = MappingProxyType({there.start: 1})
        yield Unfit(name, name, MappingProxyType(others), in_time)


def _place(there: Assignment | None) -> Place | None:
    return None if there is None else (there.start, there.room)


@dataclass(frozen=True, slots=True)
class Nearest:
    """The nearest schedule found, at no higher penalty."""

    schedule: Schedule
    penalty: int
    """In thousandths; never more than before."""


def stay_near(
    problem: Problem,
    near: Schedule,
    found: Nearest,
    effort: Effort,
    *,
    watch: Watch = nobody,
    stop: threading.Event | None = None,
) -> Nearest:
    """Undo the moves of a search that do not lower the penalty: sessions, and tasks of agendas.

    Parameters
    ----------
    problem
        What was searched.
    near
        The schedule to stay near to, which need not keep anything.
    found
        What was found: it keeps everything that is forbidden.
    effort
        How to search, at most so long; the engine is always the exact one.
    watch
        Called while the search goes on; its penalties are those of the scaled problem.
    stop
        Ends it when it is set.

    Returns
    -------
    Nearest
        With one worker, the same for the same arguments.
    """
    event, began, limit = stop or threading.Event(), time.perf_counter(), effort.time_limit
    if event.is_set() or limit <= 0:
        return found
    has_agendas = bool(problem.tasks and near.agendas)
    first = SESSIONS * limit if has_agendas else limit
    counter = Counter(problem)
    asked = sessions_beside_agendas(problem, found.schedule)
    around = Nearness(asked, near)
    if around.distance(found.schedule):
        scaled = around.scaled()
        answer = search(
            replace(scaled, priced=(*scaled.priced, *around.between(found.schedule))),
            replace(effort, engine=Engine.CP_SAT, time_limit=first),
            start=found.schedule,
            watch=watch,
            stop=event,
        )
        if answer.schedule is not None:
            nearer = answer.schedule.with_agendas(found.schedule.agendas)
            found = _if_no_dearer(counter, found, nearer)
    left = limit - (time.perf_counter() - began) if effort.workers > 1 else limit - first
    if event.is_set() or left <= 0 or not has_agendas:
        return found
    return _with_agendas(problem, counter, near, found, replace(effort, time_limit=left), event)


def _with_agendas(
    problem: Problem,
    counter: Counter,
    near: Schedule,
    found: Nearest,
    effort: Effort,
    stop: threading.Event,
) -> Nearest:
    """Let tasks go back to the sessions that took them, where sessions are."""
    schedule = found.schedule
    sessions = sum(total.penalty for total in counter.by_rule(schedule).values())
    question = Question(
        problem,
        schedule,
        hint=schedule.agendas,
        before=parts_of(problem, schedule, near),
        order=near.agendas,
        at_most=found.penalty - sessions,
    )
    answer = assign(question, effort, stop)
    if answer.moved is None:
        return found
    return _if_no_dearer(counter, found, schedule.with_agendas(answer.entries))


def parts_of(problem: Problem, schedule: Schedule, near: Schedule) -> Parts:
    """Return what another schedule gives the tasks of a problem, in sessions that are held."""
    known = {task.id for task in problem.tasks.tasks}
    parts: dict[str, dict[str, int]] = {}
    for entry in near.agendas:
        if entry.item in known and entry.session in schedule.by_session:
            parts.setdefault(entry.item, {})[entry.session] = entry.minutes
    return parts


def _if_no_dearer(counter: Counter, found: Nearest, schedule: Schedule) -> Nearest:
    """Return a schedule, if it costs no more than what was found; else that."""
    forbidden, penalty = counter.cost(schedule)
    return found if forbidden or penalty > found.penalty else Nearest(schedule, penalty)
