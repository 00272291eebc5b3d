"""`scheduler show`: a programme in the terminal."""

from collections.abc import Iterable
from typing import Annotated

import typer
from rich.console import RenderableType

from scheduler.cli.exit_codes import Code
from scheduler.cli.inputs.files import stored_programme
from scheduler.cli.inputs.options import AsJson, InstancePath, SolutionPath, option
from scheduler.cli.inputs.times import stretches_named
from scheduler.cli.terminal.console import Paper, print_json
from scheduler.cli.views.show_report import (
    NO_ROSTER,
    Asked,
    Concerned,
    chosen,
    roster_report,
    show_answer,
    show_report,
    vacancies_answer,
    vacancies_report,
    who_named,
)
from scheduler.errors import InputError
from scheduler.sources import read_instance

Days = Annotated[
    list[str] | None,
    option("Only this day: 2021-11-08, '8 Nov', 'mon' or 1.", "DAY"),
]
Bodies = Annotated[
    list[str] | None,
    option("Only sessions of this body and those below it.", "BODY"),
]
Rooms = Annotated[
    list[str] | None,
    option("Only sessions in this room or in parts of it.", "ROOM"),
]
Whose = Annotated[
    str | None,
    option("Only sessions with this person.", "PERSON"),
]
Delegation = Annotated[
    str | None,
    option("Only sessions this delegation must or wants to attend.", "DELEGATION"),
]
FromRegion = Annotated[
    str | None,
    option("Only sessions followed from this region.", "REGION"),
]
Free = Annotated[
    str | None,
    option("Show free rooms instead: 'tue 15:00-16:30'.", "WHEN"),
]
Conflicts = Annotated[bool, typer.Option("--conflicts", help="Add what clashes.")]
SessionsShown = Annotated[list[str] | None, option("Only this session's agenda.", "ID")]
Teams = Annotated[bool, typer.Option("--teams", help="Show the interpreters' roster instead.")]
Width = Annotated[
    int | None, typer.Option(min=40, max=1000, help="Characters per line. Default: the terminal's.")
]


def show(
    instance: InstancePath,
    solution: SolutionPath = None,
    *,
    day: Days = None,
    body: Bodies = None,
    room: Rooms = None,
    session: SessionsShown = None,
    person: Whose = None,
    delegation: Delegation = None,
    region: FromRegion = None,
    free: Free = None,
    conflicts: Conflicts = False,
    teams: Teams = False,
    width: Width = None,
    as_json: AsJson = False,
) -> Code:
    """Show a programme, day by day."""
    if teams + (free is not None) + conflicts > 1 or (teams and as_json):
        raise InputError("--teams, --free, --conflicts: one of them; --json has the roster anyway.")
    facts = read_instance(instance)
    found = stored_programme(facts, solution, instance)
    concerned = Concerned(facts, found.schedule, who_named(facts, person, delegation, region))
    if teams or free is not None:
        return _show_only(concerned, free, Paper(width=width), as_json=as_json)
    what = chosen(concerned, Asked(day or (), body or (), room or (), session or ()))
    if as_json:
        print_json(show_answer(what, found, conflicts=conflicts))
        return Code.FINE
    _print(Paper(width=width), show_report(what, conflicts=conflicts))
    return Code.FINE


def _print(paper: Paper, blocks: Iterable[RenderableType]) -> None:
    for each in blocks:
        paper.print(each)


def _show_only(concerned: Concerned, free: str | None, paper: Paper, *, as_json: bool) -> Code:
    """Show what is free at a time; or else the roster, if there is one."""
    instance, schedule = concerned.instance, concerned.schedule
    if free is not None:
        span = stretches_named(instance, free, "--free")[0].span(instance)
        if as_json:
            print_json(vacancies_answer(concerned, span))
        else:
            _print(paper, vacancies_report(concerned, span))
        return Code.FINE
    if not schedule.roster:
        raise InputError(NO_ROSTER)
    _print(paper, roster_report(instance, schedule))
    return Code.FINE
