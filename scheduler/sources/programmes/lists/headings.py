"""Which column of a list holds what, by its heading: the words are in `headings.yaml`."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from scheduler.sources.programmes.alike import folded

SEVERAL = ("speakers", "first_name", "last_name")
"""What several columns may hold, side by side."""
_BY_WORDS = 100
"""From this rank on a heading is known by words of it, not as a whole."""
_WORD = re.compile(r"[^\W_]+|#")


@cache
def _file() -> Mapping[str, Any]:
    text = Path(__file__).with_name("headings.yaml").read_text(encoding="utf-8")
    found: Mapping[str, Any] = yaml.safe_load(text)
    return found


def _words_of(text: str) -> frozenset[str]:
    return frozenset(map(folded, _WORD.findall(text)))


@cache
def _said(key: str) -> tuple[str, ...]:
    """Return the words of a list of the file."""
    return tuple(map(folded, _file()[key]))


@cache
def _known() -> Mapping[frozenset[str], tuple[str, int]]:
    """Return the field of each known heading, by its words, and its place among those of the field."""
    return {
        _words_of(heading): (field, rank)
        for field, headings in _file()["fields"].items()
        for rank, heading in enumerate(headings)
    }


def is_held(state: str) -> bool:
    """Tell whether a word for what has become of a proposal says that it is held."""
    return folded(state).startswith(_said("held"))


def is_day(heading: str) -> bool:
    """Tell whether a heading begins with a word for a day: ``Monday 8``, ``Jour 2``."""
    return any(folded(each) in _said("days") for each in _WORD.findall(heading)[:1])


def _field_of(heading: str) -> tuple[str, int] | None:
    """Return what a column holds, by its heading or words of it, and its rank; 0 is the likeliest."""
    known, words = _known(), _words_of(heading)
    if words in known:
        return known[words]
    inside = [key for key in known if key <= words and max(map(len, key)) > 1]
    if not inside or words & {*_said("others")}:
        return None
    field, rank = known[max(inside, key=lambda key: (len(key), -known[key][1]))]
    return field, _BY_WORDS + rank


def columns_of(headings: Sequence[str]) -> Mapping[str, Sequence[str]]:
    """Return the headings that are known by what their columns hold: the likeliest, or several."""
    found: dict[str, list[tuple[int, str]]] = {}
    for heading in headings:
        if (known := _field_of(heading)) is not None:
            found.setdefault(known[0], []).append((known[1], heading))
    likeliest = {field: [min(ranked)[1]] for field, ranked in found.items()}
    several = {field: [each[1] for each in found.get(field, ())] for field in SEVERAL}
    return likeliest | {field: headings for field, headings in several.items() if headings}
