"""Tables without lines and texts that end between words, by rich."""

from collections.abc import Collection, Iterator, Sequence

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, JustifyMethod, RenderResult
from rich.table import Table
from rich.text import Text


class Prose:
    """A text that ends its lines between words on a terminal, and only at its end elsewhere.

    A line with a command is left as it is: it is copied and typed.
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
    """A table without lines; texts wrap between words, and numbers stay whole."""

    def __init__(self, *titles: str | Text, right: Collection[int] = (), gap: int = 2) -> None:
        """Take the titles of the columns, none of which is shown if all are empty.

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
        """Add a row; what it has no cell for stays empty."""
        self._rows.append((cells, style))

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Show it as wide as there is room; as a list, if there is less than its longest words take."""
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
        """Return the width of the longest word of a column; of one of numbers, of the longest number."""
        cells = [_plain(row[column]) for row, _ in self._rows if column < len(row)]
        whole = map(cell_len, cells) if column in self._right else map(longest_word, cells)
        return max(longest_word(_plain(self._titles[column])), *whole, 0)

    def _list(self) -> Iterator[Text]:
        """Yield each row as its first cell, and below it the others with their titles."""
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
    """Return the cells that the longest word of a text takes in a terminal."""
    return max(map(cell_len, text.split()), default=0)
