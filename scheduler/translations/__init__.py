"""Texts in the language of their reader: catalogues of gettext, one file for each language.

Texts stand in the code in English, and in ``<language>.po`` beside this module in another language: adding a
file adds a language. A text that a catalogue lacks is shown in English; `scheduler.publishing.texts` lists
those.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from scheduler.phrases import Capital, Figure, Phrase

SOURCE = "en"
"""The language of the code."""
PLANNERS, DESK = "planners", "desk"
"""Contexts of phrases for planners, and of what the page of the desk says."""

_TWO_STOPS = re.compile(r"(?<!\.)\.\.(?!\S)")
"""Where a sentence ends with an abbreviation, whose stop is its own, too."""


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """Return the languages that there are texts in: English, then the others by their tags."""
    names = (each.name for each in files(__name__).iterdir())
    return (SOURCE, *sorted(name.removesuffix(".po") for name in names if name.endswith(".po")))


@lru_cache
def catalogue(language: str) -> Catalog:
    """Return the catalogue of a language, as translators write it."""
    with files(__name__).joinpath(f"{language}.po").open("rb") as file:
        return read_po(file, locale=language)


@lru_cache
def translations(language: str) -> NullTranslations:
    """Return the translations into a language, compiled when they are first used; English needs none."""
    if language == SOURCE:
        return NullTranslations()
    target = BytesIO()
    write_mo(target, catalogue(language))
    target.seek(0)
    return GNUTranslations(target)


@lru_cache(4096)
def translated(text: str, language: str, context: str) -> str:
    """Return an English text in one of `languages`.

    `context` is what the text is for: catalogues tell several translations of one English text apart by it.
    """
    known = translations(language)
    found = known.pgettext(context, text)
    return known.gettext(text) if found == text else found


def in_language(text: str, language: str) -> str:
    """Return a phrase in a language, made of the same values; English, if the catalogue lacks it.

    A text that is no phrase, such as a name, stays as it is.
    """
    if language == SOURCE:
        return text
    if isinstance(text, Phrase):
        form = _form(text, language)
        if form is None:
            return str(text)
        said = form.format(*(_value(each, language) for each in text.values))
        return _TWO_STOPS.sub(".", said) if "}." in form else said
    if isinstance(text, Capital):
        return text.shaped(in_language(text.phrase, language))
    return text.translate(_signs(language)) if isinstance(text, Figure) else text


@lru_cache(4096)
def forms(template: str, language: str, context: str = PLANNERS) -> tuple[str, ...] | None:
    """Return the forms of a template in a language, for each of its numbers; None if it lacks it."""
    known = catalogue(language)
    english = template.partition("|")[0]
    found = known.get(english, context) or known.get(english)
    said = (found and found.string) or ""
    all_said = (said,) if isinstance(said, str) else tuple(said)
    return all_said if all(all_said) else None


def _form(phrase: Phrase, language: str) -> str | None:
    template = phrase.template
    found = forms(template, language)
    if found is None and not any(map(str.isalpha, template)):  # marks between values
        parts = template.split("{}")
        return "{}".join((forms(each, language) or (each,))[0] for each in parts)
    if found is None or len(found) == 1:
        return found and found[0]
    plural: int = translations(language).plural(_amount(phrase.values[0]))  # type: ignore[attr-defined]
    return found[plural]


def _amount(value: Any) -> int:
    """Return how many there are, of a number or a figure."""
    digits = re.search(r"\d+", str(value).replace(",", ""))
    return int(digits[0]) if digits else 0


class _Number(int):
    """A number that is written with the signs of a language, unless a template says how."""

    signs: Mapping[int, str]

    def __format__(self, spec: str) -> str:
        return format(int(self), spec or ",").translate({} if spec else self.signs)


def _value(value: Any, language: str) -> Any:
    if isinstance(value, str):
        return in_language(value, language)
    if not isinstance(value, int):
        return value
    number = _Number(value)
    number.signs = _signs(language)
    return number


@lru_cache
def _signs(language: str) -> Mapping[int, str]:
    """Return the signs of numbers by the English ones."""
    signs = (locale_of(language) or Locale(SOURCE)).number_symbols["latn"]
    return str.maketrans({",": signs["group"], ".": signs["decimal"], " ": "\u00a0"})


@lru_cache
def locale_of(tag: str) -> Locale | None:
    """Return what Unicode's tables (CLDR) know of a language; None where they do not know it."""
    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return None


def language_name(tag: str, language: str) -> str:
    """Return the name of a language in another, as it stands alone; its tag, where no name is known."""
    return _capital(_language_name(tag, language), tag)


def languages_listed(tags: Iterable[str], language: str) -> str:
    """Return the names of languages in a row."""
    return _capital(", ".join(_language_name(tag, language) or tag for tag in tags), "")


@lru_cache
def _language_name(tag: str, language: str) -> str:
    known, reader = locale_of(tag), locale_of(language)
    return "" if known is None else known.get_display_name(reader) or ""


def _capital(text: str, otherwise: str) -> str:
    return text[:1].upper() + text[1:] or otherwise


@lru_cache
def names_of_weekdays(language: str, width: Any = "wide") -> tuple[str, ...]:
    """Return the names of the weekdays, Monday first; ``abbreviated`` ones are short."""
    names = (locale_of(language) or Locale(SOURCE)).days["format"][width]
    return tuple(names[number] for number in range(7))


@lru_cache
def names_of_months(language: str, width: Any = "wide") -> tuple[str, ...]:
    """Return the names of the months, January first; ``abbreviated`` ones are short."""
    names = (locale_of(language) or Locale(SOURCE)).months["format"][width]
    return tuple(names[number] for number in range(1, 13))
