"""`scheduler show`: a programme, whole or as it concerns somebody; free rooms; the interpreters' roster."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from rich.console import RenderableType
from rich.text import Text

from scheduler.cli.answers import about
from scheduler.cli.console import say, section, table
from scheduler.cli.exit_codes import Code
from scheduler.cli.files import stored_programme
from scheduler.cli.options import AsJson, InstancePath, SolutionPath, option
from scheduler.cli.views.solution_report import findings
from scheduler.errors import InputError
from scheduler.findings import Judgement
from scheduler.grammar.times import days_named, stretches_named
from scheduler.instance import (
    Counts,
    Instance,
    Item,
    Person,
    Room,
    Session,
    Span,
    Untimed,
    half_days_of,
)
from scheduler.programmes import (
    Concerned,
    Meeting,
    bodies_named,
    left_out,
    left_out_in_words,
    meetings,
    person_in_use,
    room_in_use,
    room_name,
    rooms_named,
    session_title,
    sessions_named,
    unheard,
    untimed_in_words,
    who_named,
)
from scheduler.schedule import Duty, Schedule
from scheduler.sources import Fitting, read_instance
from scheduler.wording import counted, day_name, day_text, hours, name, one_line, when


@dataclass(frozen=True, slots=True)
class RoomUse:
    """A room, and its uses at a time; free, if it has none."""

    room: Room
    uses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vacancies:
    """Which rooms are free at a time, and whether a person is."""

    concerned: Concerned
    span: Span

    @property
    def rooms(self) -> tuple[RoomUse, ...]:
        """All rooms."""
        found, span = self.concerned, self.span
        return tuple(
            RoomUse(room, tuple(room_in_use(found, room, span))) for room in found.instance.rooms
        )

    @property
    def person(self) -> Person | None:
        """The named person, if any."""
        return self.concerned.instance.person_by_id.get(self.concerned.who.person or "")

    @property
    def busy(self) -> tuple[str, ...]:
        """What the person does at the time."""
        return (
            ()
            if self.person is None
            else tuple(person_in_use(self.concerned, self.person, self.span))
        )


def vacancies_report(told: Vacancies) -> Iterator[RenderableType]:
    """Yield the rooms at a time, free or in use, and whether a person is free."""
    yield Text(when(*told.span, told.concerned.instance.zone), "bold")
    if told.person is not None:
        yield f"{one_line(name(told.person))}: {'; '.join(told.busy) or 'free'}"
    rows = [
        (
            room_name(each.room),
            "" if each.room.capacity is None else str(each.room.capacity),
            "; ".join(each.uses) or "free",
        )
        for each in told.rooms
    ]
    yield from table(("room", "seats", ""), rows, right=(1,))


@dataclass(frozen=True, slots=True)
class RemoteHours:
    """When a session is on the clocks of somebody who follows it from afar."""

    meeting: Meeting
    who: str
    """A site or a person."""
    zone: ZoneInfo

    @property
    def start(self) -> datetime:
        """First instant, on those clocks."""
        return self.meeting.start.astimezone(self.zone)

    @property
    def end(self) -> datetime:
        """Its end, on those clocks."""
        return self.meeting.end.astimezone(self.zone)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The part of a programme that is shown."""

    concerned: Concerned
    fitting: Fitting
    shown: tuple[Meeting, ...]
    """In order of time."""
    untimed: tuple[Untimed, ...]
    left_out: str
    """Sessions and items left out, in words."""
    with_documents: bool
    """Whether documents and required people of items are shown."""
    with_conflicts: bool
    """Whether clashes are shown."""

    @property
    def roster(self) -> tuple[Duty, ...]:
        """Half-days of teams in which a session that is shown is served."""
        ids = frozenset(each.session.id for each in self.shown)
        return tuple(
            duty for duty in self.fitting.schedule.roster if not ids.isdisjoint(duty.sessions)
        )

    @property
    def dropped(self) -> tuple[Session, ...]:
        """Optional sessions that are left out."""
        return left_out(self.concerned.instance, self.fitting.schedule)

    @property
    def dropped_items(self) -> tuple[Item, ...]:
        """Agenda items that are on no agenda, and not settled before."""
        return unheard(self.concerned.instance, self.fitting.schedule)

    @property
    def local(self) -> tuple[RemoteHours, ...]:
        """On the clocks of those who follow from afar, where a person, a delegation or a region is named."""
        return tuple(
            RemoteHours(meeting, place, zone)
            for meeting in self.shown
            for place, zone in self.concerned.clocks(meeting.session.id).items()
        )

    @property
    def conflicts(self) -> tuple[Judgement, ...] | None:
        """Clashes; None where they are not asked for."""
        return self.concerned.conflicts if self.with_conflicts else None


