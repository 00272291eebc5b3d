"""Changes by a planner, as lines of a variant and slots in a programme."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from scheduler.desk.standing import NO_TIME
from scheduler.desk.steps import Change, DeskState, VariantLine
from scheduler.engines.pricing import places_of
from scheduler.errors import InputError
from scheduler.instance import DAY, TABLES, Instance, Session, clock_text, instants_of
from scheduler.phrases import say
from scheduler.rules import problem_of, with_seats
from scheduler.schedule import Assignment, Schedule
from scheduler.wording import moment, name, one_line

Lines = Mapping[str, tuple[str, Change] | None]
"""Lines by key, with a sentence; None removes one."""


@dataclass(frozen=True, slots=True)
class PlannedChange:
    """A change that is not applied yet."""

    said: str
    """A sentence, as the history has it."""
    lines: Lines
    places: Mapping[str, Assignment | None] = field(default_factory=dict)
    """New slots of sessions; None if unscheduled."""
    sought: Instance | None = None
    """The instance in which all acceptable slots are open, if there is more than one."""
    at: "Callable[[Assignment], PlannedChange] | None" = None
    """The same change with another slot."""
    changed: tuple[str, ...] = ()
    """Sessions whose fields change; they move only to make room."""
    is_fact: bool = False
    """Whether it is a fact rather than a choice: it is recorded even if it breaks hard rules."""

    @property
    def about(self) -> tuple[str, ...]:
        """The sessions that go somewhere."""
        return tuple(self.places)

    def placed(self, programme: Schedule) -> "PlannedChange":
        """Return the same change with the slots of a programme."""
        places = {each: programme.by_session.get(each) for each in self.places}
        first = next(iter(places.values()), None)
        change = self if self.at is None or first is None else self.at(first)
        return replace(change, places=places)


def called(instance: Instance, session: str) -> str:
    """Return the title of a session in a line."""
    return one_line(instance.session_by_id[session].title)


def place_in_words(instance: Instance, place: Assignment) -> str:
    """Return ``Tue 9 Nov 15:00 in Africa Hall``."""
    room = one_line(name(instance.room_by_id[place.room]))
    return say("{} in {}", moment(place.start, instance.zone), room)


def known(instance: Instance, session: str) -> Session:
    """Return a session by its id; raise `InputError` if there is none."""
    found: Session = row_in(instance, "sessions", session)
    return found


def row_in(instance: Instance, table: str, row: str) -> Any:
    """Return a row of a table by its id; raise `InputError` if there is none."""
    for each in getattr(instance, table):
        if each.id == row:
            return each
    raise InputError(say("{}: no such {} in {}.", row, say(TABLES[table]), instance.name))


def lines_about(desk: DeskState, table: str, row: str) -> list[str]:
    """Return the keys of the lines that give a row of a table other values."""
    return [
        key
        for key, line in desk.lines.items()
        if row in line.change.get("change", {}).get(table, {})
    ]


def day_window(days: Sequence[date], since: timedelta, until: timedelta) -> dict[str, Any]:
    """Return the same hours of some days as a window of an instance file."""
    return {
        "days": sorted(each.isoformat() for each in days),
        **({} if since == NO_TIME else {"from": clock_text(since)}),
        **({} if until == DAY else {"to": clock_text(until)}),
    }


def hours_by_days(
    hours: Iterable[tuple[date, timedelta, timedelta]],
) -> dict[tuple[timedelta, timedelta], set[date]]:
    """Return the days of hours, by from when to when they are."""
    found: dict[tuple[timedelta, timedelta], set[date]] = {}
    for day, since, until in hours:
        found.setdefault((since, until), set()).add(day)
    return found


def place_of(desk: DeskState, session: str) -> Assignment:
    """Return the slot of a session; raise `InputError` if it has none."""
    known(desk.instance, session)
    if session not in desk.schedule.by_session:
        raise InputError(say("{}: is not scheduled.", session))
    return desk.schedule.by_session[session]


def fields_set(desk: DeskState, session: str, said: str, **fields: Any) -> Lines:
    """Return the lines that set fields of a session; None restores the value of the instance.

    A session that was added here keeps all in its own line.
    """
    own = desk.lines.get(f"add {session}")
    if own is not None:
        (row,) = own.change["add"]["sessions"]
        kept = {key: value for key, value in row.items() if key not in fields}
        given = {key: value for key, value in fields.items() if value is not None}
        return {f"add {session}": (own.said, {"add": {"sessions": [kept | given]}})}
    return {f"{key} {session}": _line(desk, session, said, key, fields[key]) for key in fields}


def is_dropped(desk: DeskState, session: str) -> bool:
    """Return True if a session was left out at the desk."""
    return f"drop {session}" in desk.lines


def lines_held(desk: DeskState, session: str, said: str) -> dict[str, Any]:
    """Return the lines that require a session that is optional, left out or cancelled."""
    gone = {f"drop {session}": None, f"cancel {session}": None}
    return {**gone, **fields_set(desk, session, said, optional=False)}


def lines_after(desk: DeskState, given: Lines) -> dict[str, VariantLine]:
    """Return the lines of a desk with those of a change; equal ones stay."""
    lines = {**desk.lines}
    for key, line in given.items():
        before = lines.pop(key, None)
        if line is not None:
            written = VariantLine(*line, desk.done + 1)
            is_same = before is not None and before.change == written.change
            lines[key] = before if before is not None and is_same else written
    return lines


def with_lines(
    lines: Lines, moved: PlannedChange, said: Callable[[Assignment], str]
) -> PlannedChange:
    """Return a change with some lines and the slot of another one, of which `said` makes its sentence."""
    ways, place = moved.at, next(each for each in moved.places.values() if each is not None)
    at = None if ways is None else lambda place: with_lines(lines, ways(place), said)
    return replace(moved, said=said(place), lines={**lines, **moved.lines}, at=at)


def _line(
    desk: DeskState, session: str, said: str, field: str, value: Any
) -> tuple[str, Change] | None:
    before = desk.base.session_by_id[session]
    if field == "pin" and value is None:
        return None if before.pin is None else (said, {"unpin": {"session": session}})
    if field == "pin":
        return said, {"pin": {"session": session, **value}}
    if value is None or value == getattr(before, field, None):
        return None
    return said, {"change": {"sessions": {session: {field: value}}}}


def pin_row(instance: Instance, place: Assignment, *, room: bool = True) -> Change:
    """Return a slot as the pin of a session: its start, and its room unless that is left open."""
    start = {"start": instant_text(instance, place.start)}
    return {**start, "room": place.room} if room else start


def instant_text(instance: Instance, instant: datetime) -> str:
    """Return an instant as instance files have it, ``2021-11-09T15:00[Africa/Addis_Ababa]``."""
    local = instant.astimezone(instance.zone)
    wall = local.replace(tzinfo=None)
    is_plain = len(instants_of(wall, instance.zone)) == 1
    written = wall if is_plain else local
    return f"{written.isoformat(timespec='minutes')}[{instance.zone.key}]"


def cheapest(
    instance: Instance, schedule: Schedule, session: str, here: Assignment | None = None
) -> Assignment | None:
    """Return the best slot of a session if no other moves; None if none is possible.

    Of equal slots, the present room and the earliest start are preferred.
    """
    here = here or schedule.by_session.get(session)
    found = places_of(problem_of(instance), with_seats(schedule), session)
    best = min(
        found,
        key=lambda each: (
            *(each.forbidden, each.penalty),
            *(here is None or each.room != here.room, each.start, each.room),
        ),
        default=None,
    )
    if best is None:
        return None
    return Assignment(session, best.start, best.room, here.seated if here else ())
