"""A programme, whole or as it concerns somebody, in the terminal and for machines."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator
from rich.console import RenderableType
from rich.text import Text

from scheduler.catalogue import RULES
from scheduler.cli.inputs.arguments import one_named
from scheduler.cli.inputs.times import calendar_of, days_named
from scheduler.cli.terminal.layout import section, table
from scheduler.cli.views.programme import (
    Meeting,
    bodies_named,
    left_out,
    left_out_in_words,
    meetings,
    room_name,
    rooms_named,
    session_title,
    sessions_named,
    unheard,
    untimed_in_words,
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
from scheduler.cli.views.solution_report import DiscrepancyRecord, findings
from scheduler.evaluation import evaluate
from scheduler.evaluation.runs import runs_of
from scheduler.findings import Judgement
from scheduler.instance import (
    Counts,
    Instance,
    Person,
    Room,
    Span,
    Untimed,
    half_days_of,
    remote_of,
    spans_of,
)
from scheduler.schedule import Schedule
from scheduler.sources import Fitting, roster_rows
from scheduler.wording import counted, day_name, day_text, hours, name, one_line, when

_CLASHES = frozenset({"people", "audience"})
"""Families of rules of which every finding is about somebody who cannot be everywhere at once."""


@dataclass(frozen=True, slots=True)
class Who:
    """Whose programme is asked for; ids, at most one of each."""

    person: str | None = None
    delegation: str | None = None
    region: str | None = None

    @property
    def ids(self) -> frozenset[str]:
        """All of them."""
        return frozenset(filter(None, (self.person, self.delegation, self.region)))


def who_named(
    instance: Instance, person: str | None, delegation: str | None, region: str | None
) -> Who:
    """Return who is named, by id or title.

    Raises
    ------
    InputError
        When there is nobody of that name.
    """
    return Who(
        None if person is None else one_named("--person", person, instance.people),
        None if delegation is None else one_named("--delegation", delegation, instance.delegations),
        None if region is None else one_named("--region", region, instance.regions),
    )


@dataclass(frozen=True)
class Concerned:
    """A programme, and who looks at it."""

    instance: Instance
    schedule: Schedule
    who: Who

    @cached_property
    def sessions(self) -> frozenset[str]:
        """The sessions of all who are named; of everybody, if nobody is."""
        if not self.who.ids:
            return frozenset(each.id for each in self.instance.sessions)
        return frozenset((*self._of_person(), *self._of_delegation(), *self._of_region()))

    def _of_person(self) -> Iterator[str]:
        """Yield what a person has a role or a seat in."""
        person = self.who.person
        if person is not None:
            yield from (
                each.id
                for each in self.instance.sessions
                if any(person in group for group in each.people.values())
            )
            yield from self.schedule.seats_of(person)

    def _of_delegation(self) -> Iterator[str]:
        """Yield what a delegation must attend, or wishes to."""
        for each in self.instance.delegations:
            if each.id == self.who.delegation:
                asked = self.instance.selected(each.must, each.wishes)
                yield from (session.id for session in asked)

    def _of_region(self) -> Iterator[str]:
        """Yield what is followed from sites of a region, and what shows its success stories."""
        for session in self.instance.sessions:
            if self.who.region is not None and (
                self.who.region in session.showcases or [*self._sites(session.id)]
            ):
                yield session.id

    def _sites(self, session: str) -> Iterator[str]:
        """Yield the sites of the region from which a session is followed."""
        remote = remote_of(self.instance, self.instance.session_by_id[session])
        yield from (
            each for each in remote if self.instance.site_by_id[each].region == self.who.region
        )

    def clocks(self, session: str) -> Mapping[str, ZoneInfo]:
        """Return the clocks of those named who take part in a session from afar, by a name for them."""
        found = {site: self.instance.site_by_id[site].zone for site in self._sites(session)}
        person = self.instance.person_by_id.get(self.who.person or "")
        if person is not None and person.remote and person.zone is not None:
            found[one_line(name(person))] = person.zone
        return found

    @cached_property
    def conflicts(self) -> tuple[Judgement, ...]:
        """What is hard and broken, and who cannot be everywhere at once, as far as it concerns them."""
        found = evaluate(self.instance, self.schedule).judgements
        return tuple(
            each
            for each in found
            if (each.price is None or RULES[each.rule].family in _CLASHES)
            and (not self.who.ids or self._is_theirs(each))
        )

    def _is_theirs(self, judged: Judgement) -> bool:
        """Tell whether a finding is about those named, or about a session of theirs and nobody else."""
        of_others = RULES[judged.rule].item in ("person", "delegation", "audience", "region")
        if of_others:
            return judged.finding.item in self.who.ids
        return not self.sessions.isdisjoint(judged.finding.sessions)


def _room_in_use(concerned: Concerned, room: Room, span: Span) -> Iterator[str]:
    """Yield what keeps a room at a time: sessions in any of its parts, until it is cleaned, and closures."""
    instance = concerned.instance
    parts = {*instance.parts_of(room.id)}
    for run in runs_of(instance, concerned.schedule):
        if parts & {*instance.parts_of(run.room)}:
            end = run.end + instance.room_by_id[run.room].turnaround
            yield from _within(instance, span, run.title, run.start, end)
    for each in instance.rooms:
        if each.id == room.id or each.id in parts:
            for since, until in spans_of(each.closures, instance.zone):
                yield from _within(instance, span, "closed", since, until)


def _person_in_use(concerned: Concerned, person: Person, span: Span) -> Iterator[str]:
    """Yield what a person has at a time, with the time before and after it; and when they are not there."""
    instance = concerned.instance
    before, after = instance.buffers_of(person)
    for run in runs_of(instance, concerned.schedule):
        roles = run.session.people.values()
        if person.id in run.seated or any(person.id in group for group in roles):
            yield from _within(instance, span, run.title, run.start - before, run.end + after)
    there = spans_of(person.available, person.zone or instance.zone)
    if there and not any(since <= span[0] and span[1] <= until for since, until in there):
        yield "not there all the time"


def _within(
    instance: Instance, span: Span, what: str, start: datetime, end: datetime
) -> Iterator[str]:
    if start < span[1] and span[0] < end:
        yield f"{one_line(what)} {when(start, end, instance.zone)}"


def vacancies_report(concerned: Concerned, span: Span) -> Iterator[RenderableType]:
    """Yield which rooms are free at a time, what is in the others, and whether a person is free."""
    instance = concerned.instance
    yield Text(when(*span, instance.zone), "bold")
    person = instance.person_by_id.get(concerned.who.person or "")
    if person is not None:
        busy = "; ".join(_person_in_use(concerned, person, span))
        yield f"{one_line(name(person))}: {busy or 'free'}"
    rows = [
        (
            room_name(room),
            "" if room.capacity is None else str(room.capacity),
            "; ".join(_room_in_use(concerned, room, span)) or "free",
        )
        for room in instance.rooms
    ]
    yield from table(("room", "seats", ""), rows, right=(1,))


class VacanciesAnswer(InstanceAnswer):
    """Which rooms are free at a time."""

    free_rooms: tuple[RoomId, ...]
    free: bool | None
    """Whether the person is who was named; null if nobody was."""


def vacancies_answer(concerned: Concerned, span: Span) -> VacanciesAnswer:
    """Return which rooms are free at a time, and whether a person is, for machines."""
    instance = concerned.instance
    person = instance.person_by_id.get(concerned.who.person or "")
    rooms = [room.id for room in instance.rooms if not [*_room_in_use(concerned, room, span)]]
    is_free = None if person is None else not [*_person_in_use(concerned, person, span)]
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
    untimed: tuple[Untimed, ...]
    left_out: str
    """What the programme does without."""
    with_documents: bool
    """Whether the documents of items are shown, and who must be there for them."""


def chosen(concerned: Concerned, asked: Asked) -> Chosen:
    """Return what of a programme fits all that is asked for.

    Raises
    ------
    InputError
        When a name is that of nothing.
    """
    facts, schedule = concerned.instance, concerned.schedule
    days, bodies = days_named(calendar_of(facts), asked.days), bodies_named(facts, asked.bodies)
    rooms = rooms_named(facts, asked.rooms)
    sessions = sessions_named(facts, schedule, asked.sessions)
    shown = tuple(
        meeting
        for meeting in meetings(facts, schedule)
        if (meeting.day in days or not asked.days)
        and (not asked.bodies or not bodies.isdisjoint(meeting.session.bodies))
        and (not asked.rooms or meeting.room.id in rooms)
        and (not asked.sessions or meeting.session.id in sessions)
        and meeting.session.id in concerned.sessions
    )
    some = asked.days or asked.rooms or asked.sessions or concerned.who.ids
    untimed = [each for each in facts.untimed if not asked.bodies or each.body in bodies]
    return Chosen(
        concerned,
        shown,
        untimed=() if some else tuple(untimed),
        left_out="" if some or asked.bodies else left_out_in_words(facts, schedule),
        with_documents=bool(asked.sessions),
    )


def show_answer(what: Chosen, found: Fitting, *, conflicts: bool) -> ShowAnswer:
    """Return what is shown of a programme, for machines."""
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
    """Yield a programme day by day, or month by month where days are counted; below it what clashes."""
    concerned, instance = what.concerned, what.concerned.instance
    yield Text(one_line(instance.title or instance.name), "bold")
    yield Text(f"All times are those of {instance.zone.key}.", "dim")
    if not what.shown:
        yield "No session fits what you asked for."
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
    yield from section("Local hours:", table(("session", "where", "on the clocks there"), clocks))
    if conflicts:
        found = concerned.conflicts
        yield from section("What clashes:", [*findings(found)] or ["Nothing."])


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
    "The programme has no roster. There is one where an interpretation pool has "
    "`counts: half_days`, and the programme was made by `solve` or `replan`."
)


def roster_report(instance: Instance, schedule: Schedule) -> Iterator[RenderableType]:
    """Yield which team works in which half-day, and what it serves there."""
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
            yield f"{one_line(name(pool))}: no roster was found."