def chosen(
    concerned: Concerned,
    fitting: Fitting,
    days: Sequence[str],
    bodies: Sequence[str],
    rooms: Sequence[str],
    sessions: Sequence[str],
    *,
    conflicts: bool,
) -> Chosen:
    """Return the part of a programme that matches all filters; an empty one matches all.

    Raises
    ------
    InputError
        When a name is unknown.
    """
    facts, schedule = concerned.instance, concerned.schedule
    dates, which = days_named(facts, days), bodies_named(facts, bodies)
    places, named = rooms_named(facts, rooms), sessions_named(facts, schedule, sessions)
    shown = tuple(
        meeting
        for meeting in meetings(facts, schedule)
        if (meeting.day in dates or not days)
        and (not bodies or not which.isdisjoint(meeting.session.bodies))
        and (not rooms or meeting.room.id in places)
        and (not sessions or meeting.session.id in named)
        and meeting.session.id in concerned.sessions
    )
    some = days or rooms or sessions or concerned.who.ids
    untimed = [each for each in facts.untimed if not bodies or each.body in which]
    return Chosen(
        concerned,
        fitting,
        shown,
        untimed=() if some else tuple(untimed),
        left_out="" if some or bodies else left_out_in_words(facts, schedule),
        with_documents=bool(sessions),
        with_conflicts=conflicts,
    )


def show_report(what: Chosen) -> Iterator[RenderableType]:
    """Yield a programme by day, or by month if it counts days; then the clashes."""
    instance = what.concerned.instance
    yield Text(one_line(instance.title or instance.name), "bold")
    yield Text(f"All times are local to {instance.zone.key}.", "dim")
    if not what.shown:
        yield "No session matches."
    for heading, shown in groupby(what.shown, key=lambda each: _heading(instance, each.day)):
        rows = (_row(each, with_documents=what.with_documents) for each in shown)
        yield from section(heading, table(("", "", ""), rows))
    untimed = untimed_in_words(instance, what.untimed)
    yield from section("Without a time:", untimed)
    yield from ("", what.left_out) if what.left_out else ()
    local = (
        (each.meeting.title, f"{each.who} ({each.zone.key})", when(each.start, each.end, each.zone))
        for each in what.local
    )
    yield from section("Local hours:", table(("session", "for", "local time"), local))
    if what.conflicts is not None:
        yield from section("Clashes:", [*findings(what.conflicts)] or ["None."])


def _heading(instance: Instance, day: date) -> str:
    if instance.of_days:
        return f"{day:%B %Y}"
    number = (day - instance.first_day).days + 1
    return f"{day_name(day)} (day {number})"


def _row(meeting: Meeting, *, with_documents: bool) -> tuple[Text, Text, str]:
    what = Text(meeting.title, "bold")
    for line in meeting.details(documents=with_documents):
        style = "bold" if "private" in meeting.marks and line.startswith("private") else "dim"
        what.append(f"\n{line}", f"not bold {style}" if style == "dim" else style)
    return Text(meeting.time), what, meeting.where


NO_ROSTER = (
    "The programme has no roster. `solve` and `replan` make one for interpretation pools with "
    "`counts: half_days`."
)


def roster_report(instance: Instance, schedule: Schedule) -> Iterator[RenderableType]:
    """Yield the half-days of each team, with the sessions it serves."""
    for (asked, team), duties in groupby(schedule.roster, key=lambda each: (each.pool, each.team)):
        half_days = {
            each.start: each for each in half_days_of(instance, instance.pool_by_id[asked].half_day)
        }
        rows = []
        for duty in duties:
            start, known = duty.start.astimezone(instance.zone), half_days.get(duty.start)
            end = start if known is None else known.end.astimezone(instance.zone)
            titles = [session_title(instance, each) for each in duty.sessions]
            rows.append((day_text(start.date()), hours(start, end), "; ".join(titles)))
        heading = f"{one_line(name(instance.pool_by_id[asked]))}, team {team}"
        yield from section(
            f"{heading}: {counted(len(rows), 'half-day')}",
            table(("date", "hours", "sessions"), rows),
        )
    there = {duty.pool for duty in schedule.roster}
    served = {instance.session_by_id[each.session].interpretation for each in schedule.assignments}
    for pool in instance.interpretation:
        if pool.counts is Counts.HALF_DAYS and pool.id in served - there:
            yield f"{one_line(name(pool))}: found no roster."


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
Conflicts = Annotated[bool, typer.Option("--conflicts", help="Show clashes as well.")]
SessionsShown = Annotated[list[str] | None, option("Only this session's agenda.", "ID")]
Teams = Annotated[bool, typer.Option("--teams", help="Show the interpreters' roster instead.")]


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
    as_json: AsJson = False,
) -> Code:
    """Show a programme, day by day."""
    if teams + (free is not None) + conflicts > 1 or (teams and as_json):
        raise InputError(
            "--teams, --free and --conflicts: give one of them. --json has the roster in any case."
        )
    facts = read_instance(instance)
    found = stored_programme(facts, solution, instance)
    concerned = Concerned(facts, found.schedule, who_named(facts, person, delegation, region))
    if free is not None:
        span = stretches_named(facts, free, "--free")[0].span(facts)
        told = Vacancies(concerned, span)
        say(as_json, lambda: about(facts, told), lambda: vacancies_report(told))
        return Code.FINE
    if teams and not found.schedule.roster:
        raise InputError(NO_ROSTER)
    wanted = (day or (), body or (), room or (), session or ())
    what = chosen(concerned, found, *wanted, conflicts=conflicts)
    say(
        as_json,
        lambda: about(facts, what),
        lambda: roster_report(facts, found.schedule) if teams else show_report(what),
    )
    return Code.FINE
