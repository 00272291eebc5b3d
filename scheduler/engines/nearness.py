"""Staying near a schedule: undo moves that do not lower the penalty.

The penalty counts first, and what is elsewhere only between equal penalties, as ``scale * penalty +
distance`` with a scale larger than any distance.

What a search ends with differs from a schedule to stay near for a reason, or because the search has come
that way. What has no reason is taken back by path relinking (Glover, Laguna and Martí 2000): each session
starts when it does in one of the two schedules, and the exact engine chooses. Sessions go back with their
agendas, as far as these allow it; then, where sessions are, as few tasks as possible are in other sessions,
or have other minutes there. Neither step costs more than what was found.
"""

import threading
import time
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from types import MappingProxyType

from scheduler.engines.answer import Answer
from scheduler.engines.counting import Counter
from scheduler.engines.cp_sat.agendas import Parts, Question, assign
from scheduler.engines.items.followers import sessions_beside_agendas
from scheduler.engines.searching import Effort, search
from scheduler.progress import Progress, Watch, nobody
from scheduler.restrictions import LoadQuota, Present, Priced, Problem, Unary, Unfit, Worst
from scheduler.schedule import Assignment, Schedule
from scheduler.search import Engine

NEAR = "near"
"""The rule name of sessions elsewhere."""
FOLLOWERS = "followers near"
"""The rule name of other followers."""
HELD = "held"
"""The rule name of what may not be elsewhere at all."""

SESSIONS = 0.6
"""Share of the limit for moving sessions, if there are agendas."""


