"""A day of a programme in the terminal: a column per room, or a list where there is no room for that."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from rich.box import Box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from scheduler.cli.programme import Meeting, room_name
from scheduler.cli.words import counted, day_name, hours
from scheduler.instance import Instance
from scheduler.instance.places import Room

NARROWEST = 15
"""Characters of a room's column, at least; below, the day is shown as a list."""
TIMES = 7
"""Characters of the column of times, with its margin."""
COLOURS = ("cyan", "yellow", "green", "magenta", "blue", "red", "bright_cyan", "bright_yellow")

LINES = Box("    \n    \n ── \n    \n ── \n    \n    \n    \n")
"""A line under the names of the rooms, and one between the parts of a day."""

Styles = Mapping[str, str]
"""Style of each kind of session."""


def styles_of(instance: Instance) -> Styles:
    """Return a colour for each kind, in the order of the file."""
    return {kind.id: COLOURS[number % len(COLOURS)] for number, kind in enumerate(instance.kinds)}


def day_of(
    instance: Instance, day: date, shown: Sequence[Meeting], *, width: int, as_list: bool
) -> RenderableType:
    """Return a day of a programme under its heading."""
    rooms = [room for room in instance.rooms if any(meeting.room is room for meeting in shown)]
    narrow = width < TIMES + len(rooms) * NARROWEST
    styles = styles_of(instance)
    body = _list(shown, styles) if as_list or narrow else _grid(shown, rooms, styles)
    number = (day - instance.first_day).days + 1
    heading = Text.assemble(
        (day_name(day), "bold"), (f"  day {number}, {counted(len(shown), 'meeting')}", "dim")
    )
    return Group(heading, Text("─" * min(width, 120), style="dim"), body, Text())


def _grid(shown: Sequence[Meeting], rooms: Sequence[Room], styles: Styles) -> Table:
    table = Table(
        box=LINES, border_style="dim", show_edge=False, pad_edge=False, padding=(0, 2, 0, 0)
    )
    table.expand = True
    table.add_column("", width=TIMES - 2, style="bold")
    for room in rooms:
        table.add_column(Text(room_name(room)), ratio=1, min_width=NARROWEST - 2)
    starts = sorted({meeting.start for meeting in shown})
    for number, start in enumerate(starts):
        row = [_cell([m for m in shown if m.room is room], start, styles) for room in rooms]
        table.add_row(f"{start:%H:%M}", *row)
        if number + 1 < len(starts) and _band(shown, start) != _band(shown, starts[number + 1]):
            table.add_section()
    return table


def _band(shown: Sequence[Meeting], start: datetime) -> str:
    return next(meeting.band for meeting in shown if meeting.start == start)


def _cell(held: Sequence[Meeting], start: datetime, styles: Styles) -> RenderableType:
    """Show what begins in a room, or else that something still runs there."""
    beginning = [_block(meeting, styles) for meeting in held if meeting.start == start]
    if beginning:
        return Group(*beginning)
    runs = any(meeting.start < start < meeting.end for meeting in held)
    return Text("⋮" if runs else "", style="dim")


def _block(meeting: Meeting, styles: Styles) -> Text:
    until = hours(meeting.start, meeting.end).partition("–")[2]
    notes = ", ".join((f"to {until}", *meeting.marks))
    return Text.assemble(
        (meeting.title, styles[meeting.session.kind]), "\n", (notes, "dim"), overflow="fold"
    )


def _list(shown: Sequence[Meeting], styles: Styles) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False, expand=True)
    table.add_column(no_wrap=True, style="bold")
    table.add_column(ratio=3, min_width=20, overflow="fold")
    table.add_column(ratio=1, min_width=12, overflow="fold")
    for meeting, before in zip(shown, [None, *shown], strict=False):
        if before is None or before.band != meeting.band:
            table.add_row(Text(meeting.band, style="dim not bold"))
        title = Text(meeting.title, style=styles[meeting.session.kind])
        if meeting.marks:
            title.append(f"  {', '.join(meeting.marks)}", style="dim not bold")
        table.add_row(hours(meeting.start, meeting.end), title, Text(room_name(meeting.room)))
    return table
