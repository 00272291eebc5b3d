"""Programmes as people read them, whole or for one person, delegation or region."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from scheduler.catalogue import RULES
from scheduler.errors import InputError
from scheduler.evaluation import evaluate
from scheduler.evaluation.runs import runs_of
from scheduler.findings import Judgement
from scheduler.grammar.names import one_named
from scheduler.instance import (
    DAY,
    Instance,
    Item,
    Person,
    Room,
    Session,
    Span,
    Untimed,
    bodies_below,
    end_of,
    languages_of,
    pause_titles_of,
    pauses_of,
    place_of,
    remote_of,
    spans_of,
    times_of,
)
from scheduler.schedule import Assignment, Schedule
from scheduler.wording import dates_text, hours, listed, moment, name, one_line, when


@dataclass(frozen=True, slots=True)
class Break:
    """A break that a session spans, in the local time of the venue."""

    start: datetime
    end: datetime
    title: str | None


@dataclass(frozen=True, slots=True)
class Point:
    """An item, or a part of one, on the agenda of a session; in the local time of the venue."""

    item: Item
    start: datetime
    end: datetime
    minutes: int
    continued: bool
    """Whether an earlier session dealt with a part of it."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """A placed session as people read it, in the local time of the venue."""

    instance: Instance
    session: Session
    room: Room
    start: datetime
    end: datetime
    seated: tuple[Person, ...]
    """The persons with a seat on its panel."""
    breaks: tuple[Break, ...]
    """Breaks that it spans, in order."""
    languages: tuple[str, ...]
    """Languages of its interpretation."""
    agenda: tuple[Point, ...]
    """Its agenda, in order."""

    @property
    def day(self) -> date:
        """The day it is shown under."""
        return self.start.date()

    @property
    def starts(self) -> datetime:
        """The instant at which it starts; two times of one zone's clocks compare as the clocks show."""
        return self.start.astimezone(UTC)

    @property
    def ends(self) -> datetime:
        """The instant at which it ends."""
        return self.end.astimezone(UTC)

    @property
    def title(self) -> str:
        """Its title in a line."""
        return one_line(self.session.title)

    @property
    def marks(self) -> tuple[str, ...]:
        """Its marks, a word each."""
        session = self.session
        marks = {
            "exclusive": session.exclusive,
            "private": session.private,
            "interpreted": session.interpretation is not None,
            "remote": bool(remote_of(self.instance, session)),
        }
        return tuple(word for word, holds in marks.items() if holds)

    @property
    def invited(self) -> tuple[str, ...]:
        """The names of the classes, bodies and persons that are invited, and others in words."""
        facts, invited = self.instance, self.session.invited
        return (
            *(name(facts.person_class_by_id[each]) for each in invited.classes),
            *(name(facts.body_by_id[each]) for each in invited.bodies),
            *(name(facts.person_by_id[each]) for each in invited.people),
            *filter(None, (invited.others,)),
        )

    @property
    def time(self) -> str:
        """Its hours, or its dates if days are counted; with a change of clocks."""
        if self.instance.of_days:
            last = max(self.day, (self.end - DAY).date())
            return dates_text(self.day, last)
        shown = hours(self.start, self.end)
        if self.start.utcoffset() == self.end.utcoffset():
            return shown
        minutes = (self.end.astimezone(UTC) - self.starts) // timedelta(minutes=1)
        return f"{shown} ({minutes} min, the clocks change)"

    @property
    def where(self) -> str:
        """Its room, and the place of the room if its name differs."""
        place, room = place_of(self.instance, self.room.id), room_name(self.room)
        town = room if place is None else one_line(name(place))
        return room if town in room else f"{room}, {town}"

    def details(self, *, documents: bool) -> Iterator[str]:
        """Yield its details, a line each; with `documents`, also those of its items and their people."""
        some = f" ({' '.join(self.languages)})" if self.session.languages else ""
        if self.marks:
            yield ", ".join(f"{each}{some * (each == 'interpreted')}" for each in self.marks)
        for each in self.breaks:
            yield f"{one_line(each.title or 'break')} {hours(each.start, each.end)}"
        for word, said in (
            ("on the panel", "; ".join(map(name, self.seated))),
            ("output", self.session.output),
            ("audience", self.session.audience),
            ("invited", "; ".join(self.invited)),
        ):
            if said:
                yield f"{word}: {one_line(said)}"
        for point in self.agenda:
            continued = " (continued)" if point.continued else ""
            yield f"{point.start:%H:%M} {one_line(point.item.title)}{continued}, {point.minutes} min"
            yield from map(one_line, _belongings(self.instance, point.item) if documents else ())


def _belongings(instance: Instance, item: Item) -> Iterator[str]:
    for document in item.documents:
        languages = " ".join(document.languages)
        yield ", ".join(
            filter(None, (document.symbol, document.title, languages, document.address))
        )
    for role, people in item.people.items():
        yield f"{role.value}: {listed([name(instance.person_by_id[each]) for each in people])}"
    if item.proposers:
        titles = {each.id: name(each) for each in instance.delegations}
        yield f"proposed by {listed([titles[each] for each in item.proposers])}"


