"""A conference without a programme, under investigation: what each broken rule is due to, and ways out."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial

from scheduler.engines.budget import count_work
from scheduler.explanation.conflicts.choices import NOTHING, Joint, hitting_set, joint_of
from scheduler.explanation.conflicts.conflict_sets import (
    FEW,
    TRY,
    Cause,
    ConflictSet,
    candidates_for,
    conflict_set_of,
    growing,
    proved,
)
from scheduler.explanation.conflicts.groups import Groups, Key
from scheduler.explanation.conflicts.least_broken import (
    LeastViolation,
    least_amount,
    least_violation,
)
from scheduler.explanation.conflicts.lesser import lessened
from scheduler.explanation.conflicts.oracle import Oracle
from scheduler.explanation.conflicts.other_days import other_days
from scheduler.explanation.conflicts.ways import Repairs, Way, cheapest_first, findings_of, in_turns
from scheduler.explanation.presolve import presolve_of
from scheduler.explanation.rules import VOICES
from scheduler.explanation.screening import SCREENING, certainties
from scheduler.explanation.trouble import Trouble
from scheduler.instance import Instance
from scheduler.rules import with_seats
from scheduler.schedule import Schedule

DOUBTS = 12
"""Broken items without a proof, at most, that are told beside proved conflicts; more are by the search."""
FOR_CAUSES = 0.6
"""Share of the time that is left in which it is found out what has to be broken; the rest is for ways out."""
PROOF = 0.6
"""Share of the time for one item in which a proof is looked for; then a programme that keeps it."""
FOR_FEWER = 0.3
"""Share of the time that is left in which it is tried whether breaking fewer rules and items is enough."""
LEAST = 0.1
"""Seconds without which nothing is searched any more."""
NEAR = 16
"""Sessions that may move besides those of a conflict, where most stay."""
REDUCE = 0.5
"""Share of the time that is left in which a conflict is reduced that was not proved to be irreducible."""
BOUND = 0.1
"""Share of the time that is left in which it is proved of one item how little of it can be broken."""
PATIENCE = 2.0
"""Seconds in which a way out is looked for, at most; where there is none in them, there is more time."""


@dataclass
class Case:
    """An instance without a programme, as far as is known."""

    instance: Instance
    groups: Groups
    oracle: Oracle
    screened: Sequence[Trouble] | None = None
    """What is known to be impossible without a search; None if it was not looked for yet."""
    broken: LeastViolation | None = None
    """A schedule that breaks little, of few items."""
    known: list[ConflictSet] = field(default_factory=list)
    """What is proved to collide, whatever is broken; each has an item that no other has."""
    causes: list[Cause] = field(default_factory=list)
    others: list[LeastViolation] = field(default_factory=list)
    """Schedules that break other items in their place."""
    complete: bool = True
    """Whether there is a cause of all that is broken."""

    @cached_property
    def certain(self) -> Sequence[Trouble]:
        """What is known to be impossible without a search: all that `check` tells."""
        if self.screened is not None:
            return self.screened
        count_work(SCREENING * len(self.instance.sessions))
        presolve = presolve_of(self.instance, self.groups.problem, self.groups.places)
        return certainties(presolve)

    @property
    def suspects(self) -> set[Key]:
        """All rules and items that are known to collide with others."""
        return {key for each in self.known for key in each.keys}

    def find_causes(self) -> None:
        """Find what each broken item is due to; those that need not be broken are broken no more."""
        if self.broken is None:
            self.causes = [self._cause(found.keys[0], found) for found in self.known]
            self.complete = False
            return
        self._recall()
        told = {cause.key for cause in self.causes}
        todo = [key for key in self._gravest_first() if key not in told]
        budget = self.oracle.clock.share(FOR_CAUSES)
        while todo and self.broken.amounts:
            key = todo.pop(0)
            if budget.left < LEAST:
                self.causes.append(self._cause(key, None))
                continue
            seconds = budget.left / (1 + len(todo))
            with self.oracle.lasting(PROOF * seconds):
                found = self._conflict_set(key)
            if found is None and self._is_spared(key, (1.0 - PROOF) * seconds):
                todo = [each for each in todo if each in self.broken.amounts]
            else:
                self.causes.append(self._cause(key, found))
        self._reduce()
        self.leave_out_consequences()
        self._find_bounds()

    def _recall(self) -> None:
        """Take what is known of the items that are broken."""
        for found in self.known:
            broken = [key for key in found.keys if key in self._gravest_first()]
            if len(broken) == 1 and all(each.key != broken[0] for each in self.causes):
                self.causes.append(self._cause(broken[0], found))

    def leave_out_consequences(self) -> None:
        """Leave out what is not proved to be a conflict of its own beside those that are.

        It takes part in one of these; or so much is broken that the search for a schedule was too short.
        """
        proved = [cause for cause in self.causes if cause.proved]
        parts = {key for cause in proved for key in cause.keys}
        doubts = [each for each in self.causes if not each.proved and each.key not in parts]
        self.complete = not proved or len(doubts) <= DOUBTS
        self.causes = [*proved, *(doubts if self.complete else ())]

    def _reduce(self) -> None:
        """Go on where it is not proved that a conflict is irreducible; what is known is not asked again."""
        for number, cause in enumerate(self.causes):
            seconds = REDUCE * self.oracle.clock.left
            if not cause.proved or cause.irreducible or seconds < LEAST:
                continue
            with self.oracle.lasting(seconds):
                found = conflict_set_of(self.oracle, cause.keys, cause.sessions)
            if cause.key in found.keys:
                self.causes[number] = self._cause(cause.key, found)

    def _find_bounds(self) -> None:
        """Find how little of each broken item there can be, where several are broken."""
        if self.broken is not None:
            for cause in self.causes:
                self.broken = self._bounded(self.broken, cause, cause.key)

    def _bounded(self, broken: LeastViolation, cause: Cause, key: Key) -> LeastViolation:
        """Return what is broken, with how much of an item there is at least if all else is kept."""
        seconds = BOUND * self.oracle.clock.left
        if not cause.proved or broken.is_least(key) or seconds < LEAST:
            return broken
        few = len(cause.sessions) <= FEW
        keys = self.groups.touching(cause.sessions) if few else cause.keys
        kept = [each for each in keys if each != key and each not in broken.amounts]
        least = least_amount(self.groups, key, kept, cause.sessions, seconds)
        return replace(broken, bounds={**broken.bounds, key: least})

    def _gravest_first(self) -> list[Key]:
        amounts = {} if self.broken is None else self.broken.amounts
        return sorted(amounts, key=lambda key: -VOICES[key[0]].gravity)

    def _conflict_set(self, key: Key) -> ConflictSet | None:
        """Return a conflict set of one broken item and of what else is kept; None if none was found."""
        assert self.broken is not None  # noqa: S101 - else there is no such item
        amounts = self.broken.amounts
        keys = [each for each in self.groups.by_key if each == key or each not in amounts]
        suspects = (each for each in self.certain if key[0] in each.rules)
        seeds = self._seeds(key)
        candidates = candidates_for(self.groups, keys, key, seeds, suspects)
        return proved(self.oracle, candidates, TRY)

    def _seeds(self, key: Key) -> list[str]:
        """Return the sessions that break an item, in the order of the problem."""
        assert self.broken is not None  # noqa: S101 - else nothing does
        found = findings_of(self.instance, self.broken.schedule, key)
        about = {session for each in found for session in each.sessions}
        return [each for each in self.groups.order if each in about & self.groups.sessions[key]]

    def _is_spared(self, key: Key, seconds: float) -> bool:
        """Tell whether a schedule was found that breaks only others of those that are broken."""
        assert self.broken is not None  # noqa: S101 - else there is no such item
        soft = [each for each in self.broken.amounts if each != key]
        found = self._broken(soft, self._seeds(key), seconds) if seconds > LEAST else None
        if found is None:
            return False
        self.broken = found
        return True

    def _cause(self, key: Key, found: ConflictSet | None) -> Cause:
        if found is None:
            return Cause(key, (key,), tuple(self._seeds(key)), irreducible=False, proved=False)
        return Cause(key, found.keys, found.sessions, found.irreducible, proved=True)

    def _broken(
        self, soft: Collection[Key], few: Collection[str], seconds: float
    ) -> LeastViolation | None:
        """Return a schedule that breaks some items alone; None if none was found."""
        start = None if self.broken is None else self.broken.schedule
        return self.least_of(soft, few, seconds, start)

    def least_of(
        self,
        soft: Collection[Key],
        few: Collection[str],
        seconds: float,
        start: Schedule | None,
    ) -> LeastViolation | None:
        """Return the same, near a schedule if there is one."""
        near = next(growing(self.groups, [*self.groups.by_key], few, NEAR), frozenset(few))
        search = partial(least_violation, self.groups, few, soft, start=start, near=near)
        found = search(seconds=min(PATIENCE, seconds))
        if found is None and seconds > PATIENCE:  # a busy machine, or a large conference
            found = search(seconds=seconds - PATIENCE)
        if found is not None:
            self.oracle.learn(with_seats(found.schedule), self.groups.order)
        return found

    def ways(self) -> list[tuple[Way, ...]]:
        """Return ways out of each conflict, the cheapest first; those without a search are tried first."""
        repairs, broken = self._repairs, self.broken
        if broken is None or repairs.clock.left <= 0:
            return [()] * len(self.causes)
        keys = [cause.key for cause in self.causes]
        others = {key: [each for each in broken.amounts if each != key] for key in keys}
        found = in_turns([repairs.ways_by(key, broken, others[key]) for key in keys])
        for ways, cause in zip(found, self.causes, strict=True):
            ways.extend(self._searched(broken, cause, others[cause.key]))
        return [
            cheapest_first(lessened(repairs, way, others[cause.key]) for way in ways)
            for ways, cause in zip(found, self.causes, strict=True)
        ]

    @property
    def _repairs(self) -> Repairs:
        return Repairs(self.instance, self.oracle.clock, self.groups.given)

    def _searched(
        self, broken: LeastViolation, cause: Cause, others: Sequence[Key]
    ) -> Iterator[Way]:
        """Yield the ways out of a conflict for which a programme is searched."""
        clock = self.oracle.clock
        if clock.left <= 0:
            return
        days = other_days(self.instance, self.groups, broken.schedule)
        yield from days.ways(cause.sessions, self._seeds(cause.key), others, clock)
        kept = {key for key in self.groups.kept if VOICES[key[0]].cure_of_given is None}
        rest = [key for key in cause.keys if key != cause.key and key not in kept]
        more = len(self.causes) - self.causes.index(cause) - 1
        for number, key in enumerate(rest):
            share = clock.left / (len(rest) - number + 1 + 2 * more)
            found = self._broken([key, *others], cause.sessions, share) if share > LEAST else None
            if found is not None and key in found.amounts:
                found = self._bounded(found, cause, key)
                given = key in self.groups.kept
                yield from self._repairs.ways_by(key, found, others, is_given=given)
                self.others += [] if given else [found]

    def together(self) -> Joint:
        """Return ways out of all conflicts at once, as few as can be found."""
        if self.broken is None:
            return NOTHING
        proved = [frozenset(cause.keys) - self.groups.kept for cause in self.causes if cause.proved]
        least = hitting_set(proved)
        fewer = {*least, *(cause.key for cause in self.causes if not cause.proved)}
        broken = self.broken
        if len(fewer) < len(broken.amounts):
            few = [each for cause in self.causes for each in cause.sessions]
            seconds = FOR_FEWER * self.oracle.clock.left
            broken = (self._broken(fewer, few, seconds) if seconds > LEAST else None) or broken
        return self._joint(broken, len(least))

    def _joint(self, broken: LeastViolation, least: int = 0) -> Joint:
        return joint_of(self._repairs, broken, least)

    def improved(self, joint: Joint) -> Joint:
        """Return ways out of all conflicts by facts alone as well, if another schedule leads to them."""
        if not joint.lowers_levels:
            return joint
        for other in self.others:
            if self.oracle.clock.left <= 0:
                break
            found = self._joint(other)
            if found.ways and not found.lowers_levels:
                if len(found.ways) <= len(joint.ways):
                    return Joint(found.ways, fewest=joint.fewest)
                return Joint(joint.ways, joint.fewest, found.ways)
        return joint

    def instead(self, joint: Joint, other: LeastViolation | None) -> tuple[Way, ...]:
        """Return ways out of all conflicts by other facts than a joint one, if a schedule leads to them."""
        changed = {(way.rule, way.item) for way in joint.ways}
        if other is None or len(other.amounts) > DOUBTS or not changed.isdisjoint(other.amounts):
            return ()
        found = self._joint(other)
        is_other = {way.path for way in joint.ways}.isdisjoint(way.path for way in found.ways)
        return found.ways if is_other and not found.lowers_levels else ()
