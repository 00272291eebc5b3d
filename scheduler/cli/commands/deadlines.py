"""`scheduler report deadlines`: what is due before each meeting."""

from collections.abc import Sequence
from datetime import date as day
from pathlib import Path
from typing import Annotated

import typer
from pydantic import BeforeValidator

from scheduler.cli.exit_codes import Code
from scheduler.cli.inputs.files import stored_programme
from scheduler.cli.inputs.options import (
    AsCsv,
    AsJson,
    AsMarkdown,
    InstancePath,
    SolutionPath,
    make_sure_of_one_form,
)
from scheduler.cli.terminal.console import Paper, complain, print_json, write
from scheduler.cli.views.records import InstanceAnswer, Record, SessionId, at
from scheduler.cli.views.tables import csv_text, markdown, print_sheet
from scheduler.comparison.sheets import Cell, Column, Row, Sheet
from scheduler.publishing.deadlines import HEADINGS, Due, calendar_of, dues_of, workbook_of
from scheduler.sources import read_instance
from scheduler.storage import write_atomically
from scheduler.wording import full_date, one_line

Ics = Annotated[
    Path | None,
    typer.Option("--ics", metavar="FILE", help="Write a calendar to import, a day for each."),
]
Xlsx = Annotated[
    Path | None, typer.Option("--xlsx", metavar="FILE", help="Write a workbook, a row for each.")
]


class DueRecord(Record):
    """Something that is due."""

    date: day = at("day")
    deadline: str = at("deadline.id")
    title: str
    session: SessionId = at("session.id")
    meeting: Annotated[str, BeforeValidator(one_line)] = at("session.title")
    first_day: day = at("begins")
    days_before: int = at("deadline.days")


class DeadlinesAnswer(InstanceAnswer):
    """What is due before each meeting of a programme, in order of date."""

    deadlines: tuple[DueRecord, ...]


def deadlines(
    instance: InstancePath,
    solution: SolutionPath = None,
    *,
    ics: Ics = None,
    xlsx: Xlsx = None,
    as_markdown: AsMarkdown = False,
    as_csv: AsCsv = False,
    as_json: AsJson = False,
) -> Code:
    """Tell what is due before each meeting of a programme, and when."""
    make_sure_of_one_form(as_markdown=as_markdown, as_csv=as_csv, as_json=as_json)
    facts = read_instance(instance)
    dues = dues_of(facts, stored_programme(facts, solution, instance).schedule)
    for path, made in ((ics, calendar_of), (xlsx, workbook_of)):
        if path is not None:
            write_atomically(path, made(facts, dues))
            complain(f"Wrote {path}")
    if as_json:
        print_json(DeadlinesAnswer.about(facts, deadlines=dues))
    elif as_csv:
        lines = (dict(zip(HEADINGS, _cells(due, iso=True), strict=True)) for due in dues)
        write(csv_text(HEADINGS, lines))
    elif as_markdown:
        title = f"Deadlines: {one_line(facts.title or facts.name)}"
        write(f"{markdown(title, (), [_sheet(dues)])}\n")
    elif ics is None and xlsx is None:
        print_sheet(Paper(), _sheet(dues))
    return Code.FINE


def _sheet(dues: Sequence[Due]) -> Sheet:
    columns = tuple(Column(each, is_number=each == HEADINGS[-1]) for each in HEADINGS)
    rows = tuple(Row(tuple(map(Cell, _cells(due, iso=False)))) for due in dues)
    return Sheet(
        "Deadlines", columns, rows, empty="Nothing is due: the instance has no `deadlines`."
    )


def _cells(due: Due, *, iso: bool) -> tuple[str, ...]:
    days = (each.isoformat() if iso else full_date(each) for each in (due.day, due.begins))
    day, begins = days
    return day, due.title, one_line(due.session.title), begins, str(due.deadline.days)
