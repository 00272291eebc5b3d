"""The search for sessions and tasks: one of followers, and then the best agendas where sessions are."""

import threading
from dataclasses import replace

from scheduler.engines.answer import Answer
from scheduler.engines.counting import Counter
from scheduler.engines.cp_sat.agendas import Question, assign
from scheduler.engines.items.followers import Followed
from scheduler.engines.parameters import DEFAULTS, SearchParams
from scheduler.engines.searching import Effort, search
from scheduler.progress import Incumbent, Keep, Progress, Watch, forget, nobody, within
from scheduler.restrictions import Problem
from scheduler.schedule import Schedule
from scheduler.search import Status, Stop

POLISH = 0.05
"""Share of the limit for agendas where sessions are, in the end."""


def search_with_tasks(
    problem: Problem,
    effort: Effort,
    *,
    start: Schedule | None = None,
    watch: Watch = nobody,
    stop: threading.Event | None = None,
    keep: Keep = forget,
    params: SearchParams = DEFAULTS,
) -> Answer:
    """Search for the best places of sessions and the best agendas of tasks, if any; as `search` otherwise."""
    if not problem.tasks:
        return search(
            problem, effort, start=start, watch=watch, stop=stop, keep=keep, params=params
        )
    event, followed = stop or threading.Event(), Followed(problem)
    best = _Best(problem, followed, keep, start)
    answer = search(
        followed.problem,
        replace(effort, time_limit=(1.0 - POLISH) * effort.time_limit),
        relaxed=followed.relaxed,
        start=best.begin,
        watch=within(best.telling(watch), 0.0, 1.0 - POLISH),
        stop=event,
        keep=best.take,
        solved=lambda schedule: best.polish(schedule, effort, event),
        params=params,
    )
    if answer.schedule is not None:
        best.weigh(followed.dealt(answer.schedule, () if start is None else start.agendas))
        if not (answer.status is Status.OPTIMAL and followed.is_exact):
            best.polish(answer.schedule, effort, event)
    return best.answer(answer)


def assign_alone(
    problem: Problem, schedule: Schedule, effort: Effort, stop: threading.Event | None = None
) -> Answer:
    """Return the best agendas of sessions that stay where they are; the bound holds for these places."""
    event = stop or threading.Event()
    found = assign(Question(problem, schedule, hint=schedule.agendas), effort, event)
    why = Stop.INTERRUPTED if event.is_set() else Stop.LIMIT
    if found.status in (Status.OPTIMAL, Status.INFEASIBLE):
        why = Stop.PROVED
    if found.cost is None:
        return Answer(found.status, None, None, None, why)
    counter, best = Counter(problem), schedule.with_agendas(found.entries)
    sessions = sum(total.penalty for total in counter.by_rule(schedule).values())
    bound = None if found.bound is None else sessions + found.bound
    return Answer(found.status, best, counter.cost(best)[1], bound, why)


class _Best:
    """The best schedule with agendas so far."""

    def __init__(
        self, problem: Problem, followed: Followed, keep: Keep, start: Schedule | None
    ) -> None:
        self._problem, self._followed, self._keep = problem, followed, keep
        self._counter, self._lock = Counter(problem), threading.Lock()
        self._start = start
        self.begin = None if start is None else followed.seated(start)
        """The schedule of followers to begin with."""
        self._schedule: Schedule | None = None
        self._penalty: int | None = None

    def take(self, found: Incumbent) -> None:
        """Say of a schedule of followers with its agendas, whose cost may differ; then only if better."""
        if self._followed.is_exact:
            self._keep(replace(found, schedule=lambda: self._followed.dealt(found.schedule())))
            return
        schedule = found.schedule()
        if self._start is not None and schedule == self.begin:
            self.weigh(self._start)  # its agendas may give other minutes, which followers cannot
        self.weigh(self._followed.dealt(schedule))

    def telling(self, watch: Watch) -> Watch:
        """Return a watch that gets the cost of the best schedule with its agendas."""

        def told(progress: Progress) -> None:
            known = self._followed.is_exact
            watch(progress if known else replace(progress, best=self._penalty))

        return told

    def weigh(self, schedule: Schedule) -> None:
        """Keep a schedule if it is better, and keeps everything; from any thread."""
        with self._lock:
            forbidden, penalty = self._counter.cost(schedule)
            if not forbidden and (self._penalty is None or penalty < self._penalty):
                self._schedule, self._penalty = schedule, penalty
                self._keep(Incumbent(penalty, lambda: schedule))

    def polish(self, schedule: Schedule, effort: Effort, stop: threading.Event) -> None:
        """Give the sessions of a schedule of followers their best agendas, where they are."""
        if not stop.is_set():
            part = replace(effort, time_limit=POLISH * effort.time_limit)
            found = assign_alone(self._problem, self._followed.dealt(schedule), part, stop)
            if found.schedule is not None:
                self.weigh(found.schedule)

    def answer(self, found: Answer) -> Answer:
        """Return what a search for followers has come to, as one for agendas."""
        if self._schedule is None or self._penalty is None:
            known = found.schedule is None
            return found if known else Answer(Status.UNKNOWN, None, None, found.bound, found.stop)
        best = found.bound is not None and self._penalty <= found.bound
        return Answer(
            Status.OPTIMAL if best else Status.FEASIBLE,
            self._schedule,
            self._penalty,
            found.bound,
            Stop.PROVED if best else found.stop,
        )
