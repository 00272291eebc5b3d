"""The names of a list, each thing once however it is written, and what is to be said of spellings."""

from collections.abc import Iterable, Iterator, Mapping

from scheduler.instance import quoted, sentence
from scheduler.sources.programmes.lists.alike import Known, folded

MOST = 20
"""Notes on the names of one sort."""


class Spellings:
    """The rooms of a list, or its persons, or what else has names."""

    def __init__(self, what: str, given: Iterable[str] = ()) -> None:
        self._what = what
        self._given = {folded(name): name for name in reversed([*given])}
        """Those that the mapping has, which are right as they are."""
        self._names = dict(self._given)
        """By what they are known by, as they are written first."""
        self._cells: dict[str, dict[str, list[str]]] = {}
        """Where each spelling stands."""

    def of(self, name: str, cell: str) -> str:
        """Return the name of a thing that a cell calls by this one, and take down where it stands."""
        if not name:
            return ""
        key = folded(name)
        self._cells.setdefault(key, {}).setdefault(name, []).append(cell)
        return self._names.setdefault(key, name)

    def notes(self) -> Iterator[str]:
        """Yield what is taken for the same, and what may be the same; the rest is counted."""
        all_ = [*self._same(), *self._near()]
        yield from all_[:MOST]
        if len(all_) > MOST:
            yield f"{self._what}: {len(all_) - MOST} more notes on names like these."

    def _same(self) -> Iterator[str]:
        for key, spellings in self._cells.items():
            name = self._names[key]
            for spelling, cells in spellings.items():
                if spelling != name:
                    taken = f"{quoted(spelling)} is taken for {quoted(name)}"
                    yield f"{_places(cells)}: {self._what}: {taken}."

    def _near(self) -> Iterator[str]:
        """Yield which names may be slips of others: the rarer ones, or the later."""
        cells = {key: [*_flat(self._cells[key])] for key in self._cells}
        given = Known(self._given.values())
        seen = Known()
        for key in sorted(cells, key=lambda each: -len(cells[each])):
            if key in self._given:
                continue
            name, place = self._names[key], _places(cells[key])
            what = f"{place}: {self._what}"
            if near := given.near(name):
                expected = f"a {self._what} of the mapping"
                yield sentence(what, quoted(name), expected, _maybe(near, self._what))
            elif near := seen.near(name):
                where = f"{quoted(near)} ({_places(cells[folded(near)])})"
                yield f"{what}: found {quoted(name)}, and {where}. {_maybe(near, self._what)}"
            elif self._given:
                unknown = "its seats are not known. Add it to `rooms`, or mend its name."
                yield f"{what}: {quoted(name)} is not in the mapping: {unknown}"
            seen.add(name)


def _flat(spellings: Mapping[str, Iterable[str]]) -> Iterator[str]:
    for cells in spellings.values():
        yield from cells


def _maybe(near: str, what: str) -> str:
    """Return which name may be meant, and what to do."""
    then = f"If it is the same {what}, write it so in the list; so far they are two."
    return f"Maybe {quoted(near)}? {then}"


def _places(cells: list[str]) -> str:
    """Return the first of some cells, and how many more there are."""
    more = len(set(cells)) - 1
    return cells[0] + (f" and {more} more" if more else "")
