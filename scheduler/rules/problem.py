"""From an instance to a problem: every rule asked, every level applied."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from types import MappingProxyType, SimpleNamespace
from typing import Any

from scheduler.catalogue import OFF, OWN, RULES
from scheduler.instance import (
    DAY,
    Instance,
    instants_of,
    minutes_of,
    price_of,
    spans_breaks,
    takes_items,
)
from scheduler.restrictions import Priced, Problem
from scheduler.restrictions.items import DivisibleTask, PricedTask, Taken, Tasks
from scheduler.rules import (
    audience,
    bodies,
    hours,
    items,
    people,
    preferences,
    preparation,
    rooms,
    selection,
    services,
    stability,
    tracks,
)
from scheduler.rules.seats import seats_of
from scheduler.rules.spans import breaks_of
from scheduler.schedule import AgendaEntry, Schedule

OWN_RULES = SimpleNamespace()
"""Demands of rules registered from Python, by id."""
MODULES: dict[str, object] = {
    OWN: OWN_RULES,
    "hours": hours,
    "rooms": rooms,
    "people": people,
    "bodies": bodies,
    "services": services,
    "audience": audience,
    "selection": selection,
    "panels": selection,
    "stability": stability,
    "tracks": tracks,
    "preferences": preferences,
    "relations": preferences,
    "preparation": preparation,
}
"""Where the rules of each family are that ask something of sessions; what asks of agendas is in `items`."""

ABOUT_PINS = frozenset({"pin_broken", "no_slack"})
"""Rules that ask whether a session is pinned: what they say of one changes with its pin."""


def problem_of(instance: Instance) -> Problem:
    """Return the problem of a conference: its sessions, starts and rooms, and each rule as restrictions.

    Starts are all those on the grid, whatever the hour: which hours may be used is a rule like others.
    Each seat that may be given on a panel is a session that follows the one of the panel.
    """
    seats = dict(seats_of(instance))
    sessions = {**{each.id: each for each in instance.sessions}, **seats}
    breaks = breaks_of(instance)
    return Problem(
        durations=MappingProxyType({id_: each.duration for id_, each in sessions.items()}),
        starts=_starts(instance),
        rooms=tuple(room.id for room in instance.rooms),
        priced=tuple(_priced(instance)),
        optional=frozenset(session.id for session in instance.sessions if session.optional),
        followers=MappingProxyType({seat: session.id for seat, session in seats.items()}),
        breaks=MappingProxyType(
            {
                id_: breaks
                for id_, each in sessions.items()
                if breaks and spans_breaks(instance, each)
            }
        ),
        tasks=_tasks(instance),
    )


def with_open_items(instance: Instance, schedule: Schedule) -> Schedule:
    """Return a schedule whose agendas have only open items, with no more minutes than they need.

    Of an item with several parts, what is too much is taken off the last ones.
    """
    left = {item.id: minutes_of(item.needed) for item in instance.items if item.is_open}
    entries = []
    for entry in schedule.agendas:
        minutes = min(entry.minutes, left.get(entry.item, 0))
        if minutes:
            left[entry.item] -= minutes
            entries.append(AgendaEntry(entry.session, entry.item, minutes))
    return schedule.with_agendas(entries)


def items_of(instance: Instance, rule: str) -> frozenset[str]:
    """Return the items for which a rule could count an amount, at any level."""
    asked = (
        *_asked_of(MODULES.get(RULES[rule].family), rule, instance),
        *_asked_of(items, rule, instance),
    )
    return frozenset(restriction.item for restriction in asked)


def _starts(instance: Instance) -> tuple[datetime, ...]:
    """Return the instants at which the venue's clocks show a multiple of the grid, ascending."""
    grid = timedelta(minutes=instance.grid)
    midnights = (datetime.combine(day, datetime.min.time()) for day in instance.dates)
    walls = (midnight + step * grid for midnight in midnights for step in range(-(-DAY // grid)))
    return tuple(sorted({start for wall in walls for start in instants_of(wall, instance.zone)}))


def _priced(instance: Instance) -> Iterator[Priced]:
    """Yield the restrictions of all rules, in the order of the catalogue, but those that are off."""
    for rule in RULES.values():
        for restriction, price in _asked(instance, MODULES.get(rule.family), rule.id):
            yield Priced(rule.id, restriction, price)


def _tasks(instance: Instance) -> Tasks:
    """Return what is left to deal with, and all that is asked of it."""
    rows = [item for item in instance.items if item.is_open]
    if not rows:
        return Tasks()
    return Tasks(
        tasks=tuple(
            DivisibleTask(
                each.id,
                minutes_of(each.needed),
                minutes_of(each.least),
                each.parts,
                minutes_of(each.least_part),
                each.optional,
            )
            for each in rows
        ),
        places=tuple(each.id for each in instance.sessions if takes_items(instance, each)),
        priced=tuple(
            PricedTask(rule, asked, None if isinstance(asked, Taken) and asked.must else price)
            for rule in RULES
            for asked, price in _asked(instance, items, rule)
        ),
    )


def _asked(instance: Instance, family: object, rule: str) -> Iterator[tuple[Any, int | None]]:
    """Yield what a rule asks in a family, with its price, but what is off."""
    for restriction in _asked_of(family, rule, instance):
        level = instance.level(rule, restriction.item)
        if level != OFF:
            yield restriction, price_of(level)


def _asked_of(family: object, rule: str, instance: Instance) -> Iterator[Any]:
    """Yield what a rule asks in a family; a rule may ask something of sessions, and of agendas in `items`."""
    voice = getattr(family, rule, None)
    yield from voice(instance) if voice is not None else ()
