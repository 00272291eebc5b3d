"""Convert a programme of another system to an instance and a schedule."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from scheduler.errors import InstanceError
from scheduler.instance import DAY, Span, instant_at, plain_acronym, quoted, utc_text
from scheduler.schedule import Assignment
from scheduler.sources.identifiers import Identifiers
from scheduler.sources.programmes import tables
from scheduler.sources.programmes.hours import (
    MIDNIGHT,
    HoursBand,
    bands_of,
    clock,
    grid_of,
    profiles_of,
)
from scheduler.sources.programmes.records import (
    MADE_ROOM,
    HeldEvent,
    SourceEvent,
    SourceProgramme,
)
from scheduler.wording import counted, shortened

MOST_DAYS = 60
"""Days of a conference at most."""
MOST_NAMED = 6
"""Sessions that a note names."""


@dataclass(frozen=True, slots=True)
class Converted:
    """The tables of an instance, the places of its sessions, and notes."""

    tables: dict[str, Any]
    assignments: tuple[Assignment, ...]
    notes: tuple[str, ...]


def converted(
    programme: SourceProgramme,
    name: str,
    left: Iterable[str],
    spoken: str = "",
    *,
    like: SourceProgramme | None = None,
    keep_sizes: bool = False,
) -> Converted:
    """Return an instance with the programme; sessions in another language than `spoken` name theirs.

    If no session has a time, days have the hours of `like`, an earlier programme. With `keep_sizes`, sessions
    without an attendance expect as many people as their room has seats.

    Raises
    ------
    InstanceError
        When no session has a time, or the days are too many.
    """
    notes = list(left)
    sessions = _sessions(once_each(programme, notes), notes)
    placed = [each for each in sessions if each.day is not None]
    bands = _bands(programme, placed) or _hours_like(programme, like)
    first, last = _days(programme, list(bands))
    whole = instant_at(first, timedelta(), programme.zone), instant_at(last, DAY, programme.zone)
    if waiting := len(sessions) - len(placed):
        notes.append(_waiting(waiting, len(placed), like))
    usual = tables.usual_language((each.event for each in sessions), notes)
    rooms = tables.rooms_of(programme, placed, whole, notes)
    said = {
        **_head(programme, name, usual),
        "first_day": first.isoformat(),
        "last_day": last.isoformat(),
        "grid": _grid(placed, notes),
        # No hour of the programme is late.
        "late_after": clock(max(band.end for of_day in bands.values() for band in of_day)),
        "day_profiles": profiles_of(bands),
        "rooms": list(rooms.values()),
        **_tables(programme, sessions, bands, whole, notes, spoken or usual),
    }
    # A track has the sessions of its theme, so both rules would count the same minutes.
    said["levels"] = {"theme_conflict": "off"} if said["tracks"] else {}
    for row, each in zip(said["sessions"], sessions, strict=True):
        if each.event.start is not None:
            row["was"] = {
                "start": at_venue(each.event.start, programme.zone),
                "room": rooms[each.room]["id"],
            }
            if keep_sizes and (seats := rooms[each.room]["capacity"]) is not None:
                row.setdefault("attendance", seats)
    assignments = tuple(
        Assignment(each.id, each.event.start.astimezone(UTC), rooms[each.room]["id"])
        for each in placed
        if each.event.start is not None
    )
    return Converted(said, assignments, tuple(notes))


def once_each(programme: SourceProgramme, notes: list[str]) -> SourceProgramme:
    """Return a programme in which speakers are only in the first of several rooms that show one session.

    Such rooms have the same title at the same time.
    """
    shows: dict[tuple[str, datetime], list[SourceEvent]] = {}
    for event in programme.events:
        if event.start is not None:
            shows.setdefault((event.title, event.start), []).append(event)
    streamed = {id(each) for held in shows.values() for each in held[1:] if each.people}
    if not streamed:
        return programme
    titles = list(dict.fromkeys(each.title for each in programme.events if id(each) in streamed))
    notes.append(
        f"Shown in several rooms at once: {', '.join(shortened(titles, MOST_NAMED))}. "
        "Its speakers are in the first room."
    )
    events = tuple(
        replace(each, people=(), roles=()) if id(each) in streamed else each
        for each in programme.events
    )
    return replace(programme, events=events)


def at_venue(start: datetime, zone: ZoneInfo) -> str:
    """Return an instant for a file, by the clocks of the venue; in UTC where these show it twice."""
    wall = start.astimezone(zone)
    if wall.utcoffset() != wall.replace(fold=1 - wall.fold).utcoffset():
        return utc_text(start)
    return f"{wall:%Y-%m-%dT%H:%M}[{zone.key}]"


def _tables(
    programme: SourceProgramme,
    sessions: Sequence[HeldEvent],
    bands: Mapping[date, list[HoursBand]],
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
        | tables.origin_row(each.event, usual)
        for each in sessions
    ]
    return {
        "kinds": kinds,
        "people": people,
        "themes": themes,
        "sessions": rows,
        "tracks": tables.tracks_of(themes, rows),
    }


def _grid(placed: Sequence[HeldEvent], notes: list[str]) -> int:
    if not placed:
        return _USUAL_GRID
    grid, beside = grid_of(each.span[0] for each in placed)
    if beside:
        start = "starts" if beside == 1 else "start"
        notes.append(
            f"{counted(beside, 'session')} {start} off the grid of {grid} minutes. "
            "A search moves them onto it if you free their times."
        )
    return grid


def _waiting(number: int, placed: int, like: SourceProgramme | None) -> str:
    if not placed:
        hours = "usual hours" if like is None else f"the hours of {quoted(like.title)}"
        return f"No session has a time yet. Days get {hours}; no solution is written."
    return f"{counted(number, 'session')} without a time: `optional`, and left out for now."


def _head(programme: SourceProgramme, name: str, language: str) -> dict[str, Any]:
    acronym = programme.acronym if programme.acronym != plain_acronym(name) else ""
    return {
        "format": 1,
        "name": name,
        **({"title": programme.title} if programme.title else {}),
        "zone": programme.zone.key,
        **({"acronym": acronym} if acronym else {}),
        "languages": [language] if language else [],
    }


def _sessions(programme: SourceProgramme, notes: list[str]) -> list[HeldEvent]:
    ids, found = Identifiers("session"), []
    free: list[datetime] = []
    for event in sorted(programme.events, key=lambda each: (each.name == "", _order(each))):
        id_ = ids.of(event.name or event.title)
        if event.start is None:
            found.append(HeldEvent(event, id_, None, (0, 0), ""))
            continue
        wall = event.start.astimezone(programme.zone)
        first = wall.hour * 60 + wall.minute
        last = first + event.minutes
        room = event.room or _free_room(free, event.start, event.minutes)
        found.append(HeldEvent(event, id_, wall.date(), (first, last), room))
    if free:
        lacking = sum(not each.event.room for each in found if each.day is not None)
        notes.append(
            f"{counted(lacking, 'session')} without a room: placed in "
            f"{counted(len(free), 'new room')} ({MADE_ROOM})."
        )
    return sorted(found, key=lambda each: _order(each.event))


def _order(event: SourceEvent) -> tuple[bool, str, str, str]:
    moment = event.start.astimezone(UTC).isoformat() if event.start is not None else ""
    return event.start is None, moment, event.room, event.title


def _free_room(free: list[datetime], start: datetime, minutes: int) -> str:
    number = next((at for at, until in enumerate(free) if until <= start), len(free))
    free[number : number + 1] = [start + timedelta(minutes=minutes)]
    return f"{MADE_ROOM} {number + 1}"


def _bands(programme: SourceProgramme, placed: list[HeldEvent]) -> dict[date, list[HoursBand]]:
    """Return the hours of each day: those in which there are sessions, parted by breaks."""
    spans: dict[date, list[tuple[int, int]]] = {}
    for each in placed:
        for day, span in _by_day(each):
            spans.setdefault(day, []).append(span)
    breaks: dict[date, list[tuple[int, int, str]]] = {}
    for pause in programme.breaks:
        start, end = (each.astimezone(programme.zone) for each in (pause.start, pause.end))
        until = end.hour * 60 + end.minute if end.date() == start.date() else MIDNIGHT
        row = (start.hour * 60 + start.minute, until, pause.title)
        breaks.setdefault(start.date(), []).append(row)
    bands = {day: bands_of(of_day, breaks.get(day, [])) for day, of_day in spans.items()}
    for day, of_day in bands.items():
        following = bands.get(day + timedelta(days=1), [])
        if of_day[-1].end == MIDNIGHT and following and following[0].start == 0:
            of_day[-1].joins = True
    return bands


def _by_day(session: HeldEvent) -> Iterator[tuple[date, tuple[int, int]]]:
    day, (first, last) = session.day, session.span
    while day is not None and last > first:
        yield day, (first, min(last, MIDNIGHT))
        day, first, last = day + timedelta(days=1), max(first - MIDNIGHT, 0), last - MIDNIGHT


_USUAL_GRID = 15
_USUAL_HOURS = ((540, 750), (840, 1080))
"""Bands of days, in minutes, if no session has a time yet."""


def _hours_like(
    programme: SourceProgramme, like: SourceProgramme | None
) -> dict[date, list[HoursBand]]:
    """Return hours for sessions without a time: usual ones, or day by day those of an earlier programme.

    Days beyond its last one have the hours of its last.
    """
    first, last = programme.first_day, programme.last_day
    if not programme.events or first is None or last is None:
        raise InstanceError("has no session with a time, so there is no programme to import.")
    if not 0 <= (last - first).days < MOST_DAYS:
        raise InstanceError(
            f"found days from {first} to {last}, expected 1 to {MOST_DAYS} of them."
        )
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    if like is None:
        return {day: bands_of(_USUAL_HOURS, []) for day in days}
    held = [each for each in _sessions(like, []) if each.day is not None]
    hours = [of_day for _, of_day in sorted(_bands(like, held).items())]
    return {
        day: deepcopy(hours[min(number, len(hours) - 1)]) if hours else bands_of(_USUAL_HOURS, [])
        for number, day in enumerate(days)
    }


def _days(programme: SourceProgramme, days: list[date]) -> tuple[date, date]:
    """Return first and last day: those of the file, unless too many, and all days with sessions."""
    first, last = min(days), max(days)
    if (last - first).days >= MOST_DAYS:
        raise InstanceError(
            f"found sessions from {first} to {last}, expected at most {MOST_DAYS} days. "
            "Keep only the days of one conference in the file."
        )
    wide = (
        min([first, *filter(None, [programme.first_day])]),
        max([last, *filter(None, [programme.last_day])]),
    )
    return wide if (wide[1] - wide[0]).days < MOST_DAYS else (first, last)
