"""Where lines may break: not between a number and what belongs to it, and in long words at a hyphen."""

import re

from markupsafe import Markup, escape

from scheduler.wording import one_line

_BELONGING = re.compile(
    r"(?<=\d) (?=%|h\b|min\b)|(?<=\bnot) (?=\d)|(?<=\w) (?=[+−]?\d+(?:[,;)]|$))"
)
"""The spaces between a number and what it cannot be read without."""
_COUNT = re.compile(r"^([+−]?[\d.,]+) ")
"""A number at the beginning, and the space after it."""
_LONG = re.compile(r"[^\W\d_]{12,}")
"""Words that are too long for a narrow column."""
_SYLLABLE = re.compile(r"(?<=\w{3}[aeiouy])(?=[^aeiouy\W][aeiouy]\w{3})", re.IGNORECASE)
"""Ends of syllables, as far as a vowel, a consonant and a vowel tell; not near the ends of a word."""


def together(text: str) -> Markup:
    """Return text whose numbers stay on one line with what belongs to them: ``12 %``, ``not 15``."""
    return escape(_COUNT.sub("\\1\u00a0", _BELONGING.sub("\u00a0", one_line(text))))


def hyphenated(text: str) -> Markup:
    """Return text whose long words may break at a hyphen; browsers know few languages by themselves."""
    return escape(_LONG.sub(lambda word: _SYLLABLE.sub("\u00ad", word[0]), one_line(text)))
