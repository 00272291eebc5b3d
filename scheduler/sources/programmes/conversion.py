"""From a programme of another system to an instance and a schedule."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from scheduler.errors import InstanceError
from scheduler.instance import plain_acronym
from scheduler.schedule import Assignment
from scheduler.sources.identifiers import Identifiers
from scheduler.sources.programmes import tables
from scheduler.sources.programmes.availability import days_between
from scheduler.sources.programmes.breaks import is_of_house, meals
from scheduler.sources.programmes.clashes import Held, clashes
from scheduler.sources.programmes.hours import (
    MIDNIGHT,
    Band,
    bands_of,
    bands_with_meals,
    clock,
    grid_of,
    least_load_of,
    profiles_of,
)
from scheduler.sources.programmes.languages import origin_row, usual_language
from scheduler.sources.programmes.longer_hours import longer_by
from scheduler.sources.programmes.records import MADE_ROOM, Event, Programme, Span
from scheduler.sources.programmes.stretches import stretched
from scheduler.wording import counted

MOST_DAYS = 60
"""Days of a conference at most."""


@dataclass(frozen=True, slots=True)
class Converted:
    """An instance as a file has it, and where its sessions are."""

    tables: dict[str, Any]
    assignments: tuple[Assignment, ...]
    notes: tuple[str, ...]
    of_hours: frozenset[str] = frozenset()
    """Those notes that are true of its own hours alone."""
    comments: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """What stands above tables of the file."""


def converted(programme: Programme, name: str, left: Iterable[str], spoken: str = "") -> Converted:
    """Return an instance of a name that holds the programme, and languages other than the one `spoken`.

    Raises
    ------
    InstanceError
        When no session has a time, or the days are too many.
    """
    notes = list(left)
    sessions = _sessions(programme, notes)
    placed = [each for each in sessions if each.day is not None]
    of_hours: list[str] = []
    bands = _bands(programme, placed, of_hours)
    wishes = _wishes(placed, of_hours)
    notes += of_hours
    first, last = _days(programme, list(bands))
    whole = days_between(first, last, programme.zone)
    if waiting := len(sessions) - len(placed):
        notes.append(_waiting(waiting, len(placed)))
    usual = usual_language((each.event for each in sessions), notes)
    rooms = tables.rooms_of(programme, placed, whole, notes)
    said = {
        **_head(programme, name, usual),
        "first_day": first.isoformat(),
        "last_day": last.isoformat(),
        "grid": _grid(placed, notes),
        "day_profiles": profiles_of(bands),
        "rooms": list(rooms.values()),
        **wishes,
        **_tables(programme, sessions, bands, whole, notes, spoken or usual),
        "levels": {},
    }
    assignments = tuple(
        Assignment(each.id, each.event.start.astimezone(UTC), rooms[each.room]["id"])
        for each in placed
        if each.event.start is not None
    )
    notes += clashes(programme, placed)
    return Converted(said, assignments, tuple(notes), frozenset(of_hours))


def _wishes(placed: Iterable[Held], notes: list[str]) -> dict[str, Any]:
    """Return how much there is to be on each day, as the programme has it."""
    spans: dict[date, list[tuple[int, int]]] = {}
    for each in placed:
        if each.day is not None and not is_of_house(each.event.title):
            spans.setdefault(each.day, []).append(each.span)
    found: dict[str, Any] = {}
    if (least := least_load_of(spans)) is not None:
        found["minimum_loads"] = [{"id": "each-day", "at_least": least}]
        notes.append(
            f"No day is to be nearly empty, as none is: `minimum_loads` wish for {least} min on each."
        )
    return found


def _tables(
    programme: Programme,
    sessions: Sequence[Held],
    bands: Mapping[date, list[Band]],
    whole: Span,
    notes: list[str],
    usual: str,
) -> dict[str, Any]:
    """Return kinds, persons, themes, the sessions that refer to them, and tracks of these."""
    kinds, kind_of = tables.kinds_of(sessions, bands)
    people, person_of = tables.people_of(programme, whole, notes)
    tracks = [*programme.tracks, *(each.event.track for each in sessions)]
    themes, theme_of = tables.named(tracks, "theme")
    has_some = any(each.day is not None for each in sessions)
    rows = [
        tables.session_row(
            each,
            is_left_out=each.day is None and has_some,
            kinds=kind_of,
            themes=theme_of,
            people=person_of,
        )
        | origin_row(each.event, usual)
        for each in sessions
    ]
    return {
        "kinds": kinds,
        "people": people,
        "themes": themes,
        "sessions": rows,
        "tracks": tables.tracks_of(themes, rows),
    }


def _grid(placed: Sequence[Held], notes: list[str]) -> int:
    """Return the grid, and take down how many sessions begin beside it."""
    if not placed:
        return _USUAL_GRID
    grid, beside = grid_of(each.span[0] for each in placed)
    if beside:
        begin = "begins" if beside == 1 else "begin"
        notes.append(
            f"{counted(beside, 'session')} {begin} beside the grid of {grid} minutes, and stay there: "
            "a search would place them on it."
        )
    return grid


def _waiting(number: int, placed: int) -> str:
    if not placed:
        return (
            "No session has a time yet: days have usual hours, and there is no solution to write."
        )
    them = "it is" if number == 1 else "they are"
    return f"{counted(number, 'session')} without a time: {them} `optional`, and left out so far."


def _head(programme: Programme, name: str, language: str) -> dict[str, Any]:
    """Return what an instance says of itself."""
    acronym = programme.acronym if programme.acronym != plain_acronym(name) else ""
    return {
        "format": 1,
        "name": name,
        **({"title": programme.title} if programme.title else {}),
        "zone": programme.zone.key,
        **({"acronym": acronym} if acronym else {}),
        "languages": [language] if language else [],
    }


def _sessions(programme: Programme, notes: list[str]) -> list[Held]:
    ids, found = Identifiers("session"), []
    free: list[datetime] = []
    for event in sorted(programme.events, key=lambda each: (each.name == "", _order(each))):
        id_ = ids.of(event.name or event.title)
        if event.start is None:
            found.append(Held(event, id_, None, (0, 0), ""))
            continue
        wall = event.start.astimezone(programme.zone)
        first = wall.hour * 60 + wall.minute
        last = first + event.minutes
        room = event.room or _free_room(free, event.start, last - first)
        found.append(Held(event, id_, wall.date(), (first, last), room))
    if free:
        lacking = sum(not each.event.room for each in found if each.day is not None)
        notes.append(
            f"{counted(lacking, 'session')} without a room: put into "
            f"{counted(len(free), 'room')} made for them, so that none is there twice at once."
        )
    return sorted(found, key=lambda each: _order(each.event))


def _order(event: Event) -> tuple[bool, str, str, str]:
    """Return what events are sorted by: those without a time last."""
    moment = event.start.astimezone(UTC).isoformat() if event.start is not None else ""
    return event.start is None, moment, event.room, event.title


def _free_room(free: list[datetime], start: datetime, minutes: int) -> str:
    """Return the first room, of those for sessions without one, that is free then, and take it."""
    number = next((at for at, until in enumerate(free) if until <= start), len(free))
    free[number : number + 1] = [start + timedelta(minutes=minutes)]
    return f"{MADE_ROOM} {number + 1}"


def _bands(programme: Programme, placed: list[Held], notes: list[str]) -> dict[date, list[Band]]:
    eaten = meals(placed)
    if not (spans := _spans(placed, eaten)):
        return _usual_bands(programme)
    breaks: dict[date, list[tuple[int, int, str]]] = {}
    for pause in programme.breaks:
        start, end = (each.astimezone(programme.zone) for each in (pause.start, pause.end))
        until = end.hour * 60 + end.minute if end.date() == start.date() else MIDNIGHT
        row = (start.hour * 60 + start.minute, until, pause.title)
        breaks.setdefault(start.date(), []).append(row)
    bands = {
        day: bands_with_meals(of_day, breaks.get(day, []), eaten.get(day, []))
        for day, of_day in spans.items()
    }
    notes += stretched(placed)
    for day, more in longer_by(bands, placed).items():
        longer = bands_with_meals([*spans[day], *more], breaks.get(day, []), eaten.get(day, []))
        if longer != bands[day]:
            notes.append(
                f"Hours of {day} are longer than its programme, until {clock(longer[-1].end)}, to part "
                "what is at once."
            )
        bands[day] = longer
    for day, of_day in bands.items():
        following = bands.get(day + timedelta(days=1), [])
        if of_day[-1].end == MIDNIGHT and following and following[0].start == 0:
            of_day[-1].joins = True
    return bands


def _spans(
    placed: Iterable[Held], eaten: Mapping[date, Sequence[tuple[int, int]]]
) -> dict[date, list[tuple[int, int]]]:
    """Return when sessions run on each day, in minutes, but meals."""
    found: dict[date, list[tuple[int, int]]] = {}
    for each in placed:
        for day, (first, last) in _by_day(each):
            if not any(start <= first and last <= end for start, end in eaten.get(day, ())):
                found.setdefault(day, []).append((first, last))
    return found


def _by_day(session: Held) -> Iterator[tuple[date, tuple[int, int]]]:
    """Yield when a session runs, in minutes of each day."""
    day, (first, last) = session.day, session.span
    while day is not None and last > first:
        yield day, (first, min(last, MIDNIGHT))
        day, first, last = day + timedelta(days=1), max(first - MIDNIGHT, 0), last - MIDNIGHT


_USUAL_GRID = 15
_USUAL_HOURS = ((540, 750), (840, 1080))
"""Minutes of the bands of days of which no session has a time yet."""


def _usual_bands(programme: Programme) -> dict[date, list[Band]]:
    """Return usual hours on every day, for sessions that have no time yet."""
    first, last = programme.first_day, programme.last_day
    if not programme.events or first is None or last is None:
        raise InstanceError("has no session with a time: there is no programme in it.")
    if not 0 <= (last - first).days < MOST_DAYS:
        raise InstanceError(
            f"found days from {first} to {last}, expected 1 to {MOST_DAYS} of them."
        )
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return {day: bands_of(_USUAL_HOURS, []) for day in days}


def _days(programme: Programme, days: list[date]) -> tuple[date, date]:
    """Return first and last day: those of the file, if they are not too many, and all with sessions."""
    first, last = min(days), max(days)
    if (last - first).days >= MOST_DAYS:
        raise InstanceError(
            f"found sessions from {first} to {last}, expected at most {MOST_DAYS} days. "
            "Leave the days of one conference in the file."
        )
    wide = (
        min([first, *filter(None, [programme.first_day])]),
        max([last, *filter(None, [programme.last_day])]),
    )
    return wide if (wide[1] - wide[0]).days < MOST_DAYS else (first, last)
