"""Ways out of several conflicts at once: changes that together suffice."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from scheduler.evaluation import evaluate
from scheduler.explanation.conflicts.groups import Key
from scheduler.explanation.conflicts.least_violations import LeastViolation
from scheduler.explanation.conflicts.oracle import Clock
from scheduler.explanation.conflicts.ways import Way, case_of, cures, findings_of, way_of
from scheduler.explanation.remedies import softened
from scheduler.explanation.rules import VOICES
from scheduler.instance import Instance

ROUNDS = 3
"""Times that what a remedy has broken in its turn is mended as well."""
MANY = 8
"""Conflicts, at most, of which it is found out exactly how few rules and items have one of each."""


@dataclass(frozen=True, slots=True)
class Joint:
    """Ways out that suffice all at once."""

    ways: tuple[Way, ...]
    """One after the other; the last one has the instance after all, and a programme of it."""
    fewest: bool
    """Whether it is proved that every programme breaks as many rules and items as there are changes."""
    by_facts: tuple[Way, ...] = ()
    """More of them that lower no level, if these do, and if some were found."""

    @property
    def lowers_levels(self) -> bool:
        """Whether some of them change a level, and no fact."""
        return any(way.by_level for way in self.ways)


def joint_of(instance: Instance, broken: LeastViolation, least: int, clock: Clock) -> Joint:
    """Return ways out that, one after the other, mend all that a schedule breaks.

    Parameters
    ----------
    instance
        The conference.
    broken
        The schedule, and what it breaks.
    least
        So many rules and items every programme breaks at least: proved.
    clock
        Once it has run down, levels are lowered at once, and no facts are tried.
    """
    ways: list[Way] = []
    schedule, todo = broken.schedule, [*broken.amounts]
    for _ in range(ROUNDS):
        for key in todo:
            case = case_of(instance, key, schedule)
            if not case.sessions and not findings_of(instance, schedule, key):
                continue  # another remedy has mended it
            cured = next(cures(case, key), None) if clock.left > 0 else None
            remedy = cured or softened(case, key[0])
            ways.append(way_of(key, broken, remedy))
            instance, schedule = remedy.instance, remedy.schedule
        forbidden = evaluate(instance, schedule).forbidden
        todo = [*dict.fromkeys((each.rule, each.finding.item) for each in forbidden)]
        if not todo:
            return Joint(tuple(ways), fewest=len(ways) <= least)
    return Joint((), fewest=False)


def hitting_set(conflicts: Collection[frozenset[Key]]) -> frozenset[Key]:
    """Return the fewest rules and items that have one of each conflict (a smallest hitting set).

    Every programme breaks as many at least. Of very many conflicts, only some are looked at.
    """
    some = sorted(conflicts, key=len)[:MANY]
    number = len([*_disjoint(some)])
    while (found := _hit(frozenset(), some, number)) is None:
        number += 1
    return found


def _hit(
    chosen: frozenset[Key], conflicts: Sequence[frozenset[Key]], more: int
) -> frozenset[Key] | None:
    """Return those that are chosen with so many more that have one of each conflict; None if none do."""
    left = next((each for each in conflicts if chosen.isdisjoint(each)), None)
    if left is None:
        return chosen
    if more == 0:
        return None
    by_lightness = sorted(left, key=lambda key: (VOICES[key[0]].gravity, key))
    found = (_hit(chosen | {key}, conflicts, more - 1) for key in by_lightness)
    return next((each for each in found if each is not None), None)


def _disjoint(conflicts: Collection[frozenset[Key]]) -> Iterator[frozenset[Key]]:
    """Yield conflicts that have nothing in common."""
    seen = frozenset[Key]()
    for each in sorted(conflicts, key=len):
        if seen.isdisjoint(each):
            seen |= each
            yield each
