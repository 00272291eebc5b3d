"""The plan of a day: rows by time, columns by room, and where each session lies in it.

Row 1 names the rooms and column 1 the times. Each moment at which a session starts or ends is a line
between two rows, so that a day has as many rows as it needs, and an empty stretch is one low row. A
room is one column, or as many as it has sessions at once (a cancelled one and the one in its stead).
A session in a hall lies across the columns of its halves, on days on which these are used by themselves too.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from scheduler.publishing.halls import columns_of
from scheduler.publishing.records import Entry, Place

WIDE = 10
"""Columns that fit side by side on a desk's screen; a plan with more is scrolled."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A session in a plan: between which lines it lies, counted as CSS counts them."""

    entry: Entry
    top: int
    bottom: int
    left: int
    right: int
    across: bool = False
    """Whether it lies across the columns of the rooms that its room is made of."""


@dataclass(frozen=True, slots=True)
class Head:
    """A room at the top of its columns."""

    room: Place
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Row:
    """A stretch of time between two lines."""

    line: int
    """The line above it."""
    start: datetime
    minutes: int
    """How long it is; 0 if nothing runs in it."""
    named: bool
    """Whether its time is written beside it: a session starts there."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan of a day."""

    day: date
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    sessions: tuple[Placed, ...]
    """Sorted by start, then as their rooms are."""

    @property
    def columns(self) -> int:
        """How many columns the rooms take."""
        return self.heads[-1].right - 2

    @property
    def is_wide(self) -> bool:
        """Whether it has more columns than a screen."""
        return self.columns > WIDE


def plans_of(entries: Iterable[Entry], rooms: Sequence[Place], zone: ZoneInfo) -> Iterator[Plan]:
    """Yield the plan of each day on which a session starts, by the clocks of ``zone``."""
    days: dict[date, list[Entry]] = {}
    for entry in sorted(entries, key=lambda each: (each.start, each.uid)):
        days.setdefault(entry.start.astimezone(zone).date(), []).append(entry)
    for day, found in days.items():
        yield _plan_of(day, found, rooms)


def _plan_of(day: date, entries: Sequence[Entry], rooms: Sequence[Place]) -> Plan:
    times = sorted({moment for entry in entries for moment in (entry.start, entry.end)})
    line = {moment: number for number, moment in enumerate(times, start=2)}
    heads, columns = _columns(entries, rooms)
    order = {room.id: number for number, room in enumerate(rooms)}
    named = {head.room.id for head in heads}
    placed = (
        Placed(
            entry,
            line[entry.start],
            line[entry.end],
            *columns[entry.uid],
            across=entry.room not in named,
        )
        for entry in entries
    )
    return Plan(
        day,
        heads,
        tuple(_rows(times, entries)),
        tuple(sorted(placed, key=lambda p: (p.entry.start, order[p.entry.room], p.left))),
    )


def _rows(times: Sequence[datetime], entries: Sequence[Entry]) -> Iterator[Row]:
    starts = {entry.start for entry in entries}
    for line, (start, end) in enumerate(pairwise(times), start=2):
        runs = any(entry.start <= start < entry.end for entry in entries)
        minutes = max(1, (end - start) // timedelta(minutes=1)) if runs else 0
        yield Row(line, start, minutes, start in starts)


def _columns(
    entries: Sequence[Entry], rooms: Sequence[Place]
) -> tuple[tuple[Head, ...], Mapping[str, tuple[int, int]]]:
    """Return the rooms in use, and between which lines each session lies, by UID."""
    held = {room.id: [entry for entry in entries if entry.room == room.id] for room in rooms}
    shown, halls = columns_of(rooms, held)
    heads: dict[str, Head] = {}
    columns: dict[str, tuple[int, int]] = {}
    left = 2
    for room in (room for room in rooms if room.id in shown):
        own = held[room.id]
        lanes = _lanes(own)
        right = left + max(lanes.values(), default=0) + 1
        heads[room.id] = Head(room, left, right)
        for entry in own:
            lane = left + lanes[entry.uid]
            columns[entry.uid] = (left, right) if _alone(entry, own) else (lane, lane + 1)
        left = right
    for hall, parts in halls.items():
        across = (heads[parts[0]].left, heads[parts[-1]].right)
        columns |= {entry.uid: across for entry in held[hall]}
    return tuple(heads.values()), columns


def _lanes(held: Sequence[Entry]) -> Mapping[str, int]:
    """Return the lane of each session of a room, sorted by start: the first that is free."""
    lanes: dict[str, int] = {}
    ends: list[datetime] = []
    for entry in held:
        free = (number for number, end in enumerate(ends) if end <= entry.start)
        lane = next(free, len(ends))
        ends[lane:] = [entry.end, *ends[lane + 1 :]]
        lanes[entry.uid] = lane
    return lanes


def _alone(entry: Entry, held: Sequence[Entry]) -> bool:
    """Whether no other session of the room runs while this one does."""
    return not any(
        other.uid != entry.uid and other.start < entry.end and entry.start < other.end
        for other in held
    )
