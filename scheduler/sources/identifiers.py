"""Stable ASCII ids made of names, and keys of names that ignore their spelling."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

LONGEST = 64
"""Characters of an id at most."""
MOST = 48
"""Letters of a name that go into an id."""
PLAIN_LETTERS = {
    "ß": "ss",
    "ø": "o",
    "Ø": "O",
    "æ": "ae",
    "Æ": "AE",
    "œ": "oe",
    "ł": "l",
    "Ł": "L",
    "đ": "d",
}


class Identifiers:
    """The ids of a table, as they are given one after the other."""

    def __init__(self, what: str, taken: Iterable[str] = ()) -> None:
        self._what = what
        """Prefix of a digest if a name has no letter: ``room``."""
        self._taken = {*taken}
        self._numbers: dict[str, int] = {}
        """The last number that was tried behind each id, so that many equal names take no longer."""

    def of(self, name: str) -> str:
        """Return an id that no other row has; the second row of a name is ``name-2``."""
        base = id_ = identifier(name, self._what)
        number = self._numbers.get(base, 1)
        while id_ in self._taken:
            number += 1
            id_ = f"{base}-{number}"
        self._numbers[base] = number
        self._taken.add(id_)
        return id_


def bounded_id(id_: str, end: str = "") -> str:
    """Return an id with a further part; if both are too long, a digest stands for the rest of the id."""
    if len(id_) + len(end) <= LONGEST:
        return id_ + end
    digest = hashlib.sha256(id_.encode()).hexdigest()[:6]
    return f"{id_[: LONGEST - len(end) - 7]}-{digest}{end}"


def identifier(name: str, what: str) -> str:
    """Return the id of a name: its letters and digits in ASCII, or a digest if it has none."""
    plain = "".join(PLAIN_LETTERS.get(sign, sign) for sign in name)
    ascii_ = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    id_ = re.sub(r"[^a-z0-9]+", "-", ascii_.lower().replace("'", "")).strip("-")
    letters = sum(sign.isalnum() for sign in name)
    if len(id_) * 2 < letters:  # most of it is in another script
        digest = hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:8]
        id_ = f"{id_[: MOST - 20]}-{digest}".strip("-") if id_ else f"{what}-{digest}"
    return id_[:MOST].strip("-") or what


@lru_cache(maxsize=65_536)
def folded(name: str) -> str:
    """Return the key of a name: its letters and digits, without case, accents, blanks, punctuation.

    Between two digits a sign counts: 1.2 is not 12.
    """
    plain = "".join(PLAIN_LETTERS.get(sign, sign) for sign in unicodedata.normalize("NFKD", name))
    # Marks of a class below stand inside of a letter, and make it another one.
    letters = (sign for sign in plain if unicodedata.combining(sign) < _ACCENTS)
    signs = unicodedata.normalize("NFC", "".join(letters)).casefold()
    pieces = "".join(" " if _is_left_out(sign) else sign for sign in signs).split()
    return re.sub(r"(?<=\d) (?=\d)", ".", " ".join(pieces)).replace(" ", "") or name.strip()


_ACCENTS = 200


def _is_left_out(sign: str) -> bool:
    """Tell whether a sign does not count: punctuation, blanks, accents that stand alone."""
    return unicodedata.category(sign).startswith(("P", "Z", "C", "Sk"))
