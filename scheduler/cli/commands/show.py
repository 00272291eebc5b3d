"""`scheduler show`: a programme in the terminal."""

import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich._export_format import CONSOLE_SVG_FORMAT
from rich.terminal_theme import TerminalTheme

from scheduler.cli.exit_codes import Code
from scheduler.cli.inputs.days import calendar_of, days_named
from scheduler.cli.inputs.files import discrepancies_as_json, make_sure_of_picture, stored_programme
from scheduler.cli.inputs.options import AsJson, InstancePath, SolutionPath
from scheduler.cli.terminal.clocks import at_venue
from scheduler.cli.terminal.console import Paper, complain, print_json
from scheduler.cli.views.agendas import agenda_as_json, agenda_table, taken_in_words, unheard
from scheduler.cli.views.grid import day_of, fits
from scheduler.cli.views.planner import draw_months
from scheduler.cli.views.programme import (
    Meeting,
    bodies_named,
    by_day,
    left_out,
    left_out_in_words,
    meetings,
    room_name,
    rooms_named,
    sessions_named,
)
from scheduler.cli.views.purposes import (
    invited_to,
    untimed_as_json,
    untimed_in_words,
    untimed_of,
)
from scheduler.cli.views.rosters import NO_ROSTER, draw_roster
from scheduler.errors import InputError
from scheduler.instance import Instance, Untimed
from scheduler.schedule import Schedule
from scheduler.sources import Fitting, read_instance, roster_rows
from scheduler.storage import write_atomically
from scheduler.wording import one_line, when

Days = Annotated[
    list[str] | None,
    typer.Option(
        "--day",
        metavar="DAY",
        help="Only this day: a date such as 2021-11-08 or '8 Nov', a weekday, or 1, 2, …",
    ),
]
Bodies = Annotated[
    list[str] | None,
    typer.Option(
        "--body",
        metavar="BODY",
        help="Only sessions of this body (id or title) and those below it.",
    ),
]
Rooms = Annotated[
    list[str] | None,
    typer.Option(
        "--room",
        metavar="ROOM",
        help="Only sessions that use this room, alone, as a part or within a combination.",
    ),
]
SessionsShown = Annotated[
    list[str] | None,
    typer.Option("--session", metavar="ID", help="Only this session, with all of its agenda."),
]
Teams = Annotated[
    bool, typer.Option("--teams", help="Which team of interpreters works when, instead.")
]
AsList = Annotated[bool, typer.Option("--list", help="A list, whatever the width.")]
Width = Annotated[
    int | None,
    typer.Option(min=40, max=1000, help="Characters in a line; the terminal's unless given."),
]
Picture = Annotated[
    Path | None, typer.Option("--svg", metavar="FILE", help="Write a picture instead.")
]


def show(
    instance: InstancePath,
    solution: SolutionPath = None,
    *,
    day: Days = None,
    body: Bodies = None,
    room: Rooms = None,
    session: SessionsShown = None,
    teams: Teams = False,
    as_list: AsList = False,
    width: Width = None,
    svg: Picture = None,
    as_json: AsJson = False,
) -> Code:
    """Show a programme, day by day."""
    _make_sure_of(svg, as_json=as_json, teams=teams)
    facts = read_instance(instance)
    found = stored_programme(facts, solution, instance)
    schedule = found.schedule
    if teams:
        return _show_teams(facts, schedule, Paper(width=width))
    days, bodies = days_named(calendar_of(facts), day or ()), bodies_named(facts, body or ())
    held = _held_in(facts, schedule, bodies if body else None, room, session)
    shown = [meeting for meeting in held if meeting.day in days or not day]
    if session and svg is None and not as_json:
        return _show_agendas(facts, shown, Paper(width=width))
    some = body or room or session
    besides = () if some else sorted(days & {*facts.working_dates} if not day else days)
    note = "" if day or some else left_out_in_words(facts, schedule)
    items = () if day or room or session else untimed_of(facts, bodies)
    notes = filter(None, (note, untimed_in_words(facts, items)))
    if as_json:
        print_json(_as_json(facts, shown, items, found))
        return Code.FINE
    paper = Paper(width=width) if svg is None else Canvas(width or 120)
    if facts.of_days:
        draw_months(paper, facts, shown, notes, as_list=as_list)
    else:
        _draw(paper, facts, by_day(shown, besides), notes, as_list=as_list)
    _keep_picture(paper, svg, facts.name)
    return Code.FINE


def _keep_picture(paper: Paper, svg: Path | None, title: str) -> None:
    """Write what was drawn, if a picture was asked for."""
    if svg is not None and isinstance(paper, Canvas):
        write_atomically(svg, paper.picture(title).encode())
        complain(f"Wrote {svg}")


def _held_in(
    instance: Instance,
    schedule: Schedule,
    bodies: frozenset[str] | None,
    room: Rooms,
    session: SessionsShown,
) -> Iterator[Meeting]:
    """Yield the meetings of some bodies and sessions, in some conference rooms; all, if none are named."""
    rooms = rooms_named(instance, room or ())
    sessions = sessions_named(instance, schedule, session or ())
    for meeting in meetings(instance, schedule):
        of_body = bodies is None or not bodies.isdisjoint(meeting.session.bodies)
        in_room = not room or meeting.room.id in rooms
        if of_body and in_room and (not session or meeting.session.id in sessions):
            yield meeting


