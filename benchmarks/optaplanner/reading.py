"""Reads a workbook of OptaPlanner's conference scheduling benchmark."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from openpyxl.worksheet.worksheet import Worksheet

from benchmarks.optaplanner.conference import (
    ALWAYS_HARD,
    CONSTRAINTS,
    KINDS,
    REWARDS,
    Conference,
    Room,
    Speaker,
    Tags,
    Talk,
    Timeslot,
    Weight,
    Wishes,
)
from benchmarks.workbooks import opened, rows_of, tags, whole

WEIGHT = re.compile(r"(\d+)hard/(\d+)medium/(\d+)soft")
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
Moments = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a sheet."""

    texts: Mapping[str, str]
    """What stands in it, by head."""
    coloured: frozenset[int]
    """Positions of the cells behind these that are coloured, one for each timeslot."""

    def tags(self, head: str) -> Tags:
        """Return the items of a list."""
        return frozenset(tags(self.texts[head]))

    def whole(self, head: str) -> int:
        """Return a whole number; nothing is 0."""
        return whole(self.texts[head])

    def moments(self, day: str, start: str, end: str) -> Moments:
        """Return start and end, which stand below three heads."""
        date = self.texts[day].split()[-1]  # behind the weekday
        first, last = (
            datetime.fromisoformat(f"{date}T{self.texts[each]}").replace(tzinfo=UTC)
            for each in (start, end)
        )
        return first, last

    def wishes(self) -> Wishes:
        """Return what a talk or a speaker asks of timeslots and rooms."""
        timeslots, rooms = (
            {kind: self.tags(f"{kind.capitalize()} {what} tags") for kind in KINDS}
            for what in ("timeslot", "room")
        )
        return Wishes(timeslots, rooms)


def read_conference(path: Path) -> Conference:
    """Read a workbook."""
    book = opened(path)
    configuration = book["Configuration"]
    timeslots = tuple(_timeslot(line) for line in _lines(book["Timeslots"], TIMESLOTS, 1))
    every = frozenset(type_ for slot in timeslots for type_ in slot.types)
    rooms = tuple(_room(line, every) for line in _lines(book["Rooms"], ROOMS, 2))
    speakers = (
        Speaker(line.texts["Name"], line.wishes(), line.coloured)
        for line in _lines(book["Speakers"], SPEAKERS, 2)
    )
    slots = {(slot.start, slot.end): number for number, slot in enumerate(timeslots)}
    numbers = {room.name: number for number, room in enumerate(rooms)}
    return Conference(
        name=str(configuration["B1"].value or ""),
        pause=whole(configuration["B2"].value),
        weights=_weights(configuration),
        timeslots=timeslots,
        rooms=rooms,
        speakers={speaker.name: speaker for speaker in speakers},
        talks=tuple(_talk(line, slots, numbers) for line in _lines(book["Talks"], TALKS, 1)),
    )


def _lines(sheet: Worksheet, heads: Sequence[str], above: int) -> Iterator[Line]:
    """Yield the rows below so many, of the lowest of which the heads are."""
    width = len(heads)
    for row in rows_of(sheet, above):
        texts = ("" if cell.value is None else str(cell.value) for cell in row[:width])
        coloured = (n for n, cell in enumerate(row[width:]) if cell.fill.fill_type == "solid")
        yield Line(dict(zip(heads, texts, strict=True)), frozenset(coloured))


def _weights(configuration: Worksheet) -> Mapping[str, Weight]:
    cells = {str(row[0].value): str(row[1].value) for row in rows_of(configuration, 3)}
    return {name: _weight(name, cells[name]) for name in cells if name in CONSTRAINTS}


def _weight(name: str, text: str) -> Weight:
    """Return the weight of a constraint, if an instance can say it."""
    found = WEIGHT.fullmatch(text)
    if found is None:
        raise ValueError(f"{name}: found the weight {text!r}")
    weight = Weight(*map(int, found.groups()))
    if name in REWARDS and weight.hard:
        raise ValueError(f"{name}: a reward cannot be hard")
    if name in ALWAYS_HARD and (weight.medium or weight.soft):
        raise ValueError(f"{name}: can be hard alone")
    return weight


def _timeslot(line: Line) -> Timeslot:
    start, end = line.moments("Day", "Start", "End")
    return Timeslot(start, end, line.tags("Talk types"), line.tags("Tags"))


def _room(line: Line, every: Tags) -> Room:
    types = line.tags("Talk types") or every
    return Room(line.texts["Name"], line.whole("Capacity"), types, line.tags("Tags"), line.coloured)


def _talk(line: Line, slots: Mapping[Moments, int], rooms: Mapping[str, int]) -> Talk:
    texts = line.texts
    published = "Published Timeslot", "Published Start", "Published End"
    return Talk(
        code=texts["Code"],
        title=texts["Title"],
        type=texts["Talk type"],
        speakers=tags(texts["Speakers"]),
        themes=line.tags("Theme track tags"),
        sectors=line.tags("Sector tags"),
        audiences=line.tags("Audience types"),
        level=line.whole("Audience level"),
        contents=line.tags("Content tags"),
        language=texts["Language"],
        wishes=line.wishes(),
        exclusive=line.tags("Mutually exclusive talks tags"),
        prerequisites=tags(texts["Prerequisite talks codes"]),
        favourites=line.whole("Favorite count"),
        risky=line.whole("Crowd control risk") > 0,
        pinned=(slots[line.moments("Timeslot day", "Start", "End")], rooms[texts["Room"]])
        if texts["Pinned by user"] == "True"
        else None,
        published_timeslot=slots[line.moments(*published)] if texts[published[0]] else None,
        published_room=rooms[texts["Published Room"]] if texts["Published Room"] else None,
    )
