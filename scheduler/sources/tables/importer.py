"""Make an instance of the tables of workbooks and CSV, on top of another file."""

import shlex
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from scheduler.catalogue import OLD_RULES, RULES
from scheduler.errors import InstanceError
from scheduler.instance import Instance, Weekday, closest, meant, nearest_row, quoted
from scheduler.sources.instances import assembled, fingerprint, judged, read_instance_text
from scheduler.sources.nodes import (
    Node,
    blemishes,
    copied,
    data_of,
    entries_of,
    first_of,
    mapping_of,
    node_at,
    put,
    rows_of,
    shortened,
    text_of,
)
from scheduler.sources.shapes import whole
from scheduler.sources.tables.columns import (
    CONFERENCE,
    DAYS,
    INTERPRETATION,
    LEVELS,
    ROLES,
    TEAMS,
    CellSetting,
    SheetTable,
    WorkbookColumn,
    node_of,
    shown,
    table_named,
    tables,
)
from scheduler.sources.tables.workbooks import (
    NOTE,
    CellErrors,
    CellTrouble,
    SourceSheet,
    Value,
    plain,
    sheets_of,
)
from scheduler.sources.variants import Assembly
from scheduler.sources.variants.edits import rename_rules, set_item, set_level
from scheduler.sources.yaml_text import file_text

_NOTES = f"For a column of notes, begin its heading with {NOTE}."

Headings = Mapping[int, WorkbookColumn | None]
"""The columns of a sheet by number; None for notes."""


@dataclass(frozen=True, slots=True)
class ImportedTables:
    """An instance, and the file that holds it."""

    instance: Instance
    text: str
    """YAML."""
    notes: tuple[str, ...]
    """Notes on data that were assumed or left out."""
    has_usual_hours: bool = False
    """Whether days have the hours of a usual week, because no table has any."""


def import_tables(paths: Sequence[Path], base: Path | None = None) -> ImportedTables:
    """Make an instance of tables.

    Parameters
    ----------
    paths
        Workbooks, whose sheets are tables, and files of CSV, each a table; at least one.
    base
        The instance or variant with all that the tables do not have; None for a week of usual hours.

    Raises
    ------
    InstanceError
        When something does not fit; it lists all errors, each with its cell.
    """
    found, root = assembled(base)
    ledger = CellErrors(found.pages)
    sheets = [sheet for path in paths for sheet in sheets_of(path)]
    full = [each for each in sheets if each.rows and not each.is_note]
    if full and not any(each.trouble or table_named(each.name) for each in sheets):
        raise InstanceError(_no_tables(paths))
    usual = None if base else root.child("day_profiles")
    notes = [*_fill(root, sheets, ledger)]
    if any(sheet.trouble for sheet in sheets):
        raise InstanceError(*ledger.told(found.complaints))
    for name in {*whole()["required"]} - root.key_lines.keys():
        root.key_lines[name] = ledger.line(str(paths[0]))
    complaints = (
        *found.complaints,
        *rename_rules(root, found.pages.where),
        *blemishes(root),
    )
    instance, others = judged(Assembly(root, found.pages, complaints))
    wrong = ledger.told(others)
    for sheet, table in {DAYS: "day_profiles", TEAMS: INTERPRETATION}.items():
        if any(plain(each.name) == sheet for each in full):
            wrong = [line.replace(f"`{table}`", f"the sheet `{sheet}`") for line in wrong]
    if wrong or instance is None:
        raise InstanceError(*wrong)
    text = file_text(data_of(root), paths, base)
    if fingerprint(read_instance_text(text.encode(), "the new file")) != fingerprint(instance):
        raise AssertionError("the new file differs from the tables")
    is_usual = usual is not None and root.child("day_profiles") is usual
    return ImportedTables(instance, text, tuple(notes), has_usual_hours=is_usual)


