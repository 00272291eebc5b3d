"""`Switches` in the exact model: the sequence of each room in each period is a path through its sessions."""

from collections.abc import Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

from scheduler.engines.cp_sat.variables import Expression, Literal, Variables
from scheduler.restrictions import Switches

MOST_ARCS = 20_000
"""Arcs of all paths; with more of them, they are left out."""


@dataclass(frozen=True, slots=True)
class _Member:
    """A session of a group in one room and period."""

    group: int
    key: Expression
    """Whole number that orders the sequence; different for each session."""
    here: Literal
    """Whether it is there."""


def add_switches(switches: Switches, price: int, variables: Variables) -> bool:
    """Let each switch be paid for; tell whether that has been done, as it is in small models."""
    number = sum(map(len, switches.groups))
    cells = len(switches.periods) * len(variables.source.rooms)
    if cells * number * (number + 1) > MOST_ARCS:
        return False
    rows: dict[tuple[int, int], list[_Member]] = {}
    members = [(group, each) for group, own in enumerate(switches.groups) for each in own]
    for position, (group, session) in enumerate(members):
        _add_member(rows, (group, session), (position, number), switches, variables)
    for row in rows.values():
        _add_path(row, price, variables)
    return True


def _add_member(
    rows: dict[tuple[int, int], list[_Member]],
    member: tuple[int, str],
    order: tuple[int, int],
    switches: Switches,
    variables: Variables,
) -> None:
    """Put a session into the rooms and periods in which it can be; `order` is its position, of how many."""
    model, source = variables.model, variables.source
    (group, session), (position, number) = member, order
    place = variables.places[source.numbers[session]]
    key = place.minute * number + position
    by_period: dict[int, list[Literal]] = {}
    periods = place.domain.periods(*source.timeline.edges(switches.periods))
    for literal, period in zip(place.start, periods, strict=True):
        by_period.setdefault(int(period), []).append(literal)
    for period, literals in by_period.items():
        then = variables.any_of(literals)
        for room, there in zip(place.domain.rooms.tolist(), place.room, strict=True):
            if period >= 0:
                here = model.new_bool_var("")
                model.add_bool_and([then, there]).only_enforce_if(here)
                model.add_bool_or([here, ~then, ~there])
                rows.setdefault((period, room), []).append(_Member(group, key, here))


def _add_path(row: Sequence[_Member], price: int, variables: Variables) -> None:
    """Let those that are there be on one path, in order, and pay where it leads to another group."""
    model = variables.model
    if len({each.group for each in row}) < 2:
        return
    arcs: list[tuple[int, int, cp_model.LiteralT]] = [(0, 0, model.new_bool_var(""))]
    for node, member in enumerate(row, start=1):
        arcs += [(0, node, model.new_bool_var("")), (node, 0, model.new_bool_var(""))]
        arcs.append((node, node, ~member.here))
        for other, later in enumerate(row, start=1):
            if other == node:
                continue
            arc = model.new_bool_var("")
            model.add(later.key > member.key).only_enforce_if(arc)
            arcs.append((node, other, arc))
            if later.group != member.group:
                variables.pay(arc, price)
    model.add_circuit(arcs)