@dataclass(frozen=True)
class Nearness:
    """A problem, and a schedule to stay near to; followers are sessions like others.

    Of the distance of a schedule from that one, sessions elsewhere count first, each `unit`; then leaders
    with other followers, each `group_unit`; then harm. All harm together is less than the unit of a group,
    and groups and harm together are less than a unit, so that ``distance // unit`` is the number of sessions.
    """

    problem: Problem
    near: Schedule

    def harm_of(self, name: str) -> tuple[int, int]:
        """Return the harm of a moved start, or of a changed room; of a follower, that it is there or not."""
        return (1, 1) if name in self.problem.followers else (0, 0)

    @cached_property
    def planned(self) -> tuple[str, ...]:
        """Sessions of the schedule that the problem still has; followers are none of them."""
        own = self.problem.durations.keys() - self.problem.followers.keys()
        return tuple(each.session for each in self.near.assignments if each.session in own)

    @cached_property
    def added(self) -> tuple[str, ...]:
        """Sessions that may be absent, and are in the schedule: to be present is to be elsewhere."""
        absent = self.problem.optional - {*self.planned}
        return tuple(name for name in self.problem.durations if name in absent)

    @cached_property
    def new(self) -> frozenset[str]:
        """Sessions that have to take place and are not in the schedule: they are elsewhere nowhere."""
        return frozenset(self.problem.durations) - self.problem.omissible - {*self.planned}

    @cached_property
    def groups(self) -> Mapping[str, tuple[str, ...]]:
        """Followers by leader, of leaders in the schedule; those of others are all new."""
        found: dict[str, list[str]] = {}
        for follower, leader in self.problem.followers.items():
            if leader in self.near.by_session:
                found.setdefault(leader, []).append(follower)
        return {leader: tuple(own) for leader, own in found.items()}

    @cached_property
    def group_unit(self) -> int:
        """Cost of a leader with other followers, beside the harm."""
        followers = (name for own in self.groups.values() for name in own)
        names = (*followers, *self.planned, *self.added)
        return 1 + sum(max(self.harm_of(name)) for name in names)

    @cached_property
    def unit(self) -> int:
        """Cost of a session elsewhere, beside the rest."""
        return self.group_unit * (1 + len(self.groups))

    @cached_property
    def scale(self) -> int:
        """Cost of a thousandth of penalty: more than any distance."""
        return self.unit * (1 + len(self.problem.durations))

    def changed(self, schedule: Schedule) -> frozenset[str]:
        """Return the sessions that have another start or room, or are absent or present unlike there."""
        one, other = self.near.by_session, schedule.by_session
        return frozenset(
            name
            for name in (*self.planned, *self.added)
            if _place(one.get(name)) != _place(other.get(name))
        )

    def moved(self, schedule: Schedule) -> frozenset[str]:
        """Return the sessions that are elsewhere or new."""
        return self.changed(schedule) | self.new

    def other_followers(self, schedule: Schedule) -> frozenset[str]:
        """Return the followers that are there in one of the two schedules alone."""
        one, other = self.near.by_session, schedule.by_session
        followers = (name for own in self.groups.values() for name in own)
        return frozenset(name for name in followers if (name in one) != (name in other))

    def other_groups(self, schedule: Schedule) -> frozenset[str]:
        """Return the leaders with other followers."""
        return frozenset(self.problem.followers[name] for name in self.other_followers(schedule))

    def harm(self, schedule: Schedule) -> int:
        """Return the harm of all that is elsewhere."""
        one, other = self.near.by_session, schedule.by_session
        total = sum(self.harm_of(name)[0] for name in self.other_followers(schedule))
        for name in self.changed(schedule):
            here, there = one.get(name), other.get(name)
            is_room = here is not None and there is not None and here.start == there.start
            total += self.harm_of(name)[is_room]
        return total

    def distance(self, schedule: Schedule) -> int:
        """Return the distance of a schedule from the given one."""
        sessions, groups = self.changed(schedule), self.other_groups(schedule)
        return self.unit * len(sessions) + self.group_unit * len(groups) + self.harm(schedule)

    def priced(self) -> Iterator[Priced]:
        """Yield the distance, as restrictions."""
        for name, each in self._elsewhere():
            is_room = isinstance(each, Unfit) and each.amounts is not None
            yield Priced(NEAR, each, self.unit + self.harm_of(name)[is_room])
        for leader, own in self.groups.items():
            others = {name: self._other(name) for name in own}
            worst = Worst(leader, tuple((each,) for each in others.values()))
            yield Priced(FOLLOWERS, worst, self.group_unit)
            for name, each in others.items():
                yield Priced(FOLLOWERS, each, self.harm_of(name)[0])

    def scaled(self) -> Problem:
        """Return the problem in which the distance counts between equal penalties."""
        dearer = (
            each if each.price is None else replace(each, price=self.scale * each.price)
            for each in self.problem.priced
        )
        return replace(self.problem, priced=(*dearer, *self.priced()))

    def ceiling(self, moves: int) -> Mapping[str, int]:
        """Return what sessions may cost if so many are elsewhere or new, and harm none."""
        return {NEAR: self.unit * (moves - len(self.new))}

    def held(self, free: Set[str]) -> Iterator[Priced]:
        """Yield what keeps every session where it is there, but those that are free, and their followers."""
        yield from (
            Priced(HELD, each, None) for name, each in self._elsewhere() if name not in free
        )

    def held_groups(self, schedule: Schedule) -> Iterator[Priced]:
        """Yield what keeps the followers that a schedule leaves as they are there.

        No other leader has more followers that are there or not, unlike there.
        """
        others = self.other_followers(schedule)
        for leader, own in self.groups.items():
            if others.isdisjoint(own):
                yield from (Priced(HELD, self._other(name), None) for name in own)
            else:
                number = sum(name in others for name in own)
                yield Priced(HELD, self._at_most(leader, own, number), None)

    def _at_most(self, leader: str, own: Sequence[str], number: int) -> LoadQuota:
        """Return what asks that at most so many are others: ``come + given - stay <= number``."""
        given = sum(name in self.near.by_session for name in own)
        loads = {name: -1 if name in self.near.by_session else 1 for name in own}
        if number >= given:
            return LoadQuota(leader, loads, None, at_most=number - given)
        outweighed = {name: -load for name, load in loads.items()}
        return LoadQuota(leader, outweighed, None, at_least=given - number)

    def between(self, found: Schedule) -> Iterator[Priced]:
        """Yield what forbids each session all starts but those of the two schedules."""
        for name in self.problem.durations:
            if name in self.problem.followers:
                continue
            both = (schedule.by_session.get(name) for schedule in (self.near, found))
            starts = MappingProxyType({there.start: 0 for there in both if there is not None})
            yield Priced(HELD, Unfit(name, name, None, starts, other_starts=1), None)

    def _other(self, follower: str) -> Unary:
        """Return what counts 1 if a follower is there and was not, or the other way round."""
        if follower in self.near.by_session:
            return Present(follower, follower)
        return Unfit(follower, follower, None)

    def _elsewhere(self) -> Iterator[tuple[str, Unary]]:
        """Yield what each session counts, 1 together, that is not where it was; absent, if it was nowhere."""
        for name in (*self.planned, *self.added):
            there = self.near.by_session.get(name)
            if there is None:
                yield name, Unfit(name, name, None)
                continue
            if name in self.problem.omissible:
                yield name, Present(name, name)
            at_start = MappingProxyType({there.start: 0})
            yield name, Unfit(name, name, None, at_start, other_starts=1)
            others = {room: 1 for room in self.problem.rooms if room != there.room}
            if others:
                in_time = MappingProxyType({there.start: 1})
                yield name, Unfit(name, name, MappingProxyType(others), in_time)


