"""Phrases: texts that know the template and the values they are made of, so that they can be said otherwise.

A phrase is the English text itself, and goes wherever text goes. A catalogue of another language has its
template as a key (`scheduler.french`); what is said there is made of the same values, phrases again.
"""

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
            shape = one if values[0] == 1 else several
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


class Capital(str):
    """A text that begins a sentence; it knows the phrase that it is."""

    __slots__ = ("phrase",)
    phrase: str

    def __new__(cls, phrase: str) -> "Capital":
        """Make the first letter of a phrase a capital."""
        made = super().__new__(cls, phrase[:1].upper() + phrase[1:])
        made.phrase = phrase
        return made

    def __getnewargs__(self) -> tuple[str]:
        """Return what a copy is made of."""
        return (self.phrase,)


def say(template: str, *values: Any) -> Phrase:
    """Return a text made from a template and values; each language has a template of its own.

    ``say("{} is closed on {}", "Hall A", day_text(day))``; numbers as numbers, so that they choose between
    the forms of ``{:,} seat|{:,} seats``, and are written as readers of a language write them.
    """
    return Phrase(template, *values)
