"""`scheduler show`: a programme in the terminal."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from scheduler.cli.exit_codes import Code
from scheduler.cli.inputs.days import calendar_of, days_named
from scheduler.cli.inputs.files import discrepancies_as_json, make_sure_of_picture, stored_programme
from scheduler.cli.inputs.options import AsJson, InstancePath, SolutionPath
from scheduler.cli.inputs.stretches import stretch_named
from scheduler.cli.terminal.canvas import Canvas
from scheduler.cli.terminal.console import Paper, complain, print_json
from scheduler.cli.views.concerned import (
    Concerned,
    clocks_report,
    conflicts_as_json,
    conflicts_report,
    local_as_json,
    who_named,
)
from scheduler.cli.views.grid import day_of, fits
from scheduler.cli.views.programme import (
    Meeting,
    bodies_named,
    by_day,
    left_out,
    left_out_in_words,
    meetings,
    rooms_named,
)
from scheduler.cli.views.programme_json import placed_as_json, roster_as_json
from scheduler.cli.views.purposes import (
    untimed_as_json,
    untimed_in_words,
    untimed_of,
)
from scheduler.cli.views.rosters import NO_ROSTER, draw_roster
from scheduler.cli.views.vacancies import vacancies_as_json, vacancies_report
from scheduler.errors import InputError
from scheduler.findings import Judgement
from scheduler.instance import Instance, Untimed
from scheduler.schedule import Schedule
from scheduler.sources import Fitting, read_instance
from scheduler.storage import write_atomically
from scheduler.wording import one_line

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
Whose = Annotated[
    str | None,
    typer.Option(
        "--person",
        metavar="PERSON",
        help="Only sessions in which this person has a role or a seat.",
    ),
]
Delegation = Annotated[
    str | None,
    typer.Option(
        metavar="DELEGATION", help="Only sessions that this delegation must attend, or wishes to."
    ),
]
FromRegion = Annotated[
    str | None,
    typer.Option(
        "--region",
        metavar="REGION",
        help="Only sessions that are followed from this region, or show its success stories.",
    ),
]
Free = Annotated[
    str | None,
    typer.Option(
        metavar="WHEN",
        help="Which rooms are free, instead: 'tue 15:00-16:30'; with --person, also who.",
    ),
]
Conflicts = Annotated[
    bool,
    typer.Option(
        "--conflicts", help="Also what clashes, for those named, or in the whole programme."
    ),
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
    person: Whose = None,
    delegation: Delegation = None,
    region: FromRegion = None,
    free: Free = None,
    conflicts: Conflicts = False,
    teams: Teams = False,
    as_list: AsList = False,
    width: Width = None,
    svg: Picture = None,
    as_json: AsJson = False,
) -> Code:
    """Show a programme, day by day."""
    only = teams or free is not None
    _make_sure_of(svg, as_json=as_json, teams=teams, conflicts=conflicts, free=free is not None)
    facts = read_instance(instance)
    found = stored_programme(facts, solution, instance)
    concerned = Concerned(facts, found.schedule, who_named(facts, person, delegation, region))
    if only:
        return _show_only(concerned, free, Paper(width=width), as_json=as_json)
    chosen = _chosen(concerned, day or (), body or (), room or ())
    clashes = concerned.conflicts if conflicts else None
    if as_json:
        print_json(_as_json(chosen, found, clashes))
    elif svg is not None:
        paper = Canvas(width or 120)
        _draw(paper, chosen, None, as_list=as_list)
        write_atomically(svg, paper.picture(facts.name).encode())
        complain(f"Wrote {svg}")
    else:
        _draw(Paper(width=width), chosen, clashes, as_list=as_list)
    return Code.FINE


@dataclass(frozen=True, slots=True)
class Chosen:
    """What of a programme is shown."""

    concerned: Concerned
    shown: tuple[Meeting, ...]
    besides: tuple[date, ...]
    """Days that are there even without a meeting."""
    items: tuple[Untimed, ...]
    note: str
    """What the programme does without."""


def _chosen(
    concerned: Concerned, day: Sequence[str], body: Sequence[str], room: Sequence[str]
) -> Chosen:
    """Return what of a programme fits all that is asked for."""
    facts, schedule = concerned.instance, concerned.schedule
    days, bodies = days_named(calendar_of(facts), day), bodies_named(facts, body)
    shown = tuple(
        meeting
        for meeting in _held_in(facts, schedule, room)
        if (meeting.day in days or not day)
        and (not body or not bodies.isdisjoint(meeting.session.bodies))
        and meeting.session.id in concerned.sessions
    )
    whose = bool(concerned.who.ids)
    besides = (
        () if body or room or whose else sorted(days if day else days & {*facts.working_dates})
    )
    items = () if day or room or whose else tuple(untimed_of(facts, bodies))
    note = "" if day or body or room or whose else left_out_in_words(facts, schedule)
    return Chosen(concerned, shown, tuple(besides), items, note)


def _held_in(instance: Instance, schedule: Schedule, room: Sequence[str]) -> Iterator[Meeting]:
    """Yield the meetings in some conference rooms; in all, if none are named."""
    rooms = rooms_named(instance, room)
    return (each for each in meetings(instance, schedule) if each.room.id in rooms or not room)


def _make_sure_of(
    svg: Path | None, *, as_json: bool, teams: bool, conflicts: bool, free: bool
) -> None:
    """Refuse options that exclude each other, and a picture that cannot be written."""
    if as_json and svg is not None:
        raise InputError("--svg and --json: give one of them.")
    if teams and (as_json or svg is not None):
        raise InputError("--teams: without --svg and --json; --json has the roster anyway.")
    if teams + free + conflicts > 1:
        raise InputError("--teams, --free and --conflicts: give one of them.")
    if svg is not None and (free or conflicts):
        raise InputError("--svg: without --free and --conflicts, which are no pictures.")
    if svg is not None:
        make_sure_of_picture(svg)


def _show_only(concerned: Concerned, free: str | None, paper: Paper, *, as_json: bool) -> Code:
    """Show what is free at a time; or else the roster, if there is one."""
    instance, schedule = concerned.instance, concerned.schedule
    if free is not None:
        span = stretch_named(instance, free, "--free").span(instance)
        if as_json:
            print_json({"instance": instance.name, **vacancies_as_json(concerned, span)})
        for each in () if as_json else vacancies_report(concerned, span):
            paper.print(each)
        return Code.FINE
    if not schedule.roster:
        raise InputError(NO_ROSTER)
    draw_roster(paper, instance, schedule)
    return Code.FINE


def _draw(
    paper: Paper, chosen: Chosen, clashes: tuple[Judgement, ...] | None, *, as_list: bool
) -> None:
    instance, days = chosen.concerned.instance, by_day(chosen.shown, chosen.besides)
    paper.print(one_line(instance.title or instance.name), style="bold")
    paper.print(f"All times are those of {instance.zone.key}.", style="dim")
    paper.print()
    if not days:
        paper.print("No session fits what you asked for.")
    as_list = as_list or not fits(instance, days.values(), paper.width)
    for day, of_day in days.items():
        paper.print(day_of(instance, day, of_day, width=paper.width, as_list=as_list))
    for note in filter(None, (chosen.note, untimed_in_words(instance, chosen.items))):
        paper.print(note)
    for each in clocks_report(chosen.concerned, chosen.shown):
        paper.print(each)
    for each in () if clashes is None else conflicts_report(clashes):
        paper.print(each)


def _as_json(
    chosen: Chosen, found: Fitting, clashes: tuple[Judgement, ...] | None
) -> dict[str, Any]:
    instance, shown = chosen.concerned.instance, chosen.shown
    return {
        "instance": instance.name,
        "title": instance.title,
        "zone": instance.zone.key,
        "sessions": [placed_as_json(instance, meeting) for meeting in shown],
        "untimed": [untimed_as_json(item) for item in chosen.items],
        "roster": roster_as_json(instance, found.schedule, shown),
        "dropped": [session.id for session in left_out(instance, found.schedule)],
        "discrepancies": discrepancies_as_json(found),
        **({"local": local_as_json(chosen.concerned, shown)} if chosen.concerned.who.ids else {}),
        **({} if clashes is None else {"conflicts": conflicts_as_json(clashes)}),
    }
