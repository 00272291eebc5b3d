"""Phrases: texts that know the template and the values they are made of, so that they can be said otherwise.

A phrase is the English text itself, and goes wherever text goes. The catalogue of another language has its
template (`scheduler.translations`); what is said there is made of the same values, phrases again.
"""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any


class Phrase(str):
    """An English text with the template and the values of which it is made."""

    __slots__ = ("template", "values")
    template: str
    values: tuple[Any, ...]

    def __new__(cls, template: str, *values: Any) -> "Phrase":
        """Fill a template; of ``one|several`` the form for the first value, which is a number."""
        shape = template
        if "|" in template:
            one, several = template.split("|")
            shape = one if is_one(values[0]) else several
        made = super().__new__(cls, shape.format(*values))
        made.template, made.values = template, values
        return made

    def __add__(self, other: str) -> "Phrase":
        """Return both, one after the other."""
        return Phrase("{}{}", self, other)

    def __getnewargs__(self) -> tuple[Any, ...]:
        """Return what a copy is made of, such as in another process."""
        return (self.template, *self.values)


class Figure(str):
    """A number with a decimal point and commas, which other languages write with other signs."""

    __slots__ = ()


def rounded(value: float, digits: int) -> float:
    """Return a number with so many digits after the point; halves go away from zero, as on every page.

    Python's own `round` takes halves to even digits.
    """
    return float(Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP))


class Capital(str):
    """A text that begins a sentence; it knows the phrase that it is."""

    __slots__ = ("phrase",)
    phrase: str

    def __new__(cls, phrase: str) -> "Capital":
        """Shape a phrase."""
        made = super().__new__(cls, cls.shaped(phrase))
        made.phrase = phrase
        return made

    def __getnewargs__(self) -> tuple[str]:
        """Return what a copy is made of."""
        return (self.phrase,)

    @staticmethod
    def shaped(text: str) -> str:
        """Return a text of any language with a capital first."""
        return text[:1].upper() + text[1:]


class Lowered(Capital):
    """A text that goes on with a sentence, where it could begin one."""

    __slots__ = ()

    @staticmethod
    def shaped(text: str) -> str:
        """Return a text with a small letter first."""
        return text[:1].lower() + text[1:]


class Unstopped(Capital):
    """A sentence without its full stop."""

    __slots__ = ()

    @staticmethod
    def shaped(text: str) -> str:
        """Return a text without its stop."""
        return text.removesuffix(".")


def is_one(number: Any) -> bool:
    """Return whether something is said as of one: the number 1, or a figure that shows it."""
    return number == 1 or (isinstance(number, str) and number.lstrip("+−") == "1")


def phrase_of(text: str) -> str:
    """Return a text of a table of this package as a phrase; one that is a phrase, as it is."""
    return text if isinstance(text, Phrase | Capital) or not text else say(text)


def say(template: str, *values: Any) -> Phrase:
    """Return a text made from a template and values; each language has a template of its own.

    ``say("{} is closed on {}", "Hall A", day_text(day))``; numbers as numbers, so that they choose between
    the forms of ``{:,} seat|{:,} seats``, and are written as readers of a language write them.
    """
    return Phrase(template, *values)


_FORMS: Mapping[type[Capital], str] = {
    Capital: "capital",
    Lowered: "lowered",
    Unstopped: "unstopped",
}
"""How JSON calls a text that is made of a phrase."""


def row_of_phrase(text: str) -> Any:
    """Return a phrase as JSON has it: its template and its values; any other text as itself."""
    if isinstance(text, Phrase):
        return [
            text.template,
            *(row_of_phrase(v) if isinstance(v, str) else v for v in text.values),
        ]
    if isinstance(text, Capital):
        return {_FORMS[type(text)]: row_of_phrase(text.phrase)}
    return {"figure": str(text)} if isinstance(text, Figure) else text


def phrase_of_row(row: Any) -> Any:
    """Return the phrase that JSON has: the opposite.

    Raises
    ------
    ValueError
        When it is none.
    """
    if isinstance(row, list) and row and isinstance(row[0], str):
        try:
            return Phrase(row[0], *map(phrase_of_row, row[1:]))
        except (IndexError, KeyError, TypeError) as error:
            raise ValueError(f"{row[0]}: has other values.") from error
    for form, name in _FORMS.items():
        if isinstance(row, dict) and name in row:
            return form(phrase_of_row(row[name]))
    if isinstance(row, dict) and "figure" in row:
        return Figure(row["figure"])
    return row
