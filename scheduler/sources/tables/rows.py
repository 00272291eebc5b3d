"""From a sheet to the rows of a table."""

from collections.abc import Mapping
from dataclasses import dataclass

from scheduler.instance import meant, quoted
from scheduler.sources.nodes import Node, shortened
from scheduler.sources.tables.cells import Setting, node_of, shown
from scheduler.sources.tables.columns import CONFERENCE, PARTS, SETTINGS, Column, Table, plain
from scheduler.sources.tables.sheets import NOTE, Ledger, Sheet, Trouble, Value
from scheduler.sources.variants.trees import mapping_of, put

Cells = Mapping[int, Value | Trouble]


@dataclass(frozen=True, slots=True)
class _Headings:
    """The columns of a sheet, by number, and lines for fields that it has no column for."""

    columns: Mapping[int, Column]
    ignored: frozenset[int]
    elsewhere: Mapping[str, int]
    """Fields, by name, of which something has been said already, and in which line."""


def rows_in(sheet: Sheet, table: Table, ledger: Ledger, venue: str) -> list[Node]:
    """Return the rows of a sheet; what is wrong with its cells goes to the ledger."""
    for reference in sheet.merged:
        trouble = Trouble("merged cells", "a cell for each row and column", "Unmerge them.")
        ledger.complain(ledger.line(sheet.at(reference)), "", trouble)
    numbers = list(sheet.rows)
    headings = _headings(sheet, numbers[0], table, ledger)
    rows: list[Node] = []
    for number in numbers[1:]:
        cells = {
            column: value
            for column, value in sheet.rows[number].items()
            if column not in headings.ignored
        }
        if cells:
            name = "" if table.name == CONFERENCE else f"{table.name}[{len(rows) + 1}]"
            rows.append(_row(sheet, number, name, headings, ledger, venue))
    return rows


def _headings(sheet: Sheet, number: int, table: Table, ledger: Ledger) -> _Headings:
    """Read the first row in which something stands."""
    known = {plain(column.name): column for column in table.columns}
    columns: dict[int, Column] = {}
    ignored: set[int] = set()
    elsewhere: dict[str, int] = {}
    for position, value in sheet.rows[number].items():
        heading = value if isinstance(value, str) else ""
        if heading.startswith(NOTE):
            ignored.add(position)
            continue
        line = ledger.line(sheet.cell(number, position))
        column = known.get(plain(heading))
        if column in columns.values():
            trouble = Trouble(f"the heading {quoted(heading)} again", "each heading once")
        elif column is not None:
            columns[position] = column
            continue
        else:
            trouble, field = _unknown(value, table)
            elsewhere[field] = line
        ignored.add(position)
        ledger.complain(line, "", trouble)
    if table.name != CONFERENCE:  # what its sheet does not say, another file may
        _complain_of_missing(columns, elsewhere, table, ledger, ledger.line(sheet.place))
    return _Headings(columns, frozenset(ignored), elsewhere)


def _unknown(value: Value | Trouble, table: Table) -> tuple[Trouble, str]:
    """Return what is wrong with a heading, and the name of the column that may be meant."""
    expected = "the name of a field"
    if isinstance(value, Trouble):
        return value, ""
    if not isinstance(value, str):
        return Trouble(f"the heading {shown(value)}", expected), ""
    found = f"the heading {quoted(shortened(value))}"
    nested = {plain(name): name for name in table.nested}
    if plain(value) in nested:
        name = nested[plain(value)]
        sheets = [
            each
            for each, part in PARTS.items()
            if (part.table, part.ways[0][0]) == (table.name, name)
        ]
        where = f"the sheet `{sheets[0]}`" if sheets else f"the sheet `{SETTINGS}`"
        hint = f"No cell can hold `{name}`: write it in {where}."
        return Trouble(found, "a field that a cell can hold", hint), name
    names = [column.name for column in table.columns]
    ends = [column.name for column in table.columns if plain(column.path[-1]) == plain(value)]
    near = meant(value.replace(" ", "_"), names)
    likely = ends or ([near] if near else [])
    if not likely:
        return Trouble(found, expected, _NOTES), ""
    return Trouble(found, expected, f"Maybe {' or '.join(map(quoted, likely))}?"), likely[0]


_NOTES = f"Headings that begin with {NOTE} are notes, and not read."


def _complain_of_missing(
    columns: Mapping[int, Column],
    elsewhere: dict[str, int],
    table: Table,
    ledger: Ledger,
    line: int,
) -> None:
    """Complain once of a column that each row would lack."""
    present = [column.name for column in columns.values()]
    for column in table.columns:
        if column.required and column.name not in (*present, *elsewhere):
            hint = f"({column.meaning.rstrip('.')}.)"
            ledger.complain(line, "", Trouble(f"no column `{column.name}`", "one", hint))
            elsewhere[column.name] = line


def _row(
    sheet: Sheet, number: int, name: str, headings: _Headings, ledger: Ledger, venue: str
) -> Node:
    cells = sheet.rows[number]
    row = Node(ledger.line(sheet.cell(number, min(headings.columns, default=1))), {})
    row.key_lines.update(headings.elsewhere)
    for position in sorted({*cells, *headings.columns}):
        if position in headings.ignored:
            continue
        line = ledger.line(sheet.cell(number, position))
        column, value = headings.columns.get(position), cells.get(position)
        if column is None:
            ledger.complain(line, name, _without_heading(value))
        elif value is None:
            row.key_lines.setdefault(column.path[0], line)
        else:
            said = (
                value
                if isinstance(value, Trouble)
                else node_of(value, column, Setting(line, venue))
            )
            trouble = said if isinstance(said, Trouble) else _put(row, column, said)
            if trouble is not None:
                ledger.complain(line, _field(row, name, column), trouble)
                row.key_lines[column.path[0]] = line
    return row


def _without_heading(value: Value | Trouble | None) -> Trouble:
    found = value.found if isinstance(value, Trouble) else shown(value or "")
    return Trouble(
        f"{found} in a column without heading",
        "a heading",
        _NOTES,
    )


def _field(row: Node, name: str, column: Column) -> str:
    """Return what errors call a field of a row: with the id of the row, if that has been read."""
    id_ = row.child("id")
    if id_ is not None and id_.value:
        name = f"{name.partition('[')[0]}[{id_.value}]"
    return f"{name}.{column.name}" if name else column.name


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
