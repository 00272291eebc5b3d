"""A date inside a text, such as the title of a list or the name of its file."""

import re
from collections.abc import Iterator
from datetime import date

from scheduler.sources.programmes.lists.dates import month_called
from scheduler.sources.programmes.lists.values import day_in

_TO = r"(?:[-–—/&+]|to|and|bis|und|au|et|à|al?|y|e)"
_DAY = r"(?<!\d)\d{1,2}(?!\d)"
_ENDING = r"(?:st|nd|rd|th|er|\.|º)?"
_MONTH = r"[^\W\d_]{3,10}\.?"
_YEAR = r"(?:19|20|21)\d\d(?!\d)"
_NUMBERS = re.compile(
    rf"(?<![\d.])(?:\d{{1,2}}([./-])\d{{1,2}}\1{_YEAR}|{_YEAR}([./_-])\d\d?\2\d\d?(?!\d))"
)
_CLOSE = re.compile(r"(?<!\d)(20\d\d)(0[1-9]|1[0-2])([0-3]\d)(?!\d)")
_NAMED = (
    re.compile(
        rf"({_DAY}){_ENDING}[\s_-]*(?:de\s+|of\s+)?({_MONTH}),?[\s_-]*(?:de[l]?\s+)?({_YEAR})"
    ),
    re.compile(rf"(?P<month>{_MONTH})[\s_-]*({_DAY}){_ENDING},?[\s_-]*({_YEAR})"),
)
_BEFORE = re.compile(
    rf"(?:{_DAY}{_ENDING}\s*(?:{_MONTH})?|\d\d?[./-]\d\d?[./-]?(?:\d\d)*)\s*{_TO}\s*$",
    re.IGNORECASE,
)
_AFTER = re.compile(rf"^\s*{_TO}\s*\d", re.IGNORECASE)
_OF_MAKING = re.compile(
    r"\b(?:stand|version|v\d|updat\w*|as of|last|mise? à jour|maj|état|actuali[sz]\w*|printed|exported"
    r"|export|draft|entwurf|deadline|submi\w*|created|modified|aktualisiert|aggiornat\w*)\b",
    re.IGNORECASE,
)
"""Words beside the date on which a list was made."""


def date_inside(text: str, order: str) -> date | None:
    """Return the only date in a text, with its year; None for a span, or the date of a version."""
    if _OF_MAKING.search(text.replace("_", " ")):
        return None
    found = {day for written in _dates(text) if (day := day_in(written, order))}
    return found.pop() if len(found) == 1 else None


def _dates(text: str) -> Iterator[str]:
    """Yield what looks like a date and is no end of a span, as it can be read."""
    for pattern in (_NUMBERS, _CLOSE, *_NAMED):
        for match in pattern.finditer(text):
            if _AFTER.match(text[match.end() :]) or _BEFORE.search(text[: match.start()]):
                continue
            parts = [each.rstrip(".") for each in match.groups() if each]
            if pattern is _NUMBERS:
                yield match[0].replace("_", "-")
            elif pattern is _CLOSE:
                yield "-".join(parts)
            elif any(month_called(each) for each in parts if not each.isdigit()):
                yield " ".join(parts)