def _fill(root: Node, sheets: Iterable[SourceSheet], ledger: CellErrors) -> Iterator[str]:
    """Put the tables of all sheets into an instance, and yield notes."""
    given = _tables_of(root, sheets, ledger)
    make_room(root, [name for name, (sheet, _) in given.items() if len(sheet.rows) > 1])
    # The zone comes first; roles and levels refer to other tables, so they come last.
    turns = {name: turn for turn, name in enumerate((CONFERENCE, "", ROLES, LEVELS))}
    for name in sorted(given, key=lambda each: turns.get(each, turns[""])):
        sheet, table = given[name]
        rows = _rows_in(sheet, table, ledger, text_of(root.child("zone")) or "")
        line = ledger.line(sheet.place)
        if rows or name == CONFERENCE:
            put_rows(root, table, rows, line, ledger)
        elif rows_of(root.child(name)):
            yield f"{sheet.place}: has no rows. Kept those of the base."
        elif name in whole()["required"]:
            ledger.complain(line, "", "no rows", "at least one below the headings")
            root.key_lines[name] = line


def _tables_of(
    root: Node, sheets: Iterable[SourceSheet], ledger: CellErrors
) -> Mapping[str, tuple[SourceSheet, SheetTable]]:
    given: dict[str, tuple[SourceSheet, SheetTable]] = {}
    for sheet in sheets:
        table, line = table_named(sheet.name), ledger.line(sheet.place)
        if sheet.trouble:
            ledger.say(line, sheet.trouble)
        if sheet.is_note or not sheet.rows:
            continue
        if table is None:
            ledger.complain(line, "", *_unknown_sheet(sheet))
            # A misspelt table is not missing, too.
            root.key_lines.setdefault(meant(sheet.name, tables()), line)
        elif table.name in given:
            found = f"the table again, after {given[table.name][0].place}"
            ledger.complain(line, "", found, "each table once")
        elif not _has_headings(sheet, table):
            some = ", ".join(column.name for column in table.columns[:4])
            expected = f"the names of columns, such as {some}"
            ledger.complain(line, "", "no headings in the first row", expected)
            root.key_lines.setdefault(table.name, line)
        else:
            given[table.name] = (sheet, table)
    return given


def _has_headings(sheet: SourceSheet, table: SheetTable) -> bool:
    first = next(iter(sheet.rows.values())).values()
    texts = {plain(each) for each in first if isinstance(each, str)}
    return any(plain(column.name) in texts for column in table.columns)


def _unknown_sheet(sheet: SourceSheet) -> CellTrouble:
    found = f"a {'sheet' if sheet.in_book else 'file'} with the name {quoted(sheet.name)}"
    likely = closest(sheet.name.replace(" ", "_"), tables())
    notes = f"Known: {first_of([*tables()])}. For a sheet of notes, begin its name with {NOTE}."
    return CellTrouble(found, "the name of a table", likely or notes)


def _no_tables(paths: Sequence[Path]) -> str:
    files = [str(path).encode(errors="replace").decode() for path in paths]
    return (
        f"{files[0]}: found no table such as `sessions`. For a list of talks, "
        f"`scheduler import {shlex.join(files)} --guess -o mapping.yaml` proposes a mapping of its columns. "
        "For tables to fill in: `scheduler import --template tables.xlsx`."
    )


# Rows of sheets


def _rows_in(
    sheet: SourceSheet, table: SheetTable, ledger: CellErrors, venue: str = ""
) -> list[Node]:
    """Return the rows of a sheet, with times by the clocks of `venue`; errors go to the ledger."""
    for reference in sheet.merged:
        line, expected = ledger.line(sheet.at(reference)), "a cell for each row and column"
        ledger.complain(line, "", "merged cells", expected, "Unmerge them.")
    top, *numbers = sheet.rows
    columns, told = _headings(sheet, top, table, ledger)
    rows: list[Node] = []
    for number in numbers:
        cells = sheet.rows[number]
        if all(columns.get(at, table) is None for at in cells):
            continue
        first = min((at for at, column in columns.items() if column), default=1)
        row = Node(ledger.line(sheet.cell(number, first)), {})
        row.key_lines.update(told)
        name = "" if table.name == CONFERENCE else f"{table.name}[{len(rows) + 1}]"
        for at in sorted({*cells, *(at for at, column in columns.items() if column)}):
            column, value = columns.get(at), cells.get(at)
            setting = CellSetting(ledger.line(sheet.cell(number, at)), venue)
            if column is not None:
                _fill_field(row, name, column, value, setting, ledger)
            elif at not in columns:
                what = value.found if isinstance(value, CellTrouble) else shown(value or "")
                found = f"{what} in a column without heading"
                ledger.complain(setting.line, name, found, "a heading", _NOTES)
        rows.append(row)
    return rows


