"""A row of a list, asked by what its columns hold."""

from collections.abc import Mapping, Sequence

from scheduler.sources.programmes.intake import LONGEST_TEXT, Intake
from scheduler.sources.programmes.lists.listings import Listing
from scheduler.sources.programmes.lists.mappings import ListMapping
from scheduler.sources.programmes.lists.values import names_in
from scheduler.sources.tables.cells import shown
from scheduler.sources.tables.sheets import Ledger, Trouble, Value


class Row:
    """Cells of a row; what is wrong with one is told with its place."""

    def __init__(
        self,
        listing: Listing,
        number: int,
        cells: Mapping[int, Value | Trouble],
        intake: Intake,
        ledger: Ledger,
        name: str,
        said: ListMapping | None = None,
    ) -> None:
        self._listing, self.row, self._cells = listing, number, cells
        self._intake, self._ledger, self._said = intake, ledger, said
        self.name = name
        """How complaints call it."""

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

    def text(self, heading: str) -> str:
        """Return what stands below a heading, as text in one line."""
        value = self.value(heading)
        return "" if value is None else " ".join(str(value).split())[:LONGEST_TEXT]

    def field(self, field: str) -> str:
        """Return what stands in the column of a field, as text in one line."""
        headings = self.headings(field)
        return self.text(headings[0]) if headings else ""

    def prose(self, field: str) -> str:
        """Return what stands in the column of a field, as text."""
        value = self.first(field)
        return "" if value is None else str(value).strip()[:LONGEST_TEXT]

    def names(self, field: str, between: Sequence[str]) -> list[str]:
        """Return the names in all columns of a field."""
        values = (self.value(each, field) for each in self.headings(field))
        found = (name for each in values if each is not None for name in names_in(each, between))
        return [name[:LONGEST_TEXT] for name in dict.fromkeys(found)]

    def number(self, field: str, most: int) -> int | None:
        """Return a whole number above 0; nothing and 0 are none."""
        written = value = self.first(field)
        if isinstance(value, str) and value.isascii() and value.isdigit():
            value = int(value[:12])
        if written is None or (value == 0 and not isinstance(value, bool)):
            return None
        if isinstance(value, bool) or not isinstance(value, int) or not 0 < value <= most:
            self.complain(field, shown(written), f"a whole number from 1 to {most:,}")
            return None
        return value

    def is_one_of(self, only: Mapping[str, Sequence[str]]) -> bool:
        """Tell whether the row has, in each of some columns, one of the values that count."""
        return all(
            self.text(heading).casefold() in {each.casefold() for each in values}
            for heading, values in only.items()
        )

    def complain(self, field: str, found: str, expected: str, hint: str = "") -> None:
        """Take down what is wrong in the column of a field."""
        headings = self.headings(field)
        at = self._listing.column(headings[0]) if headings else None
        self._say(at or 1, field, found, expected, hint)

    def complain_of(self, field: str, value: Value, expected: str, hint: str = "") -> None:
        """Take down that a value is something else than expected."""
        self.complain(field, shown(value), expected, hint)

    def line(self, field: str) -> int:
        """Return the line that stands for the cell of a field."""
        headings = self.headings(field)
        at = self._listing.column(headings[0]) if headings else None
        return self._ledger.line(self._listing.sheet.cell(self.row, at or 1))

    def _say(self, at: int, field: str, found: str, expected: str, hint: str) -> None:
        line = self._ledger.line(self._listing.sheet.cell(self.row, at))
        self._intake.complain(line, f"{self.name}.{field}", found, expected, hint)
