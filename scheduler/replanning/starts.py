"""A start that breaks a hard rule: repaired before a search begins with it."""

import threading
import time
from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import cached_property

from scheduler.engines.searching import Effort
from scheduler.evaluation import evaluate
from scheduler.findings import Judgement
from scheduler.instance import Instance
from scheduler.progress import Progress, Watch, nobody
from scheduler.replanning.agendas import replan_agendas
from scheduler.replanning.changes import Changes
from scheduler.replanning.ground import FIRST_STEP, Ground
from scheduler.replanning.minimum_changes import (
    search_with_free,
)
from scheduler.replanning.shares import Listener, Purse
from scheduler.rules import problem_of
from scheduler.schedule import Assignment, Schedule
from scheduler.solution import Engine

SHARE = 0.35
"""Share of the time limit of a search in which its start is repaired, at most."""
STEP = 0.7
"""Share of what is left of that for each step, in which more sessions may move than before."""


@dataclass(frozen=True, slots=True)
class Start:
    """What a search begins with, and what was amiss with it."""

    schedule: Schedule
    """Keeps every hard rule, if it could be repaired; else it is as it was given."""
    broken: tuple[Judgement, ...] = ()
    """What is hard and was broken."""
    moves: tuple[tuple[Assignment | None, Assignment | None], ...] = ()
    """Where sessions were and are that the repair has moved; None: nowhere. In the order of the file."""
    repaired: bool = False
    """Whether that has been mended."""

    @property
    def was_whole(self) -> bool:
        """Tell whether there was nothing to repair."""
        return not self.broken


def repaired(
    instance: Instance,
    start: Schedule,
    *,
    time_limit: float,
    seed: int = 0,
    workers: int = 1,
    watch: Watch = nobody,
    stop: threading.Event | None = None,
    since: float | None = None,
) -> Start:
    """Return a schedule that keeps every hard rule and changes little of one that may not.

    Sessions that have a part in what is broken, or have no place, may move at first, then more that are
    near, but never half of all (unless that is few): where that is not enough, a search from anywhere is
    better. Agendas stay as near as they can to those of the start.

    Parameters
    ----------
    instance
        The conference.
    start
        A schedule of it.
    time_limit
        Seconds of the whole search, of which this takes a part at most; with one worker, an amount of work
        that comes on top of that of the search.
    seed
        Equal seeds give equal searches, with one worker.
    workers
        Threads, at least one.
    watch
        Told of progress, from any thread.
    stop
        Ends the repair when it is set.
    since
        When the limit began, by `time.perf_counter`, if what came before this call is to count as well.
    """
    broken = evaluate(instance, start).forbidden
    if not broken:
        return Start(start)
    damage = _Damage(instance, start, broken)
    began = time.perf_counter()
    used = 0.0 if since is None or workers == 1 else began - since
    purse = Purse(Effort(Engine.CP_SAT, max(0.0, SHARE * time_limit - used), seed, workers))

    def told(_: Progress) -> None:
        watch(Progress(time.perf_counter() - began, None, None, "repairing the start"))

    event = stop or threading.Event()
    listener = Listener(told, lambda _: None, event)
    for free in damage.steps():
        if listener.over():
            break
        effort = purse.part(STEP)
        found = search_with_free(damage.ground, free, effort, None, listener).schedule
        if found is not None and any(item.is_open for item in instance.items):
            found = replan_agendas(instance, found, start, purse.part(STEP), stop=event).schedule
        if found is not None:
            return Start(found, broken, tuple(damage.moves(found)), repaired=True)
    return Start(start, broken)


@dataclass(frozen=True)
class _Damage:
    """What is amiss with a start."""

    instance: Instance
    start: Schedule
    broken: tuple[Judgement, ...]

    @cached_property
    def ground(self) -> Ground:
        """The same, as a change of the facts that overtakes a programme."""
        return Ground(Changes(self.instance, problem_of(self.instance), self.start))

    def steps(self) -> Iterator[Set[str]]:
        """Yield the sessions that may move: more and more, and fewer than half, or few."""
        changes = self.ground.changes
        most = max(FIRST_STEP + 1, len(self.instance.sessions) / 2)
        lost = frozenset(each.session for each in changes.planned) - changes.representable
        clashing = (session for judged in self.broken for session in judged.finding.sessions)
        least = frozenset(clashing) | changes.new | lost
        if len(least) >= most:
            return
        yield least  # Whether others are near, or may not stay, takes a model to know.
        if self.ground.model.hopeless:
            return  # no programme at all: the search will say so
        for free in self.ground.steps():
            if least < free and len(free) < most:
                yield free | least

    def moves(self, schedule: Schedule) -> Iterator[tuple[Assignment | None, Assignment | None]]:
        """Yield what is elsewhere in another schedule."""
        before, after = self.start.by_session, schedule.by_session
        for session in self.instance.sessions:
            here, there = before.get(session.id), after.get(session.id)
            if _place(here) != _place(there):
                yield here, there


def _place(assignment: Assignment | None) -> tuple[object, ...] | None:
    return None if assignment is None else (assignment.start, assignment.room)
