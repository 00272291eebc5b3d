"""Why no programme satisfies every hard rule, and what would help."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from itertools import islice

from scheduler.engines.budget import count_work
from scheduler.engines.compilation.compiler import await_kernels
from scheduler.engines.feasibility import decide
from scheduler.explanation.conflicts.conflict_sets import (
    SEVERAL,
    TRY,
    ConflictSet,
    Oracle,
    WorkBudget,
    candidates_for,
    growing,
    proved,
)
from scheduler.explanation.conflicts.groups import HardGroups, Key, keys_of
from scheduler.explanation.conflicts.least_broken import (
    LeastBroken,
    LeastViolation,
    by_gravity,
    completed,
    is_small,
    least_violation,
)
from scheduler.explanation.conflicts.ways import (
    NOTHING,
    Joint,
    Repairs,
    Way,
    cheapest_first,
    findings_of,
    hitting_sets,
    joint_of,
)
from scheduler.explanation.presolve import presolve_of
from scheduler.explanation.remedies import Rank, rank_of
from scheduler.explanation.rules import VOICES
from scheduler.explanation.rules.voice import Gravity
from scheduler.explanation.screening import SCREENING, certainties
from scheduler.explanation.trouble import FieldPath, Trouble
from scheduler.instance import Instance
from scheduler.progress import Watch, nobody
from scheduler.rules import problem_of, with_seats, without_seats
from scheduler.schedule import Schedule
from scheduler.solution import Status

DOUBTS = 12
"""Most broken items without a proof to report beside proved conflicts; others depend on the search."""
LOOK, LOOK_PROVED = 0.3, 0.1
"""Share of the time in which the programme that breaks least is looked for, and where it is proved that
something has to be broken."""
FOR_CERTAIN = 0.2
"""Share of the time in which it is proved what a screening knows to collide."""
TRIES, FEWEST = 2, 0.15
"""Choices of one item of each of these conflicts of which it is tried whether breaking them is enough, at
most; and the share of the time that is left for each."""
NEAR_LOOK = 0.15
"""The same in which a programme is looked for that may break all of them."""
FOR_CAUSES = 0.6
"""Share of the time that is left in which it is found out what has to be broken; the rest is for ways out."""
PROOF = 0.6
"""Share of the time for one item in which a proof is looked for; then a programme that keeps it."""
LEAST = 0.1
"""Seconds without which nothing is searched any more."""
NEAR = 16
"""Sessions that may move besides those of a conflict, where most stay."""
EACH = 2.0
"""Seconds in which a programme is looked for that breaks one item in the place of another, at most."""
OTHERS = 8
"""Other items of a conflict, at most, of which it is tried whether they could be broken in its place."""


@dataclass
class Diagnosis:
    """An instance without a programme, as far as is known."""

    instance: Instance
    groups: HardGroups
    oracle: Oracle
    programme: Schedule | None = None
    """One from before."""
    given: Collection[FieldPath] = ()
    """Where facts stand that no way out changes."""
    broken: LeastViolation | None = None
    """A schedule that breaks little, of few items."""
    known: list[ConflictSet] = field(default_factory=list)
    """The proved conflicts."""
    causes: dict[Key, ConflictSet] = field(default_factory=dict)
    """Cause of each broken item."""
    complete: bool = True
    """Whether there is a cause of all that is broken."""

    @cached_property
    def certain(self) -> tuple[Trouble, ...]:
        """Everything that `check` proves impossible without a search."""
        count_work(SCREENING * len(self.instance.sessions))
        return certainties(presolve_of(self.instance, self.groups.problem, self.groups.places))

    def look(self) -> None:
        """Search for the programme that breaks least; use the screening alone where that is enough."""
        if self.certain:
            self._find_certain()
            self.broken = self._of_known()
        if self.broken is None:
            look = LeastBroken(self.groups, by_gravity(self.groups), self.programme)
            self.broken = look.find((LOOK_PROVED if self.known else LOOK) * self.oracle.clock.left)

    def _find_certain(self) -> None:
        """Prove what a screening knows to collide: few rules and items of few sessions."""
        oracle, groups = self.oracle, self.groups
        with oracle.within(FOR_CERTAIN * oracle.clock.left):
            for trouble in sorted(self.certain, key=lambda each: len(each.sessions)):
                named = [key for key in groups.by_key if key[0] in trouble.rules]
                few = len(trouble.sessions) <= SEVERAL
                every = groups.touching(trouble.sessions) if few else named
                found = proved(oracle, [(named, trouble.sessions), (every, trouble.sessions)])
                if found is None:
                    seeds = trouble.sessions
                    found = proved(
                        oracle, candidates_for(groups, named, None, seeds, [trouble]), TRY
                    )
                if found is not None and all(found.keys != each.keys for each in self.known):
                    self.known.append(found)

    def _of_known(self) -> LeastViolation | None:
        """Return a programme that breaks nothing but what is known to collide: one item of each, if possible.

        First what a planner would change first: of what nobody can do, nothing before the rest.
        """
        conflicts = [frozenset(each.keys) - self.groups.kept for each in self.known]
        if not conflicts or not all(conflicts):
            return None
        sessions = [*dict.fromkeys(each for known in self.known for each in known.sessions)]
        start = None if self.programme is None else completed(self.groups, self.programme)
        for few in islice(hitting_sets(conflicts, partial(_rank, self.instance)), TRIES):
            found = self.least_of(few, sessions, FEWEST * self.oracle.clock.left, start)
            if found is not None:
                return found
        prices = by_gravity(self.groups)
        some = {key: prices[key] for key in sorted(frozenset().union(*conflicts))}
        look = LeastBroken(self.groups, some, self.programme, frozenset(self.groups.order))
        return look.find(NEAR_LOOK * self.oracle.clock.left)

    def find_causes(self) -> None:
        """Find the causes of each broken item, and mend those that need not be broken."""
        if self.broken is None:
            self.causes = {found.keys[0]: found for found in self.known}
            self.complete = False
            return
        todo = sorted(self.broken.amounts, key=lambda key: -VOICES[key[0]].gravity)
        for found in self.known:
            broken = [key for key in todo if key in found.keys]
            if len(broken) == 1:
                self.causes[broken[0]] = found
        todo = [key for key in todo if key not in self.causes]
        budget = self.oracle.clock.share(FOR_CAUSES)
        while todo and self.broken.amounts:
            key = todo.pop(0)
            seconds = budget.left / (1 + len(todo))
            with self.oracle.within(PROOF * seconds):
                proof = self._conflict_set(key)
            if proof is None and self._is_spared(key, (1.0 - PROOF) * seconds):
                todo = [each for each in todo if each in self.broken.amounts]
            else:
                self.causes[key] = proof or self._unproved(key)
        self.leave_out_consequences()

    def leave_out_consequences(self) -> None:
        """Leave out unproved conflicts if there are proved ones.

        It takes part in one of these; or so much is broken that the search for a schedule was too short.
        """
        proofs = {key: each for key, each in self.causes.items() if each.proved}
        parts = {key for each in proofs.values() for key in each.keys}
        doubts = {k: each for k, each in self.causes.items() if not each.proved and k not in parts}
        self.complete = not proofs or len(doubts) <= DOUBTS
        self.causes = proofs | (doubts if self.complete else {})

    def _unproved(self, key: Key) -> ConflictSet:
        return ConflictSet((key,), tuple(self._seeds(key)), irreducible=False, proved=False)

    def _conflict_set(self, key: Key) -> ConflictSet | None:
        amounts = {} if self.broken is None else self.broken.amounts
        keys = [each for each in self.groups.by_key if each == key or each not in amounts]
        suspects = (each for each in self.certain if key[0] in each.rules)
        candidates = candidates_for(self.groups, keys, key, self._seeds(key), suspects)
        return proved(self.oracle, candidates, TRY)

    def _seeds(self, key: Key) -> list[str]:
        schedule = None if self.broken is None else self.broken.schedule
        found = [] if schedule is None else findings_of(self.instance, schedule, key)
        about = {session for each in found for session in each.sessions}
        return [each for each in self.groups.order if each in about & self.groups.sessions[key]]

    def _is_spared(self, key: Key, seconds: float) -> bool:
        soft = [] if self.broken is None else [each for each in self.broken.amounts if each != key]
        start = None if self.broken is None else self.broken.schedule
        found = self.least_of(soft, self._seeds(key), seconds, start)
        self.broken = found or self.broken
        return found is not None

    def least_of(
        self, soft: Collection[Key], few: Collection[str], seconds: float, start: Schedule | None
    ) -> LeastViolation | None:
        """Return a schedule that breaks only some items, near another one if given; None if not found."""
        if seconds < LEAST:
            return None
        near = next(growing(self.groups, [*self.groups.by_key], few, NEAR), frozenset(few))
        found = least_violation(self.groups, few, sorted(soft), seconds, start, near)
        if found is not None:
            self.oracle.learn(with_seats(found.schedule), self.groups.order)
        return found

    def ways(self) -> Mapping[Key, tuple[Way, ...]]:
        """Return ways out of each conflict, the cheapest first."""
        return {key: cheapest_first(self._ways(key)) for key in self.causes}

    def _ways(self, key: Key) -> Iterator[Way]:
        """Yield ways out of a conflict: by what is broken, and by what could be in its place.

        What the other conflicts are due to may stay broken, as they need ways out of their own; nothing else.
        """
        broken, clock = self.broken, self.oracle.clock
        if broken is None:
            return
        others = {each for each in self.causes if each != key}
        given = {each for each in self.groups.kept if VOICES[each[0]].cure_of_given is None}
        rest = [each for each in self.causes[key].keys if each != key and each not in given]
        position = [*self.causes].index(key)
        for number, other in enumerate([key, *rest[:OTHERS]]):
            share = clock.left / (len(rest) - number + 2 + 2 * (len(self.causes) - position - 1))
            if other == key and others.issuperset(broken.amounts.keys() - {key}):
                found: LeastViolation | None = broken
            else:
                soft, sessions = [other, *others], self.causes[key].sessions
                found = self.least_of(soft, sessions, min(EACH, share), broken.schedule)
            if found is not None and other in found.amounts:
                is_given = other in self.groups.kept
                yield from self._repairs.ways_by(other, found, others, is_given=is_given)

    @property
    def _repairs(self) -> Repairs:
        return Repairs(self.instance, self.oracle.clock, self.given)

    def together(self) -> Joint:
        """Return ways out of all conflicts at once: by facts if these are found, and as few as can be."""
        conflicts = [frozenset(each.keys) for each in self.causes.values() if each.proved]
        least = len(next(hitting_sets([each - self.groups.kept for each in conflicts])))
        if self.broken is None or len(self.broken.amounts) > DOUBTS:
            return NOTHING
        return joint_of(self._repairs, self.broken, least)


def _rank(instance: Instance, key: Key) -> tuple[int, Gravity, Key]:
    voice = VOICES[key[0]]
    is_for_nobody = voice.gravity is Gravity.IMPOSSIBLE
    rank = rank_of(voice.where(instance, key[1])) + Rank.IMPOSSIBLE * is_for_nobody
    return rank, voice.gravity, key


FIRST_LOOK = 0.6
"""Share of the time in which one that keeps all is looked for, where nothing is known to collide."""
WAYS = 0.2
"""Share of the time that is kept for ways out, however hard it is to prove what stands in the way."""
TOGETHER = 0.25
"""Share of the time for ways out that is kept for those that suffice together."""
GATHERING = 3e-4
"""Nominal seconds in which the problem is stated, for each session."""
LAST_LOOK = 0.5
"""Share of the time that is left in which one that keeps all is looked for, where nothing is proved."""


@dataclass(frozen=True, slots=True)
class Culprit:
    """A rule that is hard, and the item of it that stands in the way."""

    rule: str
    item: str
    words: str
    """Its demand."""
    path: FieldPath
    """Where that stands in the instance."""
    sessions: tuple[str, ...]
    """Sessions of the conference that it is about."""


def culprit_of(instance: Instance, key: Key, sessions: Collection[str]) -> Culprit:
    """Return what a group asks of the sessions of a conflict.

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
        path = voice.where(instance, item)
    return Culprit(rule, item, words, path, tuple(sessions))


