"""The door of the conflicts: why no programme keeps every hard rule, and what would help."""

import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from scheduler.engines.compiler import COMPILER
from scheduler.engines.feasibility import decide, is_small
from scheduler.explanation.conflicts.breaking import Broken, broken_least
from scheduler.explanation.conflicts.cores import Core, core_of
from scheduler.explanation.conflicts.culprits import Culprit, culprit_of
from scheduler.explanation.conflicts.inquiry import Clock, Inquiry
from scheduler.explanation.conflicts.walls import Key, Walls
from scheduler.explanation.conflicts.ways import Way, cheapest_first, together, ways_by
from scheduler.explanation.screening import screen
from scheduler.explanation.trouble import Trouble
from scheduler.instance import Instance
from scheduler.progress import WAITING, Progress, Watch, nobody
from scheduler.rules import problem_of, with_seats, without_seats
from scheduler.schedule import Schedule
from scheduler.solution import Status

FIRST_LOOK = 0.6
"""Share of the time in which a programme is looked for where nothing is known to stand in the way."""
PATIENCE = 2.0
"""Seconds in which a way out is looked for, at most; where there is none in them, there is more time."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A smallest set of rules and items that cannot all be kept."""

    culprits: tuple[Culprit, ...]
    sessions: tuple[str, ...]
    """Sessions for which alone they cannot all be kept."""
    irreducible: bool
    """Whether it is proved that all but any one of the culprits can be kept."""
    ways: tuple[Way, ...]
    """Ways out, the cheapest first; with several conflicts, one way out of each is needed."""


@dataclass(frozen=True, slots=True)
class Collision:
    """Whether there is a programme, and why not."""

    status: Status
    """`FEASIBLE`, `INFEASIBLE` or `UNKNOWN`."""
    conflicts: tuple[Conflict, ...]
    """Conflicts that have no rule and item in common."""
    complete: bool
    """Whether a programme was found that keeps all but these conflicts; else there may be more."""
    schedule: Schedule | None = None
    """A programme that keeps every hard rule; or else one that breaks those conflicts alone."""
    together: tuple[Way, ...] = ()
    """With several conflicts: ways out that were tried all at once."""


def collide(instance: Instance, *, time_limit: float = 10.0, watch: Watch = nobody) -> Collision:
    """Tell which hard rules, of which items, cannot all be kept, and what would help.

    Parameters
    ----------
    instance
        The conference.
    time_limit
        Seconds that it may take, positive; those for which the fast engine is compiled do not count.
    watch
        Told when that is waited for.

    Returns
    -------
    Collision
        Each conflict is proved; every way out was tried, and its programme evaluated.
    """
    walls = Walls(problem_of(instance))
    if not is_small(walls.problem):
        _await_kernels(watch)
    clock = Clock(time_limit)
    certain = [trouble for trouble in screen(instance) if trouble.certain]
    if not certain:
        verdict = decide(walls.problem, FIRST_LOOK * clock.left)
        if verdict.schedule is not None:
            found = without_seats(verdict.schedule)
            return Collision(Status.FEASIBLE, (), complete=True, schedule=found)
    clock.forgive(_await_kernels(watch))
    case = _Case(instance, walls, Inquiry(walls, clock))
    case.find_cores(sorted(certain, key=lambda trouble: len(trouble.sessions)))
    if not case.cores:
        return Collision(Status.UNKNOWN, (), complete=False)
    conflicts = tuple(case.conflict(core) for core in case.cores)
    broken = case.broken
    if broken is None:
        return Collision(Status.INFEASIBLE, conflicts, complete=False)
    ways = together(instance, broken) if len(conflicts) > 1 else ()
    return Collision(
        Status.INFEASIBLE, conflicts, complete=True, schedule=broken.schedule, together=ways
    )


def _await_kernels(watch: Watch) -> float:
    """Wait until the fast engine is compiled, which takes long once on a machine; return the seconds."""
    began = time.perf_counter()
    COMPILER.begin()
    if not COMPILER.ready():
        watch(Progress(0.0, None, None, WAITING, compiling=True))
        COMPILER.wait()
    return time.perf_counter() - began


@dataclass
class _Case:
    """An instance without a programme, under investigation."""

    instance: Instance
    walls: Walls
    inquiry: Inquiry
    cores: list[Core] = field(default_factory=list)
    broken: Broken | None = None
    """A schedule that breaks little of the cores, and nothing else."""

    def find_cores(self, suspects: Sequence[Trouble]) -> None:
        """Find conflicts until all else can be kept, or half of the time is over."""
        clock = self.inquiry.clock
        enough = clock.left / 2
        while self.broken is None and (not self.cores or clock.left > enough):
            rest = self._all_but(self._soft)
            core = core_of(self.instance, self.inquiry, rest, suspects)
            if core is None:
                return
            self.cores.append(core)
            rest = self._all_but(self._soft)
            if not any(self.inquiry.collides(rest, trouble.sessions) for trouble in suspects):
                self.broken = self._broken(self._soft, clock.left / 4)

    @property
    def _soft(self) -> list[Key]:
        return [key for core in self.cores for key in core.keys]

    def _all_but(self, soft: Collection[Key]) -> list[Key]:
        return [key for key in self.walls.groups if key not in set(soft)]

    def _broken(self, soft: Collection[Key], seconds: float) -> Broken | None:
        few = [session for core in self.cores for session in core.sessions]
        start = self.broken.schedule if self.broken else None
        found = broken_least(self.walls, few, soft, min(PATIENCE, seconds), start)
        if found is None and seconds > PATIENCE:  # a busy machine, or a large conference
            found = broken_least(self.walls, few, soft, seconds - PATIENCE, start)
        if found is not None:
            self.inquiry.learn(with_seats(found.schedule), self.walls.order)
        return found

    def conflict(self, core: Core) -> Conflict:
        """Return what is to be said of a core."""
        others = [key for other in self.cores if other is not core for key in other.keys]
        ways: list[Way] = []
        needed: list[Key] = []
        for number, key in enumerate(core.keys):
            share = self.inquiry.clock.left / (len(core.keys) - number + 1)
            # Without a schedule that breaks the conflicts alone there is nothing to begin with.
            broken = self._broken([key, *others], share) if self.broken else None
            if broken is not None and key in broken.amounts:
                ways += ways_by(self.instance, key, broken, others)
            if not self._is_idle(core, key, needed):
                needed.append(key)
        culprits = tuple(self._culprit(core, key) for key in needed)
        doubtful = self.inquiry.doubtful or not core.irreducible
        return Conflict(culprits, core.sessions, not doubtful, cheapest_first(ways))

    def _is_idle(self, core: Core, key: Key, needed: Sequence[Key]) -> bool:
        """Tell whether the others of a core collide without this one, if all sessions are looked at."""
        others = [*needed, *core.keys[core.keys.index(key) + 1 :]]
        return self.inquiry.collides(others, self.walls.touched(others))

    def _culprit(self, core: Core, key: Key) -> Culprit:
        about = [each for each in core.sessions if each in self.walls.sessions[key]]
        return culprit_of(self.instance, key, about)
