"""The part of a programme that concerns a person, a delegation or a region; rooms and people in use."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from scheduler.catalogue import RULES
from scheduler.evaluation import evaluate
from scheduler.evaluation.runs import runs_of
from scheduler.findings import Judgement
from scheduler.grammar.names import one_named
from scheduler.instance import (
    Instance,
    Person,
    Room,
    Span,
    remote_of,
    spans_of,
)
from scheduler.schedule import Schedule
from scheduler.wording import name, one_line, when

_CLASHES = frozenset({"people", "audience"})
"""Families of rules about people in two places at once."""


@dataclass(frozen=True, slots=True)
class Who:
    """Ids of a person, a delegation and a region, each optional."""

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
    """A programme as it concerns somebody."""

    instance: Instance
    schedule: Schedule
    who: Who

    @cached_property
    def sessions(self) -> frozenset[str]:
        """The sessions of those named; all, if none is named."""
        if not self.who.ids:
            return frozenset(each.id for each in self.instance.sessions)
        return frozenset((*self._of_person(), *self._of_delegation(), *self._of_region()))

    def _of_person(self) -> Iterator[str]:
        """Yield the sessions in which a person has a role or a seat."""
        person = self.who.person
        if person is not None:
            yield from (
                each.id
                for each in self.instance.sessions
                if any(person in group for group in each.people.values())
            )
            yield from self.schedule.seats_of(person)

    def _of_delegation(self) -> Iterator[str]:
        for each in self.instance.delegations:
            if each.id == self.who.delegation:
                asked = self.instance.selected(each.must, each.wishes)
                yield from (session.id for session in asked)

    def _of_region(self) -> Iterator[str]:
        """Yield the sessions followed from a region, and its showcases."""
        for session in self.instance.sessions:
            if self.who.region is not None and (
                self.who.region in session.showcases or [*self._sites(session.id)]
            ):
                yield session.id

    def _sites(self, session: str) -> Iterator[str]:
        remote = remote_of(self.instance, self.instance.session_by_id[session])
        yield from (
            each for each in remote if self.instance.site_by_id[each].region == self.who.region
        )

    def clocks(self, session: str) -> Mapping[str, ZoneInfo]:
        """Return the time zones of those named who attend a session remotely, by name."""
        found = {site: self.instance.site_by_id[site].zone for site in self._sites(session)}
        person = self.instance.person_by_id.get(self.who.person or "")
        if person is not None and person.remote and person.zone is not None:
            found[one_line(name(person))] = person.zone
        return found

    @cached_property
    def conflicts(self) -> tuple[Judgement, ...]:
        """Broken hard rules and clashes that concern them."""
        found = evaluate(self.instance, self.schedule).judgements
        return tuple(
            each
            for each in found
            if (each.price is None or RULES[each.rule].family in _CLASHES)
            and (not self.who.ids or self._is_theirs(each))
        )

    def _is_theirs(self, judged: Judgement) -> bool:
        of_others = RULES[judged.rule].item in ("person", "delegation", "audience", "region")
        if of_others:
            return judged.finding.item in self.who.ids
        return not self.sessions.isdisjoint(judged.finding.sessions)


def room_in_use(concerned: Concerned, room: Room, span: Span) -> Iterator[str]:
    """Yield the uses of a room at a time: sessions in any of its parts, with turnaround, and closures."""
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


def person_in_use(concerned: Concerned, person: Person, span: Span) -> Iterator[str]:
    """Yield the sessions of a person at a time, with buffers, and whether they are away."""
    instance = concerned.instance
    before, after = instance.buffers_of(person)
    for run in runs_of(instance, concerned.schedule):
        roles = run.session.people.values()
        if person.id in run.seated or any(person.id in group for group in roles):
            yield from _within(instance, span, run.title, run.start - before, run.end + after)
    there = spans_of(person.available, person.zone or instance.zone)
    if there and not any(since <= span[0] and span[1] <= until for since, until in there):
        yield "not available all the time"


def _within(
    instance: Instance, span: Span, what: str, start: datetime, end: datetime
) -> Iterator[str]:
    if start < span[1] and span[0] < end:
        yield f"{one_line(what)} {when(start, end, instance.zone)}"
