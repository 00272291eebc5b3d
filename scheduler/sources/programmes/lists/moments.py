"""When the sessions of a list are held, and how long they last."""

from datetime import date, datetime, timedelta

from scheduler.sources.nodes import Node
from scheduler.sources.programmes.hours import clock
from scheduler.sources.programmes.intake import FIRST_YEAR, LAST_YEAR, Intake
from scheduler.sources.programmes.lists.listings import name_of
from scheduler.sources.programmes.lists.mappings import LONGEST, ListMapping
from scheduler.sources.programmes.lists.rows import Row
from scheduler.sources.programmes.lists.values import When, day_in, minutes_in, when
from scheduler.sources.tables.sheets import Value

Span = tuple[datetime | None, int]
"""The start, None for a session that has none yet, and minutes."""

_NIGHT, _EVENING = 6 * 60, 18 * 60
"""What begins in the evening and ends before the morning, runs past midnight."""
_ANY_YEAR = 2000
"""One with all days, to see whether nothing but the year is lacking."""


class Timing:
    """Reads times as a mapping says that they are written."""

    def __init__(self, said: ListMapping, intake: Intake) -> None:
        self._said, self._intake = said, intake
        self.by_sheet: dict[str, date] = {}
        """Days of sheets that were those of sessions which do not say it."""

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
        if len(self._intake.complaints) > before:
            return None
        minutes = minutes or self._said.minutes
        if minutes is None:
            hint = "Give `minutes` in the mapping to all sessions that do not say it."
            row.complain("duration", "nothing", "how long it is", hint)
            return None
        return first, minutes

    def _when(self, row: Row, field: str) -> When | None:
        value = row.first(field)
        if value is None:
            return None
        found = when(value, self._said.dates, self._said.year)
        if found is None or (found.minute is None and field == "end"):
            expected = f"a time such as 09:30, or a date with it ({self._said.dates})"
            row.complain_of(field, value, expected, self._hint(value))
            return None
        return found

    def _day(self, row: Row) -> date | None:
        value = row.first("date")
        if value is None:
            return None
        found = day_in(value, self._said.dates, self._said.year)
        if found is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
            row.complain_of("date", value, f"a date ({self._said.dates})", self._hint(value))
            return None
        return found

    def _hint(self, value: Value) -> str:
        """Return what may help with a date that cannot be read."""
        said = self._said
        without, with_one = (when(value, said.dates, year) for year in (said.year, _ANY_YEAR))
        is_lacking = without is None and with_one is not None
        return "It names no year: give `year` in the mapping." if is_lacking else ""

    def _minutes(self, row: Row) -> int | None:
        value = row.first("duration")
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
        on = start.day or day or self._of_sheet(row)
        if on is None:
            expected = f"the day of the start ({self._said.dates})"
            row.complain("date", "nothing", expected, row.day_hint)
            return None
        if not FIRST_YEAR <= on.year <= LAST_YEAR:
            row.complain("start", str(on), f"a date from {FIRST_YEAR} to {LAST_YEAR}")
            return None
        if start.moment is not None:
            return start.moment.replace(second=0, microsecond=0)
        wall = _wall(on, start.minute)
        node = Node(row.line("start"), f"{wall:%Y-%m-%d %H:%M}")
        return self._intake.instant(wall, self._said.zone, node, f"{row.name}.start")

    def _of_sheet(self, row: Row) -> date | None:
        """Return the day of the sheet of a row, which counts for what has none."""
        if row.day is not None:
            self.by_sheet[name_of(row.sheet)] = row.day
        return row.day

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
            days = (end.day - start.day).days if end and end.day and start.day else 0
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
