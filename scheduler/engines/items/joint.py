"""Sessions and tasks, searched in turn: first where sessions are, then which takes which task, and again.

Sessions keep from the beginning what is asked of them whatever takes which task. What they cost then, and
what the rest of the tasks costs wherever they may be, are bounds that add up to one of the whole. Every step
begins with the best schedule so far.
"""

import random
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from scheduler.engines.answer import Answer
from scheduler.engines.counting import Counter
from scheduler.engines.cp_sat.tasks import Question
from scheduler.engines.cp_sat.tasks.search import Assigned
from scheduler.engines.items.demands import (
    certain_entries,
    with_certain_demands,
    with_demands,
)
from scheduler.engines.items.limit import (
    ALL,
    ALONE,
    AT_ONCE,
    EXCHANGE,
    EXCHANGES,
    LEFT,
    REPAIRS,
    ROUND,
    TASKS,
    TASKS_BOUND,
    TASKS_FIRST,
    TOGETHER,
    Limit,
)
from scheduler.engines.items.neighbourhoods import Neighbourhoods
from scheduler.engines.items.questions import (
    is_whole,
    keeps_all,
    penalty_of,
    question_at,
    question_of,
)
from scheduler.engines.parameters import DEFAULTS, SearchParams
from scheduler.engines.searching import Effort
from scheduler.progress import Incumbent, Keep, Progress, Watch, forget, nobody
from scheduler.restrictions import Problem
from scheduler.schedule import AgendaEntry, Schedule
from scheduler.search import Status, Stop