def session_title(instance: Instance, session: str) -> str:
    """Return the title of a session in a line; its id, if the instance does not have it any more."""
    known = instance.session_by_id.get(session)
    return session if known is None else one_line(known.title)


def room_name(room: Room) -> str:
    """Return the name of a room in a line."""
    return one_line(name(room))


def place_in_words(instance: Instance, place: Assignment | None, none: str = "-") -> str:
    """Return the time and room of a session, or `none`."""
    if place is None:
        return none
    room = instance.room_by_id.get(place.room)
    where = place.room if room is None else room_name(room)
    return f"{moment(place.start, instance.zone)}, {where}"


def meetings(instance: Instance, schedule: Schedule) -> Iterator[Meeting]:
    """Yield the meetings of a programme in the order of their starts."""
    for each in schedule.assignments:
        session = instance.session_by_id[each.session]
        yield Meeting(
            instance=instance,
            session=session,
            room=instance.room_by_id[each.room],
            start=each.start.astimezone(instance.zone),
            end=end_of(instance, session, each.start).astimezone(instance.zone),
            seated=tuple(instance.person_by_id[person] for person in each.seated),
            breaks=tuple(_breaks(instance, session, each.start)),
            languages=languages_of(instance, session),
            agenda=tuple(_agenda(instance, schedule, each)),
        )


def _breaks(instance: Instance, session: Session, start: datetime) -> Iterator[Break]:
    titles = pause_titles_of(instance, session, start)
    for (since, until), title in zip(pauses_of(instance, session, start), titles, strict=True):
        yield Break(since.astimezone(instance.zone), until.astimezone(instance.zone), title)


def _agenda(instance: Instance, schedule: Schedule, assignment: Assignment) -> Iterator[Point]:
    agenda = schedule.agenda_of(assignment.session)
    session = instance.session_by_id[assignment.session]
    times = times_of(instance, session, assignment.start, (each.minutes for each in agenda))
    for entry, (start, end) in zip(agenda, times, strict=True):
        yield Point(
            item=instance.item_by_id[entry.item],
            start=start.astimezone(instance.zone),
            end=end.astimezone(instance.zone),
            minutes=entry.minutes,
            continued=schedule.entries_by_item[entry.item][0] != entry,
        )


def untimed_in_words(instance: Instance, items: Iterable[Untimed]) -> Iterator[str]:
    """Yield a line for each item without a time."""
    for item in items:
        body = instance.body_by_id[item.body] if item.body else None
        said = (item.title, body and name(body), item.published.document, item.published.address)
        yield ", ".join(one_line(each) for each in said if each)


def left_out(instance: Instance, schedule: Schedule) -> tuple[Session, ...]:
    """Return the sessions that a programme does without, in the order of the file."""
    held = schedule.by_session
    return tuple(session for session in instance.sessions if session.id not in held)


def unheard(instance: Instance, schedule: Schedule) -> tuple[Item, ...]:
    """Return the items that are on no agenda and not settled already, in the order of the file."""
    return tuple(
        item for item in instance.items if item.is_open and item.id not in schedule.entries_by_item
    )


def left_out_in_words(instance: Instance, schedule: Schedule) -> str:
    """Return the sessions without a slot and the items on no agenda, optional and required ones."""
    optional = sum(session.optional for session in instance.sessions)
    sessions, items = left_out(instance, schedule), unheard(instance, schedule)
    held = optional - sum(each.optional for each in sessions)
    said = [f"Optional sessions held: {held} of {optional}."] if optional else []
    for words, missing, may in (
        ("Left out", sessions, True),
        ("Missing, although required", sessions, False),
        ("Agenda items left out", items, True),
        ("Agenda items missing, although required", items, False),
    ):
        titles = [one_line(each.title) for each in missing if each.optional is may]
        said += [f"{words}: {'; '.join(titles)}"] if titles else []
    return "\n".join(said)


def bodies_named(instance: Instance, names: Collection[str]) -> frozenset[str]:
    """Return the bodies of these ids or titles, with the bodies below them."""
    found = {one_named("--body", each, instance.bodies) for each in names}
    return bodies_below(instance, found) | found


def rooms_named(instance: Instance, names: Collection[str]) -> frozenset[str]:
    """Return the rooms of these ids or titles, and those that are part of them or that they are part of."""
    named = [one_named("--room", each, instance.rooms) for each in names]
    wanted = {part for room in named for part in instance.parts_of(room)}
    return frozenset(room.id for room in instance.rooms if wanted & {*instance.parts_of(room.id)})


def sessions_named(instance: Instance, schedule: Schedule, names: Sequence[str]) -> frozenset[str]:
    """Return the sessions of these ids or titles, all of which the programme has."""
    found = frozenset(one_named("--session", each, instance.sessions) for each in names)
    for missing in sorted(found - schedule.by_session.keys()):
        raise InputError(f"--session {missing}: is not in this programme.")
    return found


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
