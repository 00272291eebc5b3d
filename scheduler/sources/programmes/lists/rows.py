"""A row of a list, asked by what its columns hold."""

from collections.abc import Mapping, Sequence
from datetime import date

from scheduler.sources.programmes.intake import LONGEST_TEXT, plain_of
from scheduler.sources.programmes.lists.faults import Faults
from scheduler.sources.programmes.lists.listings import Listing
from scheduler.sources.programmes.lists.mappings import ListMapping
from scheduler.sources.programmes.lists.values import crowd_in
from scheduler.sources.tables.cells import shown
from scheduler.sources.tables.sheets import Sheet, Trouble, Value


class Row:
    """Cells of a row; what is wrong with one is told with its place."""

    def __init__(
        self,
        listing: Listing,
        number: int,
        cells: Mapping[int, Value | Trouble],
        faults: Faults,
        name: str,
        said: ListMapping | None = None,
    ) -> None:
        self._listing, self.row, self._cells = listing, number, cells
        self._faults, self._said = faults, said
        self.name = name
        """How complaints call it."""
        self.day: date | None = None
        """That of its sheet, for what does not say its own."""
        self.day_hint = ""
        """What would tell the day of its sheet."""

    def headings(self, field: str) -> Sequence[str]:
        """Return the headings of the columns that hold something."""
        return self._said.columns.get(field, ()) if self._said is not None else ()

    def value(self, heading: str, field: str = "") -> Value | None:
        """Return what stands below a heading; nothing of what is an error, which is told."""
        at = self._listing.column(heading)
        found = None if at is None else self._cells.get(at)
        if isinstance(found, Trouble):
            self._say(at or 1, field or heading, found.found, found.expected, found.hint)
            return None
        return found

    def first(self, field: str) -> Value | None:
        """Return what stands in the column of a field."""
        headings = self.headings(field)
        return self.value(headings[0], field) if headings else None

    def quietly(self, field: str) -> Value | None:
        """Return what stands in the column of a field; nothing of what is an error, which is not told."""
        headings = self.headings(field)
        at = self._listing.column(headings[0]) if headings else None
        found = None if at is None else self._cells.get(at)
        return None if isinstance(found, Trouble) else found

    def text(self, heading: str) -> str:
        """Return what stands below a heading, as text in one line."""
        value = self.value(heading)
        return "" if value is None else " ".join(str(value).split())[:LONGEST_TEXT]

    def field(self, field: str) -> str:
        """Return what stands in the column of a field, as text in one line."""
        return " ".join(self.prose(field).split())

    def prose(self, field: str) -> str:
        """Return what stands in the column of a field, as text without the marks of HTML."""
        value = self.first(field)
        return "" if value is None else plain_of(str(value))

    def cells(self, field: str) -> list[tuple[Value, str]]:
        """Return what stands in all columns of a field, and the cell of each."""
        return [
            (value, self.cell(heading))
            for heading in self.headings(field)
            if (value := self.value(heading, field)) is not None
        ]

    def crowd(self, field: str, most: int) -> tuple[int | None, str]:
        """Return a number of people, and how it was written if that says about how many; 0 is none."""
        value = self.first(field)
        if value is None or (value == 0 and not isinstance(value, bool)):
            return None, ""
        number, is_about = crowd_in(value)
        if number == 0:
            return None, ""
        if number is None or not number <= most:
            hint = "Write a number alone; leave the cell empty if it is not known."
            self.complain(field, shown(value), f"a whole number from 1 to {most:,}", hint)
            return None, ""
        return number, str(value).strip() if is_about else ""

    def is_one_of(self, only: Mapping[str, Sequence[str]]) -> bool:
        """Tell whether the row has, in each of some columns, one of the values that count."""
        return all(
            self.text(heading).casefold() in {each.casefold() for each in values}
            for heading, values in only.items()
        )

    def complain(self, field: str, found: str, expected: str, hint: str = "") -> None:
        """Take down what is wrong in the column of a field."""
        self._say(self._column(field), field, found, expected, hint)

    def complain_of(self, field: str, value: Value, expected: str, hint: str = "") -> None:
        """Take down that a value is something else than expected."""
        self.complain(field, shown(value), expected, hint)

    def line(self, field: str) -> int:
        """Return the line that stands for the cell of a field."""
        return self._faults.line(self.sheet, *self._listing.at(self.row, self._column(field)))

    def place(self, field: str) -> str:
        """Return what notes call the cell of a field."""
        return self.sheet.cell(*self._listing.at(self.row, self._column(field)))

    def cell(self, heading: str) -> str:
        """Return what notes call the cell below a heading."""
        return self.sheet.cell(*self._listing.at(self.row, self._listing.column(heading) or 1))

    @property
    def sheet(self) -> Sheet:
        """The sheet in which it stands."""
        return self._listing.sheet

    def _column(self, field: str) -> int:
        headings = self.headings(field)
        return (self._listing.column(headings[0]) if headings else None) or 1

    def _say(self, at: int, field: str, found: str, expected: str, hint: str) -> None:
        where = self.sheet, *self._listing.at(self.row, at)
        self._faults.say(where, (self.name, field), found, (expected, hint))


def values_of(said: ListMapping, listings: Sequence[Listing], *fields: str) -> list[Value]:
    """Return what stands in all columns of some fields, but errors."""
    columns = [
        (listing, at)
        for field in fields
        for listing in listings
        for heading in said.columns.get(field, ())
        if (at := listing.column(heading)) is not None
    ]
    cells = (row.get(at) for listing, at in columns for _, row in listing.rows())
    return [each for each in cells if each is not None and not isinstance(each, Trouble)]
