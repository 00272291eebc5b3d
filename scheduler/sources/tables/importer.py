"""An instance made of tables: those of workbooks and CSV, on top of what another file says."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from scheduler.errors import InputError, InstanceError
from scheduler.instance import Instance, meant, quoted, sentence
from scheduler.sources.documents import bytes_of
from scheduler.sources.instances import fingerprint, judged, read_instance_text
from scheduler.sources.nodes import (
    MOST_LINES,
    BrokenError,
    Node,
    blemishes,
    copied,
    data_of,
    entries_of,
    mapping_of,
    put,
    rows_of,
    shortened,
    text_of,
)
from scheduler.sources.shapes import whole
from scheduler.sources.tables.bases import assembled, file_text
from scheduler.sources.tables.cells import Setting, node_of, shown
from scheduler.sources.tables.columns import (
    CONFERENCE,
    DAYS,
    INTERPRETATION,
    LEVELS,
    PARTS,
    ROLES,
    SETTINGS,
    TEAMS,
    Column,
    Table,
    plain,
    table_named,
)
from scheduler.sources.tables.joins import (
    join_parts,
    put_days,
    put_roles,
    put_settings,
)
from scheduler.sources.tables.sheets import (
    NOTE,
    Ledger,
    Sheet,
    Trouble,
    Value,
    headed,
    headings_of,
    in_letters,
    is_table,
    no_tables,
    unknown,
)
from scheduler.sources.tables.workbooks import csv_sheet, sheets_in
from scheduler.sources.variants import Assembly
from scheduler.sources.variants.forms import named

_BOOKS, _TEXTS = (".xlsx", ".xlsm"), (".csv", ".tsv")
_HOURS = ("day_profiles", "bands", "breaks")
"""Sheets that say together what the sheet of days says alone."""
_NOTES = f"Headings that begin with {NOTE} are notes, and not read."


@dataclass(frozen=True, slots=True)
class Imported:
    """An instance, and the file that holds it."""

    instance: Instance
    text: str
    """YAML."""
    notes: tuple[str, ...]
    """What whoever imports it should know."""
    has_usual_hours: bool = False
    """Whether nothing has said which hours days have, so that they are those of a usual week."""


def import_tables(paths: Sequence[Path], base: Path | None = None) -> Imported:
    """Make an instance of tables.

    Parameters
    ----------
    paths
        Workbooks, whose sheets are tables, and files of CSV, each a table; at least one.
    base
        The instance or variant that says what tables cannot, and has the tables that are not given. None
        for a week of usual hours, and nothing else.

    Raises
    ------
    InstanceError
        When something does not fit; it names everything that is wrong, a line each, with its cell.
    """
    found, root = assembled(base)
    ledger = Ledger(found.pages)
    sheets = [headed(sheet) for path in paths for sheet in sheets_of(path)]
    full = [each for each in sheets if each.rows and not each.is_note]
    if full and not any(each.trouble or is_table(each.name) for each in sheets):
        raise InstanceError(no_tables(full, paths))
    notes = [note for sheet in sheets for note in sheet.notes]
    usual = None if base else _hours_of(root)
    notes += _fill(root, sheets, ledger)
    if any(sheet.trouble for sheet in sheets):
        raise InstanceError(*found.pages.numbered(ledger.with_others(found.complaints)))
    for name in {*whole()["required"]} - root.key_lines.keys():
        root.key_lines[name] = ledger.line(str(paths[0]))
    complaints = (*found.complaints, *blemishes(root))
    instance, others = judged(Assembly(root, found.pages, complaints, found.removed))
    wrong = found.pages.numbered(ledger.with_others(others))
    for sheet, table in {DAYS: "day_profiles", TEAMS: INTERPRETATION}.items():
        if any(plain(each.name) == sheet for each in full):
            wrong = [line.replace(f"`{table}`", f"the sheet `{sheet}`") for line in wrong]
    if wrong or instance is None:
        more = [f"and {len(wrong) - MOST_LINES} more."] if len(wrong) > MOST_LINES else []
        raise InstanceError(*wrong[:MOST_LINES], *more)
    names = [in_letters(path.name) for path in paths]
    text = file_text(root, names, in_letters(base.name) if base else None)
    if fingerprint(read_instance_text(text.encode(), "what is written")) != fingerprint(instance):
        raise AssertionError("the file that was made says something else than the tables")
    return Imported(instance, text, tuple(notes), has_usual_hours=_hours_of(root) == usual)


def _hours_of(root: Node) -> object:
    profiles = root.child("day_profiles")
    return None if profiles is None else data_of(profiles)


def sheets_of(path: Path, headings: Collection[str] = ()) -> Iterable[Sheet]:
    """Return the sheets of a file; of one that cannot be read, one that says why.

    `headings`, as `plain` has them, tell what stands between the cells of CSV that is no table.
    """
    ending = path.suffix.lower()
    if ending not in (*_BOOKS, *_TEXTS):
        found = f"found the ending {quoted(path.suffix)}, expected .xlsx or .csv. Save it as one."
        return [Sheet(str(path), "", {}, in_book=False, trouble=found)]
    try:
        content = bytes_of(path)
        if ending in _TEXTS:
            return [csv_sheet(content, str(path), path.stem, headings or headings_of(path.stem))]
        return sheets_in(content, str(path))
    except BrokenError as error:
        return [Sheet(str(path), "", {}, in_book=False, trouble=str(error))]


@dataclass(frozen=True, slots=True)
class Record:
    """A row of a table with few columns, by their names."""

    texts: Mapping[str, str]
    """What stands in each cell; nothing, if it is empty or has no value."""
    cells: Mapping[str, str]
    """What errors call each cell."""

    def wrong(self, name: str, expected: str, hint: str = "") -> str:
        """Return what is wrong with a cell."""
        text = self.texts[name]
        found = quoted(shortened(text)) if text else "nothing"
        return f"{self.cells[name]}: {sentence(name, found, expected, hint)}"


def records_in(
    path: Path, names: Mapping[str, Sequence[str]], error: type[InputError]
) -> tuple[Sheet, Sequence[Record]]:
    """Return the first sheet of a file, and its rows in which something stands.

    Parameters
    ----------
    path
        A workbook or CSV.
    names
        Headings that each column may have, as `plain` has them, the likeliest first; no two have one heading.
    error
        What is raised if the file has no such table.
    """
    expected = f"expected the columns {' and '.join(f'`{name}`' for name in names)}"
    sheet = next(iter(sheets_of(path, {each for known in names.values() for each in known})), None)
    if sheet is None or sheet.trouble:
        raise error(f"{path}: {sheet.trouble if sheet else 'has no sheet.'}")
    if not sheet.rows:
        raise error(f"{path}: found nothing in it, {expected}.")
    top, cells = next(iter(sheet.rows.items()))
    at = {
        plain(text): column for column, text in reversed([*cells.items()]) if isinstance(text, str)
    }
    columns: dict[str, int] = {}
    for name, known in names.items():
        free = (at[each] for each in known if at.get(each, 0) not in {0, *columns.values()})
        columns[name] = next(free, 0)
    if 0 in columns.values():
        texts = [quoted(shortened(each)) for each in cells.values() if isinstance(each, str)]
        found = f"the headings {', '.join(texts)}" if texts else "no headings"
        raise error(f"{sheet.cell(top, 1)}: found {found}, {expected}.")
    return sheet, [
        Record(
            {name: _text_of_cell(own.get(column)) for name, column in columns.items()},
            {name: sheet.cell(number, column) for name, column in columns.items()},
        )
        for number, own in sheet.rows.items()
        if number > top and not own.keys().isdisjoint(columns.values())
    ]


def _text_of_cell(value: Value | Trouble | None) -> str:
    return "" if value is None or isinstance(value, Trouble) else str(value).strip()


def _fill(root: Node, sheets: Iterable[Sheet], ledger: Ledger) -> Iterator[str]:
    """Put the tables of all sheets into an instance, and yield what was done otherwise than expected."""
    given = _tables_of(root, sheets, ledger)
    # The clocks of the conference have to be known first, and what others refer to, or are in, before these.
    last = [*PARTS, ROLES]
    left: dict[str, list[Node]] = {}
    if ROLES in given and len(given[ROLES][0].rows) > 1:
        for session in rows_of(root.child("sessions")):
            entries_of(session).pop("people", None)
    turns = {CONFERENCE: -1} | {name: turn for turn, name in enumerate(last)}
    for name in sorted(given, key=lambda each: turns.get(each, -0.5)):
        sheet, table = given[name]
        rows = _rows_in(sheet, table, ledger, text_of(root.child("zone")) or "")
        line = ledger.line(sheet.place)
        if name == CONFERENCE:
            _settle(root, table, rows, line, ledger)
        elif rows and name in (SETTINGS, LEVELS):
            left[name] = rows
        elif rows:
            _put_rows(root, table, rows, line, ledger)
        elif rows_of(root.child(name)):
            yield f"{sheet.place}: has no rows; those that were there before are kept."
        elif name in whole()["required"]:
            trouble = Trouble("no rows", "at least one below the headings")
            ledger.complain(line, "", trouble)
            root.key_lines[name] = line
    if left:
        put_settings(root, left.get(SETTINGS, []), left.get(LEVELS, []), ledger)


def _put_rows(root: Node, table: Table, rows: list[Node], line: int, ledger: Ledger) -> None:
    """Put the rows of a table into an instance."""
    if table.name in PARTS:
        join_parts(root, table, rows, ledger)
    elif table.name == DAYS:
        put_days(root, rows, line, ledger)
    elif table.name == ROLES:
        put_roles(root, rows, ledger)
    else:
        _keep(root, table, rows)
        put(root, table.name, Node(line, list(rows)), line)


def _tables_of(
    root: Node, sheets: Iterable[Sheet], ledger: Ledger
) -> Mapping[str, tuple[Sheet, Table]]:
    """Return sheets by the table that they hold."""
    given: dict[str, tuple[Sheet, Table]] = {}
    for sheet in sheets:
        table, line = table_named(sheet.name), ledger.line(sheet.place)
        if sheet.trouble:
            ledger.say(line, sheet.trouble)
        if sheet.is_note or not sheet.rows:
            continue
        if table is None:
            trouble, likely = unknown(sheet)
            ledger.complain(line, "", trouble)
            # A table that is misspelt is not missed besides.
            root.key_lines.setdefault(likely, line)
        elif table.name in given:
            found = f"the table again, after {given[table.name][0].place}"
            ledger.complain(line, "", Trouble(found, "each table once"))
        else:
            given[table.name] = (sheet, table)
    both = [name for name in (DAYS, *_HOURS) if name in given and len(given[name][0].rows) > 1]
    if both[:1] == [DAYS]:
        for name in both[1:]:
            trouble = Trouble(f"rows beside those of the sheet `{DAYS}`", "one of both")
            ledger.complain(ledger.line(given[name][0].place), "", trouble)
    return given


def _settle(root: Node, table: Table, rows: Sequence[Node], line: int, ledger: Ledger) -> None:
    """Let an instance say what the row of the conference says."""
    if len(rows) != 1:
        ledger.complain(line, "", Trouble(f"{len(rows)} rows", "one row below the heading"))
        for column in table.columns:
            root.key_lines.setdefault(column.name, line)
    for row in rows[:1]:
        for key, key_line in row.key_lines.items():
            value = row.child(key)
            if value is not None:
                put(root, key, value, key_line)
            elif root.child(key) is None:
                root.key_lines[key] = key_line


def _keep(root: Node, table: Table, rows: Iterable[Node]) -> None:
    """Let rows keep what no cell can hold of the rows with their ids that were there before."""
    before = rows_of(root.child(table.name))
    for row in rows:
        for old in named(table.name, before, text_of(row.child("id")) or ""):
            for field in table.nested:
                value = old.child(field)
                if value is not None:
                    own = entries_of(row.child(field))
                    value = copied(value)
                    put(row, field, value, old.key_lines.get(field, value.line))
                    for key, said in own.items():
                        put(value, key, said, said.line)


def _rows_in(sheet: Sheet, table: Table, ledger: Ledger, venue: str) -> list[Node]:
    """Return the rows of a sheet; what is wrong with its cells goes to the ledger."""
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
            _fill_row(row, name, _cells(sheet, number, columns, ledger), ledger, venue)
            rows.append(row)
    return rows


Columns = Mapping[int, Column | None]
"""The columns of a sheet by number; None for those that are not read."""


def _headings(
    sheet: Sheet, number: int, table: Table, ledger: Ledger
) -> tuple[Columns, Mapping[str, int]]:
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
            trouble = Trouble(
                f"no column `{column.name}`", "one", f"({column.meaning.rstrip('.')}.)"
            )
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
    sheet: Sheet, number: int, columns: Columns, ledger: Ledger
) -> Iterator[tuple[Column | None, Value | Trouble | None, int]]:
    """Yield the cells of a row that are read: the column, if there is one, what stands there, the line."""
    for at in sorted({*sheet.rows[number], *columns}):
        column = columns.get(at)
        if column is not None or at not in columns:
            yield column, sheet.rows[number].get(at), ledger.line(sheet.cell(number, at))


def _fill_row(
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
