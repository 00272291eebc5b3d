"""What a programme shows: meetings by day, with wall-clock times and marks, purposes and agendas."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from rich.table import Table
from rich.text import Text

from scheduler.cli.inputs.arguments import nearest
from scheduler.cli.terminal.clocks import notes_on
from scheduler.errors import InputError
from scheduler.instance import (
    Body,
    Document,
    Instance,
    Item,
    Person,
    Room,
    Session,
    Untimed,
    end_of,
    languages_of,
    minutes_for_items,
    minutes_of,
    pause_titles_of,
    pauses_of,
    remote_of,
    times_of,
)
from scheduler.schedule import Assignment, Schedule
from scheduler.wording import counted, hours, listed, moment, name, one_line


def purpose_of(instance: Instance, session: Session) -> tuple[tuple[str, str], ...]:
    """Return what is to come of a session, whom it is for, and who is invited, as far as it is said."""
    invited = "; ".join(map(one_line, invited_to(instance, session)))
    said = (("output", session.output), ("for", session.audience), ("invited", invited))
    return tuple((word, one_line(text)) for word, text in said if text)


def invited_to(instance: Instance, session: Session) -> Iterator[str]:
    """Yield the names of the classes, bodies and persons that are invited, and others in words."""
    invited = session.invited
    yield from (name(instance.person_class_by_id[each]) for each in invited.classes)
    yield from (name(instance.body_by_id[each]) for each in invited.bodies)
    yield from (name(instance.person_by_id[each]) for each in invited.people)
    if invited.others:
        yield invited.others


def untimed_of(instance: Instance, bodies: Collection[str]) -> Sequence[Untimed]:
    """Return the items without a time, of some bodies or, if there are none of these, of all."""
    return [item for item in instance.untimed if not bodies or item.body in bodies]


def untimed_in_words(instance: Instance, items: Iterable[Untimed]) -> str:
    """Return a line for each item without a time, below a heading; nothing, if there are none."""
    lines = [f"  {_untimed_line(instance, item)}" for item in items]
    return "\n".join(["Without a time:", *lines]) if lines else ""


def _untimed_line(instance: Instance, item: Untimed) -> str:
    kind = instance.kind_by_id[item.kind] if item.kind else None
    body = instance.body_by_id[item.body] if item.body else None
    said = [item.title, *(name(each) for each in (kind, body) if each)]
    said += filter(None, (item.published.document, item.published.address))
    return ", ".join(map(one_line, said))


@dataclass(frozen=True, slots=True)
class Point:
    """An item on the agenda of a session, or a part of one."""

    item: Item
    start: datetime
    """On the clocks of the venue."""
    end: datetime
    minutes: int
    continued: bool
    """Whether an earlier session dealt with a part of it."""

    @property
    def title(self) -> str:
        """Its title in a line; which says so if it is continued."""
        return f"{one_line(self.item.title)}{' (continued)' if self.continued else ''}"

    @property
    def line(self) -> str:
        """Its time and its title."""
        return f"{self.start:%H:%M} {self.title}"


def points_of(instance: Instance, schedule: Schedule, assignment: Assignment) -> tuple[Point, ...]:
    """Return the agenda of a session, in order."""
    agenda = schedule.agenda_of(assignment.session)
    session = instance.session_by_id[assignment.session]
    times = times_of(instance, session, assignment.start, (each.minutes for each in agenda))
    return tuple(
        Point(
            item=instance.item_by_id[entry.item],
            start=start.astimezone(instance.zone),
            end=end.astimezone(instance.zone),
            minutes=entry.minutes,
            continued=schedule.entries_by_item[entry.item][0] != entry,
        )
        for entry, (start, end) in zip(agenda, times, strict=True)
    )


def agenda_table(instance: Instance, points: Iterable[Point]) -> Table:
    """Return an agenda with all that belongs to its items, below their titles."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False)
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    for point in points:
        what = Text(point.title)
        for line in _besides(instance, point.item):
            what.append(f"\n{line}", "dim")
        table.add_row(Text(f"{point.start:%H:%M}–{point.end:%H:%M}", "bold"), what)
    return table


def _besides(instance: Instance, item: Item) -> Iterator[str]:
    """Yield the documents of an item, and who must be there for it."""
    yield from (_document(each) for each in item.documents)
    for role, people in item.people.items():
        yield f"{role.value}: {listed([name(instance.person_by_id[each]) for each in people])}"
    if item.proposers:
        titles = {each.id: name(each) for each in instance.delegations}
        yield f"proposed by {listed([titles[each] for each in item.proposers])}"


