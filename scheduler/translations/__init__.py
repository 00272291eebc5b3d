"""Texts in the language of their reader: catalogues of gettext, one file for each language.

Texts stand in the code in English, and in ``<language>.po`` beside this module in another language: adding a
file adds a language. A text that a catalogue lacks is shown in English; `scheduler.publishing.texts` lists
those.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from functools import lru_cache
from gettext import NullTranslations
from importlib import import_module
from importlib.resources import files
from typing import Any, TypeVar

from babel import Locale, UnknownLocaleError

SOURCE = "en"
"""The language of the code."""

T = TypeVar("T")


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """Return the languages that there are texts in: English, then the others by their tags."""
    names = (each.name for each in files(__name__).iterdir())
    return (SOURCE, *sorted(name.removesuffix(".po") for name in names if name.endswith(".po")))


@lru_cache
def translations(language: str) -> NullTranslations:
    """Return what translates into a language; English stays as it is, and loads nothing."""
    if language == SOURCE:
        return NullTranslations()
    found: NullTranslations = import_module("scheduler.translations.catalogues").compiled(language)
    return found


def translated(text: T, language: str, context: str) -> T:
    """Return a text in a language; or a record, mapping or tuple with all texts in it.

    Parameters
    ----------
    text
        In English.
    language
        One of `languages`.
    context
        What the text is for: catalogues tell several translations of one English text apart by it.
    """
    if isinstance(text, str):
        return _one(text, language, context)  # type: ignore[return-value]
    if isinstance(text, Mapping):
        return {key: translated(each, language, context) for key, each in text.items()}  # type: ignore[return-value]
    if isinstance(text, tuple):
        return tuple(translated(each, language, context) for each in text)  # type: ignore[return-value]
    if is_dataclass(text) and not isinstance(text, type):
        values = {each.name: getattr(text, each.name) for each in fields(text)}
        return replace(
            text, **{name: translated(each, language, context) for name, each in values.items()}
        )
    return text


def counted(forms: Sequence[str], number: int, language: str) -> str:
    """Return a text for a number: forms are the English ones for one and for several."""
    one, several = forms
    return translations(language).ngettext(one, several, number)


def _one(text: str, language: str, context: str) -> str:
    if not text:
        return text
    known = translations(language)
    found = known.pgettext(context, text)
    return known.gettext(text) if found == text else found


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
