"""Which names are the same thing, and which are so near that one may be a slip of the other."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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
_WORDS = """
    room salle sala saal raum hall the la le les el de du des der die das of
    m mr mme ms mrs mlle dr dre dra prof sr sra herr frau se he s e h excellence excellency hon
    madame monsieur sir dame doctor docteur professor professeur minister ministre
"""
_OF_NO_WEIGHT = frozenset(_WORDS.split())
"""Words that may be missing: what sort of room it is, and how a person is addressed."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What of a name is compared."""

    words: tuple[str, ...]
    """All words, in alphabetical order."""
    heavy: tuple[str, ...]
    """Those that may not be missing; all, if the others are short."""


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


def shape_of(name: str) -> Shape:
    """Return what of a name is compared; the order of its words does not matter."""
    parted = "".join(" " if _is_left_out(sign) and sign not in "'’" else sign for sign in name)
    words = sorted(filter(None, map(folded, parted.split())))
    heavy = tuple(each for each in words if each not in _OF_NO_WEIGHT)
    if all(len(each) <= _SHORT for each in heavy):
        heavy = tuple(words)
    return Shape(tuple(words), heavy)


def near(one: Shape, other: Shape) -> bool:
    """Tell whether one name may be a slip of the other: a letter or two, a word of no weight, the order.

    Short words and numbers have no slips, and of tracks E and H none is a slip of the other.
    """
    letters = [{each for each in shape.words if len(each) == 1} for shape in (one, other)]
    if all(letters) and letters[0] != letters[1]:
        return False
    return _are_alike(one.heavy, other.heavy) or _are_alike(one.words, other.words)


def _are_alike(words: Sequence[str], others: Sequence[str]) -> bool:
    (short, long), (shorts, text) = _parts(words), _parts(others)
    if short != shorts or max(long + text, default="") >= _SYLLABLES:
        return False
    most = _MOST_SLIPS if min(len(long), len(text)) >= _LONG else 1
    return OSA.distance(long, text) <= most


def _parts(words: Sequence[str]) -> tuple[list[str], str]:
    """Return the words that have to be the same, and a text of all others."""
    is_short = {each: len(each) <= _SHORT or not each.isalpha() for each in words}
    return [each for each in words if is_short[each]], " ".join(
        each for each in words if not is_short[each]
    )


def pairs_near(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield each name that may be a slip of one before it, after that one."""
    shapes = [*map(shape_of, names)]
    texts = [[_parts(each)[1] for each in (shape.heavy, shape.words)] for shape in shapes]
    for at, shape in enumerate(shapes):
        alike = (
            to
            for kind in (0, 1)
            for _, _, to in process.extract_iter(
                texts[at][kind],
                [each[kind] for each in texts[:at]],
                scorer=OSA.distance,
                score_cutoff=_MOST_SLIPS,
            )
        )
        first = next((names[to] for to in alike if near(shapes[to], shape)), None)
        if first is not None:
            yield first, names[at]


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
        for first, name in [*pairs_near([*self._known.values()])][:MOST_NEAR]:
            cell = self._cells.get(name) or self._cells.get(first, "mapping")
            where = f" ({self._cells[first]})" if first in self._cells else ""
            near = f"found {quoted(name)}, near to {quoted(first)}{where}"
            hint = f"If it is the same {self._what}, write it so; so far they are two."
            yield f"{cell}: {self._what}: {near}. {hint}"
