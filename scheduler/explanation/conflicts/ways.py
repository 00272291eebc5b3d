"""Ways out of a conflict, each tried."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from scheduler.catalogue import RULES
from scheduler.evaluation import evaluate
from scheduler.evaluation.runs import runs_by_id
from scheduler.explanation.conflicts.groups import Key
from scheduler.explanation.conflicts.least_violations import LeastViolation
from scheduler.explanation.remedies import Remedy, Violation, softened
from scheduler.explanation.rules import VOICES
from scheduler.explanation.trouble import Place
from scheduler.instance import Instance
from scheduler.schedule import Schedule

MOST = 2
"""Ways out, besides its level, that are told of one item."""


@dataclass(frozen=True, slots=True)
class Way:
    """A change after which there is a programme that keeps every hard rule."""

    words: str
    path: Place
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
    """A programme that keeps all its hard rules, as the evaluation has confirmed."""


def ways_by(
    instance: Instance, key: Key, broken: LeastViolation, besides: Collection[Key] = ()
) -> Iterator[Way]:
    """Yield the ways out that change what one item asks for, and last its level.

    Parameters
    ----------
    instance
        The conference.
    key
        A rule and an item.
    broken
        A schedule that breaks this item, and no other but those of `besides`.
    besides
        Items of other conflicts, which need ways out of their own.
    """
    case = _case(instance, key, broken.schedule)
    told = set[Place]()
    for remedy in (*_cures(case, key), softened(case, key[0])):
        by_level = remedy.path[0] in ("levels", "profiles")
        # Of remedies that change the same fact by more and more, the first that helps is enough.
        if remedy.path in told or (len(told) >= MOST and not by_level):
            continue
        if _left(remedy).issubset(besides):
            told.add(remedy.path)
            yield _way(key, broken, remedy, by_level=by_level)


def together(instance: Instance, broken: LeastViolation) -> tuple[Way, ...]:
    """Return ways out that, one after the other, mend all that a schedule breaks; none if they do not."""
    ways: list[Way] = []
    schedule = broken.schedule
    for key in broken.amounts:
        case = _case(instance, key, schedule)
        cures = (*_cures(case, key), softened(case, key[0]))
        remedy = next(each for each in cures if key not in _left(each))
        by_level = remedy.path[0] in ("levels", "profiles")
        ways.append(_way(key, broken, remedy, by_level=by_level))
        instance, schedule = remedy.instance, remedy.schedule
    return tuple(ways) if not evaluate(instance, schedule).forbidden else ()


def _case(instance: Instance, key: Key, schedule: Schedule) -> Violation:
    sessions = dict.fromkeys(
        session
        for judged in evaluate(instance, schedule).forbidden
        if (judged.rule, judged.finding.item) == key
        for session in judged.finding.sessions
    )
    return Violation(instance, key[1], schedule, runs_by_id(instance, schedule), tuple(sessions))


def _cures(case: Violation, key: Key) -> Iterator[Remedy]:
    """Yield remedies until one would make facts that do not fit together."""
    with suppress(ValueError):
        cure = VOICES[key[0]].cure
        yield from () if cure is None else cure(case)


def _left(remedy: Remedy) -> set[Key]:
    """Return the hard rules and their items that are broken in spite of a remedy."""
    forbidden = evaluate(remedy.instance, remedy.schedule).forbidden
    return {(judged.rule, judged.finding.item) for judged in forbidden}


def _way(key: Key, broken: LeastViolation, remedy: Remedy, *, by_level: bool) -> Way:
    return Way(
        remedy.words,
        remedy.path,
        *key,
        broken.amounts.get(key, 0),
        broken.proved,
        by_level,
        remedy.instance,
        remedy.schedule,
    )


def cheapest_first(ways: Iterable[Way]) -> tuple[Way, ...]:
    """Return ways in order, each once: facts before levels, minutes before others, little before much."""
    once: dict[str, Way] = {}
    for way in ways:
        once.setdefault(way.words, way)
    return tuple(
        sorted(
            once.values(),
            key=lambda way: (way.by_level, RULES[way.rule].unit != "minutes", way.amount),
        )
    )
