"""Persons of sessions that stand in a table of their own, such as the authors of EasyChair."""

from collections.abc import Mapping, Sequence

from scheduler.instance import closest, nearest, quoted
from scheduler.sources.programmes.lists.faults import Faults
from scheduler.sources.programmes.lists.listings import Listing, listing_of, name_of, named
from scheduler.sources.programmes.lists.mappings import ListMapping
from scheduler.sources.programmes.lists.rows import Row
from scheduler.sources.tables.sheets import Sheet


class Authors:
    """The table of persons of a list."""

    def __init__(self, said: ListMapping, sheets: Sequence[Sheet], faults: Faults) -> None:
        self._faults = faults
        self._names: dict[str, list[tuple[str, str]]] = {}
        self.sheet: Sheet | None = None
        """The sheet that has them, if there is one."""
        if said.people is not None:
            self._find(said, sheets)

    def of(self, session: str) -> Sequence[tuple[str, str]]:
        """Return the names of the persons of a session by its id, each with the cell where it stands."""
        return self._names.get(session, ())

    def _find(self, said: ListMapping, sheets: Sequence[Sheet]) -> None:
        people, intake = said.people, self._faults.intake
        if people is None:
            return
        wanted = (people.session, *people.name, *people.only)
        self.sheet = named(sheets, people.list)
        found = None if self.sheet is None else listing_of(self.sheet, wanted)
        if found is None:
            hint = closest(people.list, map(name_of, sheets))
            expected = "a sheet, or a file that is given, with rows"
            intake.complain(said.line("people"), "people.list", quoted(people.list), expected, hint)
            return
        lacking = [each for each in wanted if found.column(each) is None]
        for each in lacking:
            hint = nearest(each, found.columns)
            expected = f"a heading of {found.sheet.place}"
            intake.complain(said.line("people"), "people", quoted(each), expected, hint)
        if not lacking:
            self._read(found, people.session, people.name, people.only)

    def _read(
        self,
        listing: Listing,
        session: str,
        parts: Sequence[str],
        only: Mapping[str, Sequence[str]],
    ) -> None:
        for number, cells in listing.rows():
            row = Row(listing, number, cells, self._faults, "people")
            name = " ".join(filter(None, (row.text(each) for each in parts)))
            if name and row.is_one_of(only):
                self._names.setdefault(row.text(session), []).append((name, row.cell(parts[-1])))
