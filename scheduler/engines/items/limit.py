"""The limit of a joint search, and the searches of its steps, which it counts."""

import threading
import time
from collections.abc import Sequence
from dataclasses import replace

from scheduler.engines.answer import Answer
from scheduler.engines.budget import patience_for
from scheduler.engines.compilation.compiler import COMPILER
from scheduler.engines.cp_sat.tasks import Question
from scheduler.engines.cp_sat.tasks.search import Assigned, assign
from scheduler.engines.descent import descents
from scheduler.engines.items.demands import sessions_beside_agendas
from scheduler.engines.items.questions import patience_of
from scheduler.engines.parameters import SearchParams
from scheduler.engines.processor import ProcessorTime
from scheduler.engines.searching import Effort, search
from scheduler.progress import Keep, Progress, Watch, forget, within
from scheduler.restrictions import Problem
from scheduler.schedule import Schedule
from scheduler.search import Engine, Status

ALL = 1.0
"""Share of the limit for a first programme of sessions, where the usual share has found none."""
ALONE = 0.3
"""Share of the limit for sessions with what is certainly asked of them: it gives their bound."""
ROUND = 0.45
"""Share of the limit for sessions with what their tasks ask, each time."""
AT_ONCE = 0.1
"""The same until there is a programme: any will do."""
TOGETHER = 0.4
"""Share of the limit for one model of sessions and tasks, where there are few."""
EXCHANGE = 0.06
"""Share of the limit for a few sessions and all tasks, each time."""
EXCHANGES = 4
"""How often that is done before all sessions are searched again."""
TASKS = 0.12
"""Share of the limit for which tasks are assigned, each time."""
TASKS_FIRST = 0.3
"""The same until there is a programme."""
TASKS_BOUND = 0.03
"""The same for what they cost wherever sessions are."""
REPAIRS = 12
"""How often sessions are moved until they can take their tasks, at most."""
LEFT = 0.3
"""Share of the tasks for which sessions need not care, once they cannot be better with all of them."""
FIRST = 0.05
"""Share of the limit that a first programme of sessions alone counts as, with one worker."""
MOMENT = 0.01
"""Share of the limit that any other search of sessions counts as, with one worker, at least; and what is too
short for one."""
DESCENT = 0.05
"""Share of the limit for single moves that pay at once, each time, in nominal seconds: it ends by itself."""


class Limit:
    """What is left of a limit: of time, or of work with one worker."""

    def __init__(self, effort: Effort, stop: threading.Event, params: SearchParams) -> None:
        self._processor = ProcessorTime()
        self.effort = replace(effort, processor=self._processor)
        self.stop, self.params = stop, params
        self._began, self._work = time.perf_counter(), 0.0
        self._waited = self._waiting = 0.0

    @property
    def waited(self) -> float:
        """Seconds that do not count, as they were spent waiting for the fast engine to be compiled."""
        return self._waited + self._waiting

    @property
    def seconds(self) -> float:
        """Seconds since the search began, without those that do not count."""
        return time.perf_counter() - self._began - self.waited

    @property
    def left(self) -> float:
        """Seconds that are left, of time or of work, but for those in which a schedule is to be judged."""
        used = self._work if self.effort.workers == 1 else self.seconds
        return max(0.0, self.effort.time_limit - self.effort.judging - used)

    @property
    def over(self) -> bool:
        """Whether nothing can come of another step."""
        late = self._processor.seconds >= patience_for(self.effort.time_limit)
        is_late = self.effort.workers == 1 and late
        return is_late or self.stop.is_set() or self.left <= MOMENT * self.effort.time_limit

    def of(self, share: float) -> float:
        """Return so much of the limit, or what is left of it."""
        return min(share * self.effort.time_limit, self.left)

    def spend(self, seconds: float) -> None:
        """Count work."""
        self._work += seconds

    def searched(
        self,
        problem: Problem,
        start: Schedule | None,
        seconds: float,
        watch: Watch,
        *,
        number: int = 0,
        keep: Keep = forget,
        first: bool = False,
    ) -> Answer:
        """Search for sessions alone for so long, or until there is a programme; each number in its way."""
        over = _Either(self.stop)

        def told(progress: Progress) -> None:
            self._waiting = progress.waited
            watch(progress)

        effort = replace(
            self.effort, time_limit=seconds, seed=self.effort.seed + number, judging=0.0
        )
        answer = search(
            problem,
            effort,
            start=start,
            watch=within(told, *self._shares(seconds)),
            stop=over,
            keep=(lambda _: over.set()) if first else keep,
            params=self.params,
        )
        self._waited, self._waiting = self.waited, 0.0
        proved = answer.status in (Status.OPTIMAL, Status.INFEASIBLE)
        if first and answer.schedule is not None:
            self.spend(FIRST * self.effort.time_limit)
        else:
            self.spend(min(seconds, MOMENT * self.effort.time_limit) if proved else seconds)
        return answer

    def _shares(self, seconds: float) -> tuple[float, float]:
        """Return which part of the limit has been used, and which so many seconds are."""
        whole = self.effort.time_limit
        return (self._work / whole, seconds / whole) if whole else (1.0, 0.0)

    def descended(self, problem: Problem, best: Schedule) -> Sequence[Schedule]:
        """Return better and better schedules by steps of one session or two; each deals with what it does.

        What pays so is soon seen by whoever moves a session by hand.
        """
        by_clock = self.effort.workers > 1
        if self.effort.engine is Engine.CP_SAT or self.over or (by_clock and not COMPILER.ready()):
            return ()
        self.spend(MOMENT * self.effort.time_limit)
        asked = sessions_beside_agendas(problem, best)
        return [
            *descents(
                *(asked, best, best, len(asked.durations), self.of(DESCENT)),
                over=lambda: self.stop.is_set() or (by_clock and self.left <= 0),
            )
        ]

    def assigned(self, question: Question, share: float) -> Assigned:
        """Assign tasks, in so much of the limit at most; nothing is found once the search is to end."""
        if self.stop.is_set():
            return Assigned(Status.UNKNOWN, (), None, None)
        seconds = max(self.of(share), 0.1)
        patience = patience_of(self.effort, seconds, max(self.left, seconds))
        found, used = assign(question, patience, self.stop)
        self.spend(used)
        return found


class _Either(threading.Event):
    """An event that counts as set once another one is, too."""

    def __init__(self, other: threading.Event) -> None:
        super().__init__()
        self._other = other

    def is_set(self) -> bool:
        """Tell whether one of the two is set."""
        return super().is_set() or self._other.is_set()