@dataclass(frozen=True, slots=True)
class Conflict:
    """A smallest set of rules and items that cannot all be satisfied."""

    culprits: tuple[Culprit, ...]
    sessions: tuple[str, ...]
    """Sessions for which alone they cannot all be satisfied."""
    irreducible: bool
    """Whether it is proved that all but any one of the culprits can be kept."""
    ways: tuple[Way, ...]
    """Ways out, the cheapest first; with several conflicts, one way out of each is needed."""
    proved: bool = True
    """Whether it is proved that they cannot all be satisfied; else the programme that breaks
    least breaks them."""


@dataclass(frozen=True, slots=True)
class Collision:
    """Whether there is a programme, and why not."""

    status: Status
    """`FEASIBLE`, `INFEASIBLE` or `UNKNOWN`."""
    conflicts: tuple[Conflict, ...]
    """Each has a rule and item that no other has."""
    complete: bool
    """Whether a programme was found that keeps all but these conflicts; else there may be more."""
    schedule: Schedule | None = None
    """A programme that satisfies every hard rule; or else the one that breaks least of them."""
    least: bool = False
    """Whether it is proved that none breaks less."""
    together: tuple[Way, ...] = ()
    """Ways out that suffice all at once; those of one conflict, if there is but one."""
    fewest: bool = False
    """Whether it is proved that fewer changes than these do not suffice."""
    given: tuple[str, ...] = ()
    """Facts, in words, that no way out changes."""
    proofs: tuple[Trouble, ...] = ()
    """Impossibilities that `check` reports; each proves that no programme exists."""

    def __repr__(self) -> str:
        return f"Collision({self.status.value}, {len(self.conflicts)} conflicts)"


