"""Agendas as a schedule has them: which sessions deal with what, and what is in order with what."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations, product

from scheduler.evaluation.runs import (
    Run,
    chronological,
    day_of,
    ids,
    placed,
    runs_by_id,
    runs_of,
)
from scheduler.findings import Finding
from scheduler.instance import (
    DAY,
    Instance,
    Item,
    ItemOrder,
    instant_at,
    minutes_for_items,
    minutes_of,
)
from scheduler.phrases import say
from scheduler.schedule import AgendaEntry, Schedule
from scheduler.wording import how_long


@dataclass(frozen=True, slots=True)
class OrderSide:
    """An item with the sessions that deal with it, or a session that is held."""

    title: str
    runs: Sequence[Run]
    item: str | None = None


@dataclass(frozen=True, slots=True)
class OrderedPair:
    """What comes first in an order, and what comes after it."""

    order: ItemOrder
    first: OrderSide
    then: OrderSide

    @property
    def item(self) -> str:
        """The item that findings are about."""
        return self.then.item or self.first.item or ""

    def runs(self) -> Iterator[tuple[Run, Run]]:
        """Yield each session of the first with each of the other."""
        return product(self.first.runs, self.then.runs)

    def in_order(self, agenda: Sequence[AgendaEntry]) -> bool:
        """Return whether two items of one session are in order on its agenda, and no more is asked for."""
        items = [entry.item for entry in agenda]
        if (
            self.order.at_least
            or self.order.nights
            or not {self.first.item, self.then.item} <= {*items}
        ):
            return False
        return items.index(str(self.first.item)) < items.index(str(self.then.item))


def ordered_pairs(instance: Instance, schedule: Schedule) -> Iterator[OrderedPair]:
    """Yield each two sides of an order of items that are dealt with, or held; one of them is an item."""
    runs = runs_by_id(instance, schedule)
    dealt = {
        item.id: OrderSide(item.title, where, item.id)
        for item, where in dealt_with(instance, schedule)
    }
    held = {id_: OrderSide(run.title, [run]) for id_, run in runs.items()}
    for order in instance.item_orders:
        firsts = [
            *(dealt[each] for each in order.items_first if each in dealt),
            *(held[each] for each in order.sessions_first if each in held),
        ]
        thens = [
            *(dealt[each] for each in order.items_then if each in dealt),
            *(held[each] for each in order.sessions_then if each in held),
        ]
        for first, then in product(firsts, thens):
            if first.item or then.item:
                yield OrderedPair(order, first, then)


def night_after(instance: Instance, run: Run, nights: int) -> datetime:
    """Return the midnight so many nights after a session."""
    return instant_at(day_of(run, instance) + nights * DAY, 0 * DAY, instance.zone)


def open_items(instance: Instance) -> Iterator[Item]:
    """Yield the items of which something is left to deal with."""
    return (item for item in instance.items if item.is_open)


def dealt_with(instance: Instance, schedule: Schedule) -> Iterator[tuple[Item, list[Run]]]:
    """Yield each item that is dealt with, and the sessions that do so."""
    runs = runs_by_id(instance, schedule)
    for item in open_items(instance):
        entries = schedule.entries_by_item.get(item.id, ())
        if entries:
            yield item, [runs[entry.session] for entry in entries]


def given_by(instance: Instance, schedule: Schedule) -> Iterator[tuple[Run, int]]:
    """Yield each session with an agenda, and the minutes that it gives to items."""
    for run in runs_of(instance, schedule):
        entries = schedule.agenda_of(run.id)
        if entries:
            yield run, sum(entry.minutes for entry in entries)


def left_in(instance: Instance, schedule: Schedule, run: Run) -> int:
    """Return the minutes for items that a session has left."""
    given = sum(entry.minutes for entry in schedule.agenda_of(run.id))
    return minutes_of(minutes_for_items(instance, run.session)) - given


def taking(instance: Instance, schedule: Schedule, items: Iterable[Item]) -> list[Run]:
    """Return the sessions that deal with one of some items, in the order of the file."""
    entries = [entry for item in items for entry in schedule.entries_by_item.get(item.id, ())]
    sessions = {entry.session for entry in entries}
    runs = runs_by_id(instance, schedule) if sessions else {}
    return [run for each, run in runs.items() if each in sessions]


def while_any(runs: Sequence[Run], other: Run) -> Iterator[tuple[datetime, datetime]]:
    """Yield the stretches of a session in which any of some others runs."""
    edge = other.start
    for run in chronological(runs):
        since, until = max(run.start, edge), min(run.end, other.end)
        if since < until:
            yield since, until
            edge = until


def items_of_topics(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each two sessions at once that one topic joins by an item."""
    topics = dict.fromkeys(topic for item in open_items(instance) for topic in item.topics)
    for topic in topics:
        own = [run for run in runs_of(instance, schedule) if topic in run.session.topics]
        items = [item for item in open_items(instance) if topic in item.topics]
        by_item = [run for run in taking(instance, schedule, items) if run not in own]
        who = say("Topic {} is dealt with", topic)
        yield from beside_by_items(instance, topic, who, by_item, own)


def beside_by_items(
    instance: Instance, item: str, who: str, needed: Sequence[Run], own: Sequence[Run]
) -> Iterator[Finding]:
    """Yield each two sessions at once of which the first is one of those that are needed."""
    pairs = [*combinations(needed, 2), *((run, other) for run in needed for other in own)]
    for pair in pairs:
        one, other = chronological(pair)
        both = minutes_of(one.beside(other))
        if both:
            message = say(
                "{} in {} and in {}: {} min at once",
                who,
                placed(one, instance.zone),
                placed(other, instance.zone),
                both,
            )
            yield Finding(item, both, ids((one, other)), message, of_agendas=True)


def items_out_of_order(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each two sessions of which the one that comes after the other begins too early."""
    for pair in ordered_pairs(instance, schedule):
        order = pair.order
        for one, other in pair.runs():
            if one.id == other.id and pair.in_order(schedule.agenda_of(one.id)):
                continue
            since = one.end + order.at_least
            if order.nights:
                since = max(since, night_after(instance, one, order.nights))
            amount = minutes_of(since - other.start)
            if amount > 0:
                message = say(
                    "{} ({}) begins {} too early after {} ({})",
                    pair.then.title,
                    placed(other, instance.zone),
                    how_long(amount),
                    pair.first.title,
                    placed(one, instance.zone),
                )
                both = tuple(dict.fromkeys(ids((one, other))))
                yield Finding(pair.item, amount, both, message, of_agendas=True)
