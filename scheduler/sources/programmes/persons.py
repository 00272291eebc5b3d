"""Several persons in a cell: parted by the signs of a mapping, or where all parts look like names."""

import re
from collections.abc import Iterable, Sequence

from scheduler.sources.programmes.alike import folded

SIGNS = ("\n", ";", "|", "•", " · ", " / ", " and ", " et ", " y ", " & ", ", ")
"""What may stand between names, as a mapping has it; words before commas, as in *A, B and C*."""
_ANY = re.compile(
    r"\s*(?:[,;/|\n•]|(?<=\s)·(?=\s)|(?<=\s)(?:and|et|und|y|e|&)(?=\s))\s*", re.IGNORECASE
)
"""Signs that stand between names."""
_ASIDE = re.compile(r"<[^<>]*>|\([^()]*\)|\[[^\[\]]*\]|\S+@\S+")
"""Addresses and affiliations that stand with a name."""
_TITLES = """
    m mr mme ms mrs mlle miss dr dre dra prof sr sra se he hm hrh rev h e s hon herr frau madame monsieur sir
    dame doctor docteur professor professeur minister ministre ambassador ambassadeur president excellency
"""
"""How persons are addressed, without points."""
_PARTICLES = """
    de la le del du di da das do dos der den van von und ten ter zu zum al el ben bin ibn abu bint y e st
"""
_OTHERS = """
    bank banque university universite universitat universidad institute institut instituto ministry ministere
    ministerium ministerio centre center council conseil agency agence foundation fondation stiftung fund
    fonds group groupe company union association society societe organisation organization commission
    committee comite department office school ecole college nations ltd inc llc gmbh sa ag who undp director
    directeur panel team
"""
"""Words of what persons belong to."""
_ADDRESS, _SMALL, _NO_PERSONS = (
    frozenset(map(folded, words.split())) for words in (_TITLES, _PARTICLES, _OTHERS)
)
_WORD = re.compile(r"[^\W\d_]+(?:[-'’.][^\W\d_]*)*\.?")
MOST_WORDS = 6
"""Words of a name."""


def parted(text: str, between: Iterable[str]) -> list[str]:
    """Return the names in a text, each once: what stands between signs, without what stands in brackets."""
    names = (" ".join(piece.split()).strip(" ,;") for piece in _pieces(text, between))
    return list(dict.fromkeys(filter(None, names)))


def _pieces(text: str, between: Iterable[str]) -> list[str]:
    pieces = [_ASIDE.sub(" ", text)]
    for sign in between:
        pieces = [part for piece in pieces for part in piece.split(sign)]
    return pieces


def signs_between(values: Sequence[str]) -> list[str]:
    """Return the signs that part persons in some cells: those of which none stands in a name."""
    persons = Persons(values, ())
    found = []
    for sign in SIGNS:
        cells = [persons.of(each) for each in values if sign in each]
        if any(is_more and not any(sign in name for name in names) for names, is_more in cells):
            found.append(sign)
    return found or [";"]


class Persons:
    """How names are parted where nobody has said it: by any sign, if all parts look like names."""

    def __init__(self, values: Iterable[str], between: Sequence[str]) -> None:
        self._between = between
        pieces = [piece for value in values for piece in _pieces(value, between)]
        self._is_inverted = any(map(_is_inverted, pieces))

    def of(self, value: str) -> tuple[list[str], bool]:
        """Return the names in a text, each once, and whether other signs part them than those given."""
        pieces = [(piece, self._parts(piece)) for piece in _pieces(value, self._between)]
        names = (" ".join(name.split()) for piece, parts in pieces for name in parts or [piece])
        return list(dict.fromkeys(filter(None, names))), any(parts for _, parts in pieces)

    def _parts(self, piece: str) -> list[str]:
        """Return the parts of a text, if there are several, and all look like names."""
        parts = [part for part in _ANY.split(piece) if part.strip()]
        if len(parts) < 2 or not all(map(looks_like_a_name, parts)):
            return []
        is_one = self._is_inverted and "," in piece and not any(map(_is_addressed, parts))
        return [] if is_one else parts


def looks_like_a_name(text: str) -> bool:
    """Tell whether a text looks like a first and a last name, or like one of these with an address."""
    words = text.split()
    if not 1 < len(words) <= MOST_WORDS or not all(map(_WORD.fullmatch, words)):
        return False
    if any(folded(word) in _NO_PERSONS for word in words):
        return False
    own = [word for word in words if folded(word) not in _ADDRESS]
    is_name = all(not word[0].islower() or folded(word) in _SMALL for word in own)
    return is_name and any(len(folded(word)) > 1 and not word[0].islower() for word in own)


def _is_addressed(text: str) -> bool:
    """Tell whether a name begins with how a person is addressed."""
    return folded(text.split(maxsplit=1)[0]) in _ADDRESS


def _is_inverted(piece: str) -> bool:
    """Tell whether a text is a last and a first name, with a comma between them."""
    parts = [part.split() for part in piece.split(",")]
    return len(parts) == 2 and any(len(part) == 1 for part in parts) and all(parts)
