"""What of a programme is shown: the meetings that were asked for, in the terminal and for machines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from scheduler.cli.inputs.days import calendar_of, days_named
from scheduler.cli.terminal.console import Paper
from scheduler.cli.views.agendas import agenda_table, taken_in_words
from scheduler.cli.views.concerned import (
    Concerned,
    clocks_report,
    conflicts_report,
)
from scheduler.cli.views.grid import day_of, fits
from scheduler.cli.views.planner import draw_months
from scheduler.cli.views.programme import (
    Meeting,
    bodies_named,
    by_day,
    left_out_in_words,
    meetings,
    room_name,
    rooms_named,
    sessions_named,
)
from scheduler.cli.views.purposes import untimed_in_words, untimed_of
from scheduler.findings import Judgement
from scheduler.instance import Untimed
from scheduler.wording import one_line, when

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
