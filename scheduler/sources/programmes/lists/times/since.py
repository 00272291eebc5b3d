"""Starts whose end is open: ab 19:00, from 7 pm, desde las 19:00, 7 pm onwards."""

import re

_SINCE = re.compile(
    r"(?:^|(?<=[\s,;]))(?:from|starting(?:\s+at)?|de|dès|von|ab|à\s+partir\s+de"
    r"|a\s+partir\s+d(?:e|as?)|desde(?:\s+las?)?|a\s+partire\s+dalle|dalle|das|vanaf|с)"
    r"(?:\s+(?:ca?\.?|las?))?\s*$",
    re.IGNORECASE,
)
_ONWARDS = re.compile(
    r"\s*(?:onwards?|[-–—]?\s*open[\s-]end(?:ed)?|ff\.?|\+|[-–—~]|en adelante|em diante|in poi)\s*$",
    re.IGNORECASE,
)


def without_since(before: str) -> str:
    """Return what stands before a clock time without a word that says that it is a start."""
    return _SINCE.sub("", before)


def without_onwards(text: str) -> str:
    """Return a text without a word after a clock time that says that its end is open."""
    return _ONWARDS.sub("", text)
