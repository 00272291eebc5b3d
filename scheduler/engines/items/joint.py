"""Sessions and tasks, searched in turn: first where sessions are, then which takes which task, and again.

Either step begins with the best schedule so far. What sessions cost alone, and what tasks cost wherever the
sessions may be, are bounds that add up to one of the whole.
"""

import random
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from scheduler.engines.answer import Answer
from scheduler.engines.counting import Counter
from scheduler.engines.cp_sat.tasks import Question
from scheduler.engines.cp_sat.tasks.search import Assigned, assign
from scheduler.engines.items.amounts import slots_of
from scheduler.engines.items.demands import with_demands
from scheduler.engines.items.questions import (
    free_slots,
    keeps_all,
    patience_of,
    penalty_of,
    question_of,
)
from scheduler.engines.parameters import DEFAULTS, SearchParams
from scheduler.engines.searching import Effort, search
from scheduler.progress import Incumbent, Keep, Progress, Watch, forget, nobody
from scheduler.restrictions import Problem
from scheduler.restrictions.items import Tasks
from scheduler.schedule import AgendaEntry, Schedule
from scheduler.search import Status, Stop

FIRST = 0.05
"""Share of the limit that a first programme of sessions alone counts as, with one worker."""
ALONE = 0.35
"""Share of the limit for sessions alone, which gives their bound."""
ROUND = 0.2
"""Share of the limit for sessions with what their tasks ask, each time."""
TASKS = 0.12
"""Share of the limit for which tasks are assigned, each time."""
TASKS_FIRST = 0.3
"""The same until there is a programme."""
TASKS_BOUND = 0.06
"""The same for what they cost wherever sessions are."""
ROUNDS = 60
"""How often sessions and tasks are searched in turn, at most."""
REPAIRS = 12
"""How often sessions are moved until they can take their tasks, at most."""
LEFT = 0.3
"""Share of the tasks for which sessions need not care, once they cannot be better with all of them."""


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
    """Search for the best places of sessions and the best agendas together; as `search` otherwise.

    Nothing is proved to be impossible but what is so for sessions alone, or for tasks wherever sessions are.
    """
    joint = _Joint(problem, effort, stop or threading.Event(), watch, keep)
    return joint.run(start, params)


class _Either(threading.Event):
    """An event that counts as set once another one is, too."""

    def __init__(self, other: threading.Event) -> None:
        super().__init__()
        self._other = other

    def is_set(self) -> bool:
        """Tell whether one of the two is set."""
        return super().is_set() or self._other.is_set()


