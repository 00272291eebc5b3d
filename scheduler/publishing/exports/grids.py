"""The grid that is printed: the columns of each day, its sessions in them, and how it may be spread."""

import math
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, count, pairwise

from scheduler.publishing.exports.plans import names_of, plan_of
from scheduler.publishing.exports.programmes import ExportedSession, Programme, buildings_of
from scheduler.publishing.forms import Down, Paper
from scheduler.publishing.records import PublishedRoom
from scheduler.publishing.room_columns import columns_of

MOST_COLUMNS = {Paper.A4: 8, Paper.A3: 14}
"""Columns on a sheet at most."""
FEWEST_COLUMNS = {Paper.A4: 3, Paper.A3: 5}
"""Columns on a sheet at least, where a day has so many: wider ones leave more of the paper empty."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a day."""

    name: str
    building: str = ""
    lanes: int = 1
    """Of how many strips it is: sessions that overlap lie side by side, each as wide as others are."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A session in the grid of its day."""

    row: ExportedSession
    left: int
    """Its first column."""
    right: int
    """The column after its last: what is in a hall lies across those of the rooms it is made of."""
    lane: int
    """Which of the strips of its columns it fills, where sessions overlap; 0 usually."""
    lanes: int
    """How many strips there are beside it."""
    start: int
    """Minutes after midnight, on the clocks of the venue."""
    end: int


Division = tuple[tuple[int, int], ...]
"""A way to spread columns over sheets: the first column of each sheet, and that after its last."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The grid of a day."""

    day: date
    columns: tuple[Column, ...]
    first: int
    """Minutes after midnight at which it begins: a whole hour."""
    last: int
    sessions: tuple[Drawn, ...]
    divisions: tuple[Division, ...]
    """How its columns can be spread over sheets, on the fewest first."""


def paper_of(programme: Programme, down: Down) -> Paper:
    """Return the smallest paper on which all columns of the fullest day fit; the largest, if none is."""
    days = (_laid(programme, down, day)[0] for day in programme.days)
    most = max((sum(each.lanes for each in columns) for columns in days), default=0)
    return Paper.A4 if most <= MOST_COLUMNS[Paper.A4] else Paper.A3


def grids_of(programme: Programme, down: Down, paper: Paper) -> Iterator[Grid]:
    """Yield the grid of each day, in order."""
    for day in programme.days:
        columns, sessions = _laid(programme, down, day)
        first = min(each.start for each in sessions) // 60 * 60
        last = math.ceil(max(each.end for each in sessions) / 60) * 60
        divisions = tuple(divisions_of([each.lanes for each in columns], sessions, paper))
        yield Grid(day, columns, first, max(last, first + 60), sessions, divisions)