def _make_sure_of(svg: Path | None, *, as_json: bool, teams: bool) -> None:
    """Refuse options that exclude each other, and a picture that cannot be written."""
    if as_json and svg is not None:
        raise InputError("--svg and --json: give one of them.")
    if teams and (as_json or svg is not None):
        raise InputError("--teams: without --svg and --json; --json has the roster anyway.")
    if svg is not None:
        make_sure_of_picture(svg)


def _show_teams(instance: Instance, schedule: Schedule, paper: Paper) -> Code:
    """Show the roster, if there is one."""
    if not schedule.roster:
        raise InputError(NO_ROSTER)
    draw_roster(paper, instance, schedule)
    return Code.FINE


def _show_agendas(instance: Instance, shown: Iterable[Meeting], paper: Paper) -> Code:
    """Show the agenda of each session, with documents and those who must be there."""
    paper.print(f"All times are those of {instance.zone.key}.", style="dim")
    for meeting in shown:
        there = when(meeting.starts, meeting.ends, instance.zone)
        taken = taken_in_words(instance, meeting.agenda, meeting.session.id)
        paper.print()
        paper.print(meeting.title, style="bold")
        for line in (f"{there}, {room_name(meeting.room)}", *meeting.breaks_in_words, taken):
            paper.print(line, style="dim")
        paper.print(agenda_table(instance, meeting.agenda))
    return Code.FINE


def _draw(
    paper: Paper,
    instance: Instance,
    days: Mapping[date, Sequence[Meeting]],
    notes: Iterable[str],
    *,
    as_list: bool,
) -> None:
    paper.print(one_line(instance.title or instance.name), style="bold")
    paper.print(f"All times are those of {instance.zone.key}.", style="dim")
    paper.print()
    if not days:
        paper.print("No session fits what you asked for.")
    as_list = as_list or not fits(instance, days.values(), paper.width)
    for day, of_day in days.items():
        paper.print(day_of(instance, day, of_day, width=paper.width, as_list=as_list))
    for note in notes:
        paper.print(note)


def _as_json(
    instance: Instance, shown: Sequence[Meeting], items: Iterable[Untimed], found: Fitting
) -> dict[str, Any]:
    return {
        "instance": instance.name,
        "title": instance.title,
        "zone": instance.zone.key,
        "sessions": [_placed(instance, meeting) for meeting in shown],
        "untimed": [untimed_as_json(item) for item in items],
        "roster": _served(instance, found.schedule, frozenset(each.session.id for each in shown)),
        "dropped": [session.id for session in left_out(instance, found.schedule)],
        "dropped_items": [item.id for item in unheard(instance, found.schedule)],
        "discrepancies": discrepancies_as_json(found),
    }


def _served(instance: Instance, schedule: Schedule, shown: frozenset[str]) -> list[dict[str, Any]]:
    """Return the roster, of the half-days in which what is shown is served."""
    duties = (duty for duty in schedule.roster if not shown.isdisjoint(duty.sessions))
    return roster_rows(instance, Schedule.of(schedule.assignments, duties))


def _placed(instance: Instance, meeting: Meeting) -> dict[str, Any]:
    session = meeting.session
    return {
        "session": session.id,
        "title": session.title,
        "kind": session.kind,
        "body": next(iter(session.bodies), None),
        "bodies": list(session.bodies),
        "start": at_venue(meeting.start, instance.zone),
        "end": at_venue(meeting.end, instance.zone),
        "breaks": [
            {
                "start": at_venue(since, instance.zone),
                "end": at_venue(until, instance.zone),
                "title": title,
            }
            for since, until, title in meeting.breaks
        ],
        "room": meeting.room.id,
        "marks": list(meeting.marks),
        "languages": list(meeting.languages),
        "seated": [person.id for person in meeting.seated],
        "output": session.output,
        "audience": session.audience,
        "invited": [*invited_to(instance, session)],
        "agenda": agenda_as_json(instance, meeting.agenda),
    }


_THEME = TerminalTheme(
    (255, 255, 255),
    (30, 34, 42),
    [
        (30, 34, 42),
        (176, 0, 32),
        (24, 110, 60),
        (150, 90, 0),
        (20, 80, 170),
        (135, 40, 140),
        (0, 110, 125),
        (110, 116, 126),
    ],
)
"""Dark letters on white: a programme is printed and put on slides."""


class Canvas(Paper):
    """Paper that becomes a picture."""

    def __init__(self, width: int) -> None:
        super().__init__(width=width, file=io.StringIO(), record=True, force_terminal=True)

    def picture(self, title: str) -> str:
        """Return what was printed as SVG, which needs no other file."""
        alone = re.sub(r"@font-face \{\{.*?\}\}\n?", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)
        return self.export_svg(title=title, theme=_THEME, code_format=alone)
