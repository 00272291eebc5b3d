"""Which names are the same thing, and which are so near that one may be a slip of the other."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from scheduler.instance import quoted
from scheduler.sources.identifiers import PLAIN_LETTERS

_ACCENTS = 200
"""Classes of marks from here on stand above or below a letter, and do not make it another one."""
_LEFT_OUT = ("P", "Z", "C", "Sk")
"""Categories of signs that do not count: punctuation, blanks, accents that stand alone."""
_SHORT = 3
"""Words of so few letters are whole names: of rooms A and B none is a slip of the other."""
_MOST_SLIPS = 2
_LONG = 12
"""Names from this length on may have two slips."""
MOST_NEAR = 20
"""Names that are told to be near to others."""
_SYLLABLES = "\u2e80"
"""From this sign on a letter is a syllable or a word."""


@lru_cache(maxsize=65_536)
def folded(name: str) -> str:
    """Return what a name is known by: its letters and digits, without case, accents, blanks, punctuation.

    Between two digits a sign counts: 1.2 is not 12.
    """
    plain = "".join(PLAIN_LETTERS.get(sign, sign) for sign in unicodedata.normalize("NFKD", name))
    signs = unicodedata.normalize("NFC", "".join(filter(_is_letter, plain))).casefold()
    kept = [" " if _is_left_out(sign) else sign for sign in signs]
    found = ""
    for piece in "".join(kept).split():
        found += "." if found[-1:].isdigit() and piece[0].isdigit() else ""
        found += piece
    return found or name.strip()


def _is_letter(sign: str) -> bool:
    return unicodedata.combining(sign) < _ACCENTS


def _is_left_out(sign: str) -> bool:
    return unicodedata.category(sign).startswith(_LEFT_OUT)


def pairs_near(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each name that may be a slip of one before it, after that one: a letter or two, or the order.

    Short words and numbers have no slips.
    """
    before: dict[tuple[str, ...], dict[str, str]] = {}
    """What is long of each name, by what is short in it."""
    for name in names:
        parted = "".join(" " if _is_left_out(sign) and sign not in "'’" else sign for sign in name)
        words = sorted(filter(None, map(folded, parted.split())))
        long = [each for each in words if len(each) > _SHORT and each.isalpha()]
        text, known = (
            " ".join(long),
            before.setdefault(tuple(each for each in words if each not in long), {}),
        )
        if not text or max(text) >= _SYLLABLES:
            continue
        near = process.extract_iter(text, known, scorer=OSA.distance, score_cutoff=_MOST_SLIPS)
        for other, slips, first in near:
            if slips <= (_MOST_SLIPS if min(len(other), len(text)) >= _LONG else 1):
                yield first, name
                break
        known[name] = text


class Names:
    """The rooms of a list, or its persons, tracks or kinds: each once, however it is written."""

    def __init__(self, what: str, given: Sequence[str] = ()) -> None:
        self._what = what
        self._known = {folded(name): name for name in reversed(given)}
        self._cells: dict[str, str] = {}
        """The first cell of each spelling."""

    def of(self, name: str, cell: str) -> str:
        """Return the name of what a cell calls so, as the mapping has it, or as it is written first."""
        if not any(map(str.isalnum, name)):
            return ""
        self._cells.setdefault(name, cell)
        return self._known.setdefault(folded(name), name)

    def notes(self) -> Iterator[str]:
        """Yield what is taken for the same, and what may be the same."""
        for name, cell in self._cells.items():
            if (known := self._known[folded(name)]) != name:
                yield f"{cell}: {self._what}: {quoted(name)} is taken for {quoted(known)}."
        for first, name in [*pairs_near(self._known.values())][:MOST_NEAR]:
            cell = self._cells.get(name) or self._cells.get(first, "mapping")
            where = f" ({self._cells[first]})" if first in self._cells else ""
            near = f"found {quoted(name)}, near to {quoted(first)}{where}"
            hint = f"If it is the same {self._what}, write it so; so far they are two."
            yield f"{cell}: {self._what}: {near}. {hint}"
