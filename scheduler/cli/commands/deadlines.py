"""`scheduler report deadlines`: what is due before each meeting."""

from collections.abc import Sequence
from datetime import date as day
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator

from scheduler.cli.exit_codes import Code
from scheduler.cli.inputs.files import stored_programme
from scheduler.cli.inputs.options import (
    AsJson,
    InstancePath,
    SolutionPath,
    output,
)
from scheduler.cli.terminal.console import Paper, complain, print_json
from scheduler.cli.views.records import InstanceAnswer, Record, SessionId, at
from scheduler.cli.views.tables import print_sheet
from scheduler.comparison.sheets import Cell, Column, Sheet, SheetRow
from scheduler.errors import InputError
from scheduler.publishing.deadlines import HEADINGS, Due, calendar_of, dues_of
from scheduler.sources import read_instance
from scheduler.storage import write_atomically
from scheduler.wording import full_date, one_line

Output = Annotated[Path | None, output("Write a calendar (.ics), a day for each.")]


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
    output: Output = None,
    as_json: AsJson = False,
) -> Code:
    """List what is due before each meeting."""
    if output is not None and output.suffix.lower() != ".ics":
        raise InputError(f"{output}: expected a name that ends with .ics.")
    facts = read_instance(instance)
    dues = dues_of(facts, stored_programme(facts, solution, instance).schedule)
    if output is not None:
        write_atomically(output, calendar_of(facts, dues))
        complain(f"Wrote {output}")
    if as_json:
        print_json(DeadlinesAnswer.about(facts, deadlines=dues))
    elif output is None:
        print_sheet(Paper(), _sheet(dues))
    return Code.FINE


def _sheet(dues: Sequence[Due]) -> Sheet:
    columns = tuple(Column(each, is_number=each == HEADINGS[-1]) for each in HEADINGS)
    rows = tuple(SheetRow(tuple(map(Cell, _cells(due)))) for due in dues)
    return Sheet(
        "Deadlines", columns, rows, empty="Nothing is due: the instance has no `deadlines`."
    )


def _cells(due: Due) -> tuple[str, ...]:
    day, begins = full_date(due.day), full_date(due.begins)
    return day, due.title, one_line(due.session.title), begins, str(due.deadline.days)
