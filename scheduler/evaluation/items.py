"""Agenda items: what is dealt with, where, for how long, in which order and with whom."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from scheduler.evaluation.agendas import (
    beside_by_items,
    dealt_with,
    given_by,
    left_in,
    night_after,
    open_items,
    ordered_pairs,
    taking,
    while_any,
)
from scheduler.evaluation.intervals import HeldLoad, minutes_outside, overlap_found, overlaps
from scheduler.evaluation.runs import (
    held_of,
    ids,
    placed,
    runs_by_id,
    titles,
)
from scheduler.findings import Finding
from scheduler.instance import (
    Instance,
    Item,
    agenda_of,
    minutes_for_items,
    minutes_of,
    sessions_for,
    spans_of,
    takes_items,
)
from scheduler.phrases import say
from scheduler.schedule import Schedule
from scheduler.wording import counted, name


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
    items: dict[str, list[Item]] = {}
    for item in open_items(instance):
        for needed_person in item.persons:
            items.setdefault(needed_person, []).append(item)
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
    runs, proposed = runs_by_id(instance, schedule), _by_proposer(instance)
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


def _by_proposer(instance: Instance) -> Mapping[str, Sequence[Item]]:
    found: dict[str, list[Item]] = {}
    for item in open_items(instance):
        for each in dict.fromkeys(item.proposers):
            found.setdefault(each, []).append(item)
    return found


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
