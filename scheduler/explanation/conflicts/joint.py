"""Ways out that suffice together, one after the other; and how few there can be (hitting sets)."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

from scheduler.explanation.conflicts.groups import Key
from scheduler.explanation.conflicts.least_broken import LeastViolation
from scheduler.explanation.conflicts.ways import (
    Repairs,
    Way,
    broken_in,
    findings_of,
    left_by,
    sensible_first,
    softly,
    way_of,
)
from scheduler.explanation.remedies import Remedy, Violation
from scheduler.explanation.rules import VOICES

ROUNDS = 3
"""Times that what a remedy has broken in its turn is mended too; the last time nothing more is broken."""
MANY = 8
"""Conflicts, at most, of which it is found out exactly how few rules and items have one of each."""


@dataclass(frozen=True, slots=True)
class Joint:
    """Ways out that suffice all at once."""

    ways: tuple[Way, ...]
    """One after the other; the last one has the instance after all, and a programme of it."""
    fewest: bool
    """Whether it is proved that every programme breaks as many rules and items as there are changes."""

    @property
    def rank(self) -> tuple[bool, int, int]:
        """Less is better: none at all, levels that are lowered, what is drastic, and how many there are."""
        levels = sum(way.by_level or way.drastic for way in self.ways)
        return not self.ways, levels, len(self.ways)


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
    stubborn: set[Key] = set()
    while True:
        joint, again = _mended(repairs, broken, least, stubborn)
        if again <= stubborn:
            return joint
        stubborn |= again


def _mended(
    repairs: Repairs, broken: LeastViolation, least: int, stubborn: Collection[Key]
) -> tuple[Joint, set[Key]]:
    """Return ways out that suffice, and what was broken anew by remedies of what they had broken.

    Of what is stubborn no remedy is tried that breaks anything else: it has led in a circle.
    """
    ways: list[Way] = []
    seen, again = set[Key](), set[Key]()
    schedule, todo = broken.schedule, [*broken.amounts]
    for rounds in range(ROUNDS):
        for number, key in enumerate(todo):
            if repairs.clock.left <= 0:
                return NOTHING, again
            case = repairs.case_of(key, schedule)
            if not case.sessions and not findings_of(repairs.instance, schedule, key):
                continue  # another remedy has mended it
            again |= {key} & seen
            seen.add(key)
            last = rounds == ROUNDS - 1 or key in stubborn
            remedy = _remedy(repairs, case, key, {*todo[number + 1 :]}, last=last)
            ways.append(way_of(repairs.instance, key, broken, remedy))
            repairs, schedule = replace(repairs, instance=remedy.instance), remedy.schedule
        forbidden = broken_in(repairs.instance, schedule)
        todo = [*dict.fromkeys((each.rule, each.finding.item) for each in forbidden)]
        if not todo:
            return Joint(tuple(ways), fewest=len(ways) <= least), again
    return NOTHING, again


def _remedy(
    repairs: Repairs, case: Violation, key: Key, others: Collection[Key], *, last: bool
) -> Remedy:
    """Return a remedy of an item: by facts that break no more than others, or by a level, which does not.

    Before the level is lowered, facts may break more, which is mended in its turn: not what is given, and
    nothing the `last` time.
    """
    harmful: Remedy | None = None
    for remedy in sensible_first(case.instance, repairs.cures(case, key)):
        left = left_by(remedy)
        if left.issubset(others):
            return remedy
        if not last and left.isdisjoint(repairs.given.keys):
            harmful = harmful or remedy
    return softly(case, key) if harmful is None else harmful


def _by_lightness(key: Key) -> tuple[int, Key]:
    return VOICES[key[0]].gravity, key


def hitting_sets(
    conflicts: Collection[frozenset[Key]], by: Callable[[Key], Any] = _by_lightness
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
