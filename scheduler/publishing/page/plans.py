"""The plan of a day: rows by time, columns by room, where each session lies in it, and its style sheet."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from scheduler.publishing.dates import dates_between
from scheduler.publishing.records import Entry, PublishedConference, PublishedRoom

_LOW = 60
"""Minutes as whose row a day is shown, in a calendar of days."""
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


@dataclass(frozen=True, slots=True)
class Head:
    """A room at the top of its columns."""

    room: PublishedRoom
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class TimeRow:
    """A stretch of time between two lines."""

    line: int
    """The line above it."""
    start: datetime
    minutes: int
    """How long it is; 0 if nothing runs in it."""
    named: bool
    """Whether its time is written beside it: a session starts there."""


@dataclass(frozen=True, slots=True)
class DayGrid:
    """The plan of a day."""

    day: date
    heads: tuple[Head, ...]
    rows: tuple[TimeRow, ...]
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


def lasts_days(entry: Entry, zone: ZoneInfo) -> bool:
    """Whether a session has dates and no hours, as on a horizon of days."""
    return dates_between(entry.start.astimezone(zone), entry.end.astimezone(zone)) is not None


def plans_of(
    entries: Iterable[Entry], rooms: Sequence[PublishedRoom], zone: ZoneInfo
) -> Iterator[DayGrid]:
    """Yield the plan of each day on which a session starts, by the clocks of ``zone``."""
    days: dict[date, list[Entry]] = {}
    for entry in sorted(entries, key=lambda each: (each.start, each.uid)):
        days.setdefault(entry.start.astimezone(zone).date(), []).append(entry)
    for day, found in days.items():
        yield _plan_of(day, found, rooms, by_days=all(lasts_days(each, zone) for each in found))


def _plan_of(
    day: date, entries: Sequence[Entry], rooms: Sequence[PublishedRoom], *, by_days: bool
) -> DayGrid:
    times = sorted({moment for entry in entries for moment in (entry.start, entry.end)})
    line = {moment: number for number, moment in enumerate(times, start=2)}
    heads, columns = _columns(entries, rooms)
    order = {room.id: number for number, room in enumerate(rooms)}
    placed = (
        Placed(entry, line[entry.start], line[entry.end], *columns[entry.uid]) for entry in entries
    )
    return DayGrid(
        day,
        heads,
        tuple(_rows(times, entries, _LOW if by_days else None)),
        tuple(sorted(placed, key=lambda p: (p.entry.start, order[p.entry.room], p.left))),
    )


def _rows(
    times: Sequence[datetime], entries: Sequence[Entry], all_as: int | None
) -> Iterator[TimeRow]:
    """Yield the rows between times; all as high as so many minutes, if that is given."""
    starts = {entry.start for entry in entries}
    for line, (start, end) in enumerate(pairwise(times), start=2):
        runs = any(entry.start <= start < entry.end for entry in entries)
        minutes = all_as or max(1, (end - start) // timedelta(minutes=1)) if runs else 0
        yield TimeRow(line, start, minutes, start in starts)


def _columns(
    entries: Sequence[Entry], rooms: Sequence[PublishedRoom]
) -> tuple[tuple[Head, ...], Mapping[str, tuple[int, int]]]:
    """Return the rooms in use, and between which lines each session lies, by UID."""
    heads: list[Head] = []
    columns: dict[str, tuple[int, int]] = {}
    left = 2
    for room in rooms:
        own = [entry for entry in entries if entry.room == room.id]
        if own:
            lanes = _lanes(own)
            right = left + max(lanes.values()) + 1
            heads.append(Head(room, left, right))
            for entry in own:
                lane = left + lanes[entry.uid]
                columns[entry.uid] = (left, right) if _alone(entry, own) else (lane, lane + 1)
            left = right
    return tuple(heads), columns


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
    return not any(
        other.uid != entry.uid and other.start < entry.end and entry.start < other.end
        for other in held
    )


PALETTE = (
    *("#2f6f9f", "#3c7d4e", "#b3541e", "#7a4fa3", "#a83255", "#0f7b7b"),
    *("#8a6d12", "#5b5fc7", "#6b7f1f", "#b0467f", "#4a6572", "#935b3c"),
)
"""Colours of themes that have none of their own: bars and tints, never text."""


COLUMN = "minmax(var(--column),20rem)"
"""How wide a column is: as the screen allows, and not wider than a session is readable."""


def colour_rules(conference: PublishedConference) -> Iterator[str]:
    """Yield the colours of themes, and of the kinds that have one."""
    for number, theme in enumerate(conference.themes):
        yield _colour("theme", number, theme.colour or PALETTE[number % len(PALETTE)])
    for number, kind in enumerate(conference.kinds):
        if kind.colour:
            yield _colour("kind", number, kind.colour)


def _colour(table: str, number: int, colour: str) -> str:
    return f".{table}-{number}{{--colour:{colour if _is_plain(colour) else 'currentColor'}}}"


def _is_plain(colour: str) -> bool:
    """Whether a colour is a name or a number, and nothing that would go on as another rule."""
    return colour.removeprefix("#").isascii() and colour.removeprefix("#").isalnum()


def colour_class(conference: PublishedConference, themes: Sequence[str], kind: str) -> str:
    """Return the class that colours a session: that of its first theme, else of its kind if that has one."""
    known = {row.id: f"theme-{number}" for number, row in enumerate(conference.themes)}
    kinds = {row.id: f"kind-{number}" for number, row in enumerate(conference.kinds) if row.colour}
    return next((known[each] for each in themes if each in known), kinds.get(kind, "plain"))


def plan_rules(plans: Sequence[DayGrid]) -> Iterator[str]:
    """Yield the rows and columns of each day, and the rules by which sessions find theirs."""
    for plan in plans:
        rows = " ".join(("0px", *(row_track(row.minutes) for row in plan.rows)))
        tracks = f"var(--clock) repeat({plan.columns},{COLUMN})"
        yield f'[id="{day_id(plan)}"] .plan{{grid-template:{rows}/{tracks}}}'
        yield f'[id="{day_id(plan)}"] .heads{{grid-template-columns:{tracks}}}'
    lines = max((len(plan.rows) + 2 for plan in plans), default=0)
    columns = max((plan.columns + 2 for plan in plans), default=0)
    for name, edge, last in (
        ("t", "row-start", lines),
        ("b", "row-end", lines),
        ("l", "column-start", columns),
        ("r", "column-end", columns),
    ):
        yield "".join(f".{name}{line}{{grid-{edge}:{line}}}" for line in range(2, last + 1))


def row_track(minutes: int) -> str:
    """Return how high a row is: by its length, and not lower than its text; empty ones are low."""
    return f"minmax(calc(var(--minute)*{minutes}),auto)" if minutes else "var(--gap)"


def day_id(plan: DayGrid) -> str:
    """Return the id of a day's section; no session's id starts with an underscore."""
    return f"_{plan.day.isoformat()}"
