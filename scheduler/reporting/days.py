"""The days of several programmes side by side, half a day at a time."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from scheduler.comparison import Comparison, Programme
from scheduler.comparison.changes import ChangeKind, SessionChange, hours_of, room_of, time_of, told
from scheduler.evaluation.runs import Run
from scheduler.phrases import say
from scheduler.wording import band_name, day_text

OUTSIDE = say("outside the hours")
"""Where a session stands that starts outside every band of its day."""


@dataclass(frozen=True, slots=True)
class DayEntry:
    """A session in a half-day of a programme."""

    title: str
    time: str
    room: str
    change: ChangeKind
    """What becomes of it; in the column of the base: what becomes of it in the only other programme."""
    remark: str
    """The difference, in words."""
    is_private: bool
    order: tuple[datetime, str]


@dataclass(frozen=True, slots=True)
class DayPart:
    """A part of a day, a cell for each programme."""

    band: str
    cells: tuple[tuple[DayEntry, ...], ...]

    @property
    def differs(self) -> bool:
        """Whether anything in it is marked."""
        return any(
            entry.change is not ChangeKind.UNCHANGED for cell in self.cells for entry in cell
        )


@dataclass(frozen=True, slots=True)
class Day:
    """A day of all programmes."""

    title: str
    parts: tuple[DayPart, ...]

    @property
    def differs(self) -> bool:
        """Whether any part of it differs."""
        return any(part.differs for part in self.parts)


Place = tuple[date, str]
Column = Mapping[Place, Sequence[DayEntry]]


def days_of(comparison: Comparison) -> tuple[Day, ...]:
    """Return every day on which any programme holds a session."""
    columns = [_column(_of_base(comparison))]
    pairs = zip(comparison.programmes[1:], comparison.differences, strict=True)
    for programme, difference in pairs:
        columns.append(_column(_of_other(comparison.base, programme, difference.changes)))
    places = {place for column in columns for place in column}
    order = _order_of_bands(comparison)
    return tuple(
        Day(
            day_text(day),
            tuple(
                DayPart(band, tuple(tuple(column.get((day, band), ())) for column in columns))
                for band in sorted(
                    {band for other, band in places if other == day},
                    key=lambda band: (order.get((day, band), timedelta.max), band),
                )
            ),
        )
        for day in sorted({day for day, _ in places})
    )


def _column(entries: Iterable[tuple[Place, DayEntry]]) -> Column:
    column: dict[Place, list[DayEntry]] = {}
    for place, entry in sorted(entries, key=lambda each: each[1].order):
        column.setdefault(place, []).append(entry)
    return column


def _of_base(comparison: Comparison) -> Iterator[tuple[Place, DayEntry]]:
    """Yield the sessions of the base; marked, if there is only one other programme."""
    base, differences = comparison.base, comparison.differences
    changes = {each.session: each for each in differences[0].changes}
    for run in base.runs:
        change = changes[run.id]
        if len(differences) > 1 or change.change is ChangeKind.UNCHANGED:
            yield _entry(base, run)
        else:
            yield _entry(base, run, change.change, _leaving(change, comparison.programmes[1]))


def _leaving(change: SessionChange, other: Programme) -> str:
    if change.after is None:
        return change.change.words
    if change.change is ChangeKind.ROOM:
        return say("to {}", room_of(other, change.after))
    if change.change is ChangeKind.PANEL:
        return say("others on the panel")
    return say("to {}", time_of(change.after, other.instance.zone))


def _of_other(
    base: Programme, other: Programme, changes: Sequence[SessionChange]
) -> Iterator[tuple[Place, DayEntry]]:
    for change in changes:
        programme, run = (base, change.before) if change.after is None else (other, change.after)
        if run is not None:
            yield _entry(programme, run, change.change, told(change, base, other))


def _entry(
    programme: Programme, run: Run, change: ChangeKind = ChangeKind.UNCHANGED, remark: str = ""
) -> tuple[Place, DayEntry]:
    entry = DayEntry(
        title=run.title,
        time=hours_of(run, programme.instance.zone),
        room=room_of(programme, run),
        change=change,
        remark=remark,
        is_private=run.session.private,
        order=(run.start, run.id),
    )
    return _place(programme, run), entry


def _place(programme: Programme, run: Run) -> Place:
    wall = run.start.astimezone(programme.instance.zone)
    clock = timedelta(hours=wall.hour, minutes=wall.minute)
    bands = programme.instance.bands_of(wall.date())
    band = next((band_name(each.id) for each in bands if each.start <= clock < each.end), OUTSIDE)
    return wall.date(), band


def _order_of_bands(comparison: Comparison) -> Mapping[Place, timedelta]:
    """Return when each band of each day begins, in the first programme that has it."""
    order: dict[Place, timedelta] = {}
    for programme in comparison.programmes:
        for day in programme.instance.working_dates:
            for band in programme.instance.bands_of(day):
                order.setdefault((day, band.id), band.start)
    return order
