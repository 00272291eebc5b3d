"""Agendas by body: what was settled before, what is dealt with, and what is left; and what became of it."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from scheduler.comparison.hours import HOUR
from scheduler.comparison.programmes import Programme
from scheduler.comparison.sheets import number_text
from scheduler.instance import Session, minutes_for_items, minutes_of, sessions_for
from scheduler.phrases import say
from scheduler.wording import counted, joined, name, one_line

OTHER = say("Other sessions")
"""What sessions without a body are called."""
NAMED = 3
"""Bodies of which it is told, at most, for how much of their time was settled."""

FREED = 5
"""Sessions of which it is told, at most, how much more time they have left."""

Minutes = Mapping[str, int]
"""Minutes by the title of the body."""


@dataclass(frozen=True, slots=True)
class BodyAgenda:
    """The agendas of a body in each of several programmes: minutes, in their order."""

    body: str
    """Its title."""
    settled: tuple[int, ...]
    """Minutes that its items need less than if nothing of them had been settled before."""
    dealt: tuple[int, ...]
    """Minutes in which its sessions deal with items."""
    shortened: tuple[int, ...]
    """Minutes that its items would need beyond those that they have."""
    left: tuple[int, ...]
    """Minutes that its sessions have for items, and that no item takes."""

    @property
    def differs(self) -> bool:
        """Whether any of it is not the same in all programmes."""
        return any(
            len(set(each)) > 1 for each in (self.settled, self.dealt, self.shortened, self.left)
        )


def agendas_by_body(programmes: Sequence[Programme]) -> tuple[BodyAgenda, ...]:
    """Return the agendas of each body that has any, in the order of the first file.

    What is settled counts for the body that deals with the item in the first programme, or else for the
    first that may take it.
    """
    counts = [
        [count(each) for each in programmes]
        for count in (_settled_as_in(programmes[0]), _dealt, _shortened, _left)
    ]
    bodies = [name(body) for each in programmes for body in each.instance.bodies]
    titles = dict.fromkeys((*map(one_line, bodies), OTHER))
    found = (
        BodyAgenda(title, *(tuple(each.get(title, 0) for each in count) for count in counts))
        for title in titles
    )
    return tuple(each for each in found if any((*each.settled, *each.dealt, *each.left)))


def _body(programme: Programme, session: Session) -> str:
    """Return the title of a session's body."""
    bodies = (programme.instance.body_by_id[each] for each in session.bodies)
    return next((one_line(name(each)) for each in bodies), OTHER)


def _settled_as_in(base: Programme) -> Callable[[Programme], Minutes]:
    """Return what counts settled minutes, each for the body that has the item in the base."""

    def count(programme: Programme) -> Minutes:
        minutes: Counter[str] = Counter()
        for item in programme.instance.items:
            entries = base.schedule.entries_by_item.get(item.id, ())
            sessions = [base.run_by_id[each.session].session for each in entries]
            of = base if sessions else programme
            for session in (sessions or [*sessions_for(programme.instance, item)])[:1]:
                minutes[_body(of, session)] += minutes_of(item.minutes) - minutes_of(item.needed)
        return minutes

    return count


def _dealt(programme: Programme) -> Minutes:
    minutes: Counter[str] = Counter()
    for entry in programme.schedule.agendas:
        minutes[_body(programme, programme.run_by_id[entry.session].session)] += entry.minutes
    return minutes


def _shortened(programme: Programme) -> Minutes:
    minutes: Counter[str] = Counter()
    for item, entries in programme.schedule.entries_by_item.items():
        session = programme.run_by_id[entries[0].session].session
        minutes[_body(programme, session)] += shortening(programme, item)
    return minutes


def shortening(programme: Programme, item: str) -> int:
    """Return the minutes that an item would need beyond those that it has; 0 if it is on no agenda."""
    entries = programme.schedule.entries_by_item.get(item, ())
    if not entries:
        return 0
    needed = minutes_of(programme.instance.item_by_id[item].needed)
    return max(0, needed - sum(each.minutes for each in entries))


def _left(programme: Programme) -> Minutes:
    minutes: Counter[str] = Counter()
    for session, free in left_by_session(programme).items():
        minutes[_body(programme, programme.run_by_id[session].session)] += free
    return minutes


def left_by_session(programme: Programme) -> Mapping[str, int]:
    """Return the minutes that no item takes, of each session that items may have, by its id."""
    instance = programme.instance
    asked = {each.id for item in instance.items for each in sessions_for(instance, item)}
    return {
        run.id: minutes_of(minutes_for_items(instance, run.session))
        - sum(entry.minutes for entry in programme.schedule.agenda_of(run.id))
        for run in programme.runs
        if run.id in asked
    }


# In words


def agenda_words(programmes: Sequence[Programme], position: int) -> Iterator[str]:
    """Yield what of the items was settled before in a programme, and what became of the time."""
    bodies = agendas_by_body((programmes[0], programmes[position]))
    settled = sorted(
        ((each.settled[1] - each.settled[0], each.body) for each in bodies), key=lambda it: -it[0]
    )
    minutes = sum(each for each, _ in settled)
    if minutes <= 0:
        return
    said = [say("{} {} h", body, number_text(each / HOUR)) for each, body in settled if each > 0]
    bodies_named = _first_of(said, NAMED, "other body", "other bodies")
    yield say("{} h settled before ({})", number_text(minutes / HOUR), bodies_named)
    base, other = (programmes[each] for each in (0, position))
    left = sum(each.left[1] - each.left[0] for each in bodies)
    if left:
        where = _where_free(base, other)
        yield say("{} h left free on agendas{}", number_text(left / HOUR, signed=True), where)
    taken = other.schedule.entries_by_item.keys() - base.schedule.entries_by_item.keys()
    if taken:
        yield say("{} taken up", counted(len(taken), "item"))
    known = base.instance.item_by_id.keys() & other.schedule.entries_by_item.keys()
    whole = [item for item in known if shortening(base, item) and not shortening(other, item)]
    if whole:
        yield say("{} no longer shortened", counted(len(whole), "item"))


def _where_free(base: Programme, other: Programme) -> str:
    """Return which sessions have more time left than before, those with most of it by name."""
    before = left_by_session(base)
    more = {
        session: minutes - before.get(session, 0)
        for session, minutes in left_by_session(other).items()
    }
    gained = sorted((session for session in more if more[session] > 0), key=lambda it: -more[it])
    if not gained:
        return ""
    said = [say("{} {} min", one_line(other.run_by_id[each].title), more[each]) for each in gained]
    return say(" ({})", _first_of(said, FREED, "other session", "other sessions"))


def _first_of(said: Sequence[str], most: int, one: str, many: str) -> str:
    """Return the first of some words, and how many others there are."""
    rest = len(said) - most
    return joined([*said[:most], *([counted(rest, one, many)] if rest > 0 else [])])
