"""The grid that is printed: pages, columns, and where on them each session is drawn."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count

from scheduler.publishing.exports.plans import Line, plan_of
from scheduler.publishing.exports.programmes import Programme, Row
from scheduler.publishing.forms import Down, Paper

MOST_COLUMNS = {Paper.A4: 8, Paper.A3: 14}
"""Columns on a page at most."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A session on a page."""

    row: Row
    column: int
    lane: int
    """Which of the strips of its column it fills, where sessions overlap; 0 usually."""
    lanes: int
    """How many strips there are beside it."""
    start: int
    """Minutes after midnight, on the clocks of the venue."""
    end: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: a day, or a part of its columns."""

    day: date
    part: int
    """Which of the pages of its day, from 1."""
    parts: int
    columns: tuple[Line, ...]
    first: int
    """Minutes after midnight at which the page begins: a whole hour."""
    last: int
    sessions: tuple[Drawn, ...]


def paper_of(programme: Programme, down: Down) -> Paper:
    """Return the smallest paper on which all columns of the fullest day fit; the largest, if none is."""
    most = max((len(plan_of(programme, down, [day]).lines) for day in programme.days), default=0)
    return Paper.A4 if most <= MOST_COLUMNS[Paper.A4] else Paper.A3


def sheets_of(programme: Programme, down: Down, paper: Paper) -> Iterator[Sheet]:
    """Yield the pages, day by day; a day with too many columns for one is spread over several."""
    for day in programme.days:
        lines = plan_of(programme, down, [day]).lines
        rows = [row for row in programme.held if row.day == day]
        first = min(map(_start, rows)) // 60 * 60
        last = math.ceil(max(map(_end, rows)) / 60) * 60
        parts = math.ceil(len(lines) / MOST_COLUMNS[paper])
        wide = math.ceil(len(lines) / parts)
        for part in range(parts):
            columns = lines[part * wide : (part + 1) * wide]
            sessions = tuple(_drawn(columns))
            yield Sheet(day, part + 1, parts, columns, first, max(last, first + 60), sessions)


def _start(row: Row) -> int:
    return row.start.hour * 60 + row.start.minute


def _end(row: Row) -> int:
    """Return when a session ends, counted on from its start whatever the clocks do."""
    return _start(row) + row.minutes


def _drawn(columns: Sequence[Line]) -> Iterator[Drawn]:
    for column, line in enumerate(columns):
        rows = sorted((row for cell in line.cells for row in cell), key=_start)
        for together in _clusters(rows):
            ends: list[int] = []
            lanes = [_lane(ends, row) for row in together]
            for row, lane in zip(together, lanes, strict=True):
                yield Drawn(row, column, lane, len(ends), _start(row), _end(row))


def _clusters(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Yield sessions that overlap, directly or through others, by start."""
    cluster: list[Row] = []
    until = 0
    for row in rows:
        if cluster and _start(row) >= until:
            yield cluster
            cluster = []
        cluster.append(row)
        until = max(until, _end(row)) if len(cluster) > 1 else _end(row)
    if cluster:
        yield cluster


def _lane(ends: list[int], row: Row) -> int:
    """Return the first strip that is free at the start of a session, and fill it."""
    lane = next(n for n in count() if n == len(ends) or ends[n] <= _start(row))
    ends[lane : lane + 1] = [_end(row)]
    return lane
