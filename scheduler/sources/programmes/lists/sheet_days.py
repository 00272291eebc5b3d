"""Days of sheets, for rows that do not say theirs: by what stands above the headings, or by their names."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from scheduler.instance import quoted
from scheduler.sources.programmes.lists.dates import weekday_called
from scheduler.sources.programmes.lists.listings import Listing, name_of
from scheduler.sources.programmes.lists.mappings import ListMapping
from scheduler.sources.programmes.lists.times.inner_dates import date_inside
from scheduler.sources.programmes.lists.values import ORDERS, day_in, when
from scheduler.sources.tables.sheets import Trouble

_NUMBERED = re.compile(
    r"\b(?:day|jour|journée|tag|día|dia|giorno|j|d)\s*[.#n°-]*\s*(\d{1,2})(?!\d)", re.IGNORECASE
)
_ANY_YEAR = 2000


class SheetDays:
    """The day of each sheet, as far as it is known."""

    def __init__(self, said: ListMapping, listings: Sequence[Listing]) -> None:
        self._said = said
        self._days = {each.sheet.place: day for each in listings if (day := self._dated(each))}
        is_one = len({each.sheet.place for each in listings}) == 1
        if is_one and not self._days and not is_of_a_day(_name(listings[0])):
            day = self._inside(_stem(listings[0]))
            self._days = {listings[0].sheet.place: day} if day and self._may_be(day) else {}
        first = self.first = said.first_day or self._first(listings)
        """The day from which numbers and days of the week count, if it is known."""
        for each in listings:
            day = self._days.get(each.sheet.place) or self._counted(each, first)
            if day is not None:
                self._days[each.sheet.place] = day

    def of(self, listing: Listing) -> date | None:
        """Return the day of a sheet; None if nothing says it."""
        return self._days.get(listing.sheet.place)

    def hint(self, listing: Listing) -> str:
        """Return what would tell the day of a sheet whose day is not known."""
        name = _name(listing)
        if self._is_without_year(name):
            return f"The sheet {quoted(name)} names no year: give `year` in the mapping."
        if is_of_a_day(name):
            return f"Give `first_day` in the mapping: then the sheet {quoted(name)} has its day."
        return ""

    def _dated(self, listing: Listing) -> date | None:
        """Return the day that a sheet says as a date: as its name or a cell, or else inside of one."""
        texts = [*_texts(listing)]
        for read in (self._alone, self._inside):
            for text in texts:
                if (found := read(text)) and self._may_be(found):
                    return found
        return None

    def _alone(self, text: str | date) -> date | None:
        if isinstance(text, date):
            return text.date() if isinstance(text, datetime) else text
        rest = _NUMBERED.sub("", text, count=1).strip(" -–—:,;()")
        found = (day_in(each, self._said.dates, self._said.year) for each in (text, rest))
        return next((each for each in found if each), None)

    def _inside(self, text: str | date) -> date | None:
        is_text = isinstance(text, str)
        return date_inside(text, self._said.dates) if is_text else None  # type: ignore[arg-type]

    def _may_be(self, day: date) -> bool:
        """Tell whether a day is not outside those of the mapping: a list may name that of its making."""
        first, last = self._said.first_day, self._said.last_day
        return (first is None or day >= first) and (last is None or day <= last)

    def _first(self, listings: Sequence[Listing]) -> date | None:
        """Return the first day, told by a sheet with a number, or else the first date of all."""
        known: list[date] = []
        for each in listings:
            day, number = self._days.get(each.sheet.place) or self._in_rows(each), number_of(each)
            if day is not None and number is not None:
                return day - timedelta(days=number - 1)
            known += [] if day is None else [day]
        return min(known, default=None)

    def _in_rows(self, listing: Listing) -> date | None:
        """Return the first day of the rows of a sheet."""
        headings = [*self._said.columns.get("date", ()), *self._said.columns.get("start", ())]
        columns = [at for each in headings if (at := listing.column(each))]
        cells = [row.get(at) for _, row in listing.rows() for at in columns]
        found = (
            when(each, self._said.dates, self._said.year)
            for each in cells
            if each is not None and not isinstance(each, Trouble)
        )
        return min((each.day for each in found if each and each.day), default=None)

    @staticmethod
    def _counted(listing: Listing, first: date | None) -> date | None:
        """Return the day of a sheet that is named by a number or a day of the week, from the first one on."""
        if first is None:
            return None
        number, weekday = number_of(listing), weekday_called(_name(listing))
        if number is not None:
            return first + timedelta(days=number - 1)
        return None if weekday is None else first + timedelta(days=(weekday - first.weekday()) % 7)

    def _is_without_year(self, name: str) -> bool:
        return day_in(name, self._said.dates, _ANY_YEAR) is not None


def number_of(listing: Listing) -> int | None:
    """Return which day of the conference a sheet is, if its name says it by a number."""
    match = _NUMBERED.fullmatch(_name(listing))
    return int(match[1]) if match and int(match[1]) else None


def _name(listing: Listing) -> str:
    """Return what a sheet is called, without the ending of a file of CSV."""
    return name_of(listing.sheet).removesuffix(".csv").removesuffix(".tsv").strip()


def says_a_day(listing: Listing) -> bool:
    """Tell whether the name of a sheet says which day it is, with the first day or a year."""
    name = _name(listing)
    return is_of_a_day(name) or day_in(name, ORDERS[0], _ANY_YEAR) is not None


def is_of_a_day(name: str) -> bool:
    """Tell whether the name of a sheet is that of a day: a number of it, or a day of the week."""
    return _NUMBERED.fullmatch(name) is not None or weekday_called(name) is not None


def _texts(listing: Listing) -> Iterator[str | date]:
    """Yield what may say the day of a sheet: its name, then what stands above its headings."""
    yield _name(listing)
    rows: Mapping[int, Mapping[int, object]] = listing.sheet.rows
    for number, cells in rows.items():
        if number >= listing.heading_row:
            return
        yield from (each for each in cells.values() if isinstance(each, str | date))


def _stem(listing: Listing) -> str:
    return Path(listing.sheet.file).stem
