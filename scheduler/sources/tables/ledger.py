"""What is wrong with tables, each trouble at its cell."""

from collections.abc import Iterable

from scheduler.instance.faults import sentence
from scheduler.sources.nodes import Complaint
from scheduler.sources.tables.sheets import Trouble
from scheduler.sources.variants.pages import Pages


class Ledger:
    """Lines that stand for cells, and complaints about them.

    Whatever complains of nodes knows lines and no cells. So each cell is taken for a file of its own, whose
    only line is the file as a whole.
    """

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._lines: dict[str, int] = {}
        self._complaints: list[Complaint] = []

    def line(self, place: str) -> int:
        """Return the line that stands for a place; the same for the same place."""
        if place not in self._lines:
            self._lines[place] = self._pages.add(place, 0)
        return self._lines[place]

    def complain(self, line: int, what: str, trouble: Trouble) -> None:
        """Take down a trouble at a line, of a field, or of nothing else than is there."""
        said = sentence(what, trouble.found, trouble.expected, trouble.hint).removeprefix(": ")
        self._complaints.append(Complaint(line, said))

    def say(self, line: int, text: str) -> None:
        """Take down a trouble in words of its own."""
        self._complaints.append(Complaint(line, text))

    def with_others(self, others: Iterable[Complaint]) -> list[Complaint]:
        """Return all complaints; of others, those about lines of which nothing has been said."""
        told = {each.line for each in self._complaints}
        return [*self._complaints, *(each for each in others if each.line not in told)]