def _document(document: Document) -> str:
    said = ", ".join(one_line(each) for each in (document.symbol, document.title) if each)
    spoken = f" ({' '.join(document.languages)})" if document.languages else ""
    return f"{said}{spoken}{f' {document.address}' if document.address else ''}"


def taken_in_words(instance: Instance, points: Sequence[Point], session: str) -> str:
    """Say how many items an agenda has, and how many minutes they take of those that are there."""
    if not points:
        return "no item on its agenda"
    taken = sum(point.minutes for point in points)
    there = minutes_of(minutes_for_items(instance, instance.session_by_id[session]))
    return f"{counted(len(points), 'item')}, {taken} of {counted(there, 'minute')}"


def unheard(instance: Instance, schedule: Schedule) -> tuple[Item, ...]:
    """Return the items that are on no agenda and not settled already, in the order of the file."""
    return tuple(
        item for item in instance.items if item.is_open and item.id not in schedule.entries_by_item
    )


def unheard_in_words(instance: Instance, schedule: Schedule) -> str:
    """Say which items are on no agenda: those that may be left out, and those that may not."""
    items = unheard(instance, schedule)
    optional = [one_line(item.title) for item in items if item.optional]
    must = [one_line(item.title) for item in items if not item.optional]
    said = [f"Items left out: {'; '.join(optional)}"] if optional else []
    if must:
        said.append(f"Has to be dealt with, and is on no agenda: {'; '.join(must)}")
    return "\n".join(said)


@dataclass(frozen=True, slots=True)
class Meeting:
    """A placed session, as people see it."""

    session: Session
    room: Room
    start: datetime
    """On the clocks of the venue."""
    end: datetime
    """On the same clocks."""
    band: str
    """Part of the day in which it starts; empty outside all of them."""
    seated: tuple[Person, ...] = ()
    """Who has a seat on its panel."""
    breaks: tuple[tuple[datetime, datetime, str | None], ...] = ()
    """Breaks that it spans, as (from, to, title), on the clocks of the venue."""
    purpose: tuple[tuple[str, str], ...] = ()
    """What is to come of it, whom it is for, and who is invited, with a word for each."""
    is_remote: bool = False
    """Whether anybody takes part from afar."""
    languages: tuple[str, ...] = ()
    """Into which it is interpreted."""
    agenda: tuple[Point, ...] = ()
    """What is dealt with, in order."""

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
    def notes(self) -> tuple[str, ...]:
        """What its times do not tell, if the clocks change meanwhile or on that day."""
        return notes_on(self.start, self.end)

    @property
    def breaks_in_words(self) -> tuple[str, ...]:
        """The breaks that it spans, as ``coffee 11:00–11:30``."""
        return tuple(
            f"{one_line(title or 'break')} {hours(since, until)}"
            for since, until, title in self.breaks
        )

    @property
    def title(self) -> str:
        """Its title in a line."""
        return one_line(self.session.title)

    @property
    def marks(self) -> tuple[str, ...]:
        """What is special about it, a word each."""
        session = self.session
        marks = {
            "exclusive": session.exclusive,
            "private": session.private,
            "interpreted": session.interpretation is not None,
            "remote": self.is_remote,
        }
        return tuple(word for word, holds in marks.items() if holds)

    @property
    def marks_in_words(self) -> tuple[str, ...]:
        """The marks, with the languages if only some of the pool's are needed: ``interpreted (en fr)``."""
        some = f" ({' '.join(self.languages)})" if self.session.languages else ""
        return tuple(f"{each}{some}" if each == "interpreted" else each for each in self.marks)

    @property
    def items_in_words(self) -> tuple[str, ...]:
        """How many items it deals with, if any."""
        return (counted(len(self.agenda), "item"),) if self.agenda else ()


def room_name(room: Room) -> str:
    """Return the name of a room for people."""
    return one_line(room.title or room.id)


def session_title(instance: Instance, session: str) -> str:
    """Return the title of a session in a line."""
    return one_line(instance.session_by_id[session].title)


def place_in_words(instance: Instance, place: Assignment | None, nowhere: str = "-") -> str:
    """Return when and where a session is, briefly; or that it is not held."""
    if place is None:
        return nowhere
    room = instance.room_by_id.get(place.room)
    where = room_name(room) if room is not None else place.room
    return f"{moment(place.start, instance.zone)}, {where}"


