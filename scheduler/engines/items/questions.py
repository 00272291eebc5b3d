"""Which sessions take which tasks, asked of sessions that stay where they are, or may be anywhere."""

import threading

from scheduler.engines.answer import Answer
from scheduler.engines.counting import Counter
from scheduler.engines.cp_sat.tasks import Parts, Question
from scheduler.engines.cp_sat.tasks.search import Assigned, Patience, assign
from scheduler.engines.items.amounts import Slot, Slots, slots_of
from scheduler.engines.model import Model
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
    "question_at",
    "question_of",
    "slots_in",
    "slots_of",
]


def assign_alone(
    problem: Problem, schedule: Schedule, effort: Effort, stop: threading.Event | None = None
) -> Answer:
    """Return the best agendas of sessions that stay where they are; the bound holds for these places."""
    event = stop or threading.Event()
    question = question_at(problem, schedule)
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


def question_at(problem: Problem, schedule: Schedule) -> Question:
    """Return the question which sessions take which tasks, where a schedule has them."""
    slots = slots_of(problem, schedule)
    return Question(
        problem.tasks,
        slots,
        held=frozenset(slots),
        timeline=Timeline(problem.starts[0]),
        hint=schedule.agendas,
    )


def question_of(problem: Problem, slots: Slots) -> Question:
    """Return the same wherever sessions may be; optional ones may be held or not."""
    held = frozenset(slots).difference(problem.omissible)
    return Question(problem.tasks, slots, held=held, timeline=Timeline(problem.starts[0]))


def free_slots(model: Model) -> Slots | None:
    """Return when each session may be by what is forbidden for it; None if one has no place at all."""
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


def patience_of(effort: Effort, seconds: float, left: float | None = None) -> Patience:
    """Return how long tasks may be assigned, in seconds of an effort of which so many are left in all."""
    rest = seconds if left is None else left
    return Patience(seconds, effort.workers, effort.seed, effort.workers == 1, rest)


def keeps_all(counter: Counter, schedule: Schedule) -> bool:
    """Tell whether a schedule breaks nothing that is forbidden, whether by sessions or by tasks."""
    return not any(total.forbidden for total in counter.whole(schedule).values())


def penalty_of(counter: Counter, schedule: Schedule) -> int:
    """Return what is paid for a schedule in all."""
    return sum(total.penalty for total in counter.whole(schedule).values())


def _paid(counter: Counter, schedule: Schedule) -> int:
    """Return what is paid for sessions alone."""
    return sum(total.penalty for total in counter.by_rule(schedule).values())
