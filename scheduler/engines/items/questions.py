"""Questions about agendas, and what schedules with agendas cost."""

import threading

from scheduler.engines.answer import Answer
from scheduler.engines.counting import Counter
from scheduler.engines.cp_sat.agendas import Assigned, Parts, Patience, Question, assign
from scheduler.engines.searching import Effort
from scheduler.restrictions import Problem
from scheduler.schedule import Schedule
from scheduler.search import Status, Stop

__all__ = [
    "Assigned",
    "Parts",
    "Patience",
    "Question",
    "assign",
    "assign_alone",
    "kept_penalty",
    "patience_of",
    "penalty_of",
]


def assign_alone(
    problem: Problem, schedule: Schedule, effort: Effort, stop: threading.Event | None = None
) -> Answer:
    """Return the best agendas of sessions that stay where they are; the bound holds for these places."""
    event = stop or threading.Event()
    question = Question(problem, schedule, hint=schedule.agendas)
    found, _ = assign(question, patience_of(effort, effort.time_limit), event)
    if found.cost is None:
        return Answer(found.status, None, None, None, _why(found.status, event))
    counter, best = Counter(problem), schedule.with_agendas(found.entries)
    sessions = sum(total.penalty for total in counter.by_rule(schedule).values())
    bound = None if found.bound is None else sessions + found.bound
    return Answer(found.status, best, penalty_of(counter, best), bound, _why(found.status, event))


def _why(status: Status, stop: threading.Event) -> Stop:
    if status in (Status.OPTIMAL, Status.INFEASIBLE):
        return Stop.PROVED
    return Stop.INTERRUPTED if stop.is_set() else Stop.LIMIT


def patience_of(effort: Effort, seconds: float) -> Patience:
    """Return how long tasks may be assigned, in seconds of an effort."""
    return Patience(seconds, effort.workers, effort.seed, effort.workers == 1)


def kept_penalty(counter: Counter, schedule: Schedule) -> int | None:
    """Return what is paid for a schedule in all; None if it breaks something that is forbidden."""
    totals = counter.whole(schedule).values()
    if any(total.forbidden for total in totals):
        return None
    return sum(total.penalty for total in totals)


def penalty_of(counter: Counter, schedule: Schedule) -> int:
    """Return what is paid for a schedule in all."""
    return sum(total.penalty for total in counter.whole(schedule).values())