def collide(
    instance: Instance,
    *,
    time_limit: float = 10.0,
    known: Schedule | None = None,
    given: Collection[FieldPath] = (),
    watch: Watch = nobody,
) -> Collision:
    """Find the hard rules, and their items, that cannot all be satisfied, and ways out.

    Equal instances are told alike, on any machine and however busy it is: the limit is one of work. First
    comes what a screening proves, then the programme that breaks least, the conflicts that it is due to, and
    ways out of each and of all.

    Parameters
    ----------
    instance
        The conference.
    time_limit
        Work that it may take, positive: nominal seconds, one of which takes about a second where nothing else
        runs. A screening, and what is begun, are always done.
    known
        A programme from before, whatever it breaks: the search for the least broken one begins with it.
    given
        Where facts stand that are taken as given: no way out changes them, unless nothing else can be found.
    watch
        Told when that is waited for.

    Returns
    -------
    Collision
        Every way out was tried, and its programme evaluated.
    """
    clock, problem = WorkBudget(time_limit), problem_of(instance)
    count_work(GATHERING * len(instance.sessions))
    groups = HardGroups(problem)
    groups = replace(groups, kept=keys_of(groups, instance, given))
    case = Diagnosis(instance, groups, Oracle(groups, clock), known, given)
    if not is_small(problem):
        await_kernels(watch)
        if known is None and not case.certain:  # what is known is near, if anything is
            verdict = decide(problem, FIRST_LOOK * clock.left)
            if verdict.schedule is not None:
                return _possible(without_seats(verdict.schedule))
    case.look()
    if case.broken is None and groups.kept:  # then what is given has to give way as well
        case = Diagnosis(instance, HardGroups(problem), Oracle(HardGroups(problem), clock), known)
        case.look()
    least = case.broken
    with clock.holding_back(WAYS * time_limit):
        case.find_causes()
        proved = bool(case.certain) or any(each.proved for each in case.causes.values())
        is_open = not proved and (case.broken is None or bool(case.broken.amounts))
        if is_open and clock.left > LEAST:
            verdict = decide(problem, LAST_LOOK * clock.left)
            if verdict.schedule is not None:
                return _possible(without_seats(verdict.schedule))
            proved = verdict.status is Status.INFEASIBLE
    if case.broken is not None and not case.broken.amounts:
        return _possible(case.broken.schedule)
    with clock.holding_back(TOGETHER * clock.left):
        ways = case.ways()
    joint = _joint(case, [*ways.values()])
    return Collision(
        Status.INFEASIBLE if proved else Status.UNKNOWN,
        tuple(_conflict(case, found, ways[key]) for key, found in case.causes.items()),
        complete=case.complete,
        schedule=None if least is None else least.schedule,
        least=least is not None and least.proved,
        together=joint.ways,
        fewest=joint.fewest,
        given=tuple(sorted({VOICES[rule].asks(instance, item) for rule, item in case.groups.kept})),
        proofs=case.certain,
    )


def _possible(schedule: Schedule) -> Collision:
    return Collision(Status.FEASIBLE, (), complete=True, schedule=schedule, least=True)


def _joint(case: Diagnosis, ways: Sequence[Sequence[Way]]) -> Joint:
    if not ways:
        return NOTHING
    (found, *others), (first, *_) = case.causes.values(), ways
    alone = Joint(tuple(first[:1]), fewest=found.proved)
    joint = case.together() if others or not first else alone
    return NOTHING if any(way.rank is Rank.IMPOSSIBLE for way in joint.ways) else joint


def _conflict(case: Diagnosis, found: ConflictSet, ways: tuple[Way, ...]) -> Conflict:
    about = case.groups.sessions
    culprits = tuple(
        culprit_of(case.instance, key, [each for each in found.sessions if each in about[key]])
        for key in found.keys
    )
    return Conflict(culprits, found.sessions, found.irreducible, ways, found.proved)
