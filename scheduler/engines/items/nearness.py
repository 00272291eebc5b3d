"""Staying near a schedule with agendas at no higher price: where sessions are, then what they deal with.

Sessions go back with their agendas, as far as these allow it; then, where sessions are, as few tasks as
possible are in other sessions, or have other minutes there. Neither step costs more than what was found.
"""

import threading
import time
from dataclasses import replace

from scheduler.engines.counting import Counter
from scheduler.engines.cp_sat.agendas import Parts, Question, assign
from scheduler.engines.items.followers import sessions_beside_agendas
from scheduler.engines.items.search import kept_penalty
from scheduler.engines.nearness import Nearest, Neighbourhood, stay_near
from scheduler.engines.searching import Effort
from scheduler.progress import Watch, nobody
from scheduler.restrictions import Problem
from scheduler.schedule import Schedule

SESSIONS = 0.6
"""Share of the limit for where sessions are."""


def stay_near_with_tasks(
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
        How to search, at most so long.
    watch
        Told that the search goes on.
    stop
        Ends it when it is set.
    """
    event, began = stop or threading.Event(), time.perf_counter()
    if event.is_set():
        return found
    counter, limit = Counter(problem), effort.time_limit
    found = _with_sessions(
        problem, counter, near, found, replace(effort, time_limit=SESSIONS * limit), watch, event
    )
    left = (1.0 - SESSIONS) * limit
    if effort.workers > 1:  # by the clock, what is not used is left
        left = limit - (time.perf_counter() - began)
    if event.is_set() or left <= 0 or not (problem.tasks and near.agendas):
        return found
    return _with_agendas(problem, counter, near, found, replace(effort, time_limit=left), event)


def _with_sessions(
    problem: Problem,
    counter: Counter,
    near: Schedule,
    found: Nearest,
    effort: Effort,
    watch: Watch,
    stop: threading.Event,
) -> Nearest:
    """Let sessions go back with what they deal with."""
    asked = sessions_beside_agendas(problem, found.schedule)
    paid = sum(total.penalty for total in Counter(asked).by_rule(found.schedule).values())
    nearer = stay_near(
        Neighbourhood(asked, near),
        Nearest(found.schedule, paid),
        effort,
        watch=watch,
        stop=stop,
    )
    return _if_no_dearer(counter, found, nearer.schedule.with_agendas(found.schedule.agendas))


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
    penalty = kept_penalty(counter, schedule)
    if penalty is None or penalty > found.penalty:
        return found
    return Nearest(schedule, penalty)
