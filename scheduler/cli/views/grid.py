"""A day of a programme in the terminal: a column per room, or a list where there is no room for that."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime

from rich.box import Box
from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from scheduler.cli.terminal.clocks import change_on, is_repeated
from scheduler.cli.terminal.layout import longest_word
from scheduler.cli.views.programme import Meeting, room_name
from scheduler.instance import Instance, Room, breaks_on
from scheduler.wording import counted, day_name, hours, one_line

NARROWEST = 15
"""Characters of a room's column, at least; below, the day is shown as a list."""
TINY = 60
"""Characters below which a list has no column of rooms either."""
TIMES = 7
"""Characters of the column of times, with its margin."""
MARGIN = 2
"""Characters between the columns of a list."""
GAP = 3
"""Characters between the columns of a grid."""
BROAD = 90
"""Characters from which a list tells of a change of the clocks beside the times."""
COLOURS = ("cyan", "yellow", "green", "magenta", "blue", "red", "bright_cyan", "bright_yellow")

LINES = Box("    \n    \n ── \n    \n ── \n    \n    \n    \n")
"""A line under the names of the rooms, and one between the parts of a day."""

Styles = Mapping[str, str]
"""Style of each kind of session."""


def styles_of(instance: Instance) -> Styles:
    """Return a colour for each kind, in the order of the file."""
    return {kind.id: COLOURS[number % len(COLOURS)] for number, kind in enumerate(instance.kinds)}


def fits(instance: Instance, days: Iterable[Sequence[Meeting]], width: int) -> bool:
    """Tell whether each of some days has room for a column per room."""
    return all(
        TIMES + sum(GAP + least for least in _narrowest(instance, shown).values()) <= width
        for shown in days
    )


def _narrowest(instance: Instance, shown: Sequence[Meeting]) -> Mapping[str, int]:
    """Return the characters that each room's column needs, so that no word in it is broken."""
    words = {
        room.id: max(NARROWEST - GAP, longest_word(room_name(room)))
        for room in _rooms(instance, shown)
    }
    for meeting in shown:
        words[meeting.room.id] = max(words[meeting.room.id], longest_word(meeting.title))
    return words


