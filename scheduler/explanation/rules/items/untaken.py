"""Agenda items that no session may take, and those for which none has the time."""

from collections.abc import Iterator

from scheduler.catalogue import HARD
from scheduler.explanation.presolve import Presolve
from scheduler.explanation.trouble import Trouble
from scheduler.instance import Instance, Item, Session, minutes_of, most_time_for, sessions_for
from scheduler.wording import counted, name


def untaken(presolve: Presolve) -> Iterator[Trouble]:
    """Yield the open items that no session may take, or that need more time than those that may have."""
    instance = presolve.instance
    for item in instance.items:
        if item.is_open:
            yield from _without_session(instance, item) or _without_time(instance, item)


def _without_session(instance: Instance, item: Item) -> tuple[Trouble, ...]:
    if sessions_for(instance, item):
        return ()
    which = "no session" if item.sessions is None else "no session that `sessions` names"
    message = (
        f"{name(item)} is to be dealt with, and {which} has time for items. "
        "What may help: other `sessions`, or `optional: true`."
    )
    return (_trouble(instance, item, message, "sessions", ()),)


def _without_time(instance: Instance, item: Item) -> tuple[Trouble, ...]:
    there = most_time_for(instance, item)
    if item.least <= there:
        return ()
    longest = "longest session" if item.parts == 1 else f"{item.parts} longest sessions"
    message = (
        f"{name(item)} needs {counted(minutes_of(item.least), 'minute')}, and the {longest} that may "
        f"take it {'has' if item.parts == 1 else 'have'} {minutes_of(there)}. "
        "What may help: a longer session, more `parts`, or a shorter item."
    )
    field = "minutes" if item.shortest is None else "shortest"
    return (_trouble(instance, item, message, field, sessions_for(instance, item)),)


def _trouble(
    instance: Instance, item: Item, message: str, field: str, sessions: tuple[Session, ...]
) -> Trouble:
    """Return what is certain if neither another session may take the item, nor one give more than it has."""
    kept = [("item_misplaced", item.id), *(("session_overfull", each.id) for each in sessions)]
    is_certain = not item.optional and all(instance.level(*each) == HARD for each in kept)
    ids = tuple(each.id for each in sessions)
    rules = ("value_lost", *dict.fromkeys(rule for rule, _ in kept))
    place = ("items", item.id, field)
    return Trouble(message, certain=is_certain, sessions=ids, rules=rules, place=place)