def _headings(
    sheet: SourceSheet, number: int, table: SheetTable, ledger: CellErrors
) -> tuple[Headings, Mapping[str, int]]:
    """Return the columns of the first row, and the lines of fields that have an error already."""
    known = {plain(column.name): column for column in table.columns}
    columns: dict[int, WorkbookColumn | None] = {}
    told: dict[str, int] = {}
    for at, value in sheet.rows[number].items():
        heading = value if isinstance(value, str) else ""
        column, line = known.get(plain(heading)), ledger.line(sheet.cell(number, at))
        columns[at] = None if column in columns.values() else column
        if heading.startswith(NOTE):
            columns[at] = None
        elif column is None:
            trouble, field = _unknown_heading(value, table)
            ledger.complain(line, "", *trouble)
            told[field] = line
        elif columns[at] is None:
            found = f"the heading {quoted(heading)} again"
            ledger.complain(line, "", found, "each heading once")
    for column in table.columns:
        # Another file may have what the sheet of the conference does not.
        is_there = column in columns.values() or column.name in told or table.name == CONFERENCE
        if column.required and not is_there:
            told[column.name] = ledger.line(sheet.place)
            hint = f"({column.meaning.rstrip('.')}.)"
            ledger.complain(told[column.name], "", f"no column `{column.name}`", "one", hint)
    return columns, told


def _unknown_heading(value: Value | CellTrouble, table: SheetTable) -> tuple[CellTrouble, str]:
    if isinstance(value, CellTrouble):
        return value, ""
    text = str(value)
    found = f"the heading {quoted(shortened(text))}"
    names = [column.name for column in table.columns]
    likely = meant(text.replace(" ", "_"), names)
    hint = f"Maybe {quoted(likely)}?" if likely else f"Known: {first_of(names)}. {_NOTES}"
    return CellTrouble(found, f"a column of `{table.name}`", hint), likely


def _fill_field(
    row: Node,
    name: str,
    column: WorkbookColumn,
    value: Value | CellTrouble | None,
    setting: CellSetting,
    ledger: CellErrors,
) -> None:
    field = column.path[0]
    if value is None:
        row.key_lines.setdefault(field, setting.line)
        return
    said = value if isinstance(value, CellTrouble) else node_of(value, column, setting)
    wrong = said if isinstance(said, CellTrouble) else _put(row, column, said)
    if wrong is not None:
        id_ = text_of(row.child("id"))
        place = f"{name.partition('[')[0]}[{id_}]" if id_ else name
        ledger.complain(setting.line, f"{place}.{column.name}".removeprefix("."), *wrong)
        row.key_lines[field] = setting.line


def _put(row: Node, column: WorkbookColumn, value: Node) -> CellTrouble | None:
    """Set a field, or a field of a field; return an error if it has another form already."""
    *outer, field = column.path
    parent = mapping_of(row, outer[0], value.line) if outer else row
    if not isinstance(parent.value, dict):
        return CellTrouble(f"`{outer[0]}` as well", "one of both")
    if parent.child(field) is not None:
        return CellTrouble(f"fields of `{field}` as well", "one of both")
    put(parent, field, value, value.line)
    return None


_WEEKDAYS = tuple(each.value for each in Weekday)
_NEEDED = {ROLES: ("session", "role", "people"), LEVELS: ("rule", "level")}
"""Needed cells of sheets that are no table of the format."""


def make_room(root: Node, given: Collection[str]) -> None:
    """Remove from an instance the persons and levels that sheets with rows replace."""
    if ROLES in given:
        for session in rows_of(root.child("sessions")):
            entries_of(session).pop("people", None)
    if LEVELS in given:
        entries_of(root).pop(LEVELS, None)


def put_rows(
    root: Node, table: SheetTable, rows: Sequence[Node], line: int, ledger: CellErrors
) -> None:
    """Put the rows of a sheet into an instance."""
    if table.name == CONFERENCE:
        _put_conference(root, table, rows, line, ledger)
    elif table.name == DAYS:
        profiles = [*_profiles(rows, ledger)]
        put(root, "day_profiles", Node(line, profiles), line)
    elif table.name in _NEEDED:
        put_row = _put_role if table.name == ROLES else _put_level
        # The level of a rule precedes those of its items.
        for row in sorted(rows, key=lambda each: each.child("item") is not None):
            if ledger.is_complete(row, table.name, _NEEDED[table.name]):
                put_row(root, entries_of(row), ledger)
    else:
        before = {text_of(row.child("id")): row for row in rows_of(root.child(table.name))}
        for row in rows:
            old = before.get(text_of(row.child("id")))
            for field in table.nested:
                if old is not None and (value := old.child(field)) is not None:
                    put(row, field, copied(value), old.key_lines.get(field, value.line))
        put(root, table.name, Node(line, [*rows]), line)


