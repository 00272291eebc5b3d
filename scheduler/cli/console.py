"""Where the command line writes: results on stdout, everything else on stderr; the parts of its reports."""

import io
import json
import os
import re
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, JustifyMethod, RenderableType, RenderResult
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from scheduler.wording import one_line

if TYPE_CHECKING:  # a list of commands needs no comparison
    from scheduler.comparison.sheets import Sheet, SheetCell

_STEERING = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]|\r(?!\n)"
)
"""Control codes and marks of text direction, except tabs and line ends."""


def harmless(text: str, sign: str = "\ufffd") -> str:
    """Return a text with a sign in place of each control code, safe for any terminal.

    Titles, notes and file names come from others, and messages quote them.
    """
    return _STEERING.sub(sign, text)


class Paper(Console):
    """A console without markup, emoji, highlighting and control codes.

    Text wraps between words on a terminal, or if a width is given; elsewhere lines are as long
    as they are, which is easier to search.
    """

    def __init__(self, *, stderr: bool = False, width: int | None = None, **settings: Any) -> None:
        super().__init__(
            stderr=stderr, width=width, markup=False, emoji=False, highlight=False, **settings
        )
        self._wraps = self.is_terminal or width is not None

    def print(self, *objects: Any, **settings: Any) -> None:
        """Print texts and tables; nothing is cut."""
        laid = (
            Prose(Text(each) if isinstance(each, str) else each, wraps=self._wraps)
            if isinstance(each, str | Text)
            else each
            for each in objects
        )
        super().print(*laid, crop=False, **settings)

    def render(
        self, renderable: RenderableType, options: ConsoleOptions | None = None
    ) -> Iterator[Segment]:
        """Yield the segments of a renderable, without control codes in text.

        Codes are removed, not replaced, because lines are already laid out.
        """
        for text, style, control in super().render(renderable, options):
            yield Segment(text if control else harmless(text, ""), style, control)

    def on_broken_pipe(self) -> None:
        """Leave the decision to the caller."""
        raise BrokenPipeError


def speak_plainly() -> None:
    """Adapt to any terminal: few letters, a width of 0, or closed streams."""
    if not os.environ.get("COLUMNS", "80").strip("0"):
        del os.environ["COLUMNS"]  # some terminals say 0 and mean that they do not know
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed, as by `>&-`
            nowhere = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - until the end
            setattr(sys, name, nowhere)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def complain(text: str) -> None:
    """Write a message to stderr; on a terminal, it wraps between words.

    Errors of writing are ignored.
    """
    with suppress(OSError):  # a terminal that is gone must not end what goes on without it
        if sys.stderr.isatty():
            Paper(stderr=True).print(harmless(text))
        else:
            sys.stderr.write(f"{harmless(text)}\n")


VERSION = 2
"""Version of the JSON output; docs/reference/json.md has its compatibility rules."""


def print_json(content: Mapping[str, Any]) -> None:
    """Write an object to stdout as JSON, version first; in ASCII if the terminal supports no more.

    Control codes are written as JSON escapes.
    """
    unicode = (sys.stdout.encoding or "").lower().replace("-", "").startswith("utf")
    written = json.dumps({"version": VERSION, **content}, ensure_ascii=not unicode, indent=2)
    sys.stdout.write(_STEERING.sub(lambda code: f"\\u{ord(code[0]):04x}", written) + "\n")


def say(
    as_json: bool,  # noqa: FBT001 - the option, handed on
    machine: Callable[[], Mapping[str, Any]],
    people: Callable[[], Iterable[RenderableType]],
) -> None:
    """Print an answer as JSON or as a report."""
    if as_json:
        print_json(machine())
    else:
        show(*people())


def show(*blocks: RenderableType, width: int | None = None) -> None:
    """Print texts and tables, one below the other."""
    paper = Paper(width=width)
    for each in blocks:
        paper.print(each)


