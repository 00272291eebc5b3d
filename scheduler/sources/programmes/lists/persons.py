"""Several persons in a cell: parted by what a mapping names, and by other signs where all parts are names."""

import re
from collections.abc import Iterable, Iterator, Sequence

from scheduler.instance import quoted
from scheduler.sources.programmes.lists.alike import folded
from scheduler.sources.programmes.lists.values import without_asides
from scheduler.sources.tables.sheets import Value

_ANY = re.compile(
    r"\s*(?:[,;/|\n•]|(?<=\s)·(?=\s)|(?<=\s)(?:and|et|und|y|e|&)(?=\s))\s*", re.IGNORECASE
)
_STRONG = re.compile(r"\s*[;|\n•]\s*|\s+[·/]\s+")
"""Signs that stand between names, and those of them that stand in no name."""
_ORGS = re.compile(r",.*(?:[;|\n•]|\s[·/]\s).*,", re.DOTALL)
"""Several persons, of whom each may stand with what it belongs to."""
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


class Persons:
    """How the names of a list are parted."""

    def __init__(
        self, values: Iterable[Value], between: Sequence[str], *, only_between: bool = False
    ) -> None:
        self._between, self._only = between, only_between
        pieces = [piece for value in values for piece in self._pieces(value)]
        self._is_inverted = any(map(_is_inverted, pieces))
        self._alone = {folded(each): each.strip() for each in pieces if "," not in each}
        """Names with which nothing stands."""
        self._heads: dict[str, str] = {}
        """Names that stand elsewhere alone, by what they stand with."""

    def of(self, value: Value) -> tuple[list[str], bool]:
        """Return the names in a cell, each once, and whether signs part them that the mapping has not."""
        found: list[str] = []
        is_more = False
        for piece in self._pieces(value):
            parts = [] if self._only else self._parts(piece)
            is_more = is_more or len(parts) > 1
            found += parts or [piece]
        names = (self._head(" ".join(each.split())) for each in found)
        return list(dict.fromkeys(filter(None, names))), is_more

    def _head(self, name: str) -> str:
        """Return a name without what follows a comma, if it stands alone elsewhere: Ada Lovelace, ITU."""
        head = name.partition(",")[0].strip()
        if self._only or name.count(",") > 1:
            return name
        if head == name or folded(head) not in self._alone or not looks_like_a_name(head):
            return name
        self._heads[name] = self._alone[folded(head)]
        return self._heads[name]

    def notes(self) -> Iterator[str]:
        """Yield who is one, with and without what stands behind the name."""
        if heads := self._heads:
            name, head = next(iter(heads.items()))
            more = f", and {len(heads) - 1} more like it" if len(heads) > 1 else ""
            yield f"{quoted(name)} is taken for {quoted(head)}, who stands alone elsewhere{more}."

    def _pieces(self, value: Value) -> list[str]:
        pieces = [without_asides(str(value))]
        for sign in self._between:
            pieces = [part for piece in pieces for part in piece.split(sign)]
        return pieces

    def _parts(self, piece: str) -> list[str]:
        """Return the parts of a text, if there are several, and all look like names."""
        for signs in (_ANY, _STRONG):
            parts = [part for part in signs.split(piece) if part.strip()]
            is_each = signs is _STRONG and _ORGS.search(piece) and are_persons(parts)
            if len(parts) > 1 and (is_each or all(map(looks_like_a_name, parts))):
                may_be_one = self._is_inverted and signs is _ANY and "," in piece
                return [] if may_be_one and not any(map(_is_addressed, parts)) else parts
        return []


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


def are_persons(parts: Sequence[str]) -> bool:
    """Tell whether parts of a text are persons, each with or without what it belongs to after a comma.

    A first name alone is one where all parts have a comma, or none has: *Ada, HI / MFRI* is one person.
    """
    heads = [part.partition(",")[0].strip() for part in parts]
    is_even = len({"," in part for part in parts}) == 1
    return all(looks_like_a_name(each) or (is_even and _is_a_first_name(each)) for each in heads)


def _is_a_first_name(text: str) -> bool:
    """Tell whether a text is one word that may be a name, and no abbreviation."""
    is_word = _WORD.fullmatch(text) is not None and folded(text) not in _NO_PERSONS
    return is_word and len(text) > 1 and not text[0].islower() and not (text.isupper())


def _is_addressed(text: str) -> bool:
    """Tell whether a name begins with how a person is addressed."""
    return folded(text.split(maxsplit=1)[0]) in _ADDRESS


def _is_inverted(piece: str) -> bool:
    """Tell whether a text is a last and a first name, with a comma between them."""
    parts = [part.split() for part in piece.split(",")]
    return len(parts) == 2 and any(len(part) == 1 for part in parts) and all(parts)
