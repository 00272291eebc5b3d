"""Sessions that share something, and are not to each other as they are wanted."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import combinations

from scheduler.evaluation.runs import Run, day_of, placed, runs_by_id
from scheduler.findings import Finding
from scheduler.instance import (
    Instance,
    Relation,
    Session,
    Wanted,
    minutes_of,
    names_under,
    sessions_of_relation,
)
from scheduler.phrases import say
from scheduler.schedule import Schedule
from scheduler.wording import counted, listed, name


def related_at_once(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each two sessions that overlap."""
    for relation, one, other, shared in _pairs(instance, schedule, Wanted.NOT_AT_ONCE):
        if relation.in_one_room and one.room != other.room:
            continue
        minutes = minutes_of(one.beside(other))
        trouble = say("{} min at once", minutes)
        yield from _found(instance, relation, one, other, minutes * shared, trouble)


def related_without_pause(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each two sessions of a day with too little time between, or none."""
    for relation, one, other, _ in _pairs(instance, schedule, Wanted.PAUSE):
        earlier, later = sorted((one, other), key=lambda run: (run.start, run.end))
        minutes, least = (
            minutes_of(later.start - earlier.end),
            minutes_of(relation.pause or timedelta()),
        )
        is_at_once = bool(one.beside(other))
        if is_at_once or (day_of(one, instance) == day_of(other, instance) and minutes < least):
            between = say("at once") if is_at_once else say("{} min between them", minutes)
            trouble = say("{}, wanted {}", between, least)
            yield from _found(instance, relation, one, other, _both(one, other), trouble)


def related_on_other_days(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each two sessions on different days."""
    for relation, one, other, shared in _pairs(instance, schedule, Wanted.ONE_DAY):
        if day_of(one, instance) != day_of(other, instance):
            amount = shared * _both(one, other)
            yield from _found(instance, relation, one, other, amount, say("on different days"))


def related_in_other_rooms(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each two sessions of a day in different rooms."""
    for relation, one, other, shared in _pairs(instance, schedule, Wanted.ONE_ROOM):
        if day_of(one, instance) == day_of(other, instance) and one.room != other.room:
            trouble = say("in different rooms, {}", _rooms(instance, one, other))
            yield from _found(instance, relation, one, other, shared * _both(one, other), trouble)


def related_out_of_order(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each two sessions of which the one that comes first has not ended when the other starts."""
    for relation, one, other, shared in _pairs(instance, schedule, Wanted.IN_ORDER):
        first, second = one, other
        if relation.by is not None:
            numbers = one.session.numbers.get(relation.by), other.session.numbers.get(relation.by)
            if None in numbers or numbers[0] == numbers[1]:
                continue
            first, second = _by_number(relation.by, one, other)
        if first.end > second.start:
            trouble = say("{} comes first", first.title)
            yield from _found(
                instance, relation, first, second, shared * _both(one, other), trouble
            )


def related_in_smaller_room(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each two sessions of which the one with the higher number has the smaller room."""
    for relation, one, other, shared in _pairs(instance, schedule, Wanted.LARGER_ROOM):
        by = relation.by or ""
        if by in one.session.numbers and by in other.session.numbers:
            less, more = _by_number(by, one, other)
            seats = [instance.room_by_id[run.room].capacity for run in (less, more)]
            is_higher = more.session.numbers[by] > less.session.numbers[by]
            if is_higher and seats[0] is not None and seats[1] is not None and seats[0] > seats[1]:
                rooms = _rooms(instance, less, more)
                trouble = say("{} needs the larger room, of {}", more.title, rooms)
                yield from _found(
                    instance, relation, less, more, shared * _both(one, other), trouble
                )


def related_not_at_once(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each two sessions of one length that do not start together."""
    for relation, one, other, shared in _pairs(instance, schedule, Wanted.AT_ONCE):
        if one.session.duration == other.session.duration and one.start != other.start:
            amount = shared * minutes_of(one.session.duration)
            yield from _found(instance, relation, one, other, amount, say("at different times"))


def _pairs(
    instance: Instance, schedule: Schedule, wanted: Wanted
) -> Iterator[tuple[Relation, Run, Run, int]]:
    """Yield each two sessions of the relations that are wanted so, as listed, and how much they share."""
    runs = runs_by_id(instance, schedule)
    for relation in instance.relations:
        if relation.wanted is wanted:
            held = [s for s in sessions_of_relation(instance, relation) if s.id in runs]
            for one, other in combinations(held, 2):
                shared = _shared(relation, one, other)
                if shared:
                    yield relation, runs[one.id], runs[other.id], shared


def _shared(relation: Relation, one: Session, other: Session) -> int:
    what = relation.differ
    if what is not None:
        said = [(names_under(each, what), each.numbers.get(what)) for each in (one, other)]
        if said[0] == said[1]:
            return 0
    total = 1
    for label in relation.share:
        total *= len(names_under(one, label).intersection(names_under(other, label)))
    return total


def _by_number(by: str, one: Run, other: Run) -> tuple[Run, Run]:
    turned = other.session.numbers[by] < one.session.numbers[by]
    return (other, one) if turned else (one, other)


def _both(one: Run, other: Run) -> int:
    return minutes_of(one.session.duration) + minutes_of(other.session.duration)


def _rooms(instance: Instance, one: Run, other: Run) -> str:
    rooms = [name(instance.room_by_id[run.room]) for run in (one, other)]
    return listed(rooms)


def _found(
    instance: Instance, relation: Relation, one: Run, other: Run, amount: int, trouble: str
) -> Iterator[Finding]:
    if amount:
        both = say("{}, and {}", placed(one, instance.zone), placed(other, instance.zone))
        message = say("{}: {}: {} ({})", name(relation), both, trouble, counted(amount, "minute"))
        yield Finding(relation.id, amount, (one.id, other.id), message)
