"""What the numbered plan says of a session below its table; and in which part of the day it stands."""

from collections.abc import Iterator, Sequence

from scheduler.publishing.exports.document_words import DocumentWords
from scheduler.publishing.exports.plans import part_of
from scheduler.publishing.exports.programmes import Row

EARLY = "09:00"
"""Clock time before which what starts is early."""


def band_of(row: Row) -> int:
    """Return the part of the day in which a session starts: 0 early, then those of the plan."""
    return 0 if f"{row.start:%H:%M}" < EARLY else part_of(row) + 1


class Notes:
    """The notes of a table, numbered in the order in which they are first needed."""

    def __init__(self, words: DocumentWords) -> None:
        self._words = words
        self._numbers: dict[str, int] = {}

    def of(self, row: Row) -> tuple[int, ...]:
        """Return the numbers of a session's notes."""
        numbers = (
            self._numbers.setdefault(text, len(self._numbers) + 1) for text in self._said(row)
        )
        return tuple(sorted(numbers))

    def _said(self, row: Row) -> Iterator[str]:
        if row.breaks:
            yield self._words.breaks.format(row.breaks)
        if row.languages:
            yield self._words.interpreted.format(", ".join(row.languages))
        if row.remote:
            yield self._words.remote
        if row.private:
            yield self._words.private

    def listed(self) -> Sequence[tuple[int, str]]:
        """Return number and text of each."""
        return [(number, text) for text, number in self._numbers.items()]
