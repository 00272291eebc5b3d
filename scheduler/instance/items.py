"""Agenda items: what is dealt with inside sessions, how long it takes, and what comes before what."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, ClassVar

from pydantic import AfterValidator, Field, NonNegativeInt, PositiveInt, model_validator

from scheduler.instance.calendar import Agenda
from scheduler.instance.faults import Fault, Path, quoted
from scheduler.instance.frozen import (
    Address,
    ById,
    Frozen,
    Identified,
    Identifier,
    Language,
    Minutes,
    PositiveMinutes,
    Title,
    by_id,
    is_unsaid,
    minutes_of,
)
from scheduler.instance.lookups import pauses_of
from scheduler.instance.meetings import Session, one_role_each
from scheduler.instance.moments import Days, Span
from scheduler.instance.participants import Selection

if TYPE_CHECKING:
    from scheduler.instance.model import Instance


LEAST_PART = timedelta(minutes=10)
"""What a part of a split item takes at least, where nothing else is said."""


class Document(Frozen):
    """A document of an agenda item."""

    symbol: Title
    """Its number among the documents of the conference."""
    title: Title | None = None
    """Name for people."""
    address: Address | None = None
    """Its address on the web."""
    languages: tuple[Language, ...] = ()
    """Languages in which it is available."""


class ItemRole(StrEnum):
    """What a person has to do with an item. All must be there while it is dealt with."""

    RAPPORTEUR = "rapporteur"
    EXPERT = "expert"


class Item(Identified):
    """An item on the agenda of one or several sessions. The search gives it sessions and minutes."""

    id: Identifier
    """Stable name; agendas refer to it."""
    title: Title
    """Name for people."""
    minutes: PositiveMinutes
    """Minutes that it needs."""
    shortest: PositiveMinutes | None = None
    """Least minutes; `minutes` unless given."""
    sessions: Selection | None = None
    """Sessions that may take it; all that take items unless given."""
    optional: bool = False
    """Whether it may be left out."""
    value: NonNegativeInt = 20
    """Points that are lost without it, if it is optional, at the default level of `value_lost`."""
    documents: tuple[Document, ...] = ()
    """Its documents."""
    topics: tuple[Identifier, ...] = ()
    """Narrow topics. Sessions with items of one topic never overlap."""
    themes: tuple[Identifier, ...] = ()
    """Themes it belongs to."""
    people: Annotated[dict[ItemRole, tuple[Identifier, ...]], AfterValidator(one_role_each)] = {}
    """Persons who must be present during the session, by role."""
    proposers: tuple[Identifier, ...] = ()
    """Delegations of which a member must be present."""
    parts: PositiveInt = 1
    """Number of sessions over which it may be split."""
    part_at_least: PositiveMinutes | None = Field(default=None, exclude_if=is_unsaid)
    """Least minutes of each part, if it is split; 10, or all of a shorter item, unless given."""
    settled: Annotated[int, Field(ge=0, le=100)] = 0
    """Percent of it that is already settled. At 100 it is on no agenda."""

    @model_validator(mode="after")
    def _shortest_is_no_longer(self) -> "Item":
        if self.shortest is not None and self.shortest > self.minutes:
            most = minutes_of(self.minutes)
            raise ValueError(f"`shortest` is longer than `minutes`, which is {most}")
        return self

    @property
    def is_open(self) -> bool:
        """Whether anything of it is left to deal with."""
        return self.settled < 100

    @property
    def needed(self) -> timedelta:
        """Minutes that it needs still, once what is settled is taken off; rounded up."""
        return _unsettled(self.minutes, self.settled)

    @property
    def least(self) -> timedelta:
        """The least minutes in which what is left of it can be dealt with; rounded up."""
        return _unsettled(self.shortest or self.minutes, self.settled)

    @property
    def least_part(self) -> timedelta:
        """The least minutes of each part, if it is split: not more than what is left needs at least."""
        return min(self.part_at_least or LEAST_PART, self.least)

    @property
    def persons(self) -> tuple[str, ...]:
        """Persons who must be there, in the order of the file."""
        return tuple(person for people in self.people.values() for person in people)


def _unsettled(time: timedelta, settled: int) -> timedelta:
    return timedelta(minutes=-(-minutes_of(time) * (100 - settled) // 100))


class ItemOrder(Frozen):
    """Each item and session that comes first ends before each of those that come after it begins.

    Sessions among themselves belong in `orders`.
    """

    items_first: tuple[Identifier, ...] = ()
    """Items that come first. Each ends with the last session that deals with it."""
    sessions_first: tuple[Identifier, ...] = ()
    """Sessions that come first."""
    items_then: tuple[Identifier, ...] = ()
    """Items that come after them. Each begins with the first session that deals with it."""
    sessions_then: tuple[Identifier, ...] = ()
    """Sessions that come after them."""
    at_least: Minutes = timedelta()
    """Least minutes between the sessions."""
    nights: Days = 0
    """Least number of nights between the sessions."""


class Itemised(Frozen):
    """Agenda items and their orders."""

    items: tuple[Item, ...] = ()
    """Agenda items."""
    item_orders: tuple[ItemOrder, ...] = ()
    """Which items and sessions come before which."""

    item_by_id: ClassVar[ById[Item]] = by_id("items")


NO_AGENDA = Agenda()


def agenda_of(instance: "Instance", session: Session) -> Agenda:
    """Return how much a session takes of items: as it says itself, or else as its kind does."""
    kind = instance.kind_by_id.get(session.kind)  # none, while faults are looked for
    return session.agenda or (kind.agenda if kind is not None else None) or NO_AGENDA


def minutes_for_items(instance: "Instance", session: Session) -> timedelta:
    """Return the time that a session has for items: not more than it works."""
    minutes = agenda_of(instance, session).minutes
    return session.duration if minutes is None else min(minutes, session.duration)


def takes_items(instance: "Instance", session: Session) -> bool:
    """Return whether a session has any time for items."""
    return bool(minutes_for_items(instance, session))


def sessions_for(instance: "Instance", item: Item) -> tuple[Session, ...]:
    """Return the sessions that may take an item, in the order of the file."""
    chosen = instance.sessions if item.sessions is None else instance.selected(item.sessions)
    return tuple(session for session in chosen if takes_items(instance, session))


def most_time_for(instance: "Instance", item: Item) -> timedelta:
    """Return the most time that sessions which may take an item have for it, in as many as it has parts."""
    there = (minutes_for_items(instance, session) for session in sessions_for(instance, item))
    return sum(sorted(there, reverse=True)[: item.parts], timedelta())


def times_of(
    instance: "Instance", session: Session, start: datetime, minutes: Iterable[int]
) -> tuple[Span, ...]:
    """Return when the items of a session that starts then begin and end (UTC), one right after the other.

    `minutes` has those of each item in the order of the agenda. They pass outside the breaks that the session
    spans; an item that a break interrupts goes on after it.
    """
    pauses, edge = [*pauses_of(instance, session, start)], start
    spans: list[Span] = []
    for each in minutes:
        while pauses and pauses[0][0] <= edge:
            edge = max(edge, pauses.pop(0)[1])
        began, left = edge, timedelta(minutes=each)
        while pauses and pauses[0][0] < edge + left:
            left -= pauses[0][0] - edge
            edge = pauses.pop(0)[1]
        edge += left
        spans.append((began, edge))
    return tuple(spans)


def item_faults(instance: "Instance") -> Iterator[Fault]:
    """Yield what does not fit within an order of items."""
    for position, order in enumerate(instance.item_orders):
        yield from _order_faults(("item_orders", position), order)


def _order_faults(path: Path, order: ItemOrder) -> Iterator[Fault]:
    for end, where in (("first", "first"), ("then", "after it")):
        if not getattr(order, f"items_{end}") and not getattr(order, f"sessions_{end}"):
            expected = f"`items_{end}` or `sessions_{end}`, with names"
            yield Fault(path, f"nothing that comes {where}", expected)
    if not order.items_first and not order.items_then:
        expected = "an item on at least one side. For sessions alone, use `orders`"
        yield Fault(path, "an order without items", expected)
    for table in ("items", "sessions"):
        firsts = set(getattr(order, f"{table}_first"))
        for place, name in enumerate(getattr(order, f"{table}_then")):
            if name in firsts:
                expected = f"{'an item' if table == 'items' else 'a session'} that can come later"
                yield Fault(
                    (*path, f"{table}_then", place), f"{quoted(name)} on both sides", expected
                )