class _Joint:
    """One joint search: its best schedule, its bounds, and what is left of its limit."""

    def __init__(
        self, problem: Problem, effort: Effort, stop: threading.Event, watch: Watch, keep: Keep
    ) -> None:
        self._problem, self._effort, self._stop = problem, effort, stop
        self._watch, self._keep = watch, keep
        self._alone = replace(problem, tasks=Tasks())
        self._counter = Counter(problem)
        self._began, self._work = time.perf_counter(), 0.0
        self._best: Schedule | None = None
        self._last: Schedule | None = None
        """The last programme of sessions alone."""
        self._penalty: int | None = None
        self._sessions_bound: int | None = None
        self._tasks_bound = 0
        self._still = 0
        """Rounds since sessions could not be better with all that is asked of them."""

    def run(self, start: Schedule | None, params: SearchParams) -> Answer:
        """Search, and return what has come of it."""
        self._params = params
        if start is not None:
            self._begin(start)
        if not self._bound_tasks() or not self._first(start):
            return Answer(Status.INFEASIBLE, None, None, None, Stop.PROVED)
        for number in range(ROUNDS):
            if self._done or self._last is None:
                break
            if self._best is None:
                self._fill(self._last)
            else:
                self._improve(number)
        return self._answer()

    # What is left

    @property
    def _left(self) -> float:
        if self._effort.workers == 1:
            return max(0.0, self._effort.time_limit - self._work)
        return max(0.0, self._effort.time_limit - (time.perf_counter() - self._began))

    @property
    def _bound(self) -> int | None:
        return None if self._sessions_bound is None else self._sessions_bound + self._tasks_bound

    @property
    def _done(self) -> bool:
        proved = self._penalty is not None and self._penalty == self._bound
        return proved or self._stop.is_set() or self._left < 0.01 * self._effort.time_limit

    # Steps

    def _begin(self, start: Schedule) -> None:
        """Take a schedule to begin with as the best one, if it keeps everything."""
        must = (task.id for task in self._problem.tasks.tasks if not task.optional)
        held = self._problem.durations.keys() - self._problem.omissible
        whole = held <= start.by_session.keys() and all(
            each in start.entries_by_item for each in must
        )
        if whole and keeps_all(self._counter, start):
            self._take(start)

    def _bound_tasks(self) -> bool:
        """Bound what tasks cost wherever sessions are; return whether they can be assigned at all."""
        slots = free_slots(self._problem)
        if slots is None:
            return False
        found = self._assigned(question_of(self._problem, slots), TASKS_BOUND)
        self._tasks_bound = found.bound or 0
        return found.status is not Status.INFEASIBLE

    def _first(self, start: Schedule | None) -> bool:
        """Search for sessions alone, at first for any programme; return whether there is one."""
        limit = self._effort.time_limit
        begin = start
        for is_first in (True, False):
            answer = self._searched(self._alone, begin, ALONE * limit, "sessions", first=is_first)
            if answer.status is Status.INFEASIBLE:
                return False
            if answer.bound is not None:
                self._sessions_bound = max(answer.bound, self._sessions_bound or 0)
            if answer.schedule is not None:
                begin = self._last = answer.schedule
                self._fill(answer.schedule)
            if self._done:
                break
        return True

    def _fill(self, schedule: Schedule) -> None:
        """Give the sessions of a programme their agendas, and move them if they cannot take these."""
        best = () if self._best is None else self._best.agendas
        held = (entry for entry in best if entry.session in schedule.by_session)
        schedule = schedule.with_agendas(held)
        question = question_of(self._problem, slots_of(self._problem, schedule), schedule)
        found = self._assigned(question)
        if found.cost is not None:
            self._take(schedule.with_agendas(found.entries))
        elif found.status is Status.INFEASIBLE and self._best is None:
            self._repair(schedule)

    def _repair(self, schedule: Schedule) -> None:
        """Move sessions so that they can take their tasks: as little broken as possible, in turn."""
        for number in range(REPAIRS):
            question = question_of(self._problem, slots_of(self._problem, schedule), schedule)
            bent = self._assigned(replace(question, elastic=True))
            if bent.cost is None or self._done:
                return
            schedule = schedule.with_agendas(bent.entries)
            if keeps_all(self._counter, schedule):
                self._take(schedule)
                return
            few = schedule.with_agendas(self._some(schedule.agendas, number, number % 2))
            asked = with_demands(self._problem, few, elastic=True)
            seconds = ROUND * self._left
            answer = self._searched(asked, schedule, seconds, "sessions with items", number)
            if answer.schedule is None:
                return
            schedule = answer.schedule.with_agendas(schedule.agendas)

    def _improve(self, number: int) -> None:
        """Move sessions with what their agendas ask, or most of it; then assign all tasks anew."""
        assert self._best is not None  # noqa: S101 - looked at by the caller
        before, agendas = self._penalty, self._best.agendas
        some = self._best.with_agendas(self._some(agendas, number, self._still))
        asked = with_demands(self._problem, some)
        seconds = min(self._left, ROUND * self._effort.time_limit)
        answer = self._searched(asked, self._best, seconds, "sessions with items", number)
        if answer.schedule is not None:
            held = answer.schedule.by_session
            moved = answer.schedule.with_agendas(each for each in agendas if each.session in held)
            self._take(moved)
            self._fill(moved)
        if self._penalty != before:
            self._still = 0
        elif answer.status is Status.OPTIMAL:
            self._still += 1

    def _some(
        self, agendas: Iterable[AgendaEntry], number: int, still: int
    ) -> Iterator[AgendaEntry]:
        """Yield what sessions are asked to deal with: all, or most of it if all was of no use."""
        chance = random.Random(self._effort.seed + number)  # noqa: S311 - nothing is secret
        tasks = self._problem.tasks.tasks
        left = {task.id for task in tasks if still and chance.random() < LEFT}
        return (entry for entry in agendas if entry.item not in left)

    def _searched(
        self,
        problem: Problem,
        start: Schedule | None,
        seconds: float,
        phase: str,
        number: int = 0,
        *,
        first: bool = False,
    ) -> Answer:
        """Search for sessions for so long, or until there is a programme."""
        seconds = min(seconds, self._left)
        effort = replace(
            self._effort, time_limit=seconds, seed=self._effort.seed + number, judging=0.0
        )
        stop = _Either(self._stop)
        answer = search(
            problem,
            effort,
            start=start,
            watch=self._telling(phase),
            stop=stop,
            keep=(lambda _: stop.set()) if first else forget,
            params=self._params,
        )
        if answer.status not in (Status.OPTIMAL, Status.INFEASIBLE):
            is_short = first and answer.schedule is not None
            self._work += FIRST * self._effort.time_limit if is_short else seconds
        return answer

    def _assigned(self, question: Question, share: float | None = None) -> Assigned:
        usual = TASKS_FIRST if self._best is None else TASKS
        seconds = min((share or usual) * self._effort.time_limit, max(self._left, 0.1))
        self._telling("items")(Progress(0.0, None, None, "items"))
        found, used = assign(question, patience_of(self._effort, seconds), self._stop)
        self._work += used
        return found

    # What is told

    def _telling(self, phase: str) -> Callable[[Progress], None]:
        def told(progress: Progress) -> None:
            seconds = time.perf_counter() - self._began
            self._watch(
                replace(
                    progress, seconds=seconds, best=self._penalty, bound=self._bound, phase=phase
                )
            )

        return told

    def _take(self, schedule: Schedule) -> None:
        """Keep a schedule that keeps everything, if it is better than the best one."""
        if not keeps_all(self._counter, schedule):
            return
        penalty = penalty_of(self._counter, schedule)
        if self._penalty is None or penalty < self._penalty:
            self._best, self._penalty = schedule, penalty
            self._keep(Incumbent(penalty, lambda: schedule))
            self._telling("items")(Progress(0.0, None, None, "items"))

    def _answer(self) -> Answer:
        why = Stop.INTERRUPTED if self._stop.is_set() else Stop.LIMIT
        if self._best is None:
            return Answer(Status.UNKNOWN, None, None, self._bound, why)
        if self._penalty == self._bound:
            return Answer(Status.OPTIMAL, self._best, self._penalty, self._bound, Stop.PROVED)
        return Answer(Status.FEASIBLE, self._best, self._penalty, self._bound, why)
