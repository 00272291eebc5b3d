"""From an instance to a problem: every rule asked, every level applied."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from types import MappingProxyType, ModuleType

from scheduler.catalogue import OFF, RULES
from scheduler.instance import DAY, Instance, instants_of, price_of, spans_breaks
from scheduler.restrictions import Priced, Problem, Restriction
from scheduler.rules import (
    audience,
    bodies,
    features,
    hours,
    panels,
    people,
    preferences,
    preparation,
    relations,
    rooms,
    selection,
    services,
    stability,
    tracks,
)
from scheduler.rules.pauses import breaks_of
from scheduler.rules.seats import seats_of

_FAMILIES: dict[str, ModuleType] = {
    "hours": hours,
    "rooms": rooms,
    "people": people,
    "bodies": bodies,
    "services": services,
    "audience": audience,
    "selection": selection,
    "panels": panels,
    "stability": stability,
    "tracks": tracks,
    "preferences": preferences,
    "relations": relations,
    "features": features,
    "preparation": preparation,
}


def problem_of(instance: Instance) -> Problem:
    """Return all that an engine needs to know of a conference.

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
    )


def items_of(instance: Instance, rule: str) -> frozenset[str]:
    """Return the items of which a rule could count something, whatever its level."""
    return frozenset(restriction.item for restriction in _voice(rule)(instance))


def _voice(rule: str) -> Callable[[Instance], Iterator[Restriction]]:
    """Return the function that turns an instance into the restrictions of a rule."""
    voice: Callable[[Instance], Iterator[Restriction]] = getattr(
        _FAMILIES[RULES[rule].family], rule
    )
    return voice


def _starts(instance: Instance) -> tuple[datetime, ...]:
    """Return the instants at which the venue's clocks show a multiple of the grid, ascending."""
    grid = timedelta(minutes=instance.grid)
    midnights = (datetime.combine(day, datetime.min.time()) for day in instance.dates)
    walls = (midnight + step * grid for midnight in midnights for step in range(-(-DAY // grid)))
    return tuple(sorted({start for wall in walls for start in instants_of(wall, instance.zone)}))


def _priced(instance: Instance) -> Iterator[Priced]:
    """Yield the restrictions of all rules, in the order of the catalogue, but those that are off."""
    for rule in RULES:
        for restriction in _voice(rule)(instance):
            level = instance.level(rule, restriction.item)
            if level != OFF:
                yield Priced(rule, restriction, price_of(level))
