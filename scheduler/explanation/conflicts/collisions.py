"""Why no programme satisfies every hard rule, and what would help."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from scheduler.engines.budget import count_work
from scheduler.engines.compilation.compiler import await_kernels
from scheduler.engines.feasibility import decide
from scheduler.explanation.conflicts.cases import LEAST, Diagnosis
from scheduler.explanation.conflicts.conflict_sets import ConflictSet
from scheduler.explanation.conflicts.groups import GivenFacts, Groups, Key, keys_of
from scheduler.explanation.conflicts.joint import NOTHING, Joint
from scheduler.explanation.conflicts.least_broken import is_small
from scheduler.explanation.conflicts.oracle import Oracle, WorkBudget
from scheduler.explanation.conflicts.ways import Way
from scheduler.explanation.rules import VOICES
from scheduler.explanation.sense import Rank
from scheduler.explanation.trouble import FieldPath, Trouble
from scheduler.instance import Instance
from scheduler.progress import Watch, nobody
from scheduler.rules import problem_of, without_seats
from scheduler.schedule import Schedule
from scheduler.solution import Status

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
    """What it asks for."""
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
    """What is taken as given, in words: no way out changes it."""
    proofs: tuple[Trouble, ...] = ()
    """What `check` tells that is impossible: each of them proves that there is no programme."""


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
    groups = Groups(problem)
    groups = replace(groups, given=GivenFacts(frozenset(given), keys_of(groups, instance, given)))
    case = Diagnosis(instance, groups, Oracle(groups, clock), known)
    if not is_small(problem):
        await_kernels(watch)
        if known is None and not case.certain:  # what is known is near, if anything is
            verdict = decide(problem, FIRST_LOOK * clock.left)
            if verdict.schedule is not None:
                return _possible(without_seats(verdict.schedule))
    case.look()
    if case.broken is None and groups.kept:  # then what is given has to give way as well
        case = Diagnosis(instance, Groups(problem), Oracle(Groups(problem), clock), known)
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
    """Return ways out that suffice together, none of which asks for what nobody can do."""
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
