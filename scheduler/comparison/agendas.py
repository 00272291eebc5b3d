"""Agendas in a comparison: hours settled before, dealt with and left, by body; and where each item is."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from scheduler.comparison.indicators import left_on_agendas
from scheduler.comparison.programmes import Programme
from scheduler.instance import Session, minutes_of, sessions_for
from scheduler.phrases import say
from scheduler.wording import chained, moment, name, one_line

OTHER = say("Other sessions")
"""What sessions without a body are called."""


@dataclass(frozen=True, slots=True)
class BodyAgenda:
    """The agendas of a body in each of several programmes: minutes, in their order."""

    body: str
    """Its title."""
    settled: tuple[int, ...]
    """Minutes that its items need less than if nothing of them had been settled before."""
    dealt: tuple[int, ...]
    """Minutes in which its sessions deal with items."""
    left: tuple[int, ...]
    """Minutes that its sessions have for items, and that no item takes."""

    @property
    def differs(self) -> bool:
        """Whether any of it is not the same in all programmes."""
        return any(len(set(each)) > 1 for each in (self.settled, self.dealt, self.left))


def agendas_by_body(programmes: Sequence[Programme]) -> tuple[BodyAgenda, ...]:
    """Return the agendas of each body that has any, in the order of the first file.

    What is settled counts for the body that deals with the item in the first programme, or else for the
    first that may take it.
    """
    counts = [_minutes(each, programmes[0]) for each in programmes]
    bodies = [name(body) for each in programmes for body in each.instance.bodies]
    found = (
        BodyAgenda(
            title, *zip(*(tuple(count[title] for count in each) for each in counts), strict=True)
        )
        for title in dict.fromkeys((*map(one_line, bodies), OTHER))
    )
    return tuple(each for each in found if any((*each.settled, *each.dealt, *each.left)))


def _minutes(programme: Programme, base: Programme) -> tuple[Counter[str], ...]:
    """Return the minutes that are settled, dealt with and left free, each by the title of the body."""
    settled, dealt, left = Counter[str](), Counter[str](), Counter[str]()
    for item in programme.instance.items:
        heard = base.schedule.entries_by_item.get(item.id, ())
        where = [(base, base.run_by_id[each.session].session) for each in heard]
        where += [(programme, each) for each in sessions_for(programme.instance, item)]
        for of, session in where[:1]:
            settled[_body(of, session)] += minutes_of(item.minutes) - minutes_of(item.needed)
    for entry in programme.schedule.agendas:
        dealt[_body(programme, programme.run_by_id[entry.session].session)] += entry.minutes
    for id_, free in left_on_agendas(programme).items():
        left[_body(programme, programme.run_by_id[id_].session)] += free
    return settled, dealt, left


def _body(programme: Programme, session: Session) -> str:
    bodies = (programme.instance.body_by_id[each] for each in session.bodies)
    return next((one_line(name(each)) for each in bodies), OTHER)


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
    instance, found = programme.instance, []
    for item in items:
        starts = programme.item_starts[item]
        titles = (one_line(instance.session_by_id[session].title) for session, _ in starts)
        times = (moment(start, instance.zone) for _, start in starts)
        title = one_line(instance.item_by_id[item].title)
        found.append(ItemPlace(item, title, chained(titles, "; "), chained(times, "; ")))
    return tuple(found)


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
    """Return where an item is dealt with, and when."""
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
