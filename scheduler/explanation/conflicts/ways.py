"""Ways out of a conflict, each tried."""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import chain

from scheduler.catalogue import RULES
from scheduler.engines.budget import count_work
from scheduler.evaluation import about_agendas, evaluate
from scheduler.evaluation.evaluator import VOICES as JUDGES
from scheduler.evaluation.runs import runs_by_id
from scheduler.explanation.conflicts.groups import NOTHING_GIVEN, GivenFacts, Key
from scheduler.explanation.conflicts.least_broken import LeastViolation
from scheduler.explanation.conflicts.oracle import WorkBudget
from scheduler.explanation.remedies import Remedy, Violation, softened
from scheduler.explanation.rules import VOICES
from scheduler.explanation.rules.voice import Gravity
from scheduler.explanation.sense import Rank, is_drastic, rank_of
from scheduler.explanation.trouble import FieldPath
from scheduler.findings import Finding, Judgement
from scheduler.instance import Instance, latest
from scheduler.schedule import Schedule

JUDGING = 1e-4
"""Nominal seconds to judge a programme, for each session."""
MOST = 2
"""Ways out, besides its level, that are told of one item."""


@dataclass(frozen=True, slots=True)
class Way:
    """A change after which there is a programme that satisfies every hard rule."""

    words: str
    path: FieldPath
    """Table, id (or position) and field of the instance that change."""
    rule: str
    item: str
    amount: int
    """What the item is broken by, in the unit of the rule, in the programme that was found."""
    least: bool
    """Whether it is proved that this is the least."""
    by_level: bool
    """Whether only a level changes, and no fact."""
    instance: Instance
    """The instance after the change."""
    schedule: Schedule
    """A programme that keeps all its hard rules but those of agendas, as the evaluation has confirmed."""
    drastic: bool = False
    """Whether hardly anybody would sign it; it is told only where no other fact would do, and last."""

    @property
    def rank(self) -> Rank:
        """Rank in the order in which planners consider changes."""
        if not self.by_level:
            return rank_of(self.path)
        return Rank.IMPOSSIBLE if VOICES[self.rule].gravity is Gravity.IMPOSSIBLE else Rank.HOUSE


@dataclass(frozen=True, slots=True)
class Repairs:
    """What is to be repaired, and how long ways out of what is broken may be tried."""

    instance: Instance
    clock: WorkBudget
    """Once it has run down, no more are tried."""
    given: GivenFacts = NOTHING_GIVEN
    """Facts that no way out changes."""

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
                is_free = remedy.path not in self.given.places
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
        facts = sensible_first(self.instance, self.cures(case, key, is_given=is_given))
        remedies = chain(facts, () if is_given else (softly(case, key),))

        def tried(remedy: Remedy) -> Schedule | None:
            return remedy.schedule if left_by(remedy).issubset(besides) else None

        for remedy in self.told(remedies, tried):
            yield way_of(self.instance, key, broken, remedy)

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


def sensible_first(before: Instance, remedies: Iterable[Remedy]) -> Iterator[Remedy]:
    """Yield remedies, drastic ones last."""
    drastic: list[Remedy] = []
    for remedy in remedies:
        if is_drastic(before, remedy):
            drastic.append(remedy)
        else:
            yield remedy
    yield from drastic


def way_of(before: Instance, key: Key, broken: LeastViolation, remedy: Remedy) -> Way:
    """Return a remedy of what an instance asks for as a way out."""
    return Way(
        remedy.words,
        remedy.path,
        *key,
        broken.amounts.get(key, 0),
        broken.is_least and key in broken.amounts,
        is_level(remedy),
        remedy.instance,
        remedy.schedule,
        drastic=is_drastic(before, remedy),
    )


def cheapest_first(ways: Iterable[Way]) -> tuple[Way, ...]:
    """Return ways in order, each once: facts before levels, what a planner does first, the least before more.

    What hardly anybody would sign comes last, and is left out where another fact would do.
    """
    once: dict[str, Way] = {}
    for way in ways:
        once.setdefault(way.words, way)
    sensible = any(not way.by_level and not way.drastic for way in once.values())
    return tuple(
        sorted(
            (way for way in once.values() if not (way.drastic and sensible)),
            key=lambda way: (
                way.drastic,
                way.by_level,
                way.rank,
                VOICES[way.rule].gravity if way.by_level else 0,
                RULES[way.rule].unit != "minutes",
                way.amount,
            ),
        )
    )
