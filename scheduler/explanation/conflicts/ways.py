"""Ways out of a conflict, each tried; and ways that suffice together, as few as can be (hitting sets)."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import chain, count
from typing import Any

from scheduler.catalogue import RULES
from scheduler.engines.budget import count_work
from scheduler.evaluation import about_agendas, evaluate
from scheduler.evaluation.evaluator import VOICES as JUDGES
from scheduler.evaluation.runs import runs_by_id
from scheduler.explanation.conflicts.conflict_sets import WorkBudget
from scheduler.explanation.conflicts.groups import Key
from scheduler.explanation.conflicts.least_broken import LeastViolation
from scheduler.explanation.remedies import Rank, Remedy, Violation, rank_of, softened
from scheduler.explanation.rules import VOICES
from scheduler.explanation.rules.voice import Gravity
from scheduler.explanation.trouble import FieldPath
from scheduler.findings import Finding, Judgement
from scheduler.instance import Instance, latest
from scheduler.schedule import Schedule

JUDGING = 1e-4
"""Nominal seconds to judge a programme, for each session."""
MOST = 2
"""Most ways out of one item, besides its level."""


@dataclass(frozen=True, slots=True)
class Way:
    """A change after which there is a programme that satisfies every hard rule."""

    words: str
    path: FieldPath
    """Table, id (or position) and field of the instance that change."""
    rule: str
    item: str
    amount: int
    """Amount by which the found programme breaks the item, in the unit of the rule."""
    least: bool
    """Whether it is proved that this is the least."""
    by_level: bool
    """Whether only a level changes, and no fact."""
    instance: Instance
    """The instance after the change."""
    schedule: Schedule
    """A programme that keeps all its hard rules but those of agendas, as the evaluation has confirmed."""

    @property
    def rank(self) -> Rank:
        """Rank in the order in which planners consider changes."""
        if not self.by_level:
            return rank_of(self.path)
        return Rank.IMPOSSIBLE if VOICES[self.rule].gravity is Gravity.IMPOSSIBLE else Rank.HOUSE


@dataclass(frozen=True, slots=True)
class Repairs:
    """The conflict to repair, and the time to try ways out."""

    instance: Instance
    clock: WorkBudget
    """Once it has run down, no more are tried."""
    given: Collection[FieldPath] = ()
    """Where facts stand that no way out changes."""

    def case_of(self, key: Key, schedule: Schedule) -> Violation:
        """Return an item of a rule that a schedule breaks, with the sessions that break it."""
        found = findings_of(self.instance, schedule, key)
        sessions = dict.fromkeys(session for each in found for session in each.sessions)
        runs = runs_by_id(self.instance, schedule)
        return Violation(self.instance, key[1], schedule, runs, tuple(sessions))

    def cures(self, case: Violation, key: Key, *, is_given: bool = False) -> Iterator[Remedy]:
        """Yield remedies by facts after which nothing is found about an item, the gentlest first; in time."""
        with suppress(ValueError):  # facts that do not fit together
            voice = VOICES[key[0]]
            cure = voice.cure_of_given if is_given else voice.cure
            for remedy in () if cure is None else cure(case):
                if self.clock.left <= 0:
                    return
                is_free = remedy.path not in self.given
                if is_free and not findings_of(remedy.instance, remedy.schedule, key):
                    yield remedy

    def ways_by(
        self, key: Key, broken: LeastViolation, besides: Collection[Key], *, is_given: bool = False
    ) -> Iterator[Way]:
        """Yield the ways out that change what one item asks for, and last its level.

        Parameters
        ----------
        key
            A rule and an item.
        broken
            A schedule that breaks this item, and no other but those of `besides`.
        besides
            Items of other conflicts, which need ways out of their own.
        is_given
            Whether what the item asks for is taken as given: other facts may change, and no level.
        """
        case = self.case_of(key, broken.schedule)
        facts = self.cures(case, key, is_given=is_given)
        remedies = chain(facts, () if is_given else (softly(case, key),))

        def tried(remedy: Remedy) -> Schedule | None:
            return remedy.schedule if left_by(remedy).issubset(besides) else None

        for remedy in self.told(remedies, tried):
            yield way_of(key, broken, remedy)

    def told(
        self, remedies: Iterable[Remedy], tried: Callable[[Remedy], Schedule | None]
    ) -> Iterator[Remedy]:
        """Yield the first remedies that help, with the programme that is `tried`; all those by a level."""
        told = set[FieldPath]()
        for remedy in remedies:
            # Of remedies that change the same fact by more and more, the first that helps is enough.
            if remedy.path in told or (len(told) >= MOST and not is_level(remedy)):
                continue
            if self.clock.left <= 0:
                return
            if (programme := tried(remedy)) is not None:
                told.add(remedy.path)
                yield replace(remedy, schedule=programme)


def findings_of(instance: Instance, schedule: Schedule, key: Key) -> list[Finding]:
    """Return what is found about an item of a rule."""
    rule, item = key
    book = _book(instance, schedule)
    if rule not in book:
        book[rule] = [*JUDGES[rule](instance, schedule)]
    return [each for each in book[rule] if each.item == item]


@latest
def _book(_instance: Instance, _schedule: Schedule) -> dict[str, list[Finding]]:
    """Return where findings are kept by rule: of one programme many items are asked about."""
    return {}


def softly(case: Violation, key: Key) -> Remedy:
    """Return the remedy of letting what an item asks for cost something, with what that is."""
    rule, item = key
    return softened(case, rule, VOICES[rule].asks(case.instance, item))


def is_level(remedy: Remedy) -> bool:
    """Return whether a remedy changes a level, and no fact."""
    return remedy.path[0] in ("levels", "profiles")


def broken_in(instance: Instance, schedule: Schedule) -> tuple[Judgement, ...]:
    """Return what a programme breaks of the hard rules; nothing of items, where no agendas were planned."""
    found = evaluate(instance, schedule).forbidden
    if schedule.agendas:
        return found
    return tuple(each for each in found if not about_agendas(each))


def left_by(remedy: Remedy) -> set[Key]:
    """Return the hard rules and their items that are broken in spite of a remedy."""
    count_work(JUDGING * len(remedy.schedule.assignments))
    forbidden = broken_in(remedy.instance, remedy.schedule)
    return {(judged.rule, judged.finding.item) for judged in forbidden}


def way_of(key: Key, broken: LeastViolation, remedy: Remedy) -> Way:
    """Return a remedy of what an item of a rule asks for as a way out."""
    return Way(
        remedy.words,
        remedy.path,
        *key,
        broken.amounts.get(key, 0),
        broken.is_least and key in broken.amounts,
        is_level(remedy),
        remedy.instance,
        remedy.schedule,
    )


def cheapest_first(ways: Iterable[Way]) -> tuple[Way, ...]:
    """Return ways in order, each once: facts first, what a planner does first, the least before more."""
    once: dict[str, Way] = {}
    for way in ways:
        once.setdefault(way.words, way)
    return tuple(
        sorted(
            once.values(),
            key=lambda way: (
                way.by_level,
                way.rank,
                VOICES[way.rule].gravity if way.by_level else 0,
                RULES[way.rule].unit != "minutes",
                way.amount,
            ),
        )
    )


MANY = 8
"""Conflicts, at most, of which it is found out exactly how few rules and items have one of each."""


@dataclass(frozen=True, slots=True)
class Joint:
    """Ways out that suffice all at once."""

    ways: tuple[Way, ...]
    """One after the other; the last one has the instance after all, and a programme of it."""
    fewest: bool
    """Whether it is proved that every programme breaks as many rules and items as there are changes."""


NOTHING = Joint((), fewest=False)


def joint_of(repairs: Repairs, broken: LeastViolation, least: int) -> Joint:
    """Return ways out that, one after the other, mend all that a schedule breaks.

    Parameters
    ----------
    repairs
        The conference, and what is given.
    broken
        The schedule, and what it breaks.
    least
        So many rules and items every programme breaks at least: proved.
    """
    ways, schedule, todo = list[Way](), broken.schedule, [*broken.amounts]
    while todo:
        if repairs.clock.left <= 0:
            return NOTHING
        key = todo.pop(0)
        case = repairs.case_of(key, schedule)
        if not case.sessions and not findings_of(repairs.instance, schedule, key):
            continue  # another remedy has mended it
        remedy = _remedy(repairs, case, key, todo)
        ways.append(way_of(key, broken, remedy))
        repairs, schedule = replace(repairs, instance=remedy.instance), remedy.schedule
    if broken_in(repairs.instance, schedule):
        return NOTHING
    return Joint(tuple(ways), fewest=len(ways) <= least)


def _remedy(repairs: Repairs, case: Violation, key: Key, others: Collection[Key]) -> Remedy:
    """Return a remedy of an item: by facts that break no more than others, or by its level."""
    for remedy in repairs.cures(case, key):
        if left_by(remedy).issubset(others):
            return remedy
    return softly(case, key)


def hitting_sets(
    conflicts: Collection[frozenset[Key]],
    by: Callable[[Key], Any] = lambda key: (VOICES[key[0]].gravity, key),
) -> Iterator[frozenset[Key]]:
    """Yield all smallest sets of rules and items that have one of each conflict, each once.

    Every programme breaks as many at least. What comes first `by` some measure is tried first; of very many
    conflicts, only some are looked at.
    """
    some = sorted(filter(None, conflicts), key=lambda each: (len(each), sorted(each)))[:MANY]
    seen = set[frozenset[Key]]()
    for number in count(0):
        for each in _hits(frozenset(), some, number, by):
            if each not in seen:
                seen.add(each)
                yield each
        if seen:
            return


def _hits(
    chosen: frozenset[Key],
    conflicts: Sequence[frozenset[Key]],
    more: int,
    by: Callable[[Key], Any],
) -> Iterator[frozenset[Key]]:
    """Yield those that are chosen with so many more that have one of each conflict."""
    left = next((each for each in conflicts if chosen.isdisjoint(each)), None)
    if left is None:
        yield chosen
    elif more:
        for key in sorted(left, key=by):
            yield from _hits(chosen | {key}, conflicts, more - 1, by)
