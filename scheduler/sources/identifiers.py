"""Ids made of names: ASCII, stable, and each once."""

import hashlib
import re
import unicodedata

MOST = 48
"""Letters of a name that go into an id; an id has 64 at most."""
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

    def __init__(self, what: str) -> None:
        self._what = what
        """What stands in front of a digest, where no letter of a name is left: ``room``."""
        self._taken: set[str] = set()
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
