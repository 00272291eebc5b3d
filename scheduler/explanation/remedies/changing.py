"""An instance with one fact changed, and what that would be good for."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar

from scheduler.evaluation.runs import Run
from scheduler.instance import Instance
from scheduler.instance.frozen import Frozen
from scheduler.schedule import Schedule

Fact = TypeVar("Fact", bound=Frozen)
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Remedy:
    """A change of the facts after which a programme may be possible."""

    words: str
    """What to do, as an order to the planner, without a full stop."""
    path: Path
    """Table, id (or position) and field that change."""
    instance: Instance
    """The instance after it."""
    schedule: Schedule
    """A programme that it is meant to make possible."""


@dataclass(frozen=True)
class Break:
    """An item of a rule that a schedule breaks, while it keeps all other hard rules."""

    instance: Instance
    item: str
    schedule: Schedule
    runs: Mapping[str, Run]
    """Sessions as they run in the schedule."""
    sessions: tuple[str, ...]
    """Those that break it."""


Cure = Callable[[Break], Iterator[Remedy]]
"""Yields what may help, the gentlest first; whether it does is found out by whoever asks."""


def remade(fact: Fact, **fields: Any) -> Fact:
    """Return a fact with some fields changed, validated anew.

    Raises
    ------
    ValidationError
        When it cannot be so; it is a ``ValueError``.
    """
    kind = type(fact)
    values = {name: getattr(fact, name) for name in kind.model_fields}
    return kind(**{**values, **fields})


def with_row(instance: Instance, table: str, id_: str, **fields: Any) -> Instance:
    """Return an instance with some fields of a row of a table changed."""
    rows = tuple(
        remade(row, **fields) if row.id == id_ else row for row in getattr(instance, table)
    )
    return remade(instance, **{table: rows})


def cured(broken: Break, words: str, path: tuple[str, str, str], value: Any) -> Remedy:
    """Return the remedy of giving a field of a row another value."""
    table, id_, field = path
    changed = with_row(broken.instance, table, id_, **{field: value})
    return Remedy(words, path, changed, broken.schedule)


def with_start(schedule: Schedule, session: str, start: datetime) -> Schedule:
    """Return a schedule in which a session starts at another time."""
    return Schedule.of(
        replace(each, start=start if each.session == session else each.start)
        for each in schedule.assignments
    )


def moved(schedule: Schedule, rooms: Mapping[str, str]) -> Schedule:
    """Return a schedule with some sessions in other rooms."""
    return Schedule.of(
        replace(each, room=rooms.get(each.session, each.room)) for each in schedule.assignments
    )
