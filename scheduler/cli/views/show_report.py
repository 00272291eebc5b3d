"""What of a programme is shown: the meetings that were asked for, in the terminal and for machines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Annotated, Any

from pydantic import BeforeValidator

from scheduler.cli.inputs.times import calendar_of, days_named
from scheduler.cli.terminal.console import Paper
from scheduler.cli.views.concerned import (
    Concerned,
    clocks_report,
    conflicts_report,
)
from scheduler.cli.views.grid import day_of, fits
from scheduler.cli.views.planner import draw_months
from scheduler.cli.views.programme import (
    Meeting,
    agenda_table,
    bodies_named,
    by_day,
    invited_to,
    left_out,
    left_out_in_words,
    meetings,
    room_name,
    rooms_named,
    sessions_named,
    taken_in_words,
    unheard,
    untimed_in_words,
    untimed_of,
)
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
from scheduler.cli.views.solution_report import DiscrepancyRecord
from scheduler.findings import Judgement
from scheduler.instance import Instance, Untimed
from scheduler.schedule import Schedule
from scheduler.sources import Fitting, roster_rows
from scheduler.wording import one_line, when


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
    body: str | None
    """Id of its body; of several that meet jointly, the first."""
    bodies: tuple[str, ...] = at("session.bodies")
    """Ids of all its bodies."""
    start: Instant
    end: Instant
    breaks: tuple[BreakRecord, ...]
    """Breaks that it spans, in order."""
    room: RoomId = at("room.id")
    marks: tuple[str, ...]
    languages: tuple[str, ...]
    """Languages into which it is interpreted."""
    seated: tuple[Annotated[str, BeforeValidator(attrgetter("id"))], ...]
    """Ids of those seated on its panel."""
    output: str | None = at("session.output")
    """What is to come of it."""
    audience: str | None = at("session.audience")
    """Whom it is for."""
    invited: tuple[str, ...]
    """Names of classes, bodies and persons that are invited, and others in words."""
    agenda: tuple[AgendaItemRecord, ...]
    """What it deals with, in order."""


class UntimedRecord(Record):
    """What belongs to a programme and has no time."""

    item: str = at("id")
    """Its id."""
    title: str
    kind: str | None
    """Id of its kind."""
    body: str | None
    """Id of the body to which it is addressed."""
    description: str | None = at("summary")
    """What it says."""
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
    """What belongs to the programme and has no time; nothing, if a day or a room was asked for."""
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
    """What clashes, where that is asked."""


def show_answer(
    concerned: Concerned,
    shown: Sequence[Meeting],
    untimed: Sequence[Untimed],
    found: Fitting,
    clashes: Sequence[Judgement] | None,
) -> ShowAnswer:
    """Return what is shown of a programme, for machines."""
    instance, schedule = concerned.instance, found.schedule
    asked: dict[str, Any] = {} if clashes is None else {"conflicts": clashes}
    if concerned.who.ids:
        asked["local"] = _local(concerned, shown)
    return ShowAnswer.about(
        instance,
        title=instance.title,
        zone=instance.zone.key,
        sessions=[_meeting(instance, each) for each in shown],
        untimed=untimed,
        roster=_roster(instance, schedule, shown),
        dropped=[session.id for session in left_out(instance, schedule)],
        dropped_items=[item.id for item in unheard(instance, schedule)],
        discrepancies=found.discrepancies,
        **asked,
    )


def _meeting(instance: Instance, meeting: Meeting) -> MeetingRecord:
    names = ("start", "end", "title")
    return MeetingRecord.of(
        meeting,
        body=next(iter(meeting.session.bodies), None),
        breaks=[BreakRecord.of(**dict(zip(names, each, strict=True))) for each in meeting.breaks],
        invited=invited_to(instance, meeting.session),
    )


def _roster(
    instance: Instance, schedule: Schedule, shown: Sequence[Meeting]
) -> list[dict[str, Any]]:
    """Return the roster, of the half-days in which what is shown is served."""
    ids = frozenset(each.session.id for each in shown)
    duties = (duty for duty in schedule.roster if not ids.isdisjoint(duty.sessions))
    return roster_rows(instance, Schedule.of(schedule.assignments, duties))


def _local(concerned: Concerned, shown: Sequence[Meeting]) -> list[LocalRecord]:
    return [
        LocalRecord.of(
            session=meeting.session.id,
            who=place,
            zone=zone.key,
            start=meeting.starts.astimezone(zone),
            end=meeting.ends.astimezone(zone),
        )
        for meeting in shown
        for place, zone in concerned.clocks(meeting.session.id).items()
    ]


Clashes = tuple[Judgement, ...] | None
"""What clashes; None: nobody asked."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which days, bodies, conference rooms and sessions are asked for, as they are named; all, if none."""

    days: Sequence[str] = ()
    bodies: Sequence[str] = ()
    rooms: Sequence[str] = ()
    sessions: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Chosen:
    """What of a programme is shown."""

    concerned: Concerned
    shown: tuple[Meeting, ...]
    besides: tuple[date, ...]
    """Days that are there even without a meeting."""
    untimed: tuple[Untimed, ...]
    note: str
    """What the programme does without."""

    @property
    def notes(self) -> Iterator[str]:
        """What is said below it."""
        yield from filter(
            None, (self.note, untimed_in_words(self.concerned.instance, self.untimed))
        )


