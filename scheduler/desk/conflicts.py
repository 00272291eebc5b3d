"""Conflicts of hard rules at a desk, ways out of them, and the programme that breaks least."""

import threading
from collections.abc import Collection
from dataclasses import replace

from scheduler.desk.locks import pinned_by
from scheduler.desk.outcomes import Outcome, adopted, measure_of
from scheduler.desk.room import changed, demanded
from scheduler.desk.standing import closures_besides_locks
from scheduler.desk.steps import DeskState
from scheduler.desk.ways import with_agendas
from scheduler.desk.worker import Call, here
from scheduler.explanation.conflicts import (
    Collision,
    FieldPath,
    Way,
    broken_in,
    collide,
    given_by,
    weight_broken,
)
from scheduler.instance import Instance, ItemLevels, remade, with_pins
from scheduler.phrases import say
from scheduler.rules import ABOUT_PINS
from scheduler.schedule import Schedule
from scheduler.wording import name

__all__ = [
    "Collision",
    "Way",
    "conflicts_of",
    "conflicts_with",
    "weight_broken",
]

LONGEST = 10.0
"""Time limit in seconds."""


def conflicts_of(
    desk: DeskState,
    stop: threading.Event | None = None,
    call: Call = here,
    *,
    time_limit: float = LONGEST,
) -> tuple[Collision, Outcome | None]:
    """Find the hard rules that cannot all be satisfied at a desk, and ways out.

    Parameters
    ----------
    desk
        The desk.
    stop
        Ignored until the search ends by itself: it cannot be interrupted.
    call
        Carries it out: in this thread, or in a process.
    time_limit
        Time limit in seconds, positive.

    Returns
    -------
    tuple
        The conflicts; and the programme that was found with them, which breaks no hard rule if there are
        none, as a change: None if it breaks no less than what is there, graver rules counting first,
        or more findings.
    """
    found = call(
        _collide,
        stop=stop or threading.Event(),
        given=given_at(desk),
        instance=desk.instance,
        known=desk.schedule,
        time_limit=time_limit,
    )
    found = with_unpinning(desk, found)
    if found.schedule is None:
        return found, None
    programme = with_agendas(desk, found.schedule)
    outcome = adopted(desk, say("Apply the programme that breaks least"), programme)
    is_better = measure_of(outcome.evaluation) < measure_of(desk.evaluation)
    is_better &= len(outcome.evaluation.forbidden) <= len(desk.evaluation.forbidden)
    return found, outcome if is_better else None


def conflicts_with(
    outcome: Outcome,
    stop: threading.Event | None = None,
    call: Call = here,
    *,
    time_limit: float = LONGEST,
) -> Collision:
    """Find the hard rules that a change makes impossible to satisfy together, and ways out.

    Parameters
    ----------
    outcome
        The outcome of the change if all others stay; what it asks for is taken as given.
    stop, call, time_limit
        As for `conflicts_of`.
    """
    desk, change, instance = outcome.desk, outcome.change, demanded(outcome)
    asked = changed(desk.instance, outcome.sought)
    asked |= {("sessions", each, field) for each in change.about for field in ("pin", "windows")}
    found = call(
        _collide,
        stop=stop or threading.Event(),
        given=given_at(desk) | given_by(desk.instance, outcome.sought) | asked,
        instance=instance,
        known=outcome.schedule,
        time_limit=time_limit,
    )
    found = with_unpinning(desk, found, change.about)

    def granting(ways: tuple[Way, ...]) -> tuple[Way, ...]:
        """Return ways that suffice together, unless one of them undoes the change."""
        return () if any(each.path in asked for each in ways) else ways

    return replace(
        found,
        conflicts=tuple(
            replace(each, ways=tuple(way for way in each.ways if way.path not in asked))
            for each in found.conflicts
        ),
        together=granting(found.together),
    )


def given_at(desk: DeskState) -> frozenset[FieldPath]:
    """Return the paths of the facts that were changed at the desk and are fixed; locks are not."""
    before = desk.base.room_by_id
    locked = {
        ("rooms", each.id, "closures")
        for each in desk.instance.rooms
        if each.id in before and closures_besides_locks(desk, each) == [*before[each.id].closures]
    }
    return given_by(desk.base, desk.instance) - locked


def _collide(
    *,
    stop: threading.Event,
    given: frozenset[FieldPath],
    instance: Instance,
    known: Schedule,
    time_limit: float,
) -> Collision:
    del stop
    return collide(instance, time_limit=time_limit, known=known, given=given)


def with_unpinning(desk: DeskState, found: Collision, besides: Collection[str] = ()) -> Collision:
    """Return conflicts in which pins of the desk are removed, where their rule would be weakened.

    `besides` are sessions whose pins are the change itself.
    """
    base = desk.base.session_by_id
    own = {
        each
        for each in pinned_by(desk)
        if each not in besides and (each not in base or base[each].pin is None)
    }

    def told(ways: tuple[Way, ...]) -> tuple[Way, ...]:
        return _unpinned(desk.instance, ways, own)

    def alone(ways: tuple[Way, ...]) -> tuple[Way, ...]:
        changed = [(each, told((each,))[0]) for each in ways]
        facts = {each.path for each in ways}
        return tuple(new for old, new in changed if new is old or new.path not in facts)

    return replace(
        found,
        conflicts=tuple(replace(each, ways=alone(each.ways)) for each in found.conflicts),
        together=told(found.together),
    )


def _unpinned(before: Instance, ways: tuple[Way, ...], own: Collection[str]) -> tuple[Way, ...]:
    """Return ways, each after those before it, in which pins of the desk are removed."""
    gone: list[tuple[str, str]] = []
    found: list[Way] = []
    for way in ways:
        path = ("sessions", way.item, "pin")
        is_own = way.by_level and way.item in own and way.rule in ABOUT_PINS
        gone += [(way.rule, way.item)] if is_own else []
        instance = way.instance
        for rule, each in gone:
            insisting = _insisting(instance, before, rule, each)
            instance = with_pins(insisting, {each: None}) or insisting
        after = replace(way, instance=instance) if gone else way
        if is_own:
            words = say("unpin {}", name(before.session_by_id[way.item]))
            after = replace(after, words=words, path=path, by_level=False)
        found.append(after)
    if not gone:
        return ways
    last, new = ways[-1], found[-1]
    left = broken_in(last.instance, last.schedule)
    is_kept = all(each in left for each in broken_in(new.instance, new.schedule))
    return tuple(found) if is_kept else ways


def _insisting(instance: Instance, before: Instance, rule: str, session: str) -> Instance:
    """Return an instance in which the pin of a session has its former level."""
    profile = instance.profile
    levels, were = (
        each.levels if profile is None else each.profiles[profile] for each in (instance, before)
    )
    said, was = levels.get(rule), were.get(rule)
    if not isinstance(said, ItemLevels):
        return instance
    known = was.items if isinstance(was, ItemLevels) else {}
    left = {key: level for key, level in said.items.items() if key != session or key in known}
    kept = {key: level for key, level in levels.items() if key != rule}
    if left != known:
        kept[rule] = remade(said, items=left)
    elif was is not None:
        kept[rule] = was
    if profile is None:
        return remade(instance, levels=kept)
    return remade(instance, profiles={**instance.profiles, profile: kept})
