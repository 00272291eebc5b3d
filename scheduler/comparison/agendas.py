"""Agenda items in a comparison: where each is, and what has become of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from scheduler.comparison.programmes import Programme
from scheduler.phrases import say
from scheduler.wording import chained, moment, name, one_line


@dataclass(frozen=True, slots=True)
class ItemChange:
    """An item that is not where it was."""

    item: str
    """Id of the item."""
    title: str
    words: str
    """Its change."""
    before: str
    """The sessions in which it was dealt with, with its times; empty, if in none."""
    after: str


def item_changes(base: Programme, other: Programme) -> tuple[ItemChange, ...]:
    """Return the items whose sessions, times or minutes differ, in the order of the files."""
    found, pair = [], (base, other)
    for item in {**base.instance.item_by_id, **other.instance.item_by_id}.values():
        times = [_place(each, item.id) for each in pair]
        entries = [each.schedule.entries_by_item.get(item.id, ()) for each in pair]
        before, after = ([(entry.session, entry.minutes) for entry in each] for each in entries)
        if times[0] != times[1] or before != after:
            words = _words(base, other, item.id, dict(before), dict(after))
            found.append(ItemChange(item.id, one_line(item.title), words, *times))
    return tuple(found)


def _place(programme: Programme, item: str) -> str:
    instance, found = programme.instance, []
    for session, start in programme.item_starts.get(item, ()):
        title = name(instance.session_by_id[session])
        found.append(say("{}, {}", title, moment(start, instance.zone)))
    return chained(found, "; ")


def _words(
    base: Programme,
    other: Programme,
    item: str,
    before: Mapping[str, int],
    after: Mapping[str, int],
) -> str:
    then = other.instance.item_by_id.get(item)
    if not after:
        if then is None:
            return "removed"
        return "left out" if then.is_open else "settled before"
    if not before:
        return "taken up" if item in base.instance.item_by_id else "added"
    if before.keys() != after.keys():
        return "in another session"
    if before != after:
        minutes = sum(after.values()), sum(before.values())
        return say("{} min instead of {}", *minutes)
    moved = any(base.run_by_id[each].start != other.run_by_id[each].start for each in before)
    return "moved with its session" if moved else "at another time of its session"
