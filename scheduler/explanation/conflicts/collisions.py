"""The door of the conflicts: why no programme keeps every hard rule, and what would help."""

import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from scheduler.engines.compilation.compiler import COMPILER
from scheduler.engines.feasibility import decide, is_small
from scheduler.explanation.conflicts.conflict_sets import ConflictSet, conflict_set_of
from scheduler.explanation.conflicts.groups import Groups, Key
from scheduler.explanation.conflicts.least_violations import LeastViolation, least_violation
from scheduler.explanation.conflicts.oracle import Clock, Oracle
from scheduler.explanation.conflicts.ways import Way, cheapest_first, together, ways_by
from scheduler.explanation.rules import VOICES
from scheduler.explanation.screening import screen
from scheduler.explanation.trouble import Place, Trouble
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
class Culprit:
    """A rule that is hard, and the item of it that stands in the way."""

    rule: str
    item: str
    words: str
    """What it asks for."""
    path: Place
    """Where that stands in the instance."""
    sessions: tuple[str, ...]
    """Sessions of the conflict that it is about."""


def culprit_of(instance: Instance, key: Key, sessions: Collection[str]) -> Culprit:
    """Say what a group asks of the sessions of a conflict.

    Parameters
    ----------
    instance
        The conference.
    key
        A rule and an item.
    sessions
        Those of the conflict that the group is about, in the order of the file.
    """
    rule, item = key
    voice = VOICES[rule]
    if voice.asks_among is not None:
        words, path = voice.asks_among(instance, item, sessions)
    else:
        words = voice.asks(instance, item)
        path = ("levels", rule) if voice.where is None else voice.where(instance, item)
    return Culprit(rule, item, words, path, tuple(sessions))


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
    groups = Groups(problem_of(instance))
    if not is_small(groups.problem):
        _await_kernels(watch)
    clock = Clock(time_limit)
    certain = [trouble for trouble in screen(instance) if trouble.certain]
    if not certain:
        verdict = decide(groups.problem, FIRST_LOOK * clock.left)
        if verdict.schedule is not None:
            found = without_seats(verdict.schedule)
            return Collision(Status.FEASIBLE, (), complete=True, schedule=found)
    clock.forgive(_await_kernels(watch))
    case = _Case(instance, groups, Oracle(groups, clock))
    case.find_conflict_sets(sorted(certain, key=lambda trouble: len(trouble.sessions)))
    if not case.conflict_sets:
        return Collision(Status.UNKNOWN, (), complete=False)
    conflicts = tuple(case.conflict(conflict_set) for conflict_set in case.conflict_sets)
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
    groups: Groups
    oracle: Oracle
    conflict_sets: list[ConflictSet] = field(default_factory=list)
    broken: LeastViolation | None = None
    """A schedule that breaks little of the conflict sets, and nothing else."""

    def find_conflict_sets(self, suspects: Sequence[Trouble]) -> None:
        """Find conflicts until all else can be kept, or half of the time is over."""
        clock = self.oracle.clock
        enough = clock.left / 2
        while self.broken is None and (not self.conflict_sets or clock.left > enough):
            rest = self._all_but(self._soft)
            conflict_set = conflict_set_of(self.instance, self.oracle, rest, suspects)
            if conflict_set is None:
                return
            self.conflict_sets.append(conflict_set)
            rest = self._all_but(self._soft)
            if not any(self.oracle.collides(rest, trouble.sessions) for trouble in suspects):
                self.broken = self._broken(self._soft, clock.left / 4)

    @property
    def _soft(self) -> list[Key]:
        return [key for conflict_set in self.conflict_sets for key in conflict_set.keys]

    def _all_but(self, soft: Collection[Key]) -> list[Key]:
        return [key for key in self.groups.by_key if key not in set(soft)]

    def _broken(self, soft: Collection[Key], seconds: float) -> LeastViolation | None:
        few = [session for conflict_set in self.conflict_sets for session in conflict_set.sessions]
        start = self.broken.schedule if self.broken else None
        found = least_violation(self.groups, few, soft, min(PATIENCE, seconds), start)
        if found is None and seconds > PATIENCE:  # a busy machine, or a large conference
            found = least_violation(self.groups, few, soft, seconds - PATIENCE, start)
        if found is not None:
            self.oracle.learn(with_seats(found.schedule), self.groups.order)
        return found

    def conflict(self, conflict_set: ConflictSet) -> Conflict:
        """Return what is to be said of a conflict set."""
        others = [
            key for other in self.conflict_sets if other is not conflict_set for key in other.keys
        ]
        ways: list[Way] = []
        needed: list[Key] = []
        for number, key in enumerate(conflict_set.keys):
            share = self.oracle.clock.left / (len(conflict_set.keys) - number + 1)
            # Without a schedule that breaks the conflicts alone there is nothing to begin with.
            broken = self._broken([key, *others], share) if self.broken else None
            if broken is not None and key in broken.amounts:
                ways += ways_by(self.instance, key, broken, others)
            if not self._is_idle(conflict_set, key, needed):
                needed.append(key)
        culprits = tuple(self._culprit(conflict_set, key) for key in needed)
        doubtful = self.oracle.doubtful or not conflict_set.irreducible
        return Conflict(culprits, conflict_set.sessions, not doubtful, cheapest_first(ways))

    def _is_idle(self, conflict_set: ConflictSet, key: Key, needed: Sequence[Key]) -> bool:
        """Tell whether the others collide without this one, if all sessions are looked at."""
        others = [*needed, *conflict_set.keys[conflict_set.keys.index(key) + 1 :]]
        return self.oracle.collides(others, self.groups.touched(others))

    def _culprit(self, conflict_set: ConflictSet, key: Key) -> Culprit:
        about = [each for each in conflict_set.sessions if each in self.groups.sessions[key]]
        return culprit_of(self.instance, key, about)
