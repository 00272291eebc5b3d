"""`scheduler report`: what a programme gives each group and what is due when."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.answers import about
from scheduler.cli.console import MOST, complain, say, sheets_report
from scheduler.cli.exit_codes import Code
from scheduler.cli.files import (
    make_sure_of_table,
    solution_path,
    stored_programme,
    write_table,
)
from scheduler.cli.options import (
    AsJson,
    InstancePath,
    SolutionPath,
    TablePath,
    output,
)
from scheduler.comparison import Programme
from scheduler.comparison.groups import (
    AttendeeGroup,
    RemoteRegion,
    group_sheets,
    groups_of,
    regions_of,
)
from scheduler.comparison.sheets import Sheet, SheetCell, SheetColumn, SheetRow
from scheduler.errors import InputError
from scheduler.publishing.deadlines import HEADINGS, Due, calendar_of, dues_of
from scheduler.sources import read_instance
from scheduler.storage import write_atomically
from scheduler.wording import full_date, one_line

Every = Annotated[bool, typer.Option("--all", help="Show all who need care.")]


@dataclass(frozen=True, slots=True)
class GroupsReport:
    """A programme by group."""

    groups: tuple[AttendeeGroup, ...]
    regions: tuple[RemoteRegion, ...]


def groups(
    instance: InstancePath,
    solution: SolutionPath = None,
    *,
    csv: TablePath = None,
    every: Every = False,
    as_json: AsJson = False,
) -> Code:
    """Report sessions, hours, conflicts and local times of each group."""
    if csv is not None:
        make_sure_of_table(csv, "group")
    facts = read_instance(instance)
    label = one_line(solution_path(facts, solution).stem)
    programme = Programme(label, facts, stored_programme(facts, solution, instance).schedule)
    found, regions = groups_of(programme), regions_of(programme)
    if csv is not None:
        write_table(csv, "groups", found)
    if as_json or csv is None:
        say(
            as_json,
            lambda: about(facts, GroupsReport(found, regions)),
            lambda: sheets_report(group_sheets(found, regions), None if every else MOST),
        )
    return Code.FINE


CalendarPath = Annotated[Path | None, output("Write a calendar (.ics), a day for each.")]


@dataclass(frozen=True, slots=True)
class DeadlinesReport:
    """What is due before each meeting of a programme."""

    deadlines: tuple[Due, ...]
    """In order of date."""


def deadlines(
    instance: InstancePath,
    solution: SolutionPath = None,
    *,
    output: CalendarPath = None,
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
    say(
        as_json,
        lambda: about(facts, DeadlinesReport(dues)),
        lambda: sheets_report([_deadlines(dues)] if output is None else []),
    )
    return Code.FINE


def _deadlines(dues: Sequence[Due]) -> Sheet:
    columns = tuple(SheetColumn(each, is_number=each == HEADINGS[-1]) for each in HEADINGS)
    rows = tuple(SheetRow(tuple(map(SheetCell, _due_cells(due)))) for due in dues)
    return Sheet(
        "Deadlines", columns, rows, empty="Nothing is due: the instance has no `deadlines`."
    )


def _due_cells(due: Due) -> tuple[str, ...]:
    day, begins = full_date(due.day), full_date(due.begins)
    return day, due.title, one_line(due.session.title), begins, str(due.deadline.days)
