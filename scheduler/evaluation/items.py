"""Agenda items as agendas have them: where, for how long, in which order and with whom."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations, product

from scheduler.evaluation.intervals import HeldLoad, minutes_outside, overlap_found, overlaps
from scheduler.evaluation.runs import (
    Run,
    chronological,
    day_of,
    held_of,
    ids,
    placed,
    runs_by_id,
    runs_of,
    titles,
)
from scheduler.findings import Finding
from scheduler.instance import (
    DAY,
    Instance,
    Item,
    ItemOrder,
    agenda_of,
    grouped,
    instant_at,
    minutes_for_items,
    minutes_of,
    sessions_for,
    spans_of,
    takes_items,
)
from scheduler.phrases import say
from scheduler.schedule import AgendaEntry, Schedule
from scheduler.wording import counted, how_long, name


def item_misplaced(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each item that is dealt with in a session that may not take it."""
    for item, runs in dealt_with(instance, schedule):
        may = sessions_for(instance, item)
        wrong = [run for run in runs if run.session not in may]
        if wrong:
            message = say(
                "{} is dealt with in {}, which is not allowed to take it", item.title, titles(wrong)
            )
            yield Finding(item.id, len(wrong), ids(wrong), message)


def item_shortened(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each item that is given less time than it needs."""
    for item, runs in dealt_with(instance, schedule):
        given = sum(entry.minutes for entry in schedule.entries_by_item[item.id])
        needed, least = minutes_of(item.needed), minutes_of(item.least)
        if given < needed:
            message = say("{} gets {} of the {} min that it needs", item.title, given, needed)
            too_short = given < least
            if too_short:
                message += say("; it needs at least {}", least)
            yield Finding(item.id, needed - given, ids(runs), message, absolute=too_short)


def item_split(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each item that several sessions deal with."""
    for item, runs in dealt_with(instance, schedule):
        if len(runs) > 1:
            message = say(
                "{} is split over {}: {}", item.title, counted(len(runs), "session"), titles(runs)
            )
            too_many = len(runs) > item.parts
            shortest = min(entry.minutes for entry in schedule.entries_by_item[item.id])
            too_small = shortest < minutes_of(item.least_part)
            if too_many:
                message += say("; at most {} allowed", counted(item.parts, "part"))
            if too_small:
                message += say(
                    "; a part has {} min, at least {} required",
                    shortest,
                    minutes_of(item.least_part),
                )
            is_forbidden = too_many or too_small
            yield Finding(item.id, len(runs) - 1, ids(runs), message, absolute=is_forbidden)


def session_overfull(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each session that gives more minutes to items than it has for them."""
    for run, given in given_by(instance, schedule):
        there = minutes_of(minutes_for_items(instance, run.session))
        if given > there:
            message = say(
                "{} gives its items {} min, {} min more than it has",
                run.title,
                given,
                given - there,
            )
            yield Finding(run.id, given - there, (run.id,), message)


def agenda_tight(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each session that has not so much to spare as it should."""
    for run, given in given_by(instance, schedule):
        spare = minutes_of(agenda_of(instance, run.session).spare)
        there = minutes_of(minutes_for_items(instance, run.session))
        beyond = given - max(0, there - spare)
        if spare and there and beyond > 0:
            message = say(
                "{} leaves {} of the {} min that it should have to spare",
                run.title,
                max(0, there - given),
                spare,
            )
            yield Finding(run.id, beyond, (run.id,), message)


def items_too_late(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each two sessions that are in order, with no night to spare between them."""
    for pair in ordered_pairs(instance, schedule):
        for one, other in pair.runs():
            night = night_after(instance, one, pair.order.nights + 1)
            amount = minutes_of(night - other.start)
            if amount > 0 and one.id != other.id:
                message = say(
                    "No night to spare between {} ({}) and {} ({})",
                    pair.first.title,
                    placed(one, instance.zone),
                    pair.then.title,
                    placed(other, instance.zone),
                )
                yield Finding(pair.item, amount, ids((one, other)), message)


def item_people_missing(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each session that deals with an item of somebody who is away or elsewhere then.

    Of a delegation, each stretch in which it lacks members for sessions that deal with its proposals.
    """
    yield from _persons_missing(instance, schedule)
    yield from _members_missing(instance, schedule)


def _persons_missing(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    runs = runs_by_id(instance, schedule)
    items = grouped(open_items(instance), lambda item: item.persons)
    for person in instance.people:
        if person.id not in items:
            continue
        own = held_of(runs, instance.attended(person.id, ()))
        found = taking(instance, schedule, items[person.id])
        needed = [run for run in found if run not in own]
        yield from beside_by_items(
            instance, person.id, say("{} is needed", name(person)), needed, own
        )
        windows = spans_of(person.available, person.zone or instance.zone)
        for run in needed if person.available else ():
            away = minutes_outside(run.start, run.end, windows)
            if away:
                message = say(
                    "{} is needed for an item of {}, and not available for {} min of it",
                    name(person),
                    placed(run, instance.zone),
                    away,
                )
                yield Finding(person.id, away, (run.id,), message)


def _members_missing(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    runs = runs_by_id(instance, schedule)
    proposed = grouped(open_items(instance), lambda item: item.proposers)
    for delegation in instance.delegations:
        found = taking(instance, schedule, proposed.get(delegation.id, ()))
        if not found:
            continue
        members = (each.id for each in instance.people if each.delegation == delegation.id)
        bound = Counter(own.id for each in members for own in instance.attended(each, ()))
        holds = [HeldLoad(run, run.start, run.end, max(1, bound[run.id])) for run in found]
        proposing = {run.id for run in found}
        for run in (runs[each] for each in bound if each in runs and each not in proposing):
            holds += [HeldLoad(run, *span, bound[run.id]) for span in while_any(found, run)]
        for overlap in overlaps(holds, delegation.size):
            what = say("{} proposes items of more sessions than it has members", name(delegation))
            if not all(run.id in proposing and bound[run.id] < 2 for run in overlap.runs):
                what = say(
                    "{} has too few members free for the items that it proposes", name(delegation)
                )
            yield overlap_found(instance.zone, delegation.id, what, overlap)


def items_unbalanced(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each body of which one session has more time left than another."""
    runs = runs_by_id(instance, schedule)
    for body in instance.bodies if instance.items else ():
        sessions = instance.sessions_by_body.get(body.id, ())
        held = [run for run in held_of(runs, sessions) if takes_items(instance, run.session)]
        left = {run.id: left_in(instance, schedule, run) for run in held}
        if left and max(left.values()) > min(left.values()):
            most, fewest = (
                max(held, key=lambda run: left[run.id]),
                min(held, key=lambda run: left[run.id]),
            )
            message = say(
                "{}: {} has {} min left for items, {} {}",
                name(body),
                most.title,
                left[most.id],
                fewest.title,
                left[fewest.id],
            )
            yield Finding(body.id, left[most.id] - left[fewest.id], ids((most, fewest)), message)


@dataclass(frozen=True, slots=True)
class OrderSide:
    """An item with the sessions that deal with it, or a session that is held."""

    title: str
    runs: Sequence[Run]
    item: str | None = None


@dataclass(frozen=True, slots=True)
class OrderedPair:
    """The two sides of an order of items."""

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
                    "{} ({}) begins {} too early; {} ({}) comes first",
                    pair.then.title,
                    placed(other, instance.zone),
                    how_long(amount),
                    pair.first.title,
                    placed(one, instance.zone),
                )
                both = tuple(dict.fromkeys(ids((one, other))))
                yield Finding(pair.item, amount, both, message, of_agendas=True)
