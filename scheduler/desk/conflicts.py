"""Why no programme keeps every hard rule as a desk is now, and which one breaks least."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from scheduler.desk.locks import unlock
from scheduler.desk.outcomes import Outcome, adopted, measure_of
from scheduler.desk.room import changed, demanded
from scheduler.desk.standing import closures_besides_locks, dates_in_words, windows_locked
from scheduler.desk.steps import DeskState, taken
from scheduler.desk.unpinning import with_unpinning
from scheduler.desk.ways import with_agendas
from scheduler.desk.worker import Call, here
from scheduler.explanation.conflicts import (
    Collision,
    Conflict,
    Culprit,
    FieldPath,
    Way,
    broken_in,
    collide,
    given_by,
    weight_broken,
)
from scheduler.instance import Instance, end_of, spans_of, with_parts
from scheduler.phrases import say
from scheduler.schedule import Schedule
from scheduler.wording import day_text, listed, name

__all__ = [
    "Collision",
    "Way",
    "broken_in",
    "conflicts_of",
    "conflicts_with",
    "weight_broken",
]

LONGEST = 10.0
"""Seconds that it may take."""


def conflicts_of(
    desk: DeskState,
    stop: threading.Event | None = None,
    call: Call = here,
    *,
    time_limit: float = LONGEST,
) -> tuple[Collision, Outcome | None]:
    """Tell which hard rules of a desk cannot all be kept, with ways out.

    Parameters
    ----------
    desk
        The desk.
    stop
        Says that nobody waits for it any more; it goes on to its end.
    call
        Carries it out: in this thread, or in a process.
    time_limit
        Seconds that it may take, positive.

    Returns
    -------
    tuple
        The conflicts; and the programme that was found with them, which breaks no hard rule if there are
        none, as a wish: None if it breaks no less than what is there, graver rules counting first,
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
    found = with_unpinning(desk, _of_locks(desk, found, _unlocked))
    if found.schedule is None:
        return found, None
    programme = with_agendas(desk, found.schedule)
    outcome = adopted(desk, say("Take the programme that breaks least"), programme)
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
    """Tell which hard rules cannot all be kept with a wish, whatever moves, with ways out that grant it.

    Parameters
    ----------
    outcome
        What comes of the wish if all others stay; what it asks for is taken as given.
    stop, call, time_limit
        As for `conflicts_of`.
    """
    desk, wish, instance = outcome.desk, outcome.wish, demanded(outcome)
    asked = changed(desk.instance, outcome.sought)
    asked |= {("sessions", each, field) for each in wish.about for field in ("pin", "windows")}
    found = call(
        _collide,
        stop=stop or threading.Event(),
        given=given_at(desk) | given_by(desk.instance, outcome.sought) | asked,
        instance=instance,
        known=outcome.schedule,
        time_limit=time_limit,
    )
    found = with_unpinning(desk, _of_locks(desk, found, _let_in), wish.about)

    def granting(ways: tuple[Way, ...]) -> tuple[Way, ...]:
        """Return ways that suffice together, if none of them takes back what is wished."""
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
    """Return where the facts stand that were changed at a desk and are taken as given; a lock is a wish."""
    before = desk.base.room_by_id
    locked = {
        ("rooms", each.id, "closures")
        for each in desk.instance.rooms
        if each.id in before and closures_besides_locks(desk, each) == [*before[each.id].closures]
    }
    return given_by(desk.base, desk.instance) - locked


def _of_locks(
    desk: DeskState, found: Collision, way_in: Callable[[DeskState, Way], Way]
) -> Collision:
    """Return what collides in words in which a room that is closed by a lock alone is locked.

    `way_in` gives the way into such a room that is told; with several changes, only the words are others.
    """
    places = {
        ("rooms", each.id, "closures")
        for each in desk.instance.rooms
        if windows_locked(desk, each.id) and not closures_besides_locks(desk, each)
    }
    culprits = [each for conflict in found.conflicts for each in conflict.culprits]
    locked = {(each.rule, each.item) for each in culprits if each.path in places}

    def is_locked(one: Culprit | Way) -> bool:
        return (one.rule, one.item) in locked

    def told(ways: tuple[Way, ...]) -> tuple[Way, ...]:
        into = _let_in if len(ways) > 1 else way_in
        return tuple(into(desk, each) if is_locked(each) else each for each in ways)

    def alone(ways: tuple[Way, ...]) -> tuple[Way, ...]:
        facts = [each for each in ways if is_locked(each) and not each.by_level]
        kept = [each for each in ways if not (facts and is_locked(each) and each.by_level)]
        once = {each.words: each for way in kept for each in told((way,))}
        return tuple(once.values())

    def of_conflict(conflict: Conflict) -> Conflict:
        culprits = tuple(
            replace(each, words=_locked_said(desk, each)) if is_locked(each) else each
            for each in conflict.culprits
        )
        return replace(conflict, culprits=culprits, ways=alone(conflict.ways))

    return replace(
        found,
        conflicts=tuple(map(of_conflict, found.conflicts)),
        together=told(found.together),
    )


def _locked_said(desk: DeskState, culprit: Culprit) -> str:
    """Say that a room is locked, on the days to which the sessions are pinned for which it matters."""
    days = {day for each in windows_locked(desk, culprit.item) for day in each.days}
    pins = (desk.instance.session_by_id[each].pin for each in culprit.sessions)
    starts = (pin.start for pin in pins if pin is not None and pin.start is not None)
    pinned = {each.astimezone(desk.instance.zone).date() for each in starts}
    room = name(desk.instance.room_by_id[culprit.item])
    return say("{} is locked {}", room, dates_in_words(sorted(days & pinned or days)))


def _let_in(desk: DeskState, way: Way) -> Way:
    """Return a way into a room that is locked in words that say so."""
    if way.by_level:
        return way
    room = name(desk.instance.room_by_id[way.item])
    days = _days_opened(desk, way)
    if not days:
        return way
    return replace(
        way, words=say("let others into {}, which is locked {}", room, dates_in_words(days))
    )


def _unlocked(desk: DeskState, way: Way) -> Way:
    """Return the way into a room that is locked by which the days are unlocked."""
    days = _days_opened(desk, way)
    if way.by_level or not days:
        return way
    after = desk
    for day in days:
        after = taken(after, unlock(after, day=day).step)
    before = broken_in(way.instance, way.schedule)
    if any(each not in before for each in broken_in(after.instance, way.schedule)):
        return _let_in(desk, way)
    words = say("unlock {}", listed([day_text(day) for day in days]))
    return replace(way, words=words, instance=after.instance)


def _days_opened(desk: DeskState, way: Way) -> list[date]:
    """Return the days on which a programme has sessions in a room that is locked then."""
    instance, zone = way.instance, desk.instance.zone
    locked = spans_of(windows_locked(desk, way.item), zone)
    found: set[date] = set()
    for each in way.schedule.assignments:
        if any(room.id == way.item for room in with_parts(instance.room_by_id, each.room)):
            end = end_of(instance, instance.session_by_id[each.session], each.start)
            if any(since < end and each.start < until for since, until in locked):
                found.add(each.start.astimezone(zone).date())
    return sorted(found)


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