def meetings(instance: Instance, schedule: Schedule) -> Iterator[Meeting]:
    """Yield the meetings of a programme in the order of their starts."""
    for assignment in schedule.assignments:
        session = instance.session_by_id[assignment.session]
        start = assignment.start.astimezone(instance.zone)
        end = end_of(instance, session, assignment.start).astimezone(instance.zone)
        room = instance.room_by_id[assignment.room]
        seated = tuple(instance.person_by_id[person] for person in assignment.seated)
        is_remote = bool(remote_of(instance, session))
        breaks = tuple(_breaks(instance, session, assignment.start))
        yield Meeting(
            *(session, room, start, end, _band(instance, start), seated, breaks),
            *(purpose_of(instance, session), is_remote, languages_of(instance, session)),
            points_of(instance, schedule, assignment),
        )


def _breaks(
    instance: Instance, session: Session, start: datetime
) -> Iterator[tuple[datetime, datetime, str | None]]:
    """Yield the breaks that a session spans, on the clocks of the venue."""
    titles = pause_titles_of(instance, session, start)
    for (since, until), title in zip(pauses_of(instance, session, start), titles, strict=True):
        yield since.astimezone(instance.zone), until.astimezone(instance.zone), title


def left_out(instance: Instance, schedule: Schedule) -> tuple[Session, ...]:
    """Return the sessions that a programme does without, in the order of the file."""
    held = schedule.by_session
    return tuple(session for session in instance.sessions if session.id not in held)


def left_out_in_words(instance: Instance, schedule: Schedule) -> str:
    """Say how many optional sessions are held, and which ones are not; and what lacks a place."""
    optional = sum(session.optional for session in instance.sessions)
    missing = left_out(instance, schedule)
    dropped = [session for session in missing if session.optional]
    homeless = [session for session in missing if not session.optional]
    said = []
    if optional:
        held = f"{optional - len(dropped)} of {counted(optional, 'optional session')} held"
        said.append(f"{held}, left out: {_titles(dropped)}" if dropped else held)
    if homeless:
        said.append(f"Has to take place, and has no place: {_titles(homeless)}")
    return "\n".join(filter(None, (*said, unheard_in_words(instance, schedule))))


def _titles(sessions: Iterable[Session]) -> str:
    return "; ".join(one_line(session.title) for session in sessions)


def _band(instance: Instance, start: datetime) -> str:
    profile = instance.profile_of(start.date())
    clock = timedelta(hours=start.hour, minutes=start.minute)
    bands = profile.bands if profile else ()
    return next((band.id for band in bands if band.start <= clock < band.end), "")


def by_day(shown: Sequence[Meeting], besides: Iterable[date] = ()) -> dict[date, list[Meeting]]:
    """Return meetings under their days, in order; some days are there even without a meeting."""
    days: dict[date, list[Meeting]] = {day: [] for day in besides}
    for meeting in shown:
        days.setdefault(meeting.day, []).append(meeting)
    return dict(sorted(days.items()))


# What is chosen to be shown


def bodies_named(instance: Instance, names: Sequence[str]) -> frozenset[str]:
    """Return the bodies of these ids or titles, with the bodies below them."""
    found = {each for name in names for each in _known("--body", name, instance.bodies)}
    while below := {b.id for b in instance.bodies if b.parent in found and b.id not in found}:
        found |= below
    return frozenset(found)


def rooms_named(instance: Instance, names: Sequence[str]) -> frozenset[str]:
    """Return the rooms of these ids or titles, and those that are part of them or that they are part of."""
    wanted = {
        part
        for name in names
        for room in _known("--room", name, instance.rooms)
        for part in instance.parts_of(room)
    }
    return frozenset(room.id for room in instance.rooms if wanted & {*instance.parts_of(room.id)})


def sessions_named(instance: Instance, schedule: Schedule, names: Sequence[str]) -> frozenset[str]:
    """Return the sessions of these ids, all of which the programme has."""
    for wanted in names:
        if wanted not in instance.session_by_id:
            raise InputError(
                f"--session {wanted}: no such session. {nearest(wanted, [*instance.session_by_id])}"
            )
        if wanted not in schedule.by_session:
            raise InputError(f"--session {wanted}: is not in this programme.")
    return frozenset(names)


def _known(option: str, name: str, known: Sequence[Body | Room]) -> list[str]:
    """Return the id of that name; without one, the ids of all that have it as their title."""
    wanted = one_line(name).lower()
    ids = [each.id for each in known if each.id.lower() == wanted]
    titled = [each.id for each in known if one_line(each.title or "").lower() == wanted]
    if not ids and not titled:
        names = [each.id for each in known]
        raise InputError(f"{option} {name}: no such name. {nearest(name, names)}")
    return ids or titled