def _place(there: Assignment | None) -> tuple[datetime, str] | None:
    return None if there is None else (there.start, there.room)


def stay_near(
    problem: Problem,
    near: Schedule,
    answer: Answer,
    effort: Effort,
    *,
    watch: Watch = nobody,
    stop: threading.Event | None = None,
) -> Answer:
    """Undo the moves of a search that do not lower the penalty: sessions, and tasks of agendas.

    Parameters
    ----------
    problem
        What was searched.
    near
        The schedule to stay near to, which need not keep anything.
    answer
        What was found: its schedule, if any, keeps everything that is forbidden.
    effort
        How to search, at most so long; the engine is always the exact one.
    watch
        Called while the search goes on.
    stop
        Ends it when it is set.

    Returns
    -------
    Answer
        The same with the nearest schedule found, whose penalty is never higher. With one worker, the same
        for the same arguments.
    """
    event, began, limit = stop or threading.Event(), time.perf_counter(), effort.time_limit
    if answer.schedule is None or event.is_set() or limit <= 0:
        return answer
    has_agendas = bool(problem.tasks and near.agendas)
    first = SESSIONS * limit if has_agendas else limit
    counter, known = Counter(problem), answer
    around = Nearness(sessions_beside_agendas(problem, answer.schedule), near)
    if around.changed(answer.schedule) or around.other_followers(answer.schedule):
        scaled = around.scaled()
        found = search(
            replace(scaled, priced=(*scaled.priced, *around.between(answer.schedule))),
            replace(effort, engine=Engine.CP_SAT, time_limit=first),
            start=answer.schedule,
            watch=lambda told: watch(
                Progress(told.seconds, known.penalty, known.bound, "staying near")
            ),
            stop=event,
        ).schedule
        if found is not None:
            answer = _if_no_dearer(counter, answer, found.with_agendas(answer.schedule.agendas))
    left = limit - (time.perf_counter() - began) if effort.workers > 1 else limit - first
    if event.is_set() or left <= 0 or not has_agendas:
        return answer
    return _with_agendas(problem, counter, near, answer, replace(effort, time_limit=left), event)


def _with_agendas(
    problem: Problem,
    counter: Counter,
    near: Schedule,
    answer: Answer,
    effort: Effort,
    stop: threading.Event,
) -> Answer:
    """Let tasks go back to the sessions that took them, where sessions are."""
    schedule = answer.schedule or near
    sessions = sum(total.penalty for total in counter.by_rule(schedule).values())
    question = Question(
        problem,
        schedule,
        hint=schedule.agendas,
        before=parts_of(problem, schedule, near),
        order=near.agendas,
        at_most=(answer.penalty or 0) - sessions,
    )
    found = assign(question, effort, stop)
    if found.moved is None:
        return answer
    return _if_no_dearer(counter, answer, schedule.with_agendas(found.entries))


def parts_of(problem: Problem, schedule: Schedule, near: Schedule) -> Parts:
    """Return what another schedule gives the tasks of a problem, in sessions that are held."""
    known = {task.id for task in problem.tasks.tasks}
    parts: dict[str, dict[str, int]] = {}
    for entry in near.agendas:
        if entry.item in known and entry.session in schedule.by_session:
            parts.setdefault(entry.item, {})[entry.session] = entry.minutes
    return parts


def _if_no_dearer(counter: Counter, answer: Answer, schedule: Schedule) -> Answer:
    """Return an answer with a schedule, if that costs no more than what was found."""
    forbidden, penalty = counter.cost(schedule)
    if forbidden or penalty > (answer.penalty or 0):
        return answer
    return replace(answer, schedule=schedule, penalty=penalty)
