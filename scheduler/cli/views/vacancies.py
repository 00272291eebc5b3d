"""Who and what is free at a time: rooms that nobody holds, and whether a person has something else."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from rich.console import RenderableType
from rich.text import Text

from scheduler.cli.terminal.layout import Columns
from scheduler.cli.views.concerned import Concerned
from scheduler.cli.views.programme import room_name
from scheduler.cli.views.records import InstanceAnswer, RoomId
from scheduler.evaluation.runs import Run, runs_of
from scheduler.instance import Instance, Person, Room, Span, spans_of
from scheduler.wording import counted, name, one_line, when


@dataclass(frozen=True, slots=True)
class Hindrance:
    """Something at a time: a session, a closure, an absence."""

    what: str
    start: datetime
    end: datetime


def hindrances_of_room(concerned: Concerned, room: Room, span: Span) -> Iterator[Hindrance]:
    """Yield what keeps a room at a time: sessions in any of its parts, until it is cleaned, and closures."""
    instance = concerned.instance
    parts = {*instance.parts_of(room.id)}
    for run in runs_of(instance, concerned.schedule):
        if parts & {*instance.parts_of(run.room)}:
            end = run.end + instance.room_by_id[run.room].turnaround
            yield from _within(span, one_line(run.title), run.start, end)
    for each in instance.rooms:
        if each.id == room.id or each.id in parts:
            for since, until in spans_of(each.closures, instance.zone):
                yield from _within(span, "closed", since, until)


def _within(span: Span, what: str, start: datetime, end: datetime) -> Iterator[Hindrance]:
    if start < span[1] and span[0] < end:
        yield Hindrance(what, start, end)


def hindrances_of_person(concerned: Concerned, person: Person, span: Span) -> Iterator[Hindrance]:
    """Yield what a person has at a time, with the time before and after it; and when they are not there."""
    instance = concerned.instance
    before, after = instance.buffers_of(person)
    for run in runs_of(instance, concerned.schedule):
        if _takes_part(run, person.id):
            yield from _within(span, one_line(run.title), run.start - before, run.end + after)
    zone = person.zone or instance.zone
    there = spans_of(person.available, zone)
    if there and not any(since <= span[0] and span[1] <= until for since, until in there):
        yield Hindrance("not there all the time", *span)


def _takes_part(run: Run, person: str) -> bool:
    return person in run.seated or any(person in group for group in run.session.people.values())


def vacancies_report(concerned: Concerned, span: Span) -> Iterator[RenderableType]:
    """Yield which rooms are free at a time, what is in the others, and whether a person is free."""
    instance = concerned.instance
    yield Text(when(*span, instance.zone), "bold")
    person = instance.person_by_id.get(concerned.who.person or "")
    if person is not None:
        busy = [*hindrances_of_person(concerned, person, span)]
        said = "; ".join(_words(instance, each) for each in busy)
        yield Text(f"{one_line(name(person))}: {said or 'free'}")
    table = Columns("room", "seats", "")
    free = 0
    for room in instance.rooms:
        found = [*hindrances_of_room(concerned, room, span)]
        free += not found
        seats = "" if room.capacity is None else str(room.capacity)
        said = "; ".join(_words(instance, each) for each in found)
        table.add(room_name(room), seats, said or Text("free", "bold"))
    yield Text(f"{counted(free, 'room')} of {len(instance.rooms)} free.")
    yield table


def _words(instance: Instance, hindrance: Hindrance) -> str:
    start, end = (each.astimezone(instance.zone) for each in (hindrance.start, hindrance.end))
    same = end - start < timedelta(days=1)
    return f"{hindrance.what} {start:%H:%M}-{end:%H:%M}" if same else hindrance.what


class VacanciesAnswer(InstanceAnswer):
    """Which rooms are free at a time."""

    free_rooms: tuple[RoomId, ...]
    free: bool | None
    """Whether the person is who was named; null if nobody was."""


def vacancies_answer(concerned: Concerned, span: Span) -> VacanciesAnswer:
    """Return which rooms are free at a time, and whether a person is, for machines."""
    instance = concerned.instance
    person = instance.person_by_id.get(concerned.who.person or "")
    rooms = [room.id for room in instance.rooms if not [*hindrances_of_room(concerned, room, span)]]
    is_free = None if person is None else not [*hindrances_of_person(concerned, person, span)]
    return VacanciesAnswer.about(instance, free_rooms=rooms, free=is_free)