def chosen(concerned: Concerned, asked: Asked) -> Chosen:
    """Return what of a programme fits all that is asked for.

    Raises
    ------
    InputError
        When a name is that of nothing.
    """
    facts, schedule, day = concerned.instance, concerned.schedule, asked.days
    days, bodies = days_named(calendar_of(facts), day), bodies_named(facts, asked.bodies)
    shown = tuple(
        meeting
        for meeting in _held_in(concerned, asked)
        if (meeting.day in days or not day)
        and (not asked.bodies or not bodies.isdisjoint(meeting.session.bodies))
    )
    some = asked.rooms or asked.sessions or concerned.who.ids
    besides = () if asked.bodies or some else sorted(days if day else days & {*facts.working_dates})
    untimed = () if day or some else tuple(untimed_of(facts, bodies))
    note = "" if day or asked.bodies or some else left_out_in_words(facts, schedule)
    return Chosen(concerned, shown, tuple(besides), untimed, note)


def _held_in(concerned: Concerned, asked: Asked) -> Iterator[Meeting]:
    """Yield the meetings of those named, in some conference rooms, of some sessions; all, if none are."""
    instance, schedule = concerned.instance, concerned.schedule
    rooms = rooms_named(instance, asked.rooms)
    sessions = sessions_named(instance, schedule, asked.sessions)
    for meeting in meetings(instance, schedule):
        in_room = not asked.rooms or meeting.room.id in rooms
        is_asked = not asked.sessions or meeting.session.id in sessions
        if in_room and is_asked and meeting.session.id in concerned.sessions:
            yield meeting


def draw(paper: Paper, what: Chosen, clashes: Clashes, *, as_list: bool) -> None:
    """Draw a programme day by day, or as a calendar of months; below it local hours and what clashes."""
    instance = what.concerned.instance
    if instance.of_days:
        draw_months(paper, instance, what.shown, what.notes, as_list=as_list)
    else:
        _draw_days(paper, what, as_list=as_list)
        _draw_below(paper, what)
    _draw_clashes(paper, clashes)


def _draw_days(paper: Paper, what: Chosen, *, as_list: bool) -> None:
    instance, days = what.concerned.instance, by_day(what.shown, what.besides)
    paper.print(one_line(instance.title or instance.name), style="bold")
    paper.print(f"All times are those of {instance.zone.key}.", style="dim")
    paper.print()
    if not days:
        paper.print("No session fits what you asked for.")
    as_list = as_list or not fits(instance, days.values(), paper.width)
    for day, of_day in days.items():
        paper.print(day_of(instance, day, of_day, width=paper.width, as_list=as_list))
    for note in what.notes:
        paper.print(note)


def draw_agendas(paper: Paper, what: Chosen, clashes: Clashes) -> None:
    """Draw the agenda of each session, with documents and those who must be there."""
    instance = what.concerned.instance
    paper.print(f"All times are those of {instance.zone.key}.", style="dim")
    for meeting in what.shown:
        there = when(meeting.starts, meeting.ends, instance.zone)
        taken = taken_in_words(instance, meeting.agenda, meeting.session.id)
        paper.print()
        paper.print(meeting.title, style="bold")
        for line in (f"{there}, {room_name(meeting.room)}", *meeting.breaks_in_words, taken):
            paper.print(line, style="dim")
        paper.print(agenda_table(instance, meeting.agenda))
    _draw_below(paper, what)
    _draw_clashes(paper, clashes)


def _draw_below(paper: Paper, what: Chosen) -> None:
    for each in clocks_report(what.concerned, what.shown):
        paper.print(each)


def _draw_clashes(paper: Paper, clashes: Clashes) -> None:
    for each in () if clashes is None else conflicts_report(clashes):
        paper.print(each)
