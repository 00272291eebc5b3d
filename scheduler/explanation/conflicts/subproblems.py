"""Infeasible subproblems: few sessions of which it is proved that they cannot all be placed."""

import math
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from scheduler.explanation.conflicts.groups import Groups, Key
from scheduler.explanation.conflicts.oracle import SEVERAL, Oracle
from scheduler.explanation.trouble import Trouble

FEW = 12
"""Sessions of a group over which all are asked about first."""
TRY = 0.3
"""Share of the time that is left in which each set of sessions is tried."""


@dataclass(frozen=True, slots=True)
class Subproblem:
    """Sessions, and groups that cannot all be kept for them."""

    sessions: frozenset[str]
    keys: tuple[Key, ...]
    """Groups that are proved to collide over these sessions."""


def infeasible_subproblem(
    oracle: Oracle,
    keys: Sequence[Key],
    key: Key | None,
    seeds: Collection[str],
    suspects: Iterable[Trouble],
) -> Subproblem | None:
    """Return sessions over which groups collide, few if possible; None if no proof was found.

    Parameters
    ----------
    oracle
        Answers for its problem.
    keys
        Groups that must be kept.
    key
        One that is suspected to collide with the others; None if that is not known.
    seeds
        Sessions that would break it otherwise.
    suspects
        What is known to be in each other's way, or was; the likeliest first. Looked at only if need be.
    """
    if key is not None and oracle.groups.is_of_seats(key):
        with oracle.within(TRY):
            if (found := at_once(oracle, keys, key)) is not None:
                return found
    own = [] if key is None else oracle.groups.touched([key])
    for blamed, some in chain(_alone(oracle, keys, suspects), _own(keys, key, own)):
        with oracle.within(TRY):
            if oracle.collides(blamed, some):
                return Subproblem(frozenset(some), tuple(blamed))
    tried: list[frozenset[str]] = []
    for some in (frozenset(seeds), *_small(own), *growing(oracle.groups, keys, seeds)):
        if some in tried:
            continue
        tried.append(some)
        with oracle.within(TRY):
            if oracle.collides(keys, some):
                return Subproblem(some, tuple(keys))
    return None


def at_once(oracle: Oracle, keys: Sequence[Key], key: Key) -> Subproblem | None:
    """Return the sessions of a group, if they are few and the groups nearest to it collide over them.

    Of a group of seats these are not the ones of others who may sit beside: a single question of few seats.
    """
    own, nearest = oracle.groups.touched([key]), oracle.groups.nearest(key)
    blamed = tuple(each for each in keys if each in nearest)
    if 0 < len(own) <= FEW and oracle.collides(blamed, own):
        return Subproblem(frozenset(own), blamed)
    return None


def _alone(
    oracle: Oracle, keys: Sequence[Key], suspects: Iterable[Trouble]
) -> Iterator[tuple[Sequence[Key], Collection[str]]]:
    """Yield the rules of suspects alone, over the sessions that they are about."""
    for trouble in suspects:
        blamed = [each for each in keys if each[0] in trouble.rules]
        for some in (oracle.groups.touched(blamed), trouble.sessions):
            if 0 < len(some) <= SEVERAL:
                yield blamed, some


def _own(
    keys: Sequence[Key], key: Key | None, own: Sequence[str]
) -> Iterator[tuple[Sequence[Key], Collection[str]]]:
    """Yield all groups over the sessions of one, if these are few."""
    if key is not None and 0 < len(own) <= FEW:
        yield keys, own


def _small(own: Collection[str]) -> Iterator[frozenset[str]]:
    if 0 < len(own) <= SEVERAL:
        yield frozenset(own)


def growing(
    groups: Groups, keys: Sequence[Key], seeds: Collection[str], least: int = 2
) -> Iterator[frozenset[str]]:
    """Yield sets of sessions that double, nearest first: those who share most, and can least go away.

    Each has so many more than the one before at least.
    """
    inside = frozenset(seeds)
    while len(inside) < len(groups.order):
        shared = dict.fromkeys((each for each in groups.order if each not in inside), 0.0)
        for key in keys:
            group = groups.sessions[key]
            known = len(group & inside)
            for session in group - inside if known else ():
                shared[session] += known / len(group)
        nearest = sorted(
            shared, key=lambda each: -shared[each] / math.log2(2 + groups.freedom[each])
        )
        inside |= frozenset(nearest[: max(least, len(inside))])
        yield inside
