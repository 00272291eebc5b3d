"""When the sessions of a list are held, and how long they last."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from scheduler.sources.nodes import Node
from scheduler.sources.programmes.hours import clock
from scheduler.sources.programmes.intake import FIRST_YEAR, LAST_YEAR, Intake
from scheduler.sources.programmes.lists.listings import name_of
from scheduler.sources.programmes.lists.mappings import LONGEST, ListMapping
from scheduler.sources.programmes.lists.rows import Row
from scheduler.sources.programmes.lists.times.called_days import CalledDays, called, other_weekday
from scheduler.sources.programmes.lists.times.open_times import is_open
from scheduler.sources.programmes.lists.values import When, day_in, minutes_in, when
from scheduler.sources.tables.cells import shown
from scheduler.sources.tables.sheets import Sheet, Value
from scheduler.wording import counted

Span = tuple[datetime | None, int]
"""The start, None for a session that has none yet, and minutes; 0 for one that does not say them."""

_NIGHT, _EVENING = 6 * 60, 18 * 60
"""What begins in the evening and ends before the morning, runs past midnight."""
_COUNTED = (
    "Give `first_day` in the mapping: days that are called by a number or a name count from it."
)
_ANY_YEAR = 2000
"""One with all days, to see whether nothing but the year is lacking."""


class Timing:
    """Reads times as a mapping says that they are written."""

    def __init__(
        self, said: ListMapping, intake: Intake, values: Sequence[Value], first: date | None
    ) -> None:
        self._said, self._intake = said, intake
        self._called = CalledDays(_days_of(values, said), first, said.last_day)
        self._has_days = _say_days(values, said)
        read = (when(each, said.dates, said.year or _ANY_YEAR) for each in values)
        self._has_dates = any(each is not None and each.day is not None for each in read)
        self._only_day = _only_day(said, has_days=self._has_days)
        self.by_sheet: dict[str, date] = {}
        """Days of sheets that were those of sessions which do not say it."""
        self._above: tuple[Sheet, date, int] | None = None
        """The sheet, day and minute of the row above, if its column of dates says or carries one."""
        self._carried: list[str] = []
        """Cells of rows that are held on the day of a row above."""
        self._alone = 0
        """Sessions that do not say their day, of a conference with one."""
        self._instants: list[str] = []
        """Cells of rows that end as they begin."""
        self._open: dict[str, list[str]] = {}
        """Cells that say that something is not known yet, by what stands there."""

    def of(self, row: Row) -> Span | None:
        """Return start and length of the session of a row; None if something is wrong, which is told."""
        before = len(self._intake.complaints)
        day = self._day(row)
        is_lost = len(self._intake.complaints) > before
        start, end = self._when(row, "start"), self._when(row, "end")
        minutes = self._minutes(row)
        first = None
        if start is not None and not (is_lost and start.day is None):
            first = self._first(row, start, day)
        if minutes is None and start is not None:
            minutes = self._between(row, first, start, end)
        return None if len(self._intake.complaints) > before else (first, minutes or 0)

    def is_instant(self, row: Row) -> bool:
        """Tell whether a row ends as it begins, such as a milestone, which is no session; take that down."""
        start, end = row.quietly("start"), row.quietly("end")
        found = None if start is None else when(start, self._said.dates, self._said.year)
        last = None if end is None else when(end, self._said.dates, self._said.year)
        if found is None or found.minute is None or found != last or found.until is not None:
            return False
        if row.quietly("duration") is not None:
            return False
        self._instants.append(row.place("end"))
        return True

    def notes(self) -> Iterator[str]:
        """Yield which days were not said by the rows, and which times are not known yet."""
        if cells := self._instants:
            more = f" and {len(cells) - 1} more" if len(cells) > 1 else ""
            yield f"{cells[0]}{more}: the end is the start, so there is no session."
        if by_sheet := self.by_sheet:
            days = ", ".join(f"{name} is {day}" for name, day in by_sheet.items())
            yield f"Rows that say no day are held on that of their sheet: {days}."
        if carried := self._carried:
            more = f" and {len(carried) - 1} more" if len(carried) > 1 else ""
            yield f"{carried[0]}{more}: no day, so that of the row above, as times go on there."
        if self._alone:
            yield f"{counted(self._alone, 'row')} that say no day: all are held on {self._only_day}."
        for text, cells in self._open.items():
            more = f" and {len(cells) - 1} more" if len(cells) > 1 else ""
            yield f"{cells[0]}{more}: {text} is no time yet, so none is known."

    def _value(self, row: Row, field: str) -> Value | None:
        """Return what stands in a column; nothing, if that says that it is not known yet."""
        value = row.first(field)
        if value is None or not is_open(value):
            return value
        self._open.setdefault(shown(value), []).append(row.place(field))
        return None

    def _when(self, row: Row, field: str) -> When | None:
        value = self._value(row, field)
        if value is None:
            return None
        found = when(value, self._said.dates, self._said.year)
        if found is None or (found.minute is None and field == "end"):
            expected = f"a time such as 09:30, or a date with it ({self._said.dates})"
            row.complain_of(field, value, expected, self._hint(value))
            return None
        if found.day is not None and not self._is_right(row, field, value, found.day):
            return None
        return found

    def _day(self, row: Row) -> date | None:
        value = self._value(row, "date")
        if value is None:
            return None
        found = day_in(value, self._said.dates, self._said.year)
        if found is None and (of_moment := when(value, self._said.dates, self._said.year)):
            found = of_moment.day
        if found is None and called(value) is not None:
            return self._of_called(row, "date", value)
        if found is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
            row.complain_of("date", value, f"a date ({self._said.dates})", self._hint(value))
            return None
        return found if self._is_right(row, "date", value, found) else None

    def _of_called(self, row: Row, field: str, value: Value) -> date | None:
        """Return the day that a number or a day of the week calls; complain of one that is none."""
        found = self._called.of(value)
        if isinstance(found, date):
            return found
        hint = "" if found else _COUNTED
        row.complain_of(field, value, found or "a day of the conference", hint)
        return None

    @staticmethod
    def _is_right(row: Row, field: str, value: Value, day: date) -> bool:
        """Tell whether a date has the day of the week that stands with it; complain if it has not."""
        if not other_weekday(value, day):
            return True
        row.complain_of(field, value, f"a date and its day of the week: {day} is a {day:%A}")
        return False

    def _hint(self, value: Value) -> str:
        """Return what may help with a date that cannot be read."""
        said = self._said
        without, with_one = (when(value, said.dates, year) for year in (said.year, _ANY_YEAR))
        is_lacking = without is None and with_one is not None
        return "It names no year: give `year` in the mapping." if is_lacking else ""

    def _minutes(self, row: Row) -> int | None:
        value = self._value(row, "duration")
        if value is None:
            return None
        found = minutes_in(value, self._said.unit)
        if found is None or not 0 < found <= LONGEST:
            row.complain_of("duration", value, f"a length from 1 min to {LONGEST:,} min")
            return None
        return found

    def _first(self, row: Row, start: When, day: date | None) -> datetime | None:
        """Return when a session begins; None if nothing is said, or if something is wrong, which is told."""
        if start.minute is None:
            return None  # a day alone is no time yet
        before = len(self._intake.complaints)
        by_name = self._of_called(row, "start", start.called) if start.called else None
        if len(self._intake.complaints) > before:
            return None
        on = start.day or by_name or self._own(row, day, start.minute)
        on = on or self._of_sheet(row) or self._of_all()
        if on is None:
            if (value := row.first("date")) is None or not is_open(value):
                hint = row.day_hint or self._day_hint()
                order = f" ({self._said.dates})" if self._has_dates or row.day_hint else ""
                row.complain("date", "nothing", f"the day of the start{order}", hint)
            return None
        if not FIRST_YEAR <= on.year <= LAST_YEAR:
            row.complain("start", str(on), f"a date from {FIRST_YEAR} to {LAST_YEAR}")
            return None
        if start.moment is not None:
            return start.moment.replace(second=0, microsecond=0)
        wall = _wall(on, start.minute)
        node = Node(row.line("start"), f"{wall:%Y-%m-%d %H:%M}")
        return self._intake.instant(wall, self._said.zone, node, f"{row.name}.start")

    def _own(self, row: Row, day: date | None, minute: int) -> date | None:
        """Return the day in the column of dates, or that of the row above if it goes on there."""
        above = self._above
        if day is None and above and above[0] == row.sheet and above[2] <= minute:
            is_empty = row.first("date") is None
            day = above[1] if is_empty else None
            self._carried += [row.place("date")] if is_empty else []
        self._above = None if day is None else (row.sheet, day, minute)
        return day

    def _of_sheet(self, row: Row) -> date | None:
        """Return the day of the sheet of a row, which counts for what has none."""
        if row.day is not None:
            self.by_sheet[name_of(row.sheet)] = row.day
        return row.day

    def _of_all(self) -> date | None:
        """Return the day of a conference that has one alone, which counts for what says none."""
        self._alone += self._only_day is not None
        return self._only_day

    def _day_hint(self) -> str:
        """Return what would tell the day of rows none of which says it."""
        if self._has_days:
            return ""
        if self._said.first_day is not None:
            return "The mapping has several days, and no row says which is its own."
        return "If all are held on one day, give it as `first_day` in the mapping."

    def _between(
        self, row: Row, first: datetime | None, start: When, end: When | None
    ) -> int | None:
        """Return the minutes from the start to the end; None if there are none, which is told."""
        field = "start" if end is None else "end"
        minute = start.until if end is None else end.minute
        if minute is None or start.minute is None:
            return None
        if end is not None and end.moment is not None:
            if first is None:
                return None
            found = int((end.moment - first).total_seconds() // 60)
        else:
            begun = start.day or (first and first.astimezone(self._said.zone).date())
            days = (end.day - begun).days if end and end.day and begun else 0
            found = minute - start.minute + days * 24 * 60
            if found <= 0 and not days and start.minute >= _EVENING and minute <= _NIGHT:
                found += 24 * 60
        if 0 < found <= LONGEST:
            return found
        hint = ""
        if field == "start" and found < 0:
            hint = f"It ends at {clock(minute)}, before it begins at {clock(start.minute)}."
        row.complain_of(field, row.first(field) or "", "an end after the start", hint)
        return None


def _wall(day: date, minute: int) -> datetime:
    return datetime(day.year, day.month, day.day) + timedelta(minutes=minute)  # noqa: DTZ001


def _say_days(values: Sequence[Value], said: ListMapping) -> bool:
    """Tell whether any of the values of dates and starts says a day."""
    found = (when(each, said.dates, said.year or _ANY_YEAR) for each in values)
    return any(called(each) is not None for each in values) or any(
        each is not None and bool(each.day or each.called) for each in found
    )


def _days_of(values: Sequence[Value], said: ListMapping) -> list[Value]:
    """Return what calls days: values, or what stands in them before a time."""
    found = (when(each, said.dates, said.year) for each in values)
    return [
        each.called if each is not None and each.called else value
        for value, each in zip(values, found, strict=True)
    ]


def _only_day(said: ListMapping, *, has_days: bool) -> date | None:
    """Return the day of a conference of one: the mapping gives one alone, and no row another."""
    first, last = said.first_day, said.last_day
    if first is None or last is None:
        return None if has_days else first or last
    return first if first == last else None
