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

_Trouble = tuple[Run, Run, int, str]
"""Two sessions, the one that comes first in words first; what they count where they share one thing; why."""


def relation_missed(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each two sessions of a relation that are not to each other as it wants them."""
    runs = runs_by_id(instance, schedule)
    for relation in instance.relations:
        held = [s for s in sessions_of_relation(instance, relation) if s.id in runs]
        for one, other in combinations(held, 2):
            shared = _shared(relation, one, other)
            if shared:
                for first, second, count, why in _troubles(
                    instance, relation, runs[one.id], runs[other.id]
                ):
                    amount = count if relation.wanted is Wanted.PAUSE else count * shared
                    yield from _found(instance, relation, first, second, amount, why)


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


def _troubles(instance: Instance, relation: Relation, one: Run, other: Run) -> Iterator[_Trouble]:
    both = _both(one, other)
    is_one_day = day_of(one, instance) == day_of(other, instance)
    is_one_room = one.room == other.room
    match relation.wanted:
        case Wanted.NOT_AT_ONCE if is_one_room or not relation.in_one_room:
            minutes = minutes_of(one.beside(other))
            yield one, other, minutes, say("{} min at once", minutes)
        case Wanted.PAUSE:
            yield from _short_of_pause(relation, one, other, is_one_day=is_one_day)
        case Wanted.ONE_DAY if not is_one_day:
            yield one, other, both, say("on different days")
        case Wanted.ONE_ROOM if is_one_day and not is_one_room:
            yield one, other, both, say("in different rooms, {}", _rooms(instance, one, other))
        case Wanted.IN_ORDER | Wanted.LARGER_ROOM:
            for first, second in _ordered(relation, one, other):
                yield from _turned(instance, relation, first, second)
        case Wanted.AT_ONCE:
            if one.session.duration == other.session.duration and one.start != other.start:
                yield one, other, minutes_of(one.session.duration), say("at different times")


def _short_of_pause(
    relation: Relation, one: Run, other: Run, *, is_one_day: bool
) -> Iterator[_Trouble]:
    """Yield two sessions between which there is less than the pause, or none."""
    earlier, later = sorted((one, other), key=lambda run: (run.start, run.end))
    minutes = minutes_of(later.start - earlier.end)
    least = minutes_of(relation.pause or timedelta())
    is_at_once = bool(one.beside(other))
    if is_at_once or (is_one_day and minutes < least):
        between = say("at once") if is_at_once else say("{} min between them", minutes)
        yield one, other, _both(one, other), say("{}, wanted {}", between, least)


def _turned(instance: Instance, relation: Relation, first: Run, second: Run) -> Iterator[_Trouble]:
    """Yield two sessions of which the first is the later one, or has the larger room."""
    both = _both(first, second)
    if relation.wanted is Wanted.IN_ORDER and first.end > second.start:
        yield first, second, both, say("{} comes first", first.title)
    if relation.wanted is Wanted.LARGER_ROOM:
        seats, needed = (instance.room_by_id[run.room].capacity for run in (first, second))
        if seats is not None and needed is not None and seats > needed:
            rooms = _rooms(instance, first, second)
            yield (
                first,
                second,
                both,
                say("{} needs the larger of the rooms {}", second.title, rooms),
            )


def _both(one: Run, other: Run) -> int:
    return minutes_of(one.session.duration) + minutes_of(other.session.duration)


def _ordered(relation: Relation, one: Run, other: Run) -> Iterator[tuple[Run, Run]]:
    """Yield two sessions with the lower number first, unless they are equal or one has none."""
    if relation.by is None:
        yield one, other
        return
    numbers = [run.session.numbers.get(relation.by) for run in (one, other)]
    if numbers[0] is not None and numbers[1] is not None and numbers[0] != numbers[1]:
        yield (one, other) if numbers[0] < numbers[1] else (other, one)


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