def _put_conference(
    root: Node, table: SheetTable, rows: Sequence[Node], line: int, ledger: CellErrors
) -> None:
    if len(rows) != 1:
        ledger.complain(line, "", f"{len(rows)} rows", "one row below the heading")
        for column in table.columns:
            root.key_lines.setdefault(column.name, line)
    for row in rows[:1]:
        for key, key_line in row.key_lines.items():
            value = row.child(key)
            if value is not None:
                put(root, key, value, key_line)
            elif root.child(key) is None:
                root.key_lines[key] = key_line


def _profiles(rows: Sequence[Node], ledger: CellErrors) -> Iterator[Node]:
    """Yield a profile for all days with the same rows."""
    days: dict[str, Node] = {}
    of_day: dict[str, list[Node]] = {}
    for row in rows:
        ledger.is_complete(row, DAYS, [DAYS])
        for day in rows_of(entries_of(row).pop(DAYS, None)):
            text = str(day.value).lower()
            days.setdefault(text, Node(day.line, text))
            of_day.setdefault(text, []).append(row)
    alike: dict[tuple[int, ...], list[Node]] = {}
    for text, day in days.items():
        alike.setdefault(tuple(map(id, of_day[text])), []).append(day)
        if text not in _WEEKDAYS and not text[:1].isdecimal():
            expected = "a weekday such as monday, or a date such as 2026-05-11"
            hint = closest(text, _WEEKDAYS, cutoff=0.4)
            ledger.complain(day.line, DAYS, quoted(text), expected, hint)
    for same in alike.values():
        line, name = same[0].line, str(same[0].value)
        weekdays = [day for day in same if day.value in _WEEKDAYS]
        dates = [day for day in same if str(day.value)[:1].isdecimal()]
        profile = Node(line, {})
        put(profile, "id", Node(line, name), line)
        for field, own in (("weekdays", weekdays), ("dates", dates)):
            if own:
                put(profile, field, Node(line, [*own]), line)
        put(profile, "bands", Node(line, [*map(copied, of_day[name])]), line)
        yield profile


def _put_role(root: Node, cells: Mapping[str, Node], ledger: CellErrors) -> None:
    """Add persons to a session, with their role."""
    session, role = cells["session"], cells["role"]
    sessions = rows_of(root.child("sessions"))
    by_id = {text_of(row.child("id")) or "": row for row in sessions}
    name = str(session.value)
    if name not in by_id:
        if len(by_id) < len(sessions):
            return  # one has the id of another one, which is an error already
        hint = nearest_row(name, ((id_, text_of(row.child("title"))) for id_, row in by_id.items()))
        ledger.complain(session.line, ROLES, quoted(name), "the id of a row of `sessions`", hint)
        return
    people = mapping_of(by_id[name], "people", session.line)
    there = rows_of(people.child(str(role.value)))
    added = Node(cells["people"].line, [*there, *rows_of(cells["people"])])
    put(people, str(role.value), added, role.line)


def _put_level(root: Node, cells: Mapping[str, Node], ledger: CellErrors) -> None:
    """Set the level of a rule, or of one of its items."""
    rule, item, level = cells["rule"], cells.get("item"), cells["level"]
    name = str(rule.value)
    if name not in RULES and name not in OLD_RULES:
        ledger.complain(rule.line, LEVELS, quoted(name), "the id of a rule", closest(name, RULES))
        return
    levels = mapping_of(root, LEVELS, rule.line)
    there = levels.child(name)
    if item is not None:
        there = node_at(levels, (name, "items", str(item.value)))
    if there is not None and there.value is not None:
        ledger.complain(rule.line, LEVELS, "the level again", "each level once")
    elif item is not None:
        set_item(levels, name, str(item.value), level, rule.line)
    else:
        set_level(levels, name, level, rule.line)
