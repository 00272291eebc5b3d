"""The parts of every report in the terminal: texts, headings, tables and sheets."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, JustifyMethod, RenderableType, RenderResult
from rich.table import Table
from rich.text import Text

from scheduler.wording import one_line

if TYPE_CHECKING:  # a list of commands needs no comparison
    from scheduler.comparison.sheets import Sheet, SheetCell


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


class Columns:
    """A table without rules; texts wrap between words, numbers never."""

    def __init__(self, *titles: str | Text, right: Collection[int] = (), gap: int = 2) -> None:
        """Set the titles of the columns; no header is shown if all are empty.

        Parameters
        ----------
        titles
            Of all columns.
        right
            Positions of those of numbers.
        gap
            Cells between two columns.
        """
        self._titles = titles
        self._right = right
        self._gap = gap
        self._rows: list[tuple[Sequence[str | Text], str]] = []

    def add(self, *cells: str | Text, style: str = "") -> None:
        """Add a row; missing cells stay empty."""
        self._rows.append((cells, style))

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Render the table; as a list, if the terminal is too narrow for its longest words."""
        least = [self._least(number) for number in range(len(self._titles))]
        if sum(least) + self._gap * (len(least) - 1) > options.max_width:
            yield from self._list()
            return
        table = Table(box=None, pad_edge=False, header_style="dim", show_header=any(self._titles))
        table.padding = (0, self._gap, 0, 0)
        least[-1] = max(1, least[-1] - self._gap)  # as rich adds the gap after the last column, too
        for number, title in enumerate(self._titles):
            justify: JustifyMethod = "right" if number in self._right else "left"
            table.add_column(title, justify=justify, min_width=least[number], overflow="fold")
        for cells, style in self._rows:
            table.add_row(*cells, style=style)
        yield table

    def _least(self, column: int) -> int:
        cells = [_plain(row[column]) for row, _ in self._rows if column < len(row)]
        whole = map(cell_len, cells) if column in self._right else map(longest_word, cells)
        return max(longest_word(_plain(self._titles[column])), *whole, 0)

    def _list(self) -> Iterator[Text]:
        """Yield each row as its first cell, with the others and their titles below."""
        titles = [_plain(title) for title in self._titles]
        for cells, style in self._rows:
            first, *others = map(_plain, cells)
            yield Text(first, style or "bold")
            named = zip(titles[1:], others, strict=False)
            said = [f"{title}: {cell}" if title else cell for title, cell in named if cell]
            yield Text(f"  {'; '.join(said)}", style)


def _plain(text: str | Text) -> str:
    return text.plain if isinstance(text, Text) else text


def longest_word(text: str) -> int:
    """Return the width in cells of the longest word of a text."""
    return max(map(cell_len, text.split()), default=0)


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
        shown = Columns(*map(one_line, titles), right=right, gap=gap)
        for row in found[:most]:
            shown.add(*row)
        yield shown
    if most is not None and len(found) > most:
        yield Text(f"and {len(found) - most:,} more; {every} shows them", "dim")


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
