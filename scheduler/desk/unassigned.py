"""Agenda items that lose their meeting, and meetings with enough time for them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scheduler.desk.outcomes import Outcome
from scheduler.instance import (
    Instance,
    Item,
    Session,
    agenda_of,
    minutes_for_items,
    minutes_of,
    sessions_for,
    takes_items,
)
from scheduler.phrases import say
from scheduler.schedule import Schedule
from scheduler.wording import joined, one_line, shortened

MOST = 3
"""Meetings that are named for an item."""


@dataclass(frozen=True, slots=True)
class FreeMeeting:
    """A meeting that is held and has time for an item."""

    session: str
    free: int
    """Minutes that its agenda leaves."""


@dataclass(frozen=True, slots=True)
class Unassigned:
    """An agenda item without a meeting."""

    item: Item
    open_to: tuple[FreeMeeting, ...]
    """Meetings that may take it and have time for it, in the order of the programme."""
    others: tuple[FreeMeeting, ...]
    """Others of the same bodies, or else of the same kind, that have time for it and may not take it yet."""


def unassigned_by(outcome: Outcome) -> tuple[Unassigned, ...]:
    """Return the items that a change leaves without a meeting, in the order of the file."""
    before, after = outcome.desk.schedule.entries_by_item, outcome.schedule.entries_by_item
    old, new = outcome.desk.instance, outcome.instance
    known = old.item_by_id
    return tuple(
        _unassigned(outcome, known[item.id], item)
        for item in new.items
        if item.is_open and item.id in known and item.id not in after
        # On an agenda until now, or still to be put on one.
        if item.id in before or (sessions_for(old, known[item.id]) and not sessions_for(new, item))
    )


def unassigned_in_words(outcome: Outcome) -> Iterator[str]:
    """Yield the items that a change leaves without a meeting, each with where it could go."""
    for each in unassigned_by(outcome):
        yield say("{}: {}", each.item.title, where_to(outcome.instance, each))


def where_to(instance: Instance, each: Unassigned) -> str:
    """Return where an item could go: ``Board (2) (25 min free)``."""
    if each.open_to:
        return _listed(instance, each.open_to)
    if each.others:
        return say("{}, if you add it to the item’s `sessions`", _listed(instance, each.others))
    return say("no meeting of its kind has enough time left")


def _listed(instance: Instance, meetings: Sequence[FreeMeeting]) -> str:
    titles = [
        say("{} ({} min free)", one_line(instance.session_by_id[each.session].title), each.free)
        for each in meetings
    ]
    return joined(shortened(titles, MOST))


def _unassigned(outcome: Outcome, before: Item, item: Item) -> Unassigned:
    instance, schedule = outcome.instance, outcome.schedule
    free = {each.session: each for each in _with_time(instance, schedule, item)}
    may = {session.id for session in sessions_for(instance, item)}
    likely = _like_those_before(outcome.desk.instance, before)
    return Unassigned(
        item,
        tuple(each for name, each in free.items() if name in may),
        tuple(
            each
            for name, each in free.items()
            if name not in may and likely.intersection(_marks(instance.session_by_id[name]))
        ),
    )


def _like_those_before(instance: Instance, item: Item) -> set[str]:
    return {mark for session in sessions_for(instance, item) for mark in _marks(session)}


def _marks(session: Session) -> tuple[str, ...]:
    return tuple(f"body {each}" for each in session.bodies) or (f"kind {session.kind}",)


def _with_time(instance: Instance, schedule: Schedule, item: Item) -> Iterator[FreeMeeting]:
    """Yield the meetings that have time for all of an item, the first one first."""
    for place in sorted(schedule.assignments, key=lambda each: (each.start, each.session)):
        session = instance.session_by_id[place.session]
        agenda, most = schedule.agenda_of(session.id), agenda_of(instance, session).at_most
        there = minutes_of(minutes_for_items(instance, session))
        free = there - sum(entry.minutes for entry in agenda)
        if not takes_items(instance, session) or (most is not None and len(agenda) >= most):
            continue
        if free >= minutes_of(item.least):
            yield FreeMeeting(session.id, free)
