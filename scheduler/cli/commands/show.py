"""`scheduler show`: a programme, whole or as it concerns somebody; free rooms; the interpreters' roster."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Annotated, Any

import typer
from pydantic import BeforeValidator
from rich.console import RenderableType
from rich.text import Text

from scheduler.cli.console import say, section, table
from scheduler.cli.exit_codes import Code
from scheduler.cli.files import stored_programme
from scheduler.cli.options import AsJson, InstancePath, SolutionPath, option
from scheduler.cli.views.records import (
    FindingRecord,
    InstanceAnswer,
    Instant,
    LocalInstant,
    Record,
    RoomId,
    SessionId,
    SessionIds,
    at,
)
from scheduler.cli.views.solution_report import DiscrepancyRecord, findings
from scheduler.errors import InputError
from scheduler.grammar.times import calendar_of, days_named, stretches_named
from scheduler.instance import Counts, Instance, Span, Untimed, half_days_of
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
from scheduler.schedule import Schedule
from scheduler.sources import Fitting, read_instance, roster_rows
from scheduler.wording import counted, day_name, day_text, hours, name, one_line, when


def vacancies_report(concerned: Concerned, span: Span) -> Iterator[RenderableType]:
    """Yield the rooms at a time, free or in use, and whether a person is free."""
    instance = concerned.instance
    yield Text(when(*span, instance.zone), "bold")
    person = instance.person_by_id.get(concerned.who.person or "")
    if person is not None:
        busy = "; ".join(person_in_use(concerned, person, span))
        yield f"{one_line(name(person))}: {busy or 'free'}"
    rows = [
        (
            room_name(room),
            "" if room.capacity is None else str(room.capacity),
            "; ".join(room_in_use(concerned, room, span)) or "free",
        )
        for room in instance.rooms
    ]
    yield from table(("room", "seats", ""), rows, right=(1,))


class VacanciesAnswer(InstanceAnswer):
    """Which rooms are free at a time."""

    free_rooms: tuple[RoomId, ...]
    free: bool | None
    """Whether the named person is free; null if none was named."""


def vacancies_answer(concerned: Concerned, span: Span) -> VacanciesAnswer:
    """Return which rooms are free at a time, and whether a person is, for machines."""
    instance = concerned.instance
    person = instance.person_by_id.get(concerned.who.person or "")
    rooms = [room.id for room in instance.rooms if not [*room_in_use(concerned, room, span)]]
    is_free = None if person is None else not [*person_in_use(concerned, person, span)]
    return VacanciesAnswer.about(instance, free_rooms=rooms, free=is_free)


_Id = Annotated[str, BeforeValidator(attrgetter("id"))]


class BreakRecord(Record):
    """A break that a session spans; the title is null where it has none."""

    start: Instant
    end: Instant
    title: str | None


class AgendaItemRecord(Record):
    """An item of an agenda."""

    item: str = at("item.id")
    """Id of the agenda item."""
    title: str = at("item.title")
    start: Instant
    end: Instant
    """Breaks of the session may lie between."""
    minutes: int
    """Minutes that it is given there."""
    continued: bool
    """Whether an earlier session dealt with a part of it."""
    documents: tuple[Annotated[str, BeforeValidator(attrgetter("symbol"))], ...] = at(
        "item.documents"
    )
    """Symbols of its documents."""
    people: tuple[str, ...] = at("item.persons")
    """Ids of persons who must be there."""
    proposers: tuple[str, ...] = at("item.proposers")
    """Ids of delegations of which a member must be there."""


class MeetingRecord(Record):
    """A session, and when and where it is."""

    session: SessionId = at("session.id")
    title: str = at("session.title")
    kind: str | None = at("session.kind")
    """Id of its kind."""
    bodies: tuple[str, ...] = at("session.bodies")
    """Ids of its bodies; of several that meet jointly, all."""
    start: Instant
    end: Instant
    breaks: tuple[BreakRecord, ...]
    """Breaks that it spans, in order."""
    room: RoomId = at("room.id")
    marks: tuple[str, ...]
    languages: tuple[str, ...]
    """Languages into which it is interpreted."""
    seated: tuple[_Id, ...]
    """Ids of those seated on its panel."""
    output: str | None = at("session.output")
    """Its expected output."""
    audience: str | None = at("session.audience")
    """Its target audience."""
    invited: tuple[str, ...]
    """Names of classes, bodies and persons that are invited, and others in words."""
    agenda: tuple[AgendaItemRecord, ...]
    """Its agenda, in order."""


class UntimedRecord(Record):
    """An item of a programme without a time."""

    item: str = at("id")
    """Its id."""
    title: str
    kind: str | None
    """Id of its kind."""
    body: str | None
    """Id of the body to which it is addressed."""
    description: str | None = at("summary")
    """Its content."""
    document: str | None = at("published.document")
    """Its number among the documents."""
    address: str | None = at("published.address")
    """Where it is published on the web."""


class HalfDayRecord(Record):
    """A half-day of a team."""

    start: Instant
    band: str | None = None
    """Id of the band, if it is one."""
    sessions: SessionIds


class TeamRecord(Record):
    """A team of interpreters, and when it works."""

    pool: str
    """Id of the interpretation pool."""
    team: int
    """Number of the team, from 1 on."""
    half_days: tuple[HalfDayRecord, ...]
    """In order of time."""


class LocalRecord(Record):
    """When a session is on the clocks of somebody who follows it from afar."""

    session: SessionId
    who: str
    """A site or a person."""
    zone: str
    start: LocalInstant
    end: LocalInstant


class ShowAnswer(InstanceAnswer):
    """A programme, in order of time, as far as it was asked for."""

    title: str | None
    zone: str
    sessions: tuple[MeetingRecord, ...]
    untimed: tuple[UntimedRecord, ...]
    """Items without a time; empty if a day or a room was given."""
    roster: tuple[TeamRecord, ...]
    """Which team of interpreters works when: the half-days in which a session that is shown is served."""
    dropped: SessionIds
    """Optional sessions that are left out."""
    dropped_items: tuple[str, ...]
    """Agenda items that are on no agenda, and not settled before."""
    discrepancies: tuple[DiscrepancyRecord, ...]
    local: tuple[LocalRecord, ...] | None = None
    """On the clocks of those who follow from afar; only where a person, a delegation or a region is named."""
    conflicts: tuple[FindingRecord, ...] | None = None
    """Clashes, with --conflicts."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The part of a programme that is shown."""

    concerned: Concerned
    shown: tuple[Meeting, ...]
    untimed: tuple[Untimed, ...]
    left_out: str
    """Sessions and items left out, in words."""
    with_documents: bool
    """Whether documents and required people of items are shown."""


