"""Catalogues of gettext, read from the files of translators and compiled when they are first used."""

from functools import lru_cache
from gettext import GNUTranslations
from importlib.resources import files
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


@lru_cache
def catalogue(language: str) -> Catalog:
    """Return the catalogue of a language, as translators write it."""
    with files("scheduler.translations").joinpath(f"{language}.po").open("rb") as file:
        return read_po(file, locale=language)


@lru_cache
def compiled(language: str) -> GNUTranslations:
    """Return what translates into a language."""
    target = BytesIO()
    write_mo(target, catalogue(language))
    target.seek(0)
    return GNUTranslations(target)
