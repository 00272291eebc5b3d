"""Several files read as one: each has lines of its own, and all of them are counted through."""

from bisect import bisect_right
from collections.abc import Iterable

from scheduler.sources.nodes import Complaint, numbered


class Pages:
    """Files one after the other; a line of all together tells the file and the line in it.

    Nodes keep one number, as if their files had been written into one, and whatever complains of them
    need not know that there are several.
    """

    def __init__(self) -> None:
        self._names: list[str] = []
        self._starts: list[int] = []
        self._next = 0

    def add(self, name: str, lines: int) -> int:
        """Take a file of so many lines; return by how much its lines are counted later than its own."""
        start = self._next
        self._names.append(name)
        self._starts.append(start)
        # Something wrong with a file as a whole is in its line 0, so each takes one more.
        self._next += lines + 1
        return start

    def where(self, line: int) -> str:
        """Return the file of a line, and the line in it: ``file:line``."""
        file = bisect_right(self._starts, line) - 1
        return f"{self._names[file]}:{line - self._starts[file]}"

    def numbered(self, complaints: Iterable[Complaint]) -> list[str]:
        """Return each complaint once, with file and line, in the order of the files and their lines."""
        told: list[list[Complaint]] = [[] for _ in self._names]
        for each in complaints:
            file = bisect_right(self._starts, each.line) - 1
            told[file].append(Complaint(each.line - self._starts[file], each.text))
        pairs = zip(self._names, told, strict=True)
        return [line for name, of_file in pairs for line in numbered(name, of_file)]