def chosen(
    concerned: Concerned,
    days: Sequence[str],
    bodies: Sequence[str],
    rooms: Sequence[str],
    sessions: Sequence[str],
) -> Chosen:
    """Return the part of a programme that matches all filters; an empty one matches all.

    Raises
    ------
    InputError
        When a name is unknown.
    """
    facts, schedule = concerned.instance, concerned.schedule
    dates, which = days_named(calendar_of(facts), days), bodies_named(facts, bodies)
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
        shown,
        untimed=() if some else tuple(untimed),
        left_out="" if some or bodies else left_out_in_words(facts, schedule),
        with_documents=bool(sessions),
    )


def show_answer(what: Chosen, found: Fitting, *, conflicts: bool) -> ShowAnswer:
    """Return the part of a programme that is shown, for machines."""
    concerned, instance, schedule = what.concerned, what.concerned.instance, found.schedule
    asked: dict[str, Any] = {"conflicts": concerned.conflicts} if conflicts else {}
    if concerned.who.ids:
        asked["local"] = [
            LocalRecord.of(
                session=meeting.session.id,
                who=place,
                zone=zone.key,
                start=meeting.starts.astimezone(zone),
                end=meeting.ends.astimezone(zone),
            )
            for meeting in what.shown
            for place, zone in concerned.clocks(meeting.session.id).items()
        ]
    ids = frozenset(each.session.id for each in what.shown)
    duties = (duty for duty in schedule.roster if not ids.isdisjoint(duty.sessions))
    return ShowAnswer.about(
        instance,
        title=instance.title,
        zone=instance.zone.key,
        sessions=what.shown,
        untimed=what.untimed,
        roster=roster_rows(instance, Schedule.of(schedule.assignments, duties)),
        dropped=[session.id for session in left_out(instance, schedule)],
        dropped_items=[item.id for item in unheard(instance, schedule)],
        discrepancies=found.discrepancies,
        **asked,
    )


def show_report(what: Chosen, *, conflicts: bool) -> Iterator[RenderableType]:
    """Yield a programme by day, or by month if it counts days; then the clashes."""
    concerned, instance = what.concerned, what.concerned.instance
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
    clocks = (
        (meeting.title, f"{place} ({zone.key})", when(meeting.starts, meeting.ends, zone))
        for meeting in what.shown
        for place, zone in concerned.clocks(meeting.session.id).items()
    )
    yield from section("Local hours:", table(("session", "for", "local time"), clocks))
    if conflicts:
        found = concerned.conflicts
        yield from section("Clashes:", [*findings(found)] or ["None."])


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
        say(
            as_json,
            lambda: vacancies_answer(concerned, span),
            lambda: vacancies_report(concerned, span),
        )
        return Code.FINE
    if teams and not found.schedule.roster:
        raise InputError(NO_ROSTER)
    what = chosen(concerned, day or (), body or (), room or (), session or ())
    say(
        as_json,
        lambda: show_answer(what, found, conflicts=conflicts),
        lambda: (
            roster_report(facts, found.schedule)
            if teams
            else show_report(what, conflicts=conflicts)
        ),
    )
    return Code.FINE
