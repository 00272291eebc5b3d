"""The exact engine for tasks: which session takes which, once it is known when sessions may be."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from scheduler.engines.items.amounts import Slots
from scheduler.engines.timeline import Timeline
from scheduler.restrictions.items import Tasks
from scheduler.schedule import AgendaEntry

Parts = Mapping[str, Mapping[str, int]]
"""Minutes that each task is given, by task and session."""


@dataclass(frozen=True, slots=True)
class Question:
    """Which sessions take which tasks."""

    tasks: Tasks
    slots: Slots
    """When sessions may be; those that are not named are absent."""
    held: frozenset[str]
    """Sessions that are certainly held."""
    timeline: Timeline
    hint: tuple[AgendaEntry, ...] = ()
    """What may be a good answer."""
    elastic: bool = False
    """Whether what depends on when sessions are may be broken, at a price above all others."""
    settled: Parts = field(default_factory=dict)
    """Parts that are given as they are said, at least."""
    closed: frozenset[str] = frozenset()
    """Sessions that take nothing but what is settled there, or what they took before."""
    over: frozenset[str] = frozenset()
    """Sessions that take nothing but what is settled there."""
    before: Parts | None = None
    """Parts before: as few tasks as possible change their sessions, and then their minutes; what is paid
    comes last, unless it is limited."""
    at_most: int | None = None
    """What may be paid at most; then nothing but what changes is as little as possible."""
    order: tuple[AgendaEntry, ...] = ()
    """The order in which sessions take tasks, where nothing else is asked for; that of the hint, if none."""
