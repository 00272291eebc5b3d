"""What of a programme concerns a person, a delegation or a region; and who and what is free at a time."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from rich.console import RenderableType
from rich.text import Text

from scheduler.catalogue import RULES
from scheduler.cli.inputs.arguments import one_named
from scheduler.cli.views.programme import room_name
from scheduler.cli.views.records import InstanceAnswer, RoomId
from scheduler.cli.views.tables import table
from scheduler.evaluation import evaluate
from scheduler.evaluation.runs import runs_of
from scheduler.findings import Judgement
from scheduler.instance import Instance, Person, Room, Span, remote_of, spans_of
from scheduler.schedule import Schedule
from scheduler.wording import name, one_line, when

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
