"""A feasibility oracle: whether groups collide over some sessions, with remembered answers."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from scheduler.engines.budget import work_done
from scheduler.engines.counting import Counter
from scheduler.engines.feasibility import decide
from scheduler.explanation.conflicts.groups import Groups, Key
from scheduler.schedule import Schedule
from scheduler.solution import Status

SEVERAL = 64
"""Sessions over which it is soon found out whether groups collide."""


class WorkBudget:
    """A budget of work in nominal seconds, equal on every machine."""

    def __init__(self, seconds: float) -> None:
        self._end = work_done() + seconds

    @property
    def left(self) -> float:
        """Nominal seconds left, at least 0."""
        return max(0.0, self._end - work_done())

    @contextmanager
    def holding_back(self, seconds: float) -> Iterator[None]:
        """Keep seconds for what comes afterwards."""
        self._end -= seconds
        try:
            yield
        finally:
            self._end += seconds

    def share(self, part: float) -> "WorkBudget":
        """Return a clock that has a part of what is left."""
        return WorkBudget(part * self.left)


@dataclass(frozen=True, slots=True)
class _KnownCollisions:
    keys: frozenset[Key]
    sessions: frozenset[str]


class Oracle:
    """Asks whether hard restrictions collide, and remembers what that teaches."""

    def __init__(self, groups: Groups, clock: WorkBudget) -> None:
        self.groups = groups
        self.clock = clock
        self.doubtful = False
        """Whether a question since it was last set was left open."""
        self._possible: list[_KnownCollisions] = []
        self._impossible: list[_KnownCollisions] = []

    @contextmanager
    def within(self, share: float) -> Iterator[None]:
        """Ask for no longer than a share of the time that is left; what stays open then is no doubt."""
        clock, doubtful = self.clock, self.doubtful
        self.clock = clock.share(share)
        try:
            yield
        finally:
            self.clock, self.doubtful = clock, doubtful

    @contextmanager
    def lasting(self, seconds: float) -> Iterator[None]:
        """Ask for no longer than some seconds."""
        clock = self.clock
        self.clock = WorkBudget(min(seconds, clock.left))
        try:
            yield
        finally:
            self.clock = clock

    def collides(self, keys: Collection[Key], sessions: Collection[str]) -> bool:
        """Return whether it is proved that some groups cannot all be satisfied for some sessions."""
        asked = _KnownCollisions(frozenset(keys), frozenset(sessions))
        if any(k.keys >= asked.keys and k.sessions >= asked.sessions for k in self._possible):
            return False
        if any(k.keys <= asked.keys and k.sessions <= asked.sessions for k in self._impossible):
            return True
        if self.clock.left <= 0:
            self.doubtful = True
            return False
        return self._found_out(asked)

    def _found_out(self, asked: _KnownCollisions) -> bool:
        ordered = [key for key in self.groups.by_key if key in asked.keys]
        verdict = decide(self.groups.part(ordered, asked.sessions), self.clock.left)
        if verdict.schedule is not None:
            self.learn(verdict.schedule, asked.sessions)
        elif verdict.status is Status.INFEASIBLE:
            self._impossible.append(asked)
        else:
            self.doubtful = True
        return verdict.status is Status.INFEASIBLE

    def learn(self, schedule: Schedule, sessions: Collection[str]) -> None:
        """Remember what a schedule of some sessions keeps."""
        whole = self.groups.part(self.groups.by_key, sessions)
        broken = {
            (priced.rule, priced.restriction.item) for priced, _ in Counter(whole).amounts(schedule)
        }
        kept = frozenset(self.groups.by_key).difference(broken)
        self._possible.append(_KnownCollisions(kept, frozenset(sessions)))