class Prose:
    """A text that wraps between words on a terminal, and nowhere else.

    Lines with a command do not wrap, so that they can be copied.
    """

    def __init__(self, text: Text, *, wraps: bool) -> None:
        self._text = text
        self._wraps = wraps

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield its lines."""
        for line in self._text.split("\n", allow_blank=True):
            if not self._wraps or "scheduler " in line.plain:
                line.no_wrap, line.overflow = True, "ignore"
            yield line


MOST = 15
"""Rows of a long table that are shown unless all are asked for."""


def section(heading: str, blocks: Iterable[RenderableType]) -> Iterator[RenderableType]:
    """Yield blocks under a heading, after an empty line; nothing, if there is no block."""
    found = [*blocks]
    if found:
        yield ""
        yield Text(heading, "bold")
        yield from found


def table(
    titles: Sequence[str],
    rows: Iterable[Sequence[str | Text]],
    *,
    right: Collection[int] = (),
    most: int | None = None,
    every: str = "--json",
    gap: int = 2,
) -> Iterator[RenderableType]:
    """Yield a table, and how many more rows there are; nothing, if there is no row.

    Texts wrap between words, numbers never. Where a terminal is too narrow for them, the rows are a list.

    Parameters
    ----------
    titles
        Of the columns.
    rows
        The cells of each.
    right
        Positions of the columns of numbers.
    most
        Rows that are shown.
    every
        The option with which all are shown.
    gap
        Cells between two columns.
    """
    found = [*rows]
    if found:
        yield _table([*map(one_line, titles)], found[:most], right, gap)
    if most is not None and len(found) > most:
        yield Text(f"and {len(found) - most:,} more; {every} shows them", "dim")


class _WholeWords(Table):
    """A table in which no word is broken; a list of its rows where the terminal is too narrow for that."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield it; in a list the first cell of a row, then the others with their titles."""
        columns = self.columns
        room = options.max_width - self.padding[1] * (len(columns) - 1)
        least = [each.min_width or 0 for each in columns]
        if sum(least) > room:
            for first, *others in zip(*(each.cells for each in columns), strict=True):
                named = zip([each.header for each in columns[1:]], others, strict=True)
                said = [
                    f"{title}: {cell}" if title else f"{cell}" for title, cell in named if str(cell)
                ]
                yield Text(f"{first}", "bold")
                yield Text(f"  {'; '.join(said)}")
            return
        widths = [each.max_width or 0 for each in columns]
        while (
            sum(widths) > room
        ):  # the widest column that can become narrower does, the last of equal ones
            widths[max(range(len(widths)), key=lambda n: (widths[n] > least[n], widths[n], n))] -= 1
        for each, width in zip(columns, widths, strict=True):
            each.width = width
        yield from super().__rich_console__(console, options)


def _table(
    titles: Sequence[str], rows: Sequence[Sequence[str | Text]], right: Collection[int], gap: int
) -> Table:
    made = _WholeWords(box=None, pad_edge=False, header_style="dim", show_header=any(titles))
    made.padding = (0, gap, 0, 0)
    for number, (title, *cells) in enumerate(zip(titles, *rows, strict=True)):
        justify: JustifyMethod = "right" if number in right else "left"
        texts = [*map(str, cells)]
        most = max(cell_len(line) for text in (title, *texts) for line in text.split("\n"))
        least = max(map(cell_len if number in right else _longest_word, texts), default=0)
        least = max(least, _longest_word(title))
        made.add_column(title, justify=justify, min_width=least, max_width=most, overflow="fold")
    for row in rows:
        made.add_row(*row)
    return made


def _longest_word(text: str) -> int:
    return max(map(cell_len, text.split()), default=0)


def sheets_report(sheets: "Iterable[Sheet]", most: int | None = None) -> Iterator[RenderableType]:
    """Yield each sheet under its title; of a long one, at most so many rows."""
    for sheet in sheets:
        numbers = [number for number, column in enumerate(sheet.columns) if column.is_number]
        titles = [column.title for column in sheet.columns]
        rows = (tuple(map(_text, row.cells)) for row in sheet.rows)
        yield Text(one_line(sheet.title), "bold")
        shown = most if sheet.is_long else None
        yield from table(titles, rows, right=numbers, most=shown, every="--all")
        if said := sheet.remark if sheet.rows else sheet.empty:
            yield Text(said, "dim")
        yield ""


def _text(cell: "SheetCell") -> Text:
    text = Text(one_line(cell.text), "bold green" if cell.best else "")
    return text.append(f" ({one_line(cell.note)})", "not bold dim") if cell.note else text
