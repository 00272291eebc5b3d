"""Agenda items that a wish leaves without a meeting, as people and machines read it."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from scheduler.cli.inputs.files import command
from scheduler.cli.terminal.layout import Columns
from scheduler.cli.views.records import Minutes, Record, SessionId, at
from scheduler.desk import Unassigned, where_to
from scheduler.instance import Instance, minutes_of
from scheduler.wording import counted, one_line


class FreeMeetingRecord(Record):
    """A meeting that has time for an agenda item."""

    session: SessionId
    minutes_free: int = at("free")
    """Minutes that its agenda leaves."""


class UnassignedRecord(Record):
    """An agenda item that is left without a meeting."""

    id: str = at("item.id")
    title: str = at("item.title")
    minutes: Minutes = at("item.needed")
    """Minutes that it needs."""
    could_go_to: tuple[FreeMeetingRecord, ...] = at("open_to")
    """Meetings that may take it and have time for it."""
    could_be_allowed_in: tuple[FreeMeetingRecord, ...] = at("others")
    """Meetings of the same body, or else kind, that have time for it and may not take it yet."""


def unassigned_report(
    instance: Instance, items: Sequence[Unassigned], path: str
) -> Iterator[RenderableType]:
    """Yield what a planner reads: each item, where it could go, and the commands that send it there.

    Parameters
    ----------
    instance
        The facts after the wish.
    items
        The items; nothing is told of none.
    path
        The instance file, as it is typed.
    """
    if not items:
        return
    verb = "is" if len(items) == 1 else "are"
    yield Text(f"{counted(len(items), 'agenda item')} {verb} left without a meeting:", "bold")
    table = Columns("item", "minutes", "could go to", right=(1,))
    for each in items:
        minutes = str(minutes_of(each.item.needed))
        table.add(one_line(each.item.title), minutes, where_to(instance, each))
    yield table
    yield from _commands(items, path)


def _commands(items: Sequence[Unassigned], path: str) -> Iterator[Text]:
    """Yield the commands for the first item that needs one."""
    stuck = [each for each in items if not each.open_to]
    elsewhere = next((each for each in stuck if each.others), None)
    if elsewhere is not None:
        sessions = f"sessions={{sessions: [{elsewhere.others[0].session}]}}"
        done = command("change", path, f"items.{elsewhere.item.id}", sessions, "--apply")
        yield Text(f"Let another meeting take one: {done}")
    if stuck and not stuck[0].item.optional:
        done = command("change", path, f"items.{stuck[0].item.id}", "optional=true", "--apply")
        yield Text(f"Do without one: {done}")
