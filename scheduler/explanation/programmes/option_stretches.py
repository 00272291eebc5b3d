"""Places that differ by little: starts after each other, in one room, that break or cost the same things."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from scheduler.explanation.programmes.alternatives import Option
from scheduler.findings import Judgement


@dataclass(frozen=True, slots=True)
class Stretch:
    """Places of a session in one room, a step of the grid after each other."""

    options: tuple[Option, ...]
    """In order of time, one at least."""

    @property
    def first(self) -> Option:
        """The earliest."""
        return self.options[0]

    @property
    def last(self) -> Option:
        """The latest."""
        return self.options[-1]

    @property
    def differences(self) -> tuple[int, int]:
        """By how much the penalty would change at least and at most, in thousandths."""
        found = [option.difference for option in self.options]
        return min(found), max(found)


def stretches(options: Iterable[Option], step: timedelta) -> tuple[Stretch, ...]:
    """Join places to stretches, those with the best places first.

    Parameters
    ----------
    options
        Places of one session.
    step
        Time from one start to the next.
    """
    alike: dict[tuple[object, ...], list[Option]] = {}
    for option in options:
        alike.setdefault(_sort_of(option), []).append(option)
    found = [
        Stretch(part)
        for group in alike.values()
        for part in _parts(sorted(group, key=lambda each: each.start), step)
    ]
    return tuple(sorted(found, key=lambda each: min(map(_rank, each.options))))


def _rank(option: Option) -> tuple[int, int, object]:
    return option.forbidden, option.difference, option.start


def _sort_of(option: Option) -> tuple[object, ...]:
    """Return what places of a stretch have in common."""
    told = option.broken or option.dearer
    return (
        *(option.room, option.rooms_alike, bool(option.broken)),
        *(_items(told), frozenset(option.in_the_way)),
        *(() if option.broken else (frozenset(option.beside), _rules(option.relieved))),
    )


def _items(judgements: Iterable[Judgement]) -> frozenset[tuple[str, str]]:
    return frozenset((judged.rule, judged.finding.item) for judged in judgements)


def _rules(judgements: Iterable[Judgement]) -> frozenset[str]:
    return frozenset(judged.rule for judged in judgements)


def _parts(options: Sequence[Option], step: timedelta) -> list[tuple[Option, ...]]:
    """Divide places where a start is missing between two."""
    cuts = [n for n, (a, b) in enumerate(pairwise(options), 1) if b.start - a.start != step]
    return [tuple(options[i:j]) for i, j in pairwise((0, *cuts, len(options)))]
