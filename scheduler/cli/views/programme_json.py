"""A programme for machines: its sessions with their places, and its roster."""

from collections.abc import Sequence
from operator import attrgetter
from typing import Annotated, Any

from pydantic import BeforeValidator

from scheduler.cli.views.agendas import unheard
from scheduler.cli.views.concerned import Concerned
from scheduler.cli.views.programme import Meeting, left_out
from scheduler.cli.views.purposes import invited_to
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
