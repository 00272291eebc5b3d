"""Programmes as people read them: meetings with local times, marks, purposes and agendas."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from scheduler.errors import InputError
from scheduler.grammar.names import one_named
from scheduler.instance import (
    DAY,
    Instance,
    Item,
    Person,
    Room,
    Session,
    Untimed,
    end_of,
    languages_of,
    pause_titles_of,
    pauses_of,
    place_of,
    remote_of,
    times_of,
)
from scheduler.schedule import Assignment, Schedule
from scheduler.wording import dates_text, hours, listed, moment, name, one_line


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
    """Yield the documents of an item, and who must be there for it."""
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
    while below := {b.id for b in instance.bodies if b.parent in found and b.id not in found}:
        found |= below
    return frozenset(found)


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
