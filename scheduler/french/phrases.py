"""How a phrase is said in French: its template, and its values one by one."""

import re
from functools import lru_cache
from string import Formatter
from typing import Any

from scheduler.french.catalogue import NARROW, spaced, templates
from scheduler.phrases import Capital, Figure, Lowered, Phrase, Unstopped

_CLOCK = re.compile(r"([01]\d|2[0-4]):([0-5]\d)")
_TWO_STOPS = re.compile(r"(?<!\.)\.\.(?!\S)")
"""Where a sentence ends with an abbreviation, whose stop is its own, too."""
_DIGITS = str.maketrans({",": None, "+": None, "−": None, " ": None, "%": None, "–": "0"})
_SIGNS = str.maketrans({",": NARROW, ".": ",", " ": "\u00a0"})


class _Number(int):
    """A number that is written in groups of three digits, unless a template says how."""

    def __format__(self, spec: str) -> str:
        return format(int(self), spec) if spec else f"{int(self):,}".replace(",", NARROW)


def in_french(text: str) -> str:
    """Return a text in French; one that is no phrase, such as a name, as it is."""
    if isinstance(text, Phrase):
        template = _template(text.template)
        if template is None:
            return str(text)
        form = _chosen(template, text.values)
        said = form.format(*map(_value, text.values))
        return _TWO_STOPS.sub(".", said) if "}." in form else said
    if isinstance(text, Capital):
        said = in_french(text.phrase)
        if isinstance(text, Unstopped):
            return said.removesuffix(".")
        first = said[:1].lower() if isinstance(text, Lowered) else said[:1].upper()
        return first + said[1:]
    return text.translate(_SIGNS) if isinstance(text, Figure) else text


def is_known(text: str) -> bool:
    """Tell whether all of a phrase can be said in French, but for names."""
    if isinstance(text, Capital):
        return is_known(text.phrase)
    if not isinstance(text, Phrase):
        return False
    parts = (each for each in text.values if isinstance(each, Phrase | Capital))
    return _template(text.template) is not None and all(map(is_known, parts))


def has_words(template: str) -> bool:
    """Tell whether a template says anything besides its values and marks between them."""
    return any(sign.isalpha() for text, *_ in Formatter().parse(template) for sign in text)


@lru_cache(4096)
def _template(english: str) -> str | None:
    """Return the French template; None if no catalogue has it, though it says something."""
    found = templates().get(english)
    if found is not None or has_words(english):
        return found
    return spaced(english.replace(": ", " : ").replace("; ", " ; "))


def _chosen(template: str, values: tuple[Any, ...]) -> str:
    """Return the form of a template: the one for 0 and 1, or the one for more."""
    one, bar, several = template.partition("|")
    return several if bar and _amount(values[0]) >= 2 else one


def _amount(value: Any) -> float:
    """Return how many there are, of a number or a figure."""
    text = str(value).translate(_DIGITS).strip()
    return abs(float(text)) if text else 0.0


def _value(value: Any) -> Any:
    if isinstance(value, str):
        clock = _CLOCK.fullmatch(value)
        return in_french(value) if clock is None else _hour(clock[1], clock[2])
    return _Number(value) if isinstance(value, int) else value


def _hour(hours: str, minutes: str) -> str:
    """Return a time of the clock as ``9 h`` or ``9 h 30``."""
    return f"{int(hours)}\u00a0h" + (f"\u00a0{minutes}" if minutes != "00" else "")
