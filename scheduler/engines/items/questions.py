"""Which sessions take which tasks, asked of sessions that stay where they are, or may be anywhere."""

import threading

from scheduler.engines.answer import Answer
from scheduler.engines.counting import Counter
from scheduler.engines.cp_sat.tasks import Parts, Question
from scheduler.engines.cp_sat.tasks.search import Assigned, Patience, assign
from scheduler.engines.items.amounts import Slot, Slots, slots_of
from scheduler.engines.model import Model, prepared
from scheduler.engines.searching import Effort
from scheduler.engines.timeline import Timeline
from scheduler.restrictions import Problem
from scheduler.schedule import Schedule
from scheduler.search import Status, Stop

__all__ = [
    "Assigned",
    "Parts",
    "Patience",
    "Question",
    "Slots",
    "assign",
    "assign_alone",
    "free_slots",
    "keeps_all",
    "patience_of",
    "penalty_of",
    "question_of",
    "slots_in",
    "slots_of",
]


def assign_alone(
    problem: Problem, schedule: Schedule, effort: Effort, stop: threading.Event | None = None
) -> Answer:
    """Return the best agendas of sessions that stay where they are; the bound holds for these places."""
    event = stop or threading.Event()
    question = question_of(problem, slots_of(problem, schedule), schedule)
    found, _ = assign(question, patience_of(effort, effort.time_limit), event)
    if found.cost is None:
        return Answer(found.status, None, None, None, _why(found.status, event))
    counter, best = Counter(problem), schedule.with_agendas(found.entries)
    bound = None if found.bound is None else _paid(counter, schedule) + found.bound
    return Answer(found.status, best, penalty_of(counter, best), bound, _why(found.status, event))


def _why(status: Status, stop: threading.Event) -> Stop:
    if status in (Status.OPTIMAL, Status.INFEASIBLE):
        return Stop.PROVED
    return Stop.INTERRUPTED if stop.is_set() else Stop.LIMIT


def question_of(problem: Problem, slots: Slots, schedule: Schedule | None = None) -> Question:
    """Return the question which sessions of a problem take which tasks.

    Without a schedule, optional sessions may be held or not; `slots` has those of a schedule otherwise.
    """
    fixed = schedule is not None
    return Question(
        problem.tasks,
        slots,
        held=frozenset(slots) if fixed else frozenset(slots).difference(problem.omissible),
        timeline=Timeline(problem.starts[0]),
        hint=() if schedule is None else schedule.agendas,
    )


def free_slots(problem: Problem) -> Slots | None:
    """Return when each session may be by what is forbidden for it; None if one has no place at all."""
    model = prepared(problem)
    return None if model.hopeless else slots_in(model)


def slots_in(model: Model) -> Slots:
    """Return when sessions may be, of those that may be held."""
    return {
        name: Slot(
            int(domain.held[0]),
            int(domain.held[-1]),
            int(domain.held_ends[0]),
            int(domain.held_ends[-1]),
        )
        for name, domain in model.domains.items()
        if len(domain.held)
    }


def patience_of(effort: Effort, seconds: float) -> Patience:
    """Return how long tasks may be assigned, in seconds of an effort."""
    return Patience(seconds, effort.workers, effort.seed, reproducible=effort.workers == 1)


def keeps_all(counter: Counter, schedule: Schedule) -> bool:
    """Tell whether a schedule breaks nothing that is forbidden, whether by sessions or by tasks."""
    return not any(total.forbidden for total in counter.whole(schedule).values())


def penalty_of(counter: Counter, schedule: Schedule) -> int:
    """Return what is paid for a schedule in all."""
    return sum(total.penalty for total in counter.whole(schedule).values())


def _paid(counter: Counter, schedule: Schedule) -> int:
    """Return what is paid for sessions alone."""
    return sum(total.penalty for total in counter.by_rule(schedule).values())
