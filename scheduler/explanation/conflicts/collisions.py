"""The door of the conflicts: why no programme keeps every hard rule, and what would help."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from scheduler.engines.budget import count_work
from scheduler.engines.compilation.compiler import await_kernels
from scheduler.engines.feasibility import decide
from scheduler.explanation.conflicts.cases import LEAST, Case
from scheduler.explanation.conflicts.choices import (
    Replacement,
    first_of_each,
    sensible,
    told_first,
    without_idle,
)
from scheduler.explanation.conflicts.conflict_sets import Cause
from scheduler.explanation.conflicts.groups import Given, Groups, Key, keys_of
from scheduler.explanation.conflicts.least_broken import (
    LeastBroken,
    LeastViolation,
    by_gravity,
    is_large,
)
from scheduler.explanation.conflicts.looks import AT_ONCE, LARGE, hasty_look, looked
from scheduler.explanation.conflicts.oracle import Clock, Oracle
from scheduler.explanation.conflicts.ways import Way
from scheduler.explanation.rules import VOICES
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
CHOICES = 0.25
"""Share of the time for ways out that is kept for trying which can take the place of others."""
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
    proved: bool = True
    """Whether it is proved that they cannot all be kept; else they are what the programme that breaks least
    breaks."""


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
    """A programme that keeps every hard rule; or else the one that breaks least of them."""
    least: bool = False
    """Whether it is proved that none breaks less."""
    together: tuple[Way, ...] = ()
    """Ways out that suffice all at once; those of one conflict, if there is but one."""
    fewest: bool = False
    """Whether it is proved that fewer changes than these do not suffice."""
    by_facts: tuple[Way, ...] = ()
    """The same where no level is lowered, if `together` lowers some and this was found."""
    replacements: tuple[Replacement, ...] = ()
    """Ways out of single conflicts that can take the place of one in `together`."""
    instead: tuple[Way, ...] = ()
    """The same where other facts are changed than in `together`, if this was found."""
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
    """Tell which hard rules, of which items, cannot all be kept, and what would help.

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
    clock, problem = Clock(time_limit), problem_of(instance)
    count_work(GATHERING * len(instance.sessions))
    groups = Groups(problem)
    asked = keys_of(groups, instance, given)
    groups = replace(groups, given=Given(frozenset(given), asked))
    look = LeastBroken(groups, by_gravity(groups), known=known)
    if not look.is_small:
        await_kernels(watch)
    case = Case(instance, groups, Oracle(groups, clock))
    took = time_limit - clock.left
    in_haste = is_large(problem) and took > LARGE * time_limit
    # What is known is near, if anything is; what is large has to have a programme first.
    if not case.certain and not look.is_small and known is None and not in_haste:
        verdict = decide(groups.problem, FIRST_LOOK * clock.left)
        if verdict.schedule is not None:
            return _possible(without_seats(verdict.schedule))
    broken = hasty_look(case, look, AT_ONCE * took) if in_haste else looked(case, look)
    if broken is None and groups.kept:  # then what is given has to give way as well
        look = LeastBroken(Groups(problem), by_gravity(Groups(problem)), known=known)
        case = Case(instance, look.groups, Oracle(look.groups, clock), case.certain)
        broken = looked(case, look)
    if broken is not None and not broken.amounts:
        return _possible(broken.schedule)
    return _investigated(case, broken, WAYS * time_limit)


def _investigated(case: Case, broken: LeastViolation | None, ways: float) -> Collision:
    """Return what the programme that breaks least is due to, and ways out, for which time is kept."""
    clock = case.oracle.clock
    with clock.holding_back(ways):
        case.find_causes()
        if case.broken is not None and not case.broken.amounts:
            return _possible(case.broken.schedule)
        proved = bool(case.certain) or any(cause.proved for cause in case.causes)
        if not proved and clock.left > LEAST:
            verdict = decide(case.groups.problem, LAST_LOOK * clock.left)
            if verdict.schedule is not None:
                return _possible(without_seats(verdict.schedule))
            proved = verdict.status is Status.INFEASIBLE
    status = Status.INFEASIBLE if proved else Status.UNKNOWN
    return _told(case, broken, status)


def _possible(schedule: Schedule) -> Collision:
    return Collision(Status.FEASIBLE, (), complete=True, schedule=schedule, least=True)


def _told(case: Case, least: LeastViolation | None, status: Status) -> Collision:
    """Return what is told of a conference without a programme."""
    clock = case.oracle.clock
    with clock.holding_back(CHOICES * clock.left):
        joint = case.together()
        instead = case.instead(joint, least)
        ways = case.ways()
        joint = joint if case.broken is None else case.improved(joint)
    conflicts = tuple(map(_conflict, [case] * len(ways), case.causes, ways))
    joint = first_of_each(case.instance, joint, ways, clock)
    if not joint.fewest:
        joint = replace(joint, ways=without_idle(case.instance, joint.ways, clock))
    joint, others = sensible(case.instance, joint, ways, clock)
    joint = told_first(joint)
    instead = without_idle(case.instance, instead, clock)
    if not {way.path for way in joint.ways}.isdisjoint(way.path for way in instead):
        instead = ()
    return Collision(
        status,
        conflicts,
        complete=case.complete,
        schedule=None if least is None else least.schedule,
        least=least is not None and least.proved,
        together=joint.ways,
        fewest=joint.fewest,
        by_facts=joint.by_facts,
        replacements=others,
        instead=instead,
        proofs=tuple(case.certain),
        given=tuple(
            sorted({VOICES[rule].asks(case.instance, item) for rule, item in case.groups.kept})
        ),
    )


def _conflict(case: Case, cause: Cause, ways: tuple[Way, ...]) -> Conflict:
    about = case.groups.sessions
    culprits = tuple(
        culprit_of(case.instance, key, [each for each in cause.sessions if each in about[key]])
        for key in cause.keys
    )
    return Conflict(culprits, cause.sessions, cause.irreducible, ways, cause.proved)