MOVING = "sessions with items"
"""What progress calls that."""


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

    Where there are many sessions, nothing is proved to be impossible but what is so for these with what is
    certainly asked of them, or for tasks wherever sessions are.
    """
    limit = Limit(effort, stop or threading.Event(), params)
    return _Joint(problem, limit, watch, keep).run(start)


class _Joint:
    """One joint search: its best schedule, its bounds, and what is left of its limit."""

    def __init__(self, problem: Problem, limit: Limit, watch: Watch, keep: Keep) -> None:
        self._problem, self._limit = problem, limit
        self._watch, self._keep = watch, keep
        self._sessions, self._rest = with_certain_demands(problem)
        self._certain = frozenset(entry.item for entry in certain_entries(problem.tasks))
        self._counter = Counter(problem)
        self._best: Schedule | None = None
        self._last: Schedule | None = None
        """The last programme of sessions alone."""
        self._descended: Schedule | None = None
        """The last programme that no single move betters."""
        self._penalty: int | None = None
        self._sessions_bound: int | None = None
        self._tasks_bound = 0
        self._joint_bound: int | None = None
        """What a model of sessions and tasks together proves."""
        self._near = Neighbourhoods(problem, self._sessions, limit)
        self._joined = False
        """Whether the model of all sessions and tasks has had its turn."""
        self._rounds = EXCHANGES
        """Exchanges since all sessions were searched."""
        self._still = 0
        """Rounds since sessions could not be better with all that is asked of them."""

    def run(self, start: Schedule | None) -> Answer:
        """Search, and return what has come of it."""
        if start is not None:
            self._begin(start)
            self._descend()
        if not (
            self._search_sessions(start, ALONE, first=True)
            and (self._last is not None or self._search_sessions(start, ALL, first=True))
            and self._search_jointly()
            and self._bound_tasks()
            and (self._done or self._search_sessions(self._last or start, ALONE))
        ):
            return Answer(Status.INFEASIBLE, None, None, None, Stop.PROVED)
        number = 0
        while not self._done:
            if self._best is None:
                if self._last is None:  # not even sessions alone, in all of the limit
                    break
                self._fill(self._last)
            elif self._rounds < EXCHANGES and not self._near.large:
                self._exchange(self._best, number)
            else:
                self._improve(self._best, number)
            number += 1
            self._descend()
        return self._answer()

    @property
    def _bound(self) -> int | None:
        if self._sessions_bound is None:
            return self._joint_bound
        return max(self._sessions_bound + self._tasks_bound, self._joint_bound or 0)

    @property
    def _done(self) -> bool:
        proved = self._penalty is not None and self._penalty == self._bound
        return proved or self._limit.over

    # Steps

    def _begin(self, start: Schedule) -> None:
        """Take a schedule to begin with as the best one, if it keeps everything."""
        if is_whole(self._problem, start) and keeps_all(self._counter, start):
            self._take(start)

    def _bound_tasks(self) -> bool:
        """Bound what tasks cost wherever sessions are; return whether they can be assigned at all."""
        if self._done:
            return True
        slots = self._near.slots
        if slots is None:
            return False
        question = question_of(replace(self._sessions, tasks=self._rest), slots)
        found = self._assigned(question, TASKS_BOUND)
        self._tasks_bound = found.bound or 0
        return found.status is not Status.INFEASIBLE

    def _search_jointly(self) -> bool:
        """Search for sessions and tasks together, if there are few; return whether there may be any."""
        near = self._best or self._last
        if near is None or self._done or not self._near.small:
            return True
        self._joined = True
        self._telling("sessions and items")(Progress(0.0, None, None, ""))
        found = self._near.whole(near, TOGETHER)
        self._joint_bound = found.bound
        if found.schedule is not None:
            self._take(found.schedule)
        return found.status is not Status.INFEASIBLE

    def _search_sessions(
        self, start: Schedule | None, share: float, *, first: bool = False
    ) -> bool:
        """Search for sessions, or for any programme of them (`first`); return whether there may be one."""
        if self._limit.over:
            return True
        seconds, telling = self._limit.of(share), self._telling("sessions")
        answer = self._limit.searched(self._sessions, start, seconds, telling, first=first)
        if answer.status is Status.INFEASIBLE:
            return False
        if answer.bound is not None:
            self._sessions_bound = max(answer.bound, self._sessions_bound or 0)
        if answer.schedule is not None:
            self._last = answer.schedule
            self._fill(answer.schedule)
        return True

    def _fill(self, schedule: Schedule) -> None:
        """Give the sessions of a programme their agendas, and move them if they cannot take these."""
        best = () if self._best is None else self._best.agendas
        held = (entry for entry in best if entry.session in schedule.by_session)
        schedule = schedule.with_agendas(held)
        found = self._assigned(question_at(self._problem, schedule))
        if found.cost is not None:
            self._take(schedule.with_agendas(found.entries))
        elif found.status is Status.INFEASIBLE and (self._joined or not self._near.small):
            self._repair(schedule)

    def _repair(self, schedule: Schedule) -> None:
        """Move sessions so that they can take their tasks: at once, or with as little broken as possible.

        A first programme is enough, or else a better one is looked for.
        """
        for number in range(REPAIRS if self._best is None else 1):
            question = question_at(self._problem, schedule)
            bent = self._assigned(replace(question, elastic=True))
            if bent.cost is None or self._done:
                return
            schedule = schedule.with_agendas(bent.entries)
            if self._move(schedule, number).schedule is not None or self._best is not None:
                return
            few = schedule.with_agendas(self._some(schedule.agendas, number, number % 2))
            asked = with_demands(self._problem, few, elastic=True)
            seconds, telling = ROUND * self._limit.left, self._telling(MOVING)
            answer = self._limit.searched(asked, schedule, seconds, telling, number=number)
            if answer.schedule is None:
                return
            schedule = answer.schedule.with_agendas(schedule.agendas)

    def _move(self, schedule: Schedule, number: int, still: int = 0) -> Answer:
        """Move sessions with what their agendas ask, or most of it; then assign all tasks anew.

        Without a programme, any is enough.
        """
        first, agendas = self._best is None, schedule.agendas
        self._rounds = EXCHANGES if first else 0
        some = schedule.with_agendas(self._some(agendas, number, still))
        asked = with_demands(self._problem, some)
        seconds, telling = self._limit.of(AT_ONCE if first else ROUND), self._telling(MOVING)
        answer = self._limit.searched(asked, schedule, seconds, telling, number=number, first=first)
        if answer.schedule is not None:
            held = answer.schedule.by_session
            moved = answer.schedule.with_agendas(each for each in agendas if each.session in held)
            if self._take(moved) or still:
                self._fill(moved)
        return answer

    def _improve(self, best: Schedule, number: int) -> None:
        """Move the sessions of the best programme."""
        before = self._penalty
        answer = self._move(best, number, self._still)
        if self._penalty != before:
            self._still = 0
        elif answer.status is Status.OPTIMAL:
            self._still += 1

    def _descend(self) -> None:
        """Move one session or two of the best programme where that pays at once, if it is a new one."""
        best = self._best
        if best is not None and best is not self._descended:
            for each in reversed(self._limit.descended(self._problem, best)):
                if self._take(each.with_agendas(best.agendas)):
                    break
            self._descended = self._best

    def _exchange(self, best: Schedule, number: int) -> None:
        """Move a few sessions of the best programme, and their tasks at once."""
        self._telling("sessions and items")(Progress(0.0, None, None, ""))
        found = self._near.around(best, number, EXCHANGE)
        self._rounds += 1
        if found is not None:
            self._take(found)

    def _some(
        self, agendas: Iterable[AgendaEntry], number: int, still: int
    ) -> Iterator[AgendaEntry]:
        """Yield what sessions are asked to deal with: all, or most of it if all was of no use."""
        chance = random.Random(self._limit.effort.seed + number)  # noqa: S311 - nothing is secret
        free = (task.id for task in self._problem.tasks.tasks if task.id not in self._certain)
        left = {task for task in free if still and chance.random() < LEFT}
        return (entry for entry in agendas if entry.item not in left)

    def _assigned(self, question: Question, share: float | None = None) -> Assigned:
        self._telling("items")(Progress(0.0, None, None, "items"))
        usual = TASKS_FIRST if self._best is None else TASKS
        return self._limit.assigned(question, share or usual)

    # What is told

    def _telling(self, phase: str) -> Callable[[Progress], None]:
        def told(progress: Progress) -> None:
            now = replace(
                progress, seconds=self._limit.seconds, phase=phase, waited=self._limit.waited
            )
            self._watch(replace(now, best=self._penalty, bound=self._bound))

        return told

    def _take(self, schedule: Schedule) -> bool:
        """Keep a schedule, if it is better than the best one; return whether it keeps everything."""
        if not keeps_all(self._counter, schedule):
            return False
        penalty = penalty_of(self._counter, schedule)
        if self._penalty is None or penalty < self._penalty:
            self._best, self._penalty = schedule, penalty
            self._keep(Incumbent(penalty, lambda: schedule))
            self._telling("items")(Progress(0.0, None, None, "items"))
        return True

    def _answer(self) -> Answer:
        why = Stop.INTERRUPTED if self._limit.stop.is_set() else Stop.LIMIT
        if self._best is None:
            return Answer(Status.UNKNOWN, None, None, self._bound, why)
        if self._penalty == self._bound:
            return Answer(Status.OPTIMAL, self._best, self._penalty, self._bound, Stop.PROVED)
        return Answer(Status.FEASIBLE, self._best, self._penalty, self._bound, why)
