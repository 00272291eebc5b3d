"""Staying near a schedule at no higher price: where sessions are, then what they deal with.

What a search ends with differs from a schedule to stay near for a reason, or because the search has come
that way. What has no reason is taken back by path relinking (Glover, Laguna and Martí 2000): each session
starts when it does in one of the two schedules, and the exact engine chooses. Sessions go back with their
agendas, as far as these allow it; then, where sessions are, as few tasks as possible are in other sessions,
or have other minutes there. Neither step costs more than what was found.
"""

import threading
import time
from dataclasses import dataclass, replace

from scheduler.engines.counting import Counter
from scheduler.engines.cp_sat.agendas import Parts, Question, assign
from scheduler.engines.items.followers import sessions_beside_agendas
from scheduler.engines.nearness import Nearness
from scheduler.engines.searching import Effort, search
from scheduler.progress import Watch, nobody
from scheduler.restrictions import Problem
from scheduler.schedule import Schedule
from scheduler.search import Engine

SESSIONS = 0.6
"""Share of the limit for where sessions are, where there are agendas."""


@dataclass(frozen=True, slots=True)
class Nearest:
    """What is left of a schedule once it is as near as could be found."""

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
    """Take back what a search has moved without a reason: sessions, and the tasks of agendas.

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
        Told that the search goes on; its penalties are those of the scaled problem.
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
