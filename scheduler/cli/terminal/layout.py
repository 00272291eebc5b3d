"""Tables without lines and texts that end between words, by rich."""

from collections.abc import Collection, Sequence

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
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
        """Show it as wide as there is room."""
        table = Table(box=None, pad_edge=False, header_style="dim", show_header=any(self._titles))
        table.padding = (0, self._gap, 0, 0)
        for number, title in enumerate(self._titles):
            is_number = number in self._right
            table.add_column(
                title,
                justify="right" if is_number else "left",
                no_wrap=is_number,
                overflow="fold",
            )
        for cells, style in self._rows:
            table.add_row(*cells, style=style)
        yield table


def longest_word(text: str) -> int:
    """Return the cells that the longest word of a text takes in a terminal."""
    return max(map(cell_len, text.split()), default=0)
