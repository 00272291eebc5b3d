"""The rows of a sheet as nodes of an instance file; what is wrong with them is told by cell."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice

from scheduler.instance import meant, quoted, sentence
from scheduler.sources.nodes import MOST_LINES, Complaint, Node, mapping_of, put, shortened, text_of
from scheduler.sources.tables.cells import Setting, node_of, shown
from scheduler.sources.tables.columns import CONFERENCE, Column, Table
from scheduler.sources.tables.workbooks import NOTE, Sheet, Trouble, Value, plain
from scheduler.sources.variants.layers import Pages

FIRST_ROWS = 20
"""Rows in which something stands, among which the headings are looked for."""
_NOTES = f"Headings that begin with {NOTE} are notes, and not read."

Headings = Mapping[int, Column | None]
"""The columns of a sheet by number; None for those that are not read."""


class Ledger:
    """Lines that stand for cells, and complaints about them.

    Whatever complains of nodes knows lines and no cells. So each cell is taken for a file of its own, whose
    only line is the file as a whole.
    """

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._lines: dict[str, int] = {}
        self._complaints: list[Complaint] = []

    def line(self, place: str) -> int:
        """Return the line that stands for a place; the same for the same place."""
        if place not in self._lines:
            self._lines[place] = self._pages.add(place, 0)
        return self._lines[place]

    def complain(self, line: int, what: str, trouble: Trouble) -> None:
        """Take down a trouble at a line, of a field, or of nothing else than is there."""
        said = sentence(what, trouble.found, trouble.expected, trouble.hint)
        self.say(line, said.removeprefix(": "))

    def say(self, line: int, text: str) -> None:
        """Take down a trouble in words of its own."""
        self._complaints.append(Complaint(line, text))

    def is_complete(self, row: Node, table: str, names: Iterable[str]) -> bool:
        """Tell whether a row has some fields; complain of each that it lacks, unless its cell is known."""
        missing = [name for name in names if row.child(name) is None]
        for name in missing:
            line = row.key_lines.get(name, row.line)
            if all(each.line != line for each in self._complaints):
                self.complain(line, table, Trouble(f"no `{name}`", "one"))
        return not missing

    def told(self, others: Iterable[Complaint] = ()) -> list[str]:
        """Return all complaints; of others, those about lines of which nothing has been said."""
        lines = {each.line for each in self._complaints}
        more = (each for each in others if each.line not in lines)
        told = self._pages.numbered([*self._complaints, *more])
        if len(told) > MOST_LINES:
            told[MOST_LINES:] = [f"and {len(told) - MOST_LINES} more."]
        return told


def headed(sheet: Sheet, table: Table | None) -> Sheet:
    """Return a sheet without what stands above its headings; with a trouble, if it seems to have none."""
    if table is None or sheet.is_note or not sheet.rows:
        return sheet
    names = {plain(each.name) for each in table.columns}
    first = [*islice(sheet.rows, FIRST_ROWS)]
    row = max(first, key=lambda each: _known(sheet, each, names))
    if not _known(sheet, row, names):
        some = ", ".join(column.name for column in table.columns[:4])
        found = f"found no row of headings, expected one that names fields of `{table.name}`"
        return replace(sheet, rows={}, merged=(), trouble=f"{found} ({some} …) in its first rows.")
    above = first[: first.index(row)]
    if not above:
        return sheet
    what = quoted(str(next(iter(sheet.rows[above[0]].values()))))
    rows = f"row {above[0]} stands" if len(above) == 1 else f"{len(above)} rows stand"
    are = "is" if len(above) == 1 else "are"
    note = f"{sheet.place}: {rows} above the headings, and {are} not read: {what}."
    return replace(
        sheet,
        rows={number: cells for number, cells in sheet.rows.items() if number >= row},
        merged=tuple(each for each in sheet.merged if int(re.findall(r"\d+", each)[-1]) >= row),
        notes=(*sheet.notes, note),
    )


def _known(sheet: Sheet, row: int, names: Collection[str]) -> int:
    """Return how many different names the cells of a row have; names are plain."""
    texts = (each for each in sheet.rows[row].values() if isinstance(each, str))
    return len({*map(plain, texts)} & {*names})


def rows_in(sheet: Sheet, table: Table, ledger: Ledger, venue: str = "") -> list[Node]:
    """Return the rows of a sheet; what is wrong with its cells goes to the ledger.

    Times without a zone are by the clocks of `venue`.
    """
    for reference in sheet.merged:
        trouble = Trouble("merged cells", "a cell for each row and column", "Unmerge them.")
        ledger.complain(ledger.line(sheet.at(reference)), "", trouble)
    top, *numbers = sheet.rows
    columns, told = _headings(sheet, top, table, ledger)
    rows: list[Node] = []
    for number in numbers:
        if any(columns.get(at, table) is not None for at in sheet.rows[number]):
            first = min((at for at, column in columns.items() if column), default=1)
            row = Node(ledger.line(sheet.cell(number, first)), {})
            row.key_lines.update(told)
            name = "" if table.name == CONFERENCE else f"{table.name}[{len(rows) + 1}]"
            _fill(row, name, _cells(sheet, number, columns, ledger), ledger, venue)
            rows.append(row)
    return rows


def _headings(
    sheet: Sheet, number: int, table: Table, ledger: Ledger
) -> tuple[Headings, Mapping[str, int]]:
    """Return the columns that the first row names, and lines of fields of which something has been said."""
    known = {plain(column.name): column for column in table.columns}
    columns: dict[int, Column | None] = {}
    told: dict[str, int] = {}
    for at, value in sheet.rows[number].items():
        heading = value if isinstance(value, str) else ""
        column, line = known.get(plain(heading)), ledger.line(sheet.cell(number, at))
        columns[at] = None if column in columns.values() else column
        if heading.startswith(NOTE):
            columns[at] = None
        elif column is None:
            trouble, field = _unknown(value, table)
            ledger.complain(line, "", trouble)
            told[field] = line
        elif columns[at] is None:
            trouble = Trouble(f"the heading {quoted(heading)} again", "each heading once")
            ledger.complain(line, "", trouble)
    for column in table.columns:
        # What the sheet of the conference does not say, another file may.
        is_there = column in columns.values() or column.name in told or table.name == CONFERENCE
        if column.required and not is_there:
            told[column.name] = ledger.line(sheet.place)
            hint = f"({column.meaning.rstrip('.')}.)"
            trouble = Trouble(f"no column `{column.name}`", "one", hint)
            ledger.complain(told[column.name], "", trouble)
    return columns, told


def _unknown(value: Value | Trouble, table: Table) -> tuple[Trouble, str]:
    """Return what is wrong with a heading, and the name of the column that may be meant."""
    if isinstance(value, Trouble):
        return value, ""
    text = str(value)
    found = f"the heading {quoted(shortened(text))}"
    for name, sheet in table.nested.items():
        if plain(name) == plain(text):
            hint = f"No cell can hold `{name}`: write it in the sheet `{sheet}`."
            return Trouble(found, "a field that a cell can hold", hint), name
    names = [column.name for column in table.columns]
    ends = [column.name for column in table.columns if plain(column.path[-1]) == plain(text)]
    likely = ends or [*filter(None, [meant(text.replace(" ", "_"), names)])]
    hint = f"Maybe {' or '.join(map(quoted, likely))}?" if likely else _NOTES
    return Trouble(found, "the name of a field", hint), [*likely, ""][0]


def _cells(
    sheet: Sheet, number: int, columns: Headings, ledger: Ledger
) -> Iterator[tuple[Column | None, Value | Trouble | None, int]]:
    """Yield the cells of a row that are read: the column, if there is one, what stands there, the line."""
    for at in sorted({*sheet.rows[number], *columns}):
        column = columns.get(at)
        if column is not None or at not in columns:
            yield column, sheet.rows[number].get(at), ledger.line(sheet.cell(number, at))


def _fill(
    row: Node,
    name: str,
    cells: Iterable[tuple[Column | None, Value | Trouble | None, int]],
    ledger: Ledger,
    venue: str,
) -> None:
    """Give a row what its cells say."""
    for column, value, line in cells:
        if column is None:
            what = value.found if isinstance(value, Trouble) else shown(value or "")
            trouble = Trouble(f"{what} in a column without heading", "a heading", _NOTES)
            ledger.complain(line, name, trouble)
            continue
        field = column.path[0]
        if value is None:
            row.key_lines.setdefault(field, line)
            continue
        said = value if isinstance(value, Trouble) else node_of(value, column, Setting(line, venue))
        wrong = said if isinstance(said, Trouble) else _put(row, column, said)
        if wrong is not None:
            id_ = text_of(row.child("id"))
            place = f"{name.partition('[')[0]}[{id_}]" if id_ else name
            ledger.complain(line, f"{place}.{column.name}".removeprefix("."), wrong)
            row.key_lines[field] = line


def _put(row: Node, column: Column, value: Node) -> Trouble | None:
    """Give a row a field, or a field of a field; return what else stands there already."""
    *outer, field = column.path
    parent = mapping_of(row, outer[0], value.line) if outer else row
    if not isinstance(parent.value, dict):
        return Trouble(f"`{outer[0]}` as well", "one of both")
    if parent.child(field) is not None:
        return Trouble(f"fields of `{field}` as well", "one of both")
    put(parent, field, value, value.line)
    return None
