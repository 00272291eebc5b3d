"""What sessions of a programme deal with, as planners see it: times, documents, and who must be there."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from rich.table import Table
from rich.text import Text

from scheduler.instance import Document, Instance, Item, minutes_for_items, minutes_of, times_of
from scheduler.schedule import Assignment, Schedule
from scheduler.wording import counted, listed, name, one_line


@dataclass(frozen=True, slots=True)
class Point:
    """An item on the agenda of a session, or a part of one."""

    item: Item
    start: datetime
    """On the clocks of the venue."""
    end: datetime
    minutes: int
    continued: bool
    """Whether an earlier session dealt with a part of it."""

    @property
    def title(self) -> str:
        """Its title in a line; which says so if it is continued."""
        return f"{one_line(self.item.title)}{' (continued)' if self.continued else ''}"

    @property
    def line(self) -> str:
        """Its time and its title."""
        return f"{self.start:%H:%M} {self.title}"


def points_of(instance: Instance, schedule: Schedule, assignment: Assignment) -> tuple[Point, ...]:
    """Return the agenda of a session, in order."""
    agenda = schedule.agenda_of(assignment.session)
    session = instance.session_by_id[assignment.session]
    times = times_of(instance, session, assignment.start, (each.minutes for each in agenda))
    return tuple(
        Point(
            item=instance.item_by_id[entry.item],
            start=start.astimezone(instance.zone),
            end=end.astimezone(instance.zone),
            minutes=entry.minutes,
            continued=schedule.entries_by_item[entry.item][0] != entry,
        )
        for entry, (start, end) in zip(agenda, times, strict=True)
    )


def agenda_table(instance: Instance, points: Iterable[Point]) -> Table:
    """Return an agenda with all that belongs to its items, below their titles."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False)
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    for point in points:
        what = Text(point.title)
        for line in _besides(instance, point.item):
            what.append(f"\n{line}", "dim")
        table.add_row(Text(f"{point.start:%H:%M}–{point.end:%H:%M}", "bold"), what)
    return table


def _besides(instance: Instance, item: Item) -> Iterator[str]:
    """Yield the documents of an item, and who must be there for it."""
    yield from (_document(each) for each in item.documents)
    for role, people in item.people.items():
        yield f"{role.value}: {listed([name(instance.person_by_id[each]) for each in people])}"
    if item.proposers:
        titles = {each.id: name(each) for each in instance.delegations}
        yield f"proposed by {listed([titles[each] for each in item.proposers])}"


def _document(document: Document) -> str:
    said = ", ".join(one_line(each) for each in (document.symbol, document.title) if each)
    spoken = f" ({' '.join(document.languages)})" if document.languages else ""
    return f"{said}{spoken}{f' {document.address}' if document.address else ''}"


def taken_in_words(instance: Instance, points: Sequence[Point], session: str) -> str:
    """Say how many items an agenda has, and how many minutes they take of those that are there."""
    if not points:
        return "no item on its agenda"
    taken = sum(point.minutes for point in points)
    there = minutes_of(minutes_for_items(instance, instance.session_by_id[session]))
    return f"{counted(len(points), 'item')}, {taken} of {counted(there, 'minute')}"


def unheard(instance: Instance, schedule: Schedule) -> tuple[Item, ...]:
    """Return the items that are on no agenda and not settled already, in the order of the file."""
    return tuple(
        item for item in instance.items if item.is_open and item.id not in schedule.entries_by_item
    )


def unheard_in_words(instance: Instance, schedule: Schedule) -> str:
    """Say which items are on no agenda: those that may be left out, and those that may not."""
    items = unheard(instance, schedule)
    optional = [one_line(item.title) for item in items if item.optional]
    must = [one_line(item.title) for item in items if not item.optional]
    said = [f"Items left out: {'; '.join(optional)}"] if optional else []
    if must:
        said.append(f"Has to be dealt with, and is on no agenda: {'; '.join(must)}")
    return "\n".join(said)
