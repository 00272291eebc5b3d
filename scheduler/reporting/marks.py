"""What tells the programmes of a report apart: a letter and a colour; patterns where colours repeat."""

from string import ascii_uppercase

COLOURS = (
    *("#33415c", "#d45f11", "#1a75ff", "#d411ad", "#064713", "#dbc670"),
    *("#b46464", "#00e6b8", "#000080", "#add411", "#ffb2ff", "#1a1aff"),
)
"""Colours of the programmes, in their order: as far apart as twelve can be for those who see all colours, and
for those who do not see red or green."""
PATTERNS = ("", "////", "xxxx", "....")
"""Patterns of bars whose colours have come before."""


def letter(number: int) -> str:
    """Return the letter of a programme by its position: ``A`` to ``Z``, ``AA`` and so on."""
    more, last = divmod(number, len(ascii_uppercase))
    return (letter(more - 1) if more else "") + ascii_uppercase[last]


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
