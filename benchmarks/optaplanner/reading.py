"""Reads a workbook of OptaPlanner's conference scheduling benchmark."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from difflib import get_close_matches
from pathlib import Path

from benchmarks.checked_cells import Line, Sheet, Wording, coloured_book_of
from benchmarks.optaplanner.conference import (
    KINDS,
    Conference,
    Room,
    Speaker,
    Talk,
    Timeslot,
    Weight,
    Wishes,
)
from benchmarks.optaplanner.constraints import ALWAYS_HARD, CONSTRAINTS, REWARDS

WEIGHT = re.compile(r"(-?\d+)hard/(-?\d+)medium/(-?\d+)soft")
TIMESLOTS = ("Day", "Start", "End", "Talk types", "Tags")
ROOMS = ("Name", "Capacity", "Talk types", "Tags")
_WISHES = tuple(f"{k.capitalize()} {w} tags" for w in ("timeslot", "room") for k in KINDS)
SPEAKERS = ("Name", *_WISHES)
TALKS = (
    *("Code", "Title", "Talk type", "Speakers", "Theme track tags", "Sector tags"),
    *("Audience types", "Audience level", "Content tags", "Language"),
    *_WISHES,
    *("Mutually exclusive talks tags", "Prerequisite talks codes", "Favorite count"),
    *("Crowd control risk", "Pinned by user", "Timeslot day", "Start", "End", "Room"),
    *("Published Timeslot", "Published Start", "Published End", "Published Room"),
)
HEADS = {
    "Configuration": (),
    "Timeslots": TIMESLOTS,
    "Rooms": ROOMS,
    "Speakers": SPEAKERS,
    "Talks": TALKS,
}
"""The sheets, and what their columns are called."""
WORDING = Wording("{path}, sheet {title}", "a whole number, at least {least}", ".")
DAY = re.compile(r"[A-Z][a-z]{2} (\d{4}-\d\d-\d\d)")
CLOCK = re.compile(r"[0-2]\d:[0-5]\d")


def read_conference(path: Path) -> Conference:
    """Read a workbook.

    Raises
    ------
    InstanceError
        With everything that is wrong with it.
    """
    book = coloured_book_of(path, HEADS, WORDING)
    name, pause, weights = _configuration(book.sheet("Configuration"))
    timeslots = tuple(_timeslots(book.sheet("Timeslots")))
    rooms = tuple(_rooms(book.sheet("Rooms"), timeslots))
    speakers = _named(_speakers(book.sheet("Speakers"), timeslots))
    talks = tuple(_talks(book.sheet("Talks"), timeslots, rooms, speakers))
    book.settle()
    return Conference(name, pause, weights, timeslots, rooms, speakers, talks)


def _configuration(sheet: Sheet) -> tuple[str, int, Mapping[str, Weight]]:
    lines = [Line(sheet, number) for number in range(1, len(sheet.rows) + 1)]
    weights: dict[str, Weight] = {}
    for line in lines[2:]:
        name = line.text(0)
        if name not in CONSTRAINTS:
            if WEIGHT.fullmatch(line.text(1)):
                near = get_close_matches(name, CONSTRAINTS, 1)
                line.complain(0, f"'{near[0]}'" if near else "a constraint")
        elif name in weights:
            line.complain(0, "each constraint once")
        else:
            weights[name] = _weight(line, name)
    if len(lines) < 2:
        expected = "the name of the conference and, below, the minimum pause"
        Line(sheet, 1).complain(0, expected, "nothing")
        return "", 0, weights
    return lines[0].text(1), lines[1].whole(1), weights


def _weight(line: Line, name: str) -> Weight:
    found = WEIGHT.fullmatch(line.text(1))
    if found is None:
        line.complain(1, "a weight such as '0hard/0medium/10soft'")
        return Weight(0, 0, 0)
    weight = Weight(*(int(part) for part in found.groups()))
    if min(weight.hard, weight.medium, weight.soft) < 0:
        line.complain(1, "no negative weight")
    if name in REWARDS and weight.hard:
        line.complain(1, "no hard weight for a reward")
    if name in ALWAYS_HARD and (weight.medium or weight.soft):
        line.complain(1, "nothing but a hard weight for it")
    return weight


def _timeslots(sheet: Sheet) -> Iterator[Timeslot]:
    of_type: dict[str, list[Timeslot]] = {}
    seen: dict[tuple[object, object], frozenset[str]] = {}
    for line in sheet.lines(1):
        moments, types = _moments(line, 0), line.tags(3)
        if not types:
            line.complain(3, "a type of talks")
        if moments is None:
            continue
        if moments in seen and seen[moments].isdisjoint(types):
            line.complain(1, "one row for all types of talks from then till then")
        seen[moments] = frozenset(types)
        slot = Timeslot(*moments, frozenset(types), frozenset(line.tags(4)))
        for type_ in slot.types:
            before = of_type.setdefault(type_, [])
            if any(other.start == slot.start for other in before):
                line.complain(1, f"one timeslot at a time for each type, here '{type_}'")
            if before and before[0].minutes != slot.minutes:
                length = f"{before[0].minutes} minutes as before for '{type_}'"
                line.complain(2, length, f"{slot.minutes} minutes")
            before.append(slot)
        yield slot


def _rooms(sheet: Sheet, timeslots: tuple[Timeslot, ...]) -> Iterator[Room]:
    every = {type_: type_ for slot in timeslots for type_ in slot.types}
    names: set[str] = set()
    for line in sheet.lines(2):
        types = line.known(2, every, f"types of timeslots: {', '.join(sorted(every))}")
        name = _new(line, names)
        unavailable = _filled(line, 4, len(timeslots))
        here = frozenset(types or every)
        yield Room(name, line.whole(1), here, frozenset(line.tags(3)), unavailable)


def _speakers(sheet: Sheet, timeslots: tuple[Timeslot, ...]) -> Iterator[Speaker]:
    names: set[str] = set()
    for line in sheet.lines(2):
        yield Speaker(_new(line, names), _wishes(line, 1), _filled(line, 9, len(timeslots)))


def _named(speakers: Iterator[Speaker]) -> Mapping[str, Speaker]:
    return {speaker.name: speaker for speaker in speakers}


def _talks(
    sheet: Sheet,
    timeslots: tuple[Timeslot, ...],
    rooms: tuple[Room, ...],
    speakers: Mapping[str, Speaker],
) -> Iterator[Talk]:
    codes: set[str] = set()
    lines = list(sheet.lines(1))
    known = {line.text(0): line.text(0) for line in lines}
    types = {type_ for slot in timeslots for type_ in slot.types}
    reader = _TalkReader(known, types, timeslots, rooms, speakers)
    for line in lines:
        _new(line, codes)
        yield reader.talk(line)
    if not lines:
        Line(sheet, 2).complain(0, "a talk")


class _TalkReader:
    """Reads talks, knowing what they may refer to."""

    def __init__(
        self,
        codes: Mapping[str, str],
        types: set[str],
        timeslots: tuple[Timeslot, ...],
        rooms: tuple[Room, ...],
        speakers: Mapping[str, Speaker],
    ) -> None:
        self._codes = codes
        self._types = {type_ for type_ in types if any(type_ in room.types for room in rooms)}
        self._slots = {(slot.start, slot.end): number for number, slot in enumerate(timeslots)}
        self._rooms = {room.name: number for number, room in enumerate(rooms)}
        self._speakers = speakers

    def talk(self, line: Line) -> Talk:
        """Read a talk."""
        type_ = line.text(2)
        if type_ not in self._types:
            known = ", ".join(sorted(self._types))
            line.complain(2, f"a type that has timeslots and rooms: {known}")
        prerequisites = line.known(19, self._codes, "codes of talks")
        for column in (3, 19):
            if len({*line.tags(column)}) < len(line.tags(column)):
                line.complain(column, "each name once")
        if line.text(0) in prerequisites:
            line.complain(19, "other talks")
        return Talk(
            code=line.text(0),
            title=line.text(1),
            type=type_,
            speakers=line.known(3, {name: name for name in self._speakers}, "names of speakers"),
            themes=frozenset(line.tags(4)),
            sectors=frozenset(line.tags(5)),
            audiences=frozenset(line.tags(6)),
            level=line.whole(7),
            contents=frozenset(line.tags(8)),
            language=line.text(9),
            wishes=_wishes(line, 10),
            exclusive=frozenset(line.tags(18)),
            prerequisites=prerequisites,
            favourites=line.whole(20),
            risky=line.whole(21) > 0,
            pinned=self._pinned(line),
            published_timeslot=self._timeslot(line, 27),
            published_room=self._room(line, 30),
        )

    def _pinned(self, line: Line) -> tuple[int, int] | None:
        timeslot, room = self._timeslot(line, 23), self._room(line, 26)
        if not _yes(line, 22):
            return None
        if timeslot is None or room is None:
            line.complain(22, "a timeslot and a room to be pinned to")
            return None
        return timeslot, room

    def _timeslot(self, line: Line, column: int) -> int | None:
        moments = _moments(line, column)
        if moments is not None and moments not in self._slots:
            day, start, end = (line.text(column + more) for more in range(3))
            line.complain(column, "a timeslot of the conference", f"{day} {start}-{end}")
        return None if moments is None else self._slots.get(moments)

    def _room(self, line: Line, column: int) -> int | None:
        name = line.text(column)
        if name and name not in self._rooms:
            line.complain(column, "the name of a room")
        return self._rooms.get(name)


def _new(line: Line, names: set[str]) -> str:
    name = line.text(0)
    if name in names:
        line.complain(0, "each name once")
    names.add(name)
    return name


def _filled(line: Line, first: int, number: int) -> frozenset[int]:
    """Return the positions of the timeslots whose cells are coloured."""
    return frozenset(each for each in range(number) if line.cell(first + each).filled)


def _wishes(line: Line, first: int) -> Wishes:
    columns = [frozenset(line.tags(first + each)) for each in range(2 * len(KINDS))]
    return Wishes(
        dict(zip(KINDS, columns, strict=False)),
        dict(zip(KINDS, columns[len(KINDS) :], strict=True)),
    )


def _yes(line: Line, column: int) -> bool:
    """Return whether a cell says so; none says no."""
    value = line.cell(column).value
    if value not in (None, "", True, False):
        line.complain(column, "TRUE or FALSE")
    return value is True


def _moments(line: Line, column: int) -> tuple[datetime, datetime] | None:
    """Return start and end from three cells: day, start and end; None if there are none, or bad ones."""
    texts = [line.text(column + more) for more in range(3)]
    if not any(texts):
        return None
    day = DAY.fullmatch(texts[0])
    if day is None:
        line.complain(column, "a day such as 'Mon 2018-10-01'")
    for more, clock in enumerate(texts[1:], start=1):
        if not CLOCK.fullmatch(clock):
            line.complain(column + more, "a time such as '09:30'")
    if day is None or not all(CLOCK.fullmatch(clock) for clock in texts[1:]):
        return None
    try:
        start, end = (
            datetime.fromisoformat(f"{day[1]}T{each}").replace(tzinfo=UTC) for each in texts[1:]
        )
    except ValueError:
        line.complain(column, "a day and times of the calendar")
        return None
    if start >= end:
        line.complain(column + 2, "an end after the start")
        return None
    return start, end
