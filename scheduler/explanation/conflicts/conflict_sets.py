"""Conflict sets (QuickXplain, Junker 2004), and the oracle that is asked whether groups collide."""

import math
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from scheduler.engines.budget import work_done
from scheduler.engines.counting import Counter
from scheduler.engines.feasibility import decide
from scheduler.explanation.conflicts.groups import HardGroups, Key
from scheduler.explanation.rules import VOICES
from scheduler.explanation.trouble import Trouble
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

    def __init__(self, groups: HardGroups, clock: WorkBudget) -> None:
        self.groups = groups
        self.clock = clock
        self.doubtful = False
        """Whether a question since it was last set was left open."""
        self._possible: list[_KnownCollisions] = []
        self._impossible: list[_KnownCollisions] = []

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Ask for no longer than some seconds; questions left open then leave `doubtful` unchanged."""
        clock, doubtful = self.clock, self.doubtful
        self.clock = WorkBudget(min(seconds, clock.left))
        try:
            yield
        finally:
            self.clock, self.doubtful = clock, doubtful

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


FEW = 12
"""Sessions over which every group can be asked about one by one, or all at once first."""
FOR_SESSIONS = 0.3
"""Share of the time that is left in which sessions are left out, or rules of many sessions."""
TRY = 0.3
"""Share of the time that is left in which each candidate is tried."""

Candidate = tuple[Sequence[Key], Collection[str]]
"""Groups, and sessions over which they may collide."""


@dataclass(frozen=True, slots=True)
class ConflictSet:
    """Groups that cannot all be satisfied; or one that is broken, as far as is known without need."""

    keys: tuple[Key, ...]
    """In the order of the problem."""
    sessions: tuple[str, ...]
    """Sessions for which alone they cannot all be satisfied, in the order of the problem."""
    irreducible: bool
    """Whether it is proved that all but any one of the groups can be kept for these sessions."""
    proved: bool = True
    """Whether it is proved that they cannot all be satisfied."""


def proved(
    oracle: Oracle, candidates: Iterable[Candidate], share: float = 1.0
) -> ConflictSet | None:
    """Return a conflict set within the first candidate that is proved to collide; None if none was proved.

    Parameters
    ----------
    oracle
        Answers for its problem.
    candidates
        The likeliest first.
    share
        Share of the time that is left in which each is tried.
    """
    for keys, sessions in candidates:
        with oracle.within(share * oracle.clock.left):
            collides = oracle.collides(keys, sessions)
        if collides:
            return conflict_set_of(oracle, keys, sessions)
    return None


def conflict_set_of(oracle: Oracle, keys: Sequence[Key], sessions: Collection[str]) -> ConflictSet:
    """Return a conflict set among groups that collide over some sessions.

    What collides over few sessions only with the help of others may do so without them over more.
    """
    inside = frozenset(sessions)
    order = [session for session in oracle.groups.order if session in inside]
    blamed = keys if len(order) <= FEW else _by_rules(oracle, keys, order)
    few = _needed_sessions(oracle, blamed, order)
    oracle.doubtful = False
    about = set(oracle.groups.touching(few))
    preferred = sorted(
        (key for key in blamed if key in about), key=lambda key: VOICES[key[0]].ubiquitous
    )
    needed = irreducible(preferred, lambda some: oracle.collides(some, few))
    alone = _without_idle(oracle, needed)
    left = few if len(alone) == len(needed) else oracle.groups.touched(alone)
    left = _needed_sessions(oracle, alone, left)
    return ConflictSet(
        tuple(key for key in oracle.groups.by_key if key in set(alone)),
        tuple(each for each in oracle.groups.order if each in set(left)),
        not oracle.doubtful,
    )


def _needed_sessions(oracle: Oracle, keys: Sequence[Key], sessions: Sequence[str]) -> list[str]:
    with oracle.within(FOR_SESSIONS * oracle.clock.left):
        return irreducible(sessions, lambda some: oracle.collides(keys, some))


def _without_idle(oracle: Oracle, keys: Sequence[Key]) -> list[Key]:
    """Return the groups without which the others do not collide, if all sessions are looked at."""
    needed: list[Key] = []
    for number, key in enumerate(keys):
        others = [*needed, *keys[number + 1 :]]
        if not others or not oracle.collides(others, oracle.groups.touched(others)):
            needed.append(key)
    return needed


def _by_rules(oracle: Oracle, keys: Sequence[Key], sessions: Sequence[str]) -> Sequence[Key]:
    """Return the groups of few rules that collide by themselves over many sessions."""
    rules = sorted(dict.fromkeys(key[0] for key in keys), key=lambda rule: VOICES[rule].ubiquitous)

    def collide(some: Sequence[str]) -> bool:
        return oracle.collides([key for key in keys if key[0] in some], sessions)

    with oracle.within(FOR_SESSIONS * oracle.clock.left):
        needed = irreducible(rules, collide)
    return [key for key in keys if key[0] in needed]


Thing = TypeVar("Thing")


def irreducible(
    things: Sequence[Thing], collides: Callable[[Sequence[Thing]], bool]
) -> list[Thing]:
    """Return things that collide, while without any one of them this is not proved.

    Earlier things are kept rather than later ones.

    Parameters
    ----------
    things
        Things that collide.
    collides
        Asked about ``k * log(n / k)`` times for k of n things, never about all of them.
    """
    return _needed([], has_more=False, things=list(things), collides=collides)


def _needed(
    given: list[Thing],
    *,
    has_more: bool,
    things: list[Thing],
    collides: Callable[[Sequence[Thing]], bool],
) -> list[Thing]:
    """Return which of these things are needed beside those that are given."""
    if has_more and collides(given):
        return []
    if len(things) <= 1:
        return things
    half = len(things) // 2
    first, second = things[:half], things[half:]
    late = _needed(given + first, has_more=True, things=second, collides=collides)
    early = _needed(given + late, has_more=bool(late), things=first, collides=collides)
    return early + late


# Where a broken item may collide with others


def candidates_for(
    groups: HardGroups,
    keys: Sequence[Key],
    key: Key | None,
    seeds: Collection[str],
    suspects: Iterable[Trouble],
) -> Iterator[Candidate]:
    """Yield groups and sessions over which they may collide, few if possible.

    Parameters
    ----------
    groups
        Of the problem.
    keys
        Groups that must be kept.
    key
        One that is suspected to collide with the others; None if that is not known.
    seeds
        Sessions that would break it otherwise.
    suspects
        What is known to be in each other's way, or was; the likeliest first. Looked at only if need be.
    """
    own = [] if key is None else groups.touched([key])
    for trouble in suspects:  # their rules alone
        blamed = [each for each in keys if each[0] in trouble.rules]
        for some in (groups.touched(blamed), trouble.sessions):
            if 0 < len(some) <= SEVERAL:
                yield blamed, some
    if 0 < len(own) <= FEW:
        yield keys, own
    tried: list[frozenset[str]] = []
    small = [frozenset(own)] if 0 < len(own) <= SEVERAL else []
    for each in (frozenset(seeds), *small, *growing(groups, keys, seeds)):
        if each not in tried:
            tried.append(each)
            yield keys, each


def growing(
    groups: HardGroups, keys: Sequence[Key], seeds: Collection[str], least: int = 2
) -> Iterator[frozenset[str]]:
    """Yield sets of sessions that double, nearest first: those who share most, and can least go away.

    Each has so many more than the one before at least.
    """
    inside = frozenset(seeds)
    while len(inside) < len(groups.order):
        shared = dict.fromkeys((each for each in groups.order if each not in inside), 0.0)
        for key in keys:
            group = groups.sessions[key]
            known = len(group & inside)
            for session in group - inside if known else ():
                shared[session] += known / len(group)
        nearest = sorted(
            shared, key=lambda each: -shared[each] / math.log2(2 + groups.freedom[each])
        )
        inside |= frozenset(nearest[: max(least, len(inside))])
        yield inside