def _shares(least: Mapping[str, int], space: int) -> list[int]:
    """Share a width between rooms, margins aside: equally, but to each what it needs."""
    shares: dict[str, int] = {}
    for room in sorted(least, key=least.__getitem__, reverse=True):
        left = space - sum(GAP + share for share in shares.values())
        shares[room] = max(least[room], left // (len(least) - len(shares)) - GAP)
    return [shares[room] for room in least]


def _rooms(instance: Instance, shown: Sequence[Meeting]) -> list[Room]:
    used = {meeting.room.id for meeting in shown}
    return [room for room in instance.rooms if room.id in used]


def day_of(
    instance: Instance, day: date, shown: Sequence[Meeting], *, width: int, as_list: bool
) -> RenderableType:
    """Return a day of a programme under its heading."""
    styles = styles_of(instance)
    number = (day - instance.first_day).days + 1
    count = counted(len(shown), "session") if shown else _why_empty(instance, day)
    change = change_on(day, instance.zone)
    heading = Text.assemble(
        (day_name(day), "bold"),
        (f"  day {number}, {count}", "dim"),
        (f"; {change}" if change else "", "bold"),
    )
    if not shown:
        return Group(heading, Text())
    if breaks := _breaks(instance, day, shown):
        heading = Text.assemble(heading, (f"\n{breaks}", "dim"))
    body = _list(shown, styles, width) if as_list else _grid(instance, shown, styles, width)
    return Group(heading, Text("─" * width, style="dim"), body, Text())


def _breaks(instance: Instance, day: date, shown: Sequence[Meeting]) -> str:
    """Return the breaks of the hours that sessions of a day may use, those of one name together."""
    found: dict[str, list[str]] = {}
    kinds = {meeting.session.kind for meeting in shown}
    bands = {band for kind in kinds for band in instance.kind_by_id[kind].bands}
    for since, until, title, band in breaks_on(instance, day):
        if band in bands:
            times = hours(since.astimezone(instance.zone), until.astimezone(instance.zone))
            found.setdefault(one_line(title) or "Break", []).append(times)
    return "; ".join(f"{title} {', '.join(times)}" for title, times in found.items())


def _why_empty(instance: Instance, day: date) -> str:
    return "no sessions" if day in instance.working_dates else "no band on that day"


def _grid(instance: Instance, shown: Sequence[Meeting], styles: Styles, width: int) -> Table:
    table = Table(
        box=LINES, border_style="dim", show_edge=False, pad_edge=False, padding=(0, 2, 0, 0)
    )
    table.expand = True
    table.add_column("", width=TIMES - 2, style="bold")
    rooms = _rooms(instance, shown)
    shares = _shares(_narrowest(instance, shown), width - TIMES)
    for room, wide in zip(rooms, shares, strict=True):
        table.add_column(Text(room_name(room)), width=wide)
    band = None
    for start in sorted({meeting.starts for meeting in shown}):
        first = next(meeting for meeting in shown if meeting.starts == start)
        now = first.band
        if band is not None and band == now:
            table.add_row()
        elif band is not None:
            table.add_section()
        cells = ([m for m in shown if m.room is room] for room in rooms)
        table.add_row(_clock(first.start), *(_cell(held, start, styles) for held in cells))
        band = now
    return table


def _clock(start: datetime) -> str:
    """Return a time of the clocks, and which it is if it comes twice."""
    return f"{start:%H:%M}" + ("\n2nd" if start.fold else "\n1st") * is_repeated(start)


def _cell(held: Sequence[Meeting], start: datetime, styles: Styles) -> RenderableType:
    """Show what begins in a room, or else that something still runs there."""
    beginning = [_block(meeting, styles) for meeting in held if meeting.starts == start]
    if beginning:
        return Group(*beginning)
    runs = any(meeting.starts < start < meeting.ends for meeting in held)
    return Text("⋮" if runs else "", style="dim")


def _block(meeting: Meeting, styles: Styles) -> Text:
    until = hours(meeting.start, meeting.end).partition("–")[2]
    block = Text(overflow="fold").append(meeting.title, styles[meeting.session.kind])
    return block.append("\n").append_text(
        _notes(
            f"to {until}{_bracketed(meeting)}",
            *meeting.breaks_in_words,
            *_panel(meeting),
            *meeting.items_in_words,
            *meeting.marks_in_words,
        )
    )


def _panel(meeting: Meeting) -> tuple[str, ...]:
    number = len(meeting.seated)
    return (f"{number} on the panel",) if number else ()


def _bracketed(meeting: Meeting) -> str:
    return f" ({'; '.join(meeting.notes)})" if meeting.notes else ""


def _notes(*words: str) -> Text:
    """Return words that stay in the background, but for the one that nobody may overlook."""
    notes = Text()
    for number, word in enumerate(words):
        notes.append(", " if number else "", "dim")
        notes.append(word, "bold reverse" if word == "private" else "dim")
    return notes


def _list(shown: Sequence[Meeting], styles: Styles, width: int) -> Table:
    """List a day; where that is too narrow, a meeting's room stands below its title."""
    names = [room_name(meeting.room) for meeting in shown]
    words = max(map(longest_word, names))
    rooms = max(min(max(map(cell_len, names)), width // 4), words)
    titles = max(longest_word(meeting.title) for meeting in shown)
    times = max(cell_len(_when(meeting, width).plain) for meeting in shown)
    wide = width >= TINY and times + titles + rooms + 3 * MARGIN <= width
    table = Table(box=None, pad_edge=False, padding=(0, MARGIN, 0, 0), show_header=False)
    table.expand = True
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    if wide:
        table.add_column(width=rooms)
    before: str | None = None
    for meeting in shown:
        if before != meeting.band:
            if before is not None:
                table.add_row()
            table.add_row(Text(meeting.band, style="dim"))
        table.add_row(*_entry(meeting, styles, width, wide=wide))
        before = meeting.band
    return table


def _agenda(meeting: Meeting) -> Iterator[Text]:
    """Yield a line for each item of a meeting, cut where it is too long."""
    for point in meeting.agenda:
        yield Text(point.line, style="dim", no_wrap=True, overflow="ellipsis")


def _entry(meeting: Meeting, styles: Styles, width: int, *, wide: bool) -> Iterator[RenderableType]:
    """Yield when a meeting is held, what it is, and where, unless that stands below."""
    what = Text().append(meeting.title, styles[meeting.session.kind])
    if meeting.marks:
        what.append("  ").append_text(_notes(*meeting.marks_in_words))
    if meeting.breaks:
        what.append(f"\n{', '.join(meeting.breaks_in_words)}", "dim")
    if meeting.seated:
        people = "; ".join(one_line(each.title or each.id) for each in meeting.seated)
        what.append(f"\non the panel: {people}", "dim")
    for word, said in meeting.purpose:
        what.append(f"\n{word}: {said}", "dim")
    if width < BROAD:
        what.append(_bracketed(meeting).replace(" (", "\n(", 1))
    where = room_name(meeting.room)
    yield _when(meeting, width)
    what = what if wide else what.append(f"\n{where}")
    yield Group(what, *_agenda(meeting)) if meeting.agenda else what
    if wide:
        yield Text(where)


def _when(meeting: Meeting, width: int) -> Text:
    when = Text(hours(meeting.start, meeting.end), "bold")
    return when.append(_bracketed(meeting)) if width >= BROAD else when
