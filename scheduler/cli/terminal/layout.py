"""Text and tables of any width: lines end between words, and no number is cut.

A table that is too narrow for the longest word of each of its columns is shown as a list.
"""

import re
import shlex
from collections.abc import Collection, Iterator, Sequence

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table
from rich.text import Text

_WORDS = re.compile(r"(?:^[·!] )?\S+(?: %(?=\W|$))?")
"""What stays together in a line: a word, with a mark in front of it or a sign of a share behind it."""
_COMMAND = re.compile(r"(?P<lead>.*?(?:: |^))(?P<command>scheduler [a-z]\S*(?: .*)?)", re.DOTALL)
"""A line that ends in a command to type."""
INDENT = 2
"""Blanks before what belongs to the line above."""


def wrapped(text: Text, width: int, indent: int = 0) -> Iterator[Text]:
    """Yield the lines of a text, which end between words; a longer word has a line of its own.

    Parameters
    ----------
    text
        Of one line or more.
    width
        Cells of a line.
    indent
        Blanks before all lines but the first of each line of the text.
    """
    for line in text.split("\n", allow_blank=True):
        margin = len(line.plain) - len(line.plain.lstrip())
        blanks, first = " " * (margin + indent), True
        for part in _parts(line, width, margin + indent):
            part.rstrip()
            yield part if first else Text(blanks).append_text(part)
            first = False


def _parts(line: Text, width: int, indent: int) -> Iterator[Text]:
    """Divide a line between words; all parts but the first are so much shorter."""
    cuts, begin, room = [], 0, width
    for word in _WORDS.finditer(line.plain):
        fits = cell_len(line.plain[begin : word.end()]) <= room
        if not fits and line.plain[begin : word.start()].strip():
            cuts.append(word.start())
            begin, room = word.start(), width - indent
    return iter(line.divide(cuts))


def prose(text: Text, width: int) -> Iterator[Text]:
    """Yield the lines of a text; a command at its end stays one that can be copied and typed."""
    for line in text.split("\n", allow_blank=True):
        found = _COMMAND.fullmatch(line.plain)
        if found is None or cell_len(line.plain) <= width:
            yield from wrapped(line, width, _hanging(line.plain))
            continue
        lead = line[: len(found["lead"])]
        lead.rstrip()
        yield from wrapped(lead, width) if lead.plain else ()
        yield from _command(found["command"], width)


def _hanging(line: str) -> int:
    """Return the blanks under a mark, so that what follows stands beside it."""
    return INDENT if line.startswith(("· ", "! ", "- ")) else 0


def _command(command: str, width: int) -> Iterator[Text]:
    """Yield a command in lines of which each but the last goes on, as a shell reads it."""
    try:
        words = [shlex.quote(word) for word in shlex.split(command)]
    except ValueError:  # a quote that is none
        words = command.split(" ")
    lines = [f"{' ' * INDENT}{words[0]}"]
    for word in words[1:]:
        if cell_len(f"{lines[-1]} {word} \\") > width:
            lines[-1] += " \\"
            lines.append(" " * 2 * INDENT + word)
        else:
            lines[-1] += f" {word}"
    yield from map(Text, lines)


class Prose:
    """A text that ends its lines between words on a terminal, and only at its end elsewhere."""

    def __init__(self, text: Text, *, wraps: bool) -> None:
        self._text = text
        self._wraps = wraps

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield its lines."""
        lines = prose(self._text, options.max_width) if self._wraps else [self._text]
        yield from map(_whole, lines)


def _whole(line: Text) -> Text:
    """Return a line that nobody breaks or cuts."""
    line.no_wrap, line.overflow = True, "ignore"
    return line


class Columns:
    """A table without lines, of columns as wide as their longest words; where that is too wide, a list."""

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
        self._titles = [_text(title) for title in titles]
        self._right = right
        self._gap = gap
        self._rows: list[list[Text]] = []

    def add(self, *cells: str | Text, style: str = "") -> None:
        """Add a row; what it has no cell for stays empty."""
        missing = len(self._titles) - len(cells)
        self._rows.append([_text(cell, style) for cell in (*cells, *[""] * missing)])

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Show it as a table, if each column has room for its longest word, and else as a list."""
        widths = self._widths(options.max_width)
        if widths is None:
            yield from map(_whole, self._listed(options.max_width))
            return
        titled = any(title.plain for title in self._titles)
        table = Table(box=None, pad_edge=False, header_style="dim", show_header=titled)
        table.padding = (0, self._gap, 0, 0)
        for number, (title, width) in enumerate(zip(self._titles, widths, strict=True)):
            header, is_number = _folded(title, width), number in self._right
            table.add_column(header, justify="right" if is_number else "left", width=width)
        for row in self._rows:
            table.add_row(*(_folded(cell, each) for cell, each in zip(row, widths, strict=True)))
        yield table

    def _widths(self, width: int) -> list[int] | None:
        """Return the cells of each column; None if a word of some column would have to be broken."""
        columns = [*zip(self._titles, *self._rows, strict=True)]
        space = width - self._gap * (len(columns) - 1)
        least = [max(map(_longest_word, column)) for column in columns]
        most = [max(map(_longest_line, column)) for column in columns]
        return None if sum(least) > space else _shared(least, most, space)

    def _listed(self, width: int) -> Iterator[Text]:
        """Yield each row as lines: its first cell, and under it the others with their titles."""
        for row in self._rows:
            if not any(title.plain for title in self._titles):
                line = Text(" ").join(cell for cell in row if cell.plain)
                yield from wrapped(line, width, INDENT)
                continue
            if row[0].plain:
                yield from wrapped(row[0], width, INDENT)
            said = [
                Text.assemble((f"{title.plain}: " if title.plain else "", "dim"), cell)
                for title, cell in zip(self._titles[1:], row[1:], strict=True)
                if cell.plain
            ]
            yield from _flowing(said, width)


def _flowing(said: Sequence[Text], width: int) -> Iterator[Text]:
    """Yield indented lines of as many texts as each has room for."""
    lines: list[Text] = []
    for text in said:
        longer = Text("; ").join([lines[-1], text]) if lines else text
        if lines and INDENT + _longest_line(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(text)
    for line in lines:
        yield from wrapped(Text(" " * INDENT).append_text(line), width, INDENT)


def _shared(least: Sequence[int], most: Sequence[int], space: int) -> list[int]:
    """Share a width between columns: to each what it needs, and the rest in equal parts."""
    widths, left = list(least), space - sum(least)
    wants = {number: high - low for number, (low, high) in enumerate(zip(least, most, strict=True))}
    for position, number in enumerate(sorted(wants, key=wants.__getitem__)):
        more = min(wants[number], left // (len(widths) - position))
        widths[number] += more
        left -= more
    return widths


def _text(text: str | Text, style: str = "") -> Text:
    made = text.copy() if isinstance(text, Text) else Text(text)
    if style:
        made.stylize(style)
    return made


def _folded(text: Text, width: int) -> Text:
    return Text("\n").join(wrapped(text, width))


def _longest_word(text: Text) -> int:
    return max((cell_len(word) for word in _WORDS.findall(text.plain)), default=0)


def _longest_line(text: Text) -> int:
    return max((cell_len(line) for line in text.plain.split("\n")), default=0)


def longest_word(text: str) -> int:
    """Return the cells that the longest word of a text takes in a terminal."""
    return max(map(cell_len, text.split()), default=0)