def divisions_of(
    lanes: Sequence[int], sessions: Sequence[Drawn], paper: Paper
) -> Iterator[Division]:
    """Yield the ways to spread columns evenly over sheets; where it can be, no session over two of them.

    Parameters
    ----------
    lanes
        How many strips each column has.
    sessions
        What is drawn across columns.
    paper
        How large the sheets are.
    """
    edges = [0, *accumulate(lanes)]
    fewest = math.ceil(edges[-1] / MOST_COLUMNS[paper])
    most = min(max(fewest, edges[-1] // FEWEST_COLUMNS[paper]), len(lanes))
    within = {n for each in sessions for n in range(each.left + 1, each.right)}
    for sheets in range(min(fewest, most), most + 1):
        cuts = [0]
        for left in range(sheets, 0, -1):
            cuts.append(_cut(edges, cuts[-1], left, within, MOST_COLUMNS[paper]))
        yield tuple(pairwise(cuts))


def _cut(edges: Sequence[int], begun: int, left: int, within: Collection[int], most: int) -> int:
    """Return the column after the last of a sheet, when so many sheets are left.

    As near as can be to an equal share; if possible not within a session, and with no more strips on this
    sheet, or on those after it, than paper takes.
    """
    share = edges[begun] + (edges[-1] - edges[begun]) / left

    def dislike(cut: int) -> tuple[bool, bool, float, int]:
        crowded = edges[cut] - edges[begun] > most or edges[-1] - edges[cut] > (left - 1) * most
        return crowded, cut in within, abs(edges[cut] - share), -cut

    last = len(edges) - left
    return min(range(begun + 1, last + 1) if left > 1 else [last], key=dislike)


def _laid(
    programme: Programme, down: Down, day: date
) -> tuple[tuple[Column, ...], tuple[Drawn, ...]]:
    """Return the columns of a day, and its sessions in them."""
    if down is Down.ROOMS:
        return _by_room(programme, [row for row in programme.held if row.day == day])
    lines = plan_of(programme, down, [day]).lines
    sessions = tuple(
        drawn
        for at, line in enumerate(lines)
        for drawn in _drawn([row for cell in line.cells for row in cell], at, at + 1)
    )
    columns = (Column(line.name, lanes=_lanes_at(at, sessions)) for at, line in enumerate(lines))
    return tuple(columns), sessions


def _by_room(
    programme: Programme, rows: Sequence[ExportedSession]
) -> tuple[tuple[Column, ...], tuple[Drawn, ...]]:
    """Return a column for each room in use; a hall lies across those of its rooms, where it can."""
    names = names_of(programme, rows, Down.ROOMS)
    known = {room.id: room for room in programme.release.conference.rooms}
    rooms = [known.get(id_) or PublishedRoom(id=id_, titles={}) for id_ in names]
    held = {id_: [row for row in rows if row.room_id == id_] for id_ in names}
    shown, halls = columns_of(rooms, held)
    buildings = buildings_of(rooms, programme.language)
    sessions: list[Drawn] = []
    for id_ in (*shown, *halls):
        lies = [shown.index(part) for part in halls.get(id_, (id_,))]
        sessions += _drawn(held[id_], lies[0], lies[-1] + 1)
    columns = (
        Column(names[id_], buildings[id_], _lanes_at(at, sessions)) for at, id_ in enumerate(shown)
    )
    return tuple(columns), tuple(sessions)


def _lanes_at(column: int, sessions: Iterable[Drawn]) -> int:
    """Return of how many strips a column is: as many as sessions in it alone need."""
    own = (each.lanes for each in sessions if (each.left, each.right) == (column, column + 1))
    return max(own, default=1)


def _start(row: ExportedSession) -> int:
    return row.start.hour * 60 + row.start.minute


def _end(row: ExportedSession) -> int:
    """Return when a session ends, counted on from its start whatever the clocks do."""
    return _start(row) + row.minutes


def _drawn(rows: Sequence[ExportedSession], left: int, right: int) -> Iterator[Drawn]:
    """Yield the sessions of the same columns, side by side where they overlap."""
    for together in _clusters(sorted(rows, key=_start)):
        ends: list[int] = []
        lanes = [_lane(ends, row) for row in together]
        for row, lane in zip(together, lanes, strict=True):
            yield Drawn(row, left, right, lane, len(ends), _start(row), _end(row))


def _clusters(rows: Sequence[ExportedSession]) -> Iterator[list[ExportedSession]]:
    """Yield sessions that overlap, directly or through others, by start."""
    cluster: list[ExportedSession] = []
    until = 0
    for row in rows:
        if cluster and _start(row) >= until:
            yield cluster
            cluster = []
        cluster.append(row)
        until = max(until, _end(row)) if len(cluster) > 1 else _end(row)
    if cluster:
        yield cluster


def _lane(ends: list[int], row: ExportedSession) -> int:
    """Return the first strip that is free at the start of a session, and fill it."""
    lane = next(n for n in count() if n == len(ends) or ends[n] <= _start(row))
    ends[lane : lane + 1] = [_end(row)]
    return lane
