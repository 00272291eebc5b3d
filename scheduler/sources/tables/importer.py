"""An instance made of tables: those of workbooks and CSV, on top of what another file says."""

import shlex
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from scheduler.errors import InstanceError
from scheduler.instance import Instance, meant, quoted
from scheduler.sources.instances import fingerprint, judged, read_instance_text
from scheduler.sources.nodes import Node, blemishes, data_of, rows_of, text_of
from scheduler.sources.shapes import whole
from scheduler.sources.suggestions import first_of
from scheduler.sources.tables.bases import assembled, file_text, values_of
from scheduler.sources.tables.columns import (
    CONFERENCE,
    DAYS,
    INTERPRETATION,
    LEVELS,
    PARTS,
    ROLES,
    SETTINGS,
    TEAMS,
    Table,
    table_named,
    tables,
)
from scheduler.sources.tables.joins import make_room, put_rows
from scheduler.sources.tables.rows import Ledger, headed, rows_in
from scheduler.sources.tables.workbooks import NOTE, Sheet, Trouble, plain, sheets_of
from scheduler.sources.variants import Assembly

MOST_SHEETS = 6
"""Sheets that are named."""
_HOURS = ("day_profiles", "bands", "breaks")
"""Sheets that say together what the sheet of days says alone."""
_LISTS = ("talks", "submission", "submissions", "papers", "schedule")
"""What lists are called that are no table, though some are nearly called so."""


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
    sheets = [headed(sheet, table_named(sheet.name)) for path in paths for sheet in sheets_of(path)]
    full = [each for each in sheets if each.rows and not each.is_note]
    are_tables = any(each.trouble or table_named(each.name) or _likely(each) for each in sheets)
    if full and not are_tables:
        raise InstanceError(_no_tables(full, paths))
    notes = [note for sheet in sheets for note in sheet.notes]
    usual = None if base else _hours_of(root)
    notes += _fill(root, sheets, ledger)
    if any(sheet.trouble for sheet in sheets):
        raise InstanceError(*ledger.told(found.complaints))
    for name in {*whole()["required"]} - root.key_lines.keys():
        root.key_lines[name] = ledger.line(str(paths[0]))
    complaints = (*found.complaints, *blemishes(root))
    instance, others = judged(Assembly(root, found.pages, complaints, found.removed))
    wrong = ledger.told(others)
    for sheet, table in {DAYS: "day_profiles", TEAMS: INTERPRETATION}.items():
        if any(plain(each.name) == sheet for each in full):
            wrong = [line.replace(f"`{table}`", f"the sheet `{sheet}`") for line in wrong]
    if wrong or instance is None:
        raise InstanceError(*wrong)
    text = file_text(values_of(root), paths, base)
    if fingerprint(read_instance_text(text.encode(), "what is written")) != fingerprint(instance):
        raise AssertionError("the file that was made says something else than the tables")
    return Imported(instance, text, tuple(notes), has_usual_hours=_hours_of(root) == usual)


def _hours_of(root: Node) -> object:
    profiles = root.child("day_profiles")
    return None if profiles is None else data_of(profiles)


def _fill(root: Node, sheets: Iterable[Sheet], ledger: Ledger) -> Iterator[str]:
    """Put the tables of all sheets into an instance, and yield what was done otherwise than expected."""
    given = _tables_of(root, sheets, ledger)
    make_room(root, [name for name, (sheet, _) in given.items() if len(sheet.rows) > 1])
    # The clocks of the conference have to be known first, and what others refer to, or are in, before these.
    turns = {
        name: turn for turn, name in enumerate((CONFERENCE, "", *PARTS, ROLES, SETTINGS, LEVELS))
    }
    for name in sorted(given, key=lambda each: turns.get(each, turns[""])):
        sheet, table = given[name]
        rows = rows_in(sheet, table, ledger, text_of(root.child("zone")) or "")
        line = ledger.line(sheet.place)
        if rows or name == CONFERENCE:
            put_rows(root, table, rows, line, ledger)
        elif rows_of(root.child(name)):
            yield f"{sheet.place}: has no rows; those that were there before are kept."
        elif name in whole()["required"]:
            trouble = Trouble("no rows", "at least one below the headings")
            ledger.complain(line, "", trouble)
            root.key_lines[name] = line


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
            ledger.complain(line, "", _unknown(sheet))
            # A table that is misspelt is not missed besides.
            root.key_lines.setdefault(_likely(sheet), line)
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


def _likely(sheet: Sheet) -> str:
    """Return the table that a sheet may be meant to hold, whose name is none."""
    return "" if plain(sheet.name) in _LISTS else meant(sheet.name.replace(" ", "_"), tables())


def _unknown(sheet: Sheet) -> Trouble:
    likely = _likely(sheet)
    notes = f"Known: {first_of([*tables()])}. What begins with {NOTE} is a note, and not read."
    found = f"a {'sheet' if sheet.in_book else 'file'} with the name {quoted(sheet.name)}"
    return Trouble(found, "the name of a table", f"Maybe {quoted(likely)}?" if likely else notes)


def _no_tables(sheets: Collection[Sheet], paths: Sequence[Path]) -> str:
    """Return what to do with files that have something else than tables of the format."""
    named = [quoted(each.name) for each in sheets]
    more = f" and {len(named) - MOST_SHEETS} more" if len(named) > MOST_SHEETS else ""
    first, *_ = files = [str(path).encode(errors="replace").decode() for path in paths]
    return (
        f"{first}: found {', '.join(named[:MOST_SHEETS])}{more}, expected tables of the format such as "
        f"`sessions`, or a list of talks: `scheduler import {shlex.join(files)} --guess -o mapping.yaml` "
        "proposes what stands where. For tables to fill in: `scheduler import --template tables.xlsx`."
    )
