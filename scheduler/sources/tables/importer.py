"""An instance made of tables: those of workbooks and CSV, on top of what another file says."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from scheduler.errors import InstanceError
from scheduler.instance import Instance, quoted
from scheduler.sources.documents import bytes_of
from scheduler.sources.instances import fingerprint, judged, read_instance_text
from scheduler.sources.nodes import MOST_LINES, BrokenError, Node, blemishes, data_of
from scheduler.sources.shapes import whole
from scheduler.sources.tables.bases import assembled, file_text
from scheduler.sources.tables.columns import CONFERENCE, PARTS, SETTINGS, Table, plain, tables
from scheduler.sources.tables.csv_files import sheet_in
from scheduler.sources.tables.json_lists import sheet_of_objects
from scheduler.sources.tables.parts import join_parts
from scheduler.sources.tables.rows import rows_in
from scheduler.sources.tables.settings import put_settings
from scheduler.sources.tables.sheets import (
    NOTE,
    Ledger,
    Sheet,
    Trouble,
    headed,
)
from scheduler.sources.tables.unknown_sheets import make_sure_of_tables, unknown
from scheduler.sources.tables.workbooks import sheets_in
from scheduler.sources.variants import Assembly
from scheduler.sources.variants.trees import copied, entries_of, named, put, rows_of, text_of

_BOOKS, _TEXTS, _OBJECTS = (".xlsx", ".xlsm"), (".csv", ".tsv"), ".json"


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
    make_sure_of_tables(sheets, paths)
    notes = [note for sheet in sheets for note in sheet.notes]
    usual = None if base else _hours_of(root)
    notes += _fill(root, sheets, ledger)
    if any(sheet.trouble for sheet in sheets):
        raise InstanceError(*found.pages.numbered(ledger.with_others(found.complaints)))
    _complain_of_missing(root, str(paths[0]), ledger)
    complaints = (*found.complaints, *blemishes(root))
    instance, others = judged(Assembly(root, found.pages, complaints, found.removed))
    wrong = found.pages.numbered(ledger.with_others(others))
    if wrong or instance is None:
        more = [f"and {len(wrong) - MOST_LINES} more."] if len(wrong) > MOST_LINES else []
        raise InstanceError(*wrong[:MOST_LINES], *more)
    names = [_text(path.name) for path in paths]
    text = file_text(root, names, _text(base.name) if base else None)
    if fingerprint(read_instance_text(text.encode(), "what is written")) != fingerprint(instance):
        raise AssertionError("the file that was made says something else than the tables")
    return Imported(instance, text, tuple(notes), has_usual_hours=_hours_of(root) == usual)


def _hours_of(root: Node) -> object:
    """Return the profiles of days as they are now, without what is empty."""
    profiles = root.child("day_profiles")
    return None if profiles is None else _without_empty(data_of(profiles))


def _without_empty(value: object) -> object:
    if isinstance(value, dict):
        return {k: _without_empty(each) for k, each in value.items() if each not in (None, [], {})}
    return [*map(_without_empty, value)] if isinstance(value, list) else value


def _text(name: str) -> str:
    """Return the name of a file as text, whatever bytes it has."""
    return name.encode(errors="replace").decode()


def sheets_of(path: Path, headings: Collection[str] = ()) -> Iterable[Sheet]:
    """Return the sheets of a file; of one that cannot be read, one that says why.

    `headings`, as `plain` has them, tell what stands between the cells of CSV that is no table.
    """
    ending = path.suffix.lower()
    known = (*_BOOKS, *_TEXTS, _OBJECTS) if headings else (*_BOOKS, *_TEXTS)
    if ending not in known:
        found = f"found the ending {quoted(path.suffix)}, expected .xlsx or .csv. Save it as one."
        return [Sheet(str(path), "", {}, in_book=False, trouble=found)]
    try:
        content = bytes_of(path)
        if ending == _OBJECTS:
            return [sheet_of_objects(content, str(path), path.stem)]
        if ending in _TEXTS:
            return [sheet_in(content, str(path), path.stem, headings)]
        return sheets_in(content, str(path))
    except BrokenError as error:
        return [Sheet(str(path), "", {}, in_book=False, trouble=str(error))]


def _fill(root: Node, sheets: Iterable[Sheet], ledger: Ledger) -> Iterator[str]:
    """Put the tables of all sheets into an instance, and yield what was done otherwise than expected."""
    given = _tables_of(root, sheets, ledger)
    # The clocks of the conference have to be known first.
    for name in sorted(given, key=_turn):
        venue = text_of(root.child("zone")) or ""
        rows = rows_in(given[name], tables()[name], ledger, venue)
        line = ledger.line(given[name].place)
        if name == CONFERENCE:
            _settle(root, rows, line, ledger)
        elif not rows and rows_of(root.child(name)):
            yield f"{given[name].place}: has no rows; those that were there before are kept."
        elif name in PARTS:
            join_parts(root, tables()[name], rows, ledger)
        elif name == SETTINGS:
            put_settings(root, rows, ledger)
        else:
            _keep(root, tables()[name], rows)
            put(root, name, Node(line, list(rows)), line)


def _turn(name: str) -> int:
    """Return when a table is put in: what others refer to, or are in, comes first."""
    order = [CONFERENCE, "", *PARTS, SETTINGS]
    return order.index(name if name in order else "")


def _tables_of(root: Node, sheets: Iterable[Sheet], ledger: Ledger) -> Mapping[str, Sheet]:
    """Return sheets by the table that they hold."""
    known = {plain(name): table for name, table in tables().items()}
    given: dict[str, Sheet] = {}
    for sheet in sheets:
        table = known.get(plain(sheet.name))
        if sheet.trouble:
            ledger.say(ledger.line(sheet.place), sheet.trouble)
        if sheet.name.startswith(NOTE) or not sheet.rows:
            continue
        if table is None:
            line, (trouble, likely) = ledger.line(sheet.place), unknown(sheet)
            ledger.complain(line, "", trouble)
            # A table that is misspelt is not missed besides.
            root.key_lines.setdefault(likely, line)
        elif table.name in given:
            trouble = Trouble(
                f"the table again, after {given[table.name].place}", "each table once"
            )
            ledger.complain(ledger.line(sheet.place), "", trouble)
        else:
            given[table.name] = sheet
    return given


def _settle(root: Node, rows: Sequence[Node], line: int, ledger: Ledger) -> None:
    """Let an instance say what the row of the conference says."""
    if len(rows) != 1:
        ledger.complain(line, "", Trouble(f"{len(rows)} rows", "one row below the heading"))
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


def _complain_of_missing(root: Node, file: str, ledger: Ledger) -> None:
    """Complain of tables and settings that an instance needs, and neither sheets nor base have."""
    for name in whole()["required"]:
        if root.child(name) is None and name not in root.key_lines:
            line = ledger.line(file)
            root.key_lines[name] = line
            if name in tables():
                ledger.complain(line, "", Trouble(f"no sheet `{name}`", "one", _OR_INTO))
                continue
            is_column = any(column.name == name for column in tables()[CONFERENCE].columns)
            where = f"one, in the sheet `{CONFERENCE}`" if is_column else "one, in YAML"
            ledger.complain(line, "", Trouble(f"no `{name}`", where, _OR_INTO))


_OR_INTO = "Or give an instance that has it with --into."
