"""Which names are the same thing, and which are so near that one may be a slip of the other."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from scheduler.sources.identifiers import PLAIN_LETTERS

_ACCENTS = 200
"""Classes of marks from here on stand above or below a letter, and do not make it another one."""
_LEFT_OUT = ("P", "Z", "C", "Sk")
"""Categories of signs that do not count: punctuation, blanks, accents that stand alone."""
_SHORT = 3
"""Words of so few letters are whole names: of rooms A and B none is a slip of the other."""
_LONG = 8
"""A word from this length on may have two slips."""
_SYLLABLES = "\u2e80"
"""From this sign on a letter is a syllable or a word."""
_CHANGED = 4
"""Letters that two slips change at most."""
_NUMERAL = re.compile(r"[ivx]+")
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

    name: str
    words: tuple[str, ...]
    """All words, in order."""
    heavy: tuple[str, ...]
    """Those that may not be missing; all, if the others are short."""
    mask: int
    """The letters of these that occur, a bit for each."""


@lru_cache(maxsize=65_536)
def folded(name: str) -> str:
    """Return what a name is known by: its letters and digits, without case, accents, blanks, punctuation.

    Between two digits a sign counts: 1.2 is not 12.
    """
    plain = "".join(PLAIN_LETTERS.get(sign, sign) for sign in unicodedata.normalize("NFKD", name))
    signs = unicodedata.normalize("NFC", "".join(filter(_is_letter, plain))).casefold()
    kept = [" " if _is_left_out(sign) else sign for sign in signs]
    pieces = "".join(kept).split()
    found = ""
    for piece in pieces:
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
    mask = 0
    for letter in "".join(heavy):
        mask |= 1 << ord(letter) % 64
    return Shape(name, tuple(words), heavy, mask)


def near(one: Shape, other: Shape) -> bool:
    """Tell whether one name may be a slip of the other: a letter or two, a word of no weight, the order."""
    few = (one.mask ^ other.mask).bit_count() <= _CHANGED
    return (few and _are_slips(one.heavy, other.heavy)) or _are_slips(one.words, other.words)


def _are_slips(words: Sequence[str], others: Sequence[str]) -> bool:
    """Tell whether words are the same but for a slip or two."""
    if len(words) != len(others):
        return False
    left, right = [*words], [*others]
    for word in words:
        if word in right:
            left.remove(word)
            right.remove(word)
    pairs = zip(left, right, strict=True)
    return len(left) <= 2 and all(_is_slip(word, another) for word, another in pairs)


def _is_slip(word: str, other: str) -> bool:
    """Tell whether a word is nearly another one; numbers, and short words, never are."""
    shorter = min(len(word), len(other))
    if shorter <= _SHORT or not (word + other).isalpha() or max(word + other) >= _SYLLABLES:
        return False
    if _NUMERAL.fullmatch(word) and _NUMERAL.fullmatch(other):
        return False
    return _edits(word, other) <= (2 if shorter >= _LONG else 1)


def _edits(word: str, other: str) -> int:
    """Return how many letters differ, are lacking, are too many, or change places; 3 for more than 2."""
    ends = _alike_for(word, other)
    word, other = word[ends:][::-1], other[ends:][::-1]
    ends = _alike_for(word, other)
    word, other = word[ends:], other[ends:]
    if abs(len(word) - len(other)) > 2 or not (word and other):
        return min(max(len(word), len(other)), 3)
    if (Counter(word) - Counter(other)).total() > 2:
        return 3
    before: list[int] = []
    row: list[int] = [*range(len(other) + 1)]
    for at, letter in enumerate(word, 1):
        older, before, row = before, row, [at]
        for to, another in enumerate(other, 1):
            least = min(before[to] + 1, row[-1] + 1, before[to - 1] + (letter != another))
            if older and to > 1 and letter == other[to - 2] and word[at - 2] == another:
                least = min(least, older[to - 2] + 1)
            row.append(least)
    return min(row[-1], 3)


def _alike_for(word: str, other: str) -> int:
    """Return how many letters at their beginning are the same."""
    pairs = enumerate(zip(word, other, strict=False))
    return next((at for at, (left, right) in pairs if left != right), min(len(word), len(other)))


class Known:
    """Names among which one is looked for that is near: those that share a word with it, or have but one."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._by_word: dict[str, list[Shape]] = {}
        for name in names:
            self.add(name)

    def add(self, name: str) -> None:
        """Know a name more."""
        shape = shape_of(name)
        for word in _keys(shape):
            self._by_word.setdefault(word, []).append(shape)

    def near(self, name: str) -> str:
        """Return the first of the names that a name may be a slip of; nothing, if there is none."""
        shape = shape_of(name)
        rows = (each for word in _keys(shape) for each in self._by_word.get(word, ()))
        return next((each.name for each in rows if near(each, shape)), "")


def _keys(shape: Shape) -> Iterator[str]:
    """Yield by what a name is looked up: its words; nothing, of one that is one word."""
    yield from dict.fromkeys((*shape.heavy, *(("",) if len(shape.heavy) == 1 else ())))
