"""Conflict sets: groups and sessions none of which it could do without."""

from collections.abc import Sequence
from dataclasses import dataclass

from scheduler.explanation.conflicts.groups import Key
from scheduler.explanation.conflicts.oracle import SEVERAL, Oracle
from scheduler.explanation.conflicts.quickxplain import irreducible
from scheduler.explanation.conflicts.subproblems import Subproblem
from scheduler.explanation.rules import VOICES

FEW = 12
"""Sessions over which every group can be asked about one by one."""
FOR_SESSIONS = 0.3
"""Share of the time that is left in which sessions are left out, or rules of many sessions."""


@dataclass(frozen=True, slots=True)
class ConflictSet:
    """Groups that cannot all be kept."""

    keys: tuple[Key, ...]
    """In the order of the problem."""
    sessions: tuple[str, ...]
    """Sessions for which alone they cannot all be kept, in the order of the problem."""
    irreducible: bool
    """Whether it is proved that all but any one of the groups can be kept for these sessions."""


@dataclass(frozen=True, slots=True)
class Cause:
    """Why an item of a rule is broken."""

    key: Key
    """The item, which the least broken programme breaks."""
    keys: tuple[Key, ...]
    """Those that cannot all be kept, this one among them."""
    sessions: tuple[str, ...]
    irreducible: bool
    """Whether it is proved that all but any one of them can be kept."""
    proved: bool
    """Whether it is proved that they cannot all be kept."""


def conflict_set_of(oracle: Oracle, subproblem: Subproblem) -> ConflictSet:
    """Return a conflict set among the groups of an infeasible subproblem."""
    order = [session for session in oracle.groups.order if session in subproblem.sessions]
    blamed = subproblem.keys if len(order) <= FEW else _by_rules(oracle, subproblem.keys, order)
    with oracle.within(FOR_SESSIONS):
        few = irreducible(order, lambda some: oracle.collides(blamed, some))
    oracle.doubtful = False
    needed = _smallest(
        oracle, [key for key in oracle.groups.touching(few) if key in set(blamed)], few
    )
    alone = irreducible(needed, lambda some: _collide_by_themselves(oracle, some))
    if len(alone) < len(needed):
        needed, sessions = alone, oracle.groups.touched(alone)
    else:
        with oracle.within(FOR_SESSIONS):
            sessions = irreducible(few, lambda some: oracle.collides(needed, some))
    if len(fewer := _without_idle(oracle, needed)) < len(needed):
        needed = fewer  # over more of their sessions, perhaps
        with oracle.within(FOR_SESSIONS):
            touched = oracle.groups.touched(needed)
            sessions = irreducible(touched, lambda some: oracle.collides(needed, some))
    return ConflictSet(
        tuple(key for key in oracle.groups.by_key if key in set(needed)),
        tuple(each for each in oracle.groups.order if each in set(sessions)),
        not oracle.doubtful,
    )


def _without_idle(oracle: Oracle, keys: Sequence[Key]) -> list[Key]:
    """Return the groups without which the others do not collide, if all sessions are looked at."""
    needed: list[Key] = []
    for number, key in enumerate(keys):
        others = [*needed, *keys[number + 1 :]]
        if not others or not oracle.collides(others, oracle.groups.touched(others)):
            needed.append(key)
    return needed


def _by_rules(oracle: Oracle, keys: Sequence[Key], sessions: Sequence[str]) -> Sequence[Key]:
    """Return the groups of few rules that collide by themselves over many sessions."""
    rules = sorted(dict.fromkeys(key[0] for key in keys), key=lambda rule: VOICES[rule].ubiquitous)

    def collide(some: Sequence[str]) -> bool:
        return oracle.collides([key for key in keys if key[0] in some], sessions)

    with oracle.within(FOR_SESSIONS):
        needed = irreducible(rules, collide)
    return [key for key in keys if key[0] in needed]


def _smallest(oracle: Oracle, keys: Sequence[Key], sessions: Sequence[str]) -> list[Key]:
    """Return groups that collide and need each other: the fewer of two such sets."""
    preferred = sorted(keys, key=lambda key: VOICES[key[0]].ubiquitous)
    found = [
        irreducible(ordered, lambda some: oracle.collides(some, sessions))
        for ordered in (preferred, preferred[::-1])
    ]
    return min(found, key=len)


def _collide_by_themselves(oracle: Oracle, keys: Sequence[Key]) -> bool:
    """Tell whether groups collide over all the sessions that they are about, if these are not too many.

    What collides over few sessions only with the help of others may do so without them over more.
    """
    touched = oracle.groups.touched(keys)
    return len(touched) <= SEVERAL and oracle.collides(keys, touched)
