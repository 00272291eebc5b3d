"""Agendas of a programme as a table, a row for each item in a session: written, changed, and read again."""

import csv
import io
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from scheduler.errors import SolutionError
from scheduler.instance import Instance, nearest, quoted, times_of
from scheduler.schedule import AgendaEntry, Assignment, Schedule
from scheduler.sources.nodes import shortened
from scheduler.sources.tables.columns import plain
from scheduler.sources.tables.importer import sheets_of
from scheduler.sources.tables.sheets import Sheet, Trouble, Value
from scheduler.wording import one_line

NEEDED = ("session", "item", "minutes")
"""Columns that say all; the others are for readers."""
COLUMNS = (*NEEDED, "start", "end", "session_title", "title", "documents")
LONGEST = 10_080
"""Minutes that an item may be given."""
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def table_of_agendas(instance: Instance, schedule: Schedule) -> bytes:
    """Return the agendas of a programme as CSV, by start of the sessions, in the order of each agenda."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for assignment in schedule.assignments:
        writer.writerows(_rows(instance, schedule, assignment))
    return file.getvalue().encode()


def _rows(
    instance: Instance, schedule: Schedule, assignment: Assignment
) -> Iterator[tuple[str | int, ...]]:
    session = instance.session_by_id[assignment.session]
    agenda = schedule.agenda_of(session.id)
    times = times_of(instance, session, assignment.start, (each.minutes for each in agenda))
    for entry, (start, end) in zip(agenda, times, strict=True):
        item = instance.item_by_id[entry.item]
        symbols = "; ".join(one_line(document.symbol) for document in item.documents)
        texts = (one_line(session.title), one_line(item.title), symbols)
        hours = (_clock(instance, start), _clock(instance, end))
        yield (session.id, item.id, entry.minutes, *hours, *map(_inert, texts))


def _clock(instance: Instance, moment: datetime) -> str:
    return f"{moment.astimezone(instance.zone):%Y-%m-%d %H:%M}"


def _inert(text: str) -> str:
    """Return a text so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text.startswith(_FORMULAS) else text


def agendas_in(path: Path, instance: Instance) -> tuple[AgendaEntry, ...]:
    """Return the agendas that a table holds: the rows of a session in the order of its agenda.

    Raises
    ------
    SolutionError
        When the file has no such table, or a cell is wrong; all of them are named.
    """
    sheet = next(iter(sheets_of(path, {*COLUMNS})), None)
    if sheet is None or sheet.trouble:
        raise SolutionError(f"{path}: {sheet.trouble if sheet else 'has no sheet.'}")
    if not sheet.rows:
        raise SolutionError(f"{path}: found nothing in it, expected columns {', '.join(NEEDED)}.")
    top, columns = _columns(sheet)
    found: list[AgendaEntry] = []
    troubles: list[str] = []
    for number, cells in sheet.rows.items():
        if number > top and not set(columns.values()).isdisjoint(cells):
            reading = _Row(sheet, number, cells, columns, instance)
            entry = reading.entry()
            if entry is not None and any(_alike(entry, each) for each in found):
                reading.complain(
                    "item", f"{quoted(entry.item)} again", "each item once in a session"
                )
            elif entry is not None:
                found.append(entry)
            troubles += reading.troubles
    if troubles:
        raise SolutionError(*troubles)
    return tuple(found)


def _alike(one: AgendaEntry, other: AgendaEntry) -> bool:
    return (one.session, one.item) == (other.session, other.item)


def _columns(sheet: Sheet) -> tuple[int, Mapping[str, int]]:
    """Return the row of the headings, and the columns that are needed, by name."""
    top, cells = next(iter(sheet.rows.items()))
    names = {plain(value): at for at, value in cells.items() if isinstance(value, str)}
    missing = [name for name in NEEDED if name not in names]
    if missing:
        found = ", ".join(str(each) for each in cells.values())
        expected = f"the columns {', '.join(NEEDED)}"
        raise SolutionError(f"{sheet.cell(top, 1)}: found {shortened(found)}, expected {expected}.")
    return top, {name: names[name] for name in NEEDED}


class _Row:
    """A row that is read, and what was wrong in it."""

    def __init__(
        self,
        sheet: Sheet,
        number: int,
        cells: Mapping[int, Value | Trouble],
        columns: Mapping[str, int],
        instance: Instance,
    ) -> None:
        self._sheet, self._number, self._cells = sheet, number, cells
        self._columns, self._instance = columns, instance
        self.troubles: list[str] = []

    def complain(self, name: str, found: str, expected: str, hint: str = "") -> None:
        """Take down what is wrong with a cell."""
        cell = self._sheet.cell(self._number, self._columns[name])
        said = f"{cell}: {name}: found {found}, expected {expected}. {hint}"
        self.troubles.append(said.rstrip())

    def entry(self) -> AgendaEntry | None:
        """Return what a row says; None if anything in it is wrong."""
        session = self._id("session", self._instance.session_by_id)
        item, minutes = self._id("item", self._instance.item_by_id), self._minutes()
        if item and not self._instance.item_by_id[item].is_open:
            self.complain("item", quoted(item), "an item that is not settled already")
        if self.troubles or minutes is None:
            return None
        return AgendaEntry(session, item, minutes)

    def _id(self, name: str, known: Mapping[str, object]) -> str:
        value = self._cells.get(self._columns[name])
        text = "" if value is None or isinstance(value, Trouble) else str(value).strip()
        if text in known:
            return text
        found = quoted(shortened(text)) if text else "nothing"
        self.complain(name, found, f"the id of one of {self._instance.name}", nearest(text, known))
        return ""

    def _minutes(self) -> int | None:
        value = self._cells.get(self._columns["minutes"])
        text = "" if value is None or isinstance(value, Trouble) else str(value).strip()
        if text.removesuffix(".0").isdecimal() and 0 < int(float(text)) <= LONGEST:
            return int(float(text))
        found = quoted(shortened(text)) if text else "nothing"
        self.complain("minutes", found, f"whole minutes from 1 to {LONGEST}")
        return None
