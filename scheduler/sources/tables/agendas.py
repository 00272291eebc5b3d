"""Agendas of a programme as a table, a row for each item in a session: written, changed, and read again."""

import csv
import io
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from scheduler.errors import SolutionError
from scheduler.instance import Instance, nearest, times_of
from scheduler.schedule import AgendaEntry, Assignment, Schedule
from scheduler.sources.tables.workbooks import Record, records_in
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
    _, records = records_in(path, {name: (name,) for name in NEEDED}, SolutionError)
    found: dict[tuple[str, str], AgendaEntry] = {}
    troubles: list[str] = []
    for record in records:
        session, item, minutes = (record.texts[name] for name in NEEDED)
        wrong = [*_troubles(record, instance)]
        if not wrong and (session, item) in found:
            wrong = [record.wrong("item", "each item once in a session")]
        if not wrong:
            found[session, item] = AgendaEntry(session, item, int(float(minutes)))
        troubles += wrong
    if troubles:
        raise SolutionError(*troubles)
    return tuple(found.values())


def _troubles(record: Record, instance: Instance) -> Iterator[str]:
    """Yield what is wrong with a row."""
    for name, known in (("session", instance.session_by_id), ("item", instance.item_by_id)):
        text = record.texts[name]
        if text not in known:
            expected = f"the id of one of {instance.name}"
            yield record.wrong(name, expected, nearest(text, known))
    item = instance.item_by_id.get(record.texts["item"])
    if item is not None and not item.is_open:
        yield record.wrong("item", "an item that is not settled already")
    minutes = record.texts["minutes"].removesuffix(".0")
    if not minutes.isdecimal() or not 0 < int(minutes) <= LONGEST:
        yield record.wrong("minutes", f"whole minutes from 1 to {LONGEST}")
