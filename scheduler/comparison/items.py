"""Agenda items in a comparison: how many are dealt with, the hours they take and leave, and their places."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from scheduler.comparison.agendas import shortening
from scheduler.comparison.hours import HOUR
from scheduler.comparison.programmes import Better, Indicator, Programme
from scheduler.instance import Item, minutes_for_items, minutes_of, sessions_for
from scheduler.phrases import say
from scheduler.wording import chained, moment, name, one_line


def _count(holds: Callable[[Programme, Item], object]) -> Callable[[Programme], int]:
    def count(programme: Programme) -> int:
        return sum(bool(holds(programme, item)) for item in programme.instance.items)

    return count


def _is_heard(programme: Programme, item: Item) -> bool:
    return item.id in programme.schedule.entries_by_item


def _hours_settled(programme: Programme) -> float:
    minutes = (item.minutes - item.needed for item in programme.instance.items)
    return sum(map(minutes_of, minutes)) / HOUR


def _item_minutes(programme: Programme) -> int:
    return sum(entry.minutes for entry in programme.schedule.agendas)


def _hours_left(programme: Programme) -> float:
    """Return the hours for items that are left free, in sessions that some item could be dealt with in."""
    instance = programme.instance
    asked = {each.id for item in instance.items for each in sessions_for(instance, item)}
    there = sum(
        minutes_of(minutes_for_items(instance, run.session))
        for run in programme.runs
        if run.id in asked
    )
    return (there - _item_minutes(programme)) / HOUR


_INDICATORS = (
    Indicator(
        "items",
        "Items dealt with",
        "items",
        Better.NEITHER,
        "Agenda items that are on the agenda of a session.",
        _count(_is_heard),
    ),
    Indicator(
        "items_left_out",
        "Items left out",
        "items",
        Better.LOWER,
        "Agenda items that are on no agenda, and not settled before.",
        _count(lambda programme, item: item.is_open and not _is_heard(programme, item)),
    ),
    Indicator(
        "items_settled",
        "Items settled before",
        "items",
        Better.NEITHER,
        "Agenda items that were settled before the conference, wholly or in part.",
        _count(lambda _, item: item.settled),
    ),
    Indicator(
        "hours_settled",
        "Hours settled before",
        "hours",
        Better.NEITHER,
        "Hours that items would take if nothing of them had been settled before.",
        _hours_settled,
    ),
    Indicator(
        "item_hours",
        "Hours on items",
        "hours",
        Better.NEITHER,
        "Hours of sessions in which items are dealt with.",
        lambda programme: _item_minutes(programme) / HOUR,
    ),
    Indicator(
        "item_hours_left",
        "Hours left on agendas",
        "hours",
        Better.HIGHER,
        "Hours that sessions have for items, and that no item takes, of sessions that may take any.",
        _hours_left,
    ),
)


def indicators_of(programmes: Iterable[Programme]) -> tuple[Indicator, ...]:
    """Return the indicators of items; none, where no conference has any."""
    return _INDICATORS if any(each.instance.items for each in programmes) else ()


@dataclass(frozen=True, slots=True)
class ItemPlace:
    """An item that is dealt with, and where."""

    item: str
    """Id of the item."""
    title: str
    sessions: str
    """Titles of the sessions that deal with it."""
    when: str
    """When it begins in each."""


def places_of(programme: Programme, items: Iterable[str]) -> tuple[ItemPlace, ...]:
    """Return where items are dealt with."""
    return tuple(_item_place(programme, item) for item in items)


def _item_place(programme: Programme, item: str) -> ItemPlace:
    instance, starts = programme.instance, programme.item_starts[item]
    titles = (one_line(instance.session_by_id[session].title) for session, _ in starts)
    times = (moment(start, instance.zone) for _, start in starts)
    title = one_line(instance.item_by_id[item].title)
    return ItemPlace(item, title, chained(titles, "; "), chained(times, "; "))


@dataclass(frozen=True, slots=True)
class ItemChange:
    """An item that is not where it was."""

    item: str
    """Id of the item."""
    title: str
    words: str
    """What has become of it."""
    before: str
    """The sessions in which it was dealt with, with its times; empty, if in none."""
    after: str


def item_changes(base: Programme, other: Programme) -> tuple[ItemChange, ...]:
    """Return the items whose sessions or times differ, in the order of the files."""
    known = {**base.instance.item_by_id, **other.instance.item_by_id}
    return tuple(_changed(base, other, known.values()))


def _changed(base: Programme, other: Programme, items: Iterable[Item]) -> Iterator[ItemChange]:
    for item in items:
        before, after = (_sessions(each, item.id) for each in (base, other))
        times = [_place(each, item.id) for each in (base, other)]
        longer = _longer_words(base, other, item.id) if before and after else ""
        if times[0] != times[1] or longer:
            moved = _words(base, other, item.id, before, after) if times[0] != times[1] else ""
            words = chained(filter(None, (moved, longer)))
            yield ItemChange(item.id, one_line(item.title), words, *times)


def _longer_words(base: Programme, other: Programme, item: str) -> str:
    """Say whether an item is shortened in one of two programmes alone; nothing, if it is not."""
    before, after = (shortening(each, item) for each in (base, other))
    if bool(before) == bool(after):
        return ""
    return (
        say("shortened by {} min", after) if after else say("no longer shortened by {} min", before)
    )


def _sessions(programme: Programme, item: str) -> Sequence[str]:
    return [entry.session for entry in programme.schedule.entries_by_item.get(item, ())]


def _place(programme: Programme, item: str) -> str:
    """Return where an item is dealt with, and when."""
    instance, found = programme.instance, []
    for session, start in programme.item_starts.get(item, ()):
        title = name(instance.session_by_id[session])
        found.append(say("{}, {}", title, moment(start, instance.zone)))
    return chained(found, "; ")


def _words(
    base: Programme, other: Programme, item: str, before: Sequence[str], after: Sequence[str]
) -> str:
    then = other.instance.item_by_id.get(item)
    if not after:
        if then is None:
            return "removed"
        return "left out" if then.is_open else "settled before"
    if not before:
        return "taken up" if item in base.instance.item_by_id else "added"
    if before != after:
        return "in another session"
    moved = any(base.run_by_id[each].start != other.run_by_id[each].start for each in before)
    return "moved with its session" if moved else "at another time of its session"
