"""Days, times and lengths of a list, for a proposed mapping."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from scheduler.instance import quoted
from scheduler.sources.programmes.lists.contents import dates_of, days_of
from scheduler.sources.programmes.lists.listings import Listing
from scheduler.sources.programmes.lists.mappings import ListMapping
from scheduler.sources.programmes.lists.proposals import Line
from scheduler.sources.programmes.lists.sheet_days import SheetDays, says_a_day
from scheduler.sources.programmes.lists.sheet_guesses import days_by_name
from scheduler.sources.programmes.lists.times.called_days import called
from scheduler.sources.programmes.lists.times.lengths import Begun, Starts
from scheduler.sources.programmes.lists.times.open_times import is_open
from scheduler.sources.programmes.lists.values import ORDERS, When, minutes_in, when
from scheduler.sources.tables.sheets import Trouble, Value
from scheduler.wording import counted

USUAL = 30
"""Minutes of what has no length, so far."""
_ANY_YEAR = 2000


def days_and_order(
    listings: Sequence[Listing], listing: Listing, of: Mapping[str, object]
) -> Iterator[Line]:
    """Yield how dates are written, or else the days of the conference, which have to be given."""
    heading = of.get("date") or of.get("start")
    values = [each for each in listing.values(str(heading)) if not is_open(each)] if heading else []
    order, why = dates_of(values, of_times="date" not in of)
    if order:
        yield Line("dates", order, why)
        first, last = days_of(values, order)
        if first is None and "start" in of:
            yield Line("year", None, "the dates name no year: give it")
        if "start" in of:
            return
        known = "from the column of dates"
        open_ = (known, known) if first else _OPEN
        yield Line("first_day", None if first is None else first.isoformat(), open_[0])
        yield Line("last_day", None if last is None else last.isoformat(), open_[1])
    elif "start" not in of:
        yield from map(Line, ("first_day", "last_day"), (None, None), _OPEN)
    elif names := [name for each in values if (name := _called(each, bare="date" in of))]:
        yield from _counted_days(listings, str(heading), names[0])
    elif any(map(says_a_day, listings)):
        yield from days_by_name(listings)
    else:
        yield from _one_day(listings)


_OPEN = "not known: the first day, such as 2026-06-11", "not known: the last day"


def _called(value: Value, *, bare: bool) -> str:
    """Return how a value calls its day, alone or before a time; nothing if it does not.

    A number counts if it may be `bare`.
    """
    said, by = when(value, ORDERS[0], _ANY_YEAR), called(value)
    if said is not None:
        return said.called
    is_one = by is not None and (bare or by.is_named or bool(by.weekday))
    return str(value) if is_one else ""


def _counted_days(listings: Sequence[Listing], heading: str, name: str) -> Iterator[Line]:
    """Yield the day from which numbers and days of the week count."""
    first = SheetDays(ListMapping(), listings).first
    of = f"{quoted(heading)} has no dates, but days such as {quoted(name)}"
    if first is None:
        yield Line("first_day", None, f"{of}: give the first day, such as 2026-06-11")
    else:
        yield Line("first_day", first.isoformat(), f"{of}, which count from it; the list names it")
    yield Line("last_day", None, "may stay open; if it is given, no day is later")


def _one_day(listings: Sequence[Listing]) -> Iterator[Line]:
    """Yield the day of a list none of whose rows says one."""
    days = SheetDays(ListMapping(), listings)
    known = [day for each in listings if (day := days.of(each)) is not None]
    if len(known) == len(listings):
        why = "no row says a day: that of the name, or of a title above the headings"
        yield Line("first_day", min(known).isoformat(), why)
        yield Line("last_day", max(known).isoformat(), why)
        return
    why = "no row says a day: give the one on which all are held, such as 2026-06-11"
    yield Line("first_day", None, why)
    yield Line("last_day", None, "may stay open: then there is one day alone")


def open_times(listing: Listing, of: Mapping[str, object]) -> Iterator[Line]:
    """Yield what stands in the place of times that are not known yet."""
    found: Counter[str] = Counter()
    for field in ("date", "start"):
        values = listing.values(str(of[field])) if field in of else []
        found.update(str(each).strip() for each in values if is_open(each))
    for text, number in found.items():
        yield Line("#", quoted(text), f"no time yet, in {counted(number, 'row')}")


def days_that_lack(listings: Sequence[Listing], of: Mapping[str, object]) -> Iterator[Line]:
    """Yield the rows with a time that leave the column of days empty."""
    if "date" not in of or any(map(says_a_day, listings)):
        return
    lacking = [
        listing.sheet.cell(number, listing.column(str(of["date"])) or 1)
        for listing in listings
        for number, cells in listing.rows()
        if _Row(listing, cells, of).lacks_day
    ]
    if lacking:
        more = f" and {len(lacking) - 1} more" if len(lacking) > 1 else ""
        why = "a time and no day: it is that of the row above if times go on there; else fill it in"
        yield Line("#", f"{lacking[0]}{more}", why)


def lengths_that_lack(listings: Sequence[Listing], of: Mapping[str, object]) -> Iterator[Line]:
    """Yield how long sessions are that do not say it, if there are some."""
    rows = [_Row(listing, cells, of) for listing in listings for _, cells in listing.rows()]
    starts = Starts([each.begun for each in rows if each.begun is not None])
    if "title" in of:
        rows = [each for each in rows if each.has_title or each.begun is not None]
    lacking = [each for each in rows if not each.says_length]
    timed = [each.begun for each in lacking if each.begun is not None]
    until = sum(starts.until_next(each) is not None for each in timed)
    if until:
        where = "in its room, or for all" if "room" in of else "on its day"
        why = f"the length of what has none: until the next start {where}; {counted(until, 'row')}"
        yield Line("until_next", value=True, why=why)
    if left := len(lacking) - until:
        number = counted(left, "row")
        why = f"assumed, as no start comes soon after: {number}; look at it"
        yield Line("minutes", USUAL, why if until else f"the length of what has none: {number}")


class _Row:
    """What a row says of its time, whatever its dates are."""

    def __init__(
        self, listing: Listing, cells: Mapping[int, Value | Trouble], of: Mapping[str, object]
    ) -> None:
        self._listing, self._cells, self._of = listing, cells, of
        start = self.value("start")
        said = None if start is None else when(start, ORDERS[0], _ANY_YEAR)
        self._said = said or (when(start, ORDERS[1], _ANY_YEAR) if start is not None else None)

    def value(self, field: str) -> Value | None:
        """Return what stands in the column of a field, but errors and what is open."""
        at = self._listing.column(str(self._of[field])) if field in self._of else None
        found = None if at is None else self._cells.get(at)
        return None if isinstance(found, Trouble) or (found and is_open(found)) else found

    @property
    def has_title(self) -> bool:
        """Whether anything stands in the column of titles."""
        return self._cells.get(self._listing.column(str(self._of["title"])) or 0) is not None

    @property
    def lacks_day(self) -> bool:
        """Whether it has a time and its cell of days is empty."""
        said = self._said
        at = self._listing.column(str(self._of["date"]))
        has_day = said is not None and bool(said.day or said.called)
        return self.begun is not None and not has_day and self._cells.get(at or 0) is None

    @property
    def says_length(self) -> bool:
        """Whether it says how long it is, or when it ends."""
        length, end = self.value("duration"), self.value("end")
        is_length = length is not None and bool(minutes_in(length, 1))
        return is_length or end is not None or (self._said or When()).until is not None

    @property
    def begun(self) -> Begun | None:
        """When and where it begins; None if it says no time."""
        said = self._said
        if said is None or said.minute is None:
            return None
        day = (self._listing.sheet.place, self.value("date"), said.day, said.called)
        return Begun(day, said.minute, str(self.value("room") or ""))
