"""Badges and colours of the programmes of a report; patterns where colours repeat."""

import re
from collections.abc import Sequence

COLOURS = (
    *("#33415c", "#d45f11", "#1a75ff", "#d411ad", "#064713", "#dbc670"),
    *("#b46464", "#00e6b8", "#000080", "#add411", "#ffb2ff", "#1a1aff"),
)
"""Colours of the programmes, in their order: as far apart as twelve can be for those who see all colours, and
for those who do not see red or green."""
PATTERNS = ("", "////", "xxxx", "....")
"""Patterns of bars whose colours have come before."""


_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_GREEK = "αβγδεζηθικλμνξοπρστυφχψω"


def badges(titles: Sequence[str]) -> tuple[str, ...]:
    """Return a badge for each programme: its number, written so that no title has it for a name.

    A vote on “Plan 2” must not be taken for one on the second. Numbers are ``1``, ``2`` … or else ``I``,
    ``II`` … or else Greek letters; with more programmes than these, the first again.
    """
    words = {word for title in titles for word in re.findall(r"\w+", title)}
    parts = words | {part for word in words for part in re.findall(r"[A-Za-z]+|\d+", word)}
    ways = [
        tuple(str(each) for each in range(1, len(titles) + 1)),
        tuple(_roman(each) for each in range(1, len(titles) + 1)),
        tuple(_GREEK[: len(titles)]),
    ]
    whole = (way for way in ways if len(way) == len(titles) and parts.isdisjoint(way))
    return next(whole, ways[0])


def _roman(number: int) -> str:
    said = ""
    for value, sign in _ROMAN:
        said += sign * (number // value)
        number %= value
    return said


def colour(number: int) -> str:
    """Return the colour of a programme by its position."""
    return COLOURS[number % len(COLOURS)]


def pattern(number: int) -> str:
    """Return the pattern of a programme's bars by its position."""
    return PATTERNS[number // len(COLOURS) % len(PATTERNS)]


def ink(number: int) -> str:
    """Return black or white, whichever is easier to read on the colour of a programme."""
    channels = (int(colour(number)[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    light = sum(share * each for share, each in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return "#000000" if (light + 0.05) / 0.05 > 1.05 / (light + 0.05) else "#ffffff"
