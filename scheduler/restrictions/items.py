"""Tasks that sessions take, and restrictions on which session takes which; as pure data.

A *task* is an agenda item as an engine knows it. A schedule gives it a part in one session, in several or in
none: so many minutes, at a place in the order of the session. It is *taken* if it has a part. A session that
is absent takes nothing, and restrictions that speak of it count nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TypeVar

from scheduler.restrictions.kinds import NONE, DayLag, Span

Kind = TypeVar("Kind")


@dataclass(frozen=True, slots=True)
class DivisibleTask:
    """Something that sessions take. If it is taken, it is given minutes from `least` to `needed` in all."""

    id: str
    needed: int
    """Positive minutes."""
    least: int
    """Positive minutes, not more than `needed`."""
    parts: int = 1
    """Sessions that may take a part of it, at most."""
    least_part: int = 1
    """Positive minutes of each of several parts at least, not more than `least`."""
    optional: bool = False
    """Whether it may be left out."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A task is taken. Amount: `amount` if it is not."""

    item: str
    task: str
    amount: int
    must: bool = False
    """Whether it must not be left out, at any level of its rule."""


@dataclass(frozen=True, slots=True)
class Complete:
    """A task is given all that it needs. Amount: minutes that are lacking, if it is taken."""

    item: str
    task: str


@dataclass(frozen=True, slots=True)
class Undivided:
    """A task has one part. Amount: its parts beyond the first."""

    item: str
    task: str


@dataclass(frozen=True, slots=True)
class Within:
    """Some sessions take a task. Amount: its parts in others."""

    item: str
    task: str
    sessions: frozenset[str]


@dataclass(frozen=True, slots=True)
class RoomTasks:
    """A session has so many minutes for tasks. Amount: minutes that it gives beyond these."""

    item: str
    session: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Few:
    """A session takes few tasks. Amount: those that it takes beyond `at_most`."""

    item: str
    session: str
    at_most: int


@dataclass(frozen=True, slots=True)
class Side:
    """What comes before or after something: a task, in all sessions that take a part, or a session."""

    id: str
    is_task: bool


@dataclass(frozen=True, slots=True)
class Ordered:
    """The earlier side ends at least so long before the later one starts.

    Amount: the sum of those of ``Lag(first=s, then=t, at_least, days=days)`` for different sessions s of
    `first` and t of `then`; if there is an `at_least`, with ``s = t``, too, unless it is 0, no days are asked
    for, and what is first comes first in the order of the session.
    """

    item: str
    first: Side
    then: Side
    at_least: timedelta | None = NONE
    days: tuple[DayLag, ...] = ()

    @property
    def fits_one_session(self) -> bool:
        """Whether one session may be on both sides, if its agenda has them in order."""
        fits = self.first.is_task and self.then.is_task and not (self.at_least or self.days)
        return fits or self.at_least is None


@dataclass(frozen=True, slots=True)
class Apart:
    """Sessions that take one of some tasks are neither at once, nor beside certain sessions.

    Amount: for each two different sessions minutes for which both run, if one of them takes one of the
    tasks and is none of `sessions`, and the other does so, too, or is one of `sessions`. With windows, what
    takes one of the tasks and is none of `sessions` is inside one of these: plus the amounts of
    ``Stay(session, within)``.
    """

    item: str
    tasks: tuple[str, ...]
    sessions: frozenset[str]
    within: tuple[Span, ...] | None = None


@dataclass(frozen=True, slots=True)
class Crowd:
    """While sessions run that take one of some tasks, what runs holds at most so much.

    Each session holds what `held` says, or 1 if it takes one of the tasks and that is nothing. Amount:
    ``sum of max(0, held - at_most) over minutes in which a session runs that takes one of the tasks``.
    """

    item: str
    tasks: tuple[str, ...]
    at_most: int
    held: tuple[tuple[str, int], ...] = ()
    """Sessions that hold something whatever they take, and how much: positive."""


@dataclass(frozen=True, slots=True)
class Even:
    """Sessions have equal time left. Amount: the most minutes that one has left, less the fewest."""

    item: str
    minutes: Mapping[str, int]
    """Minutes that each session has for tasks."""


TaskRestriction = (
    Taken | Complete | Undivided | Within | RoomTasks | Few | Ordered | Apart | Crowd | Even
)


@dataclass(frozen=True, slots=True)
class PricedTask:
    """A restriction on tasks, the rule it comes from, and what a unit of its amount costs."""

    rule: str
    restriction: TaskRestriction
    price: int | None
    """Penalty for each unit, in thousandths, not negative; None if hard."""


@dataclass(frozen=True, slots=True)
class Tasks:
    """All that an engine needs to know of tasks."""

    tasks: tuple[DivisibleTask, ...] = ()
    """In the order in which they stand on agendas, where nothing else is asked for."""
    places: tuple[str, ...] = ()
    """Sessions that may take tasks at all."""
    priced: tuple[PricedTask, ...] = field(default=())
    """The restriction."""

    def __bool__(self) -> bool:
        """Return whether there is any task."""
        return bool(self.tasks)

    def of(self, kind: type[Kind]) -> Iterator[tuple[Kind, int | None]]:
        """Yield the restrictions of a kind with their prices."""
        for each in self.priced:
            if isinstance(each.restriction, kind):
                yield each.restriction, each.price
