"""All texts that participants read; ``python -m scheduler.publishing.texts`` lists what catalogues lack."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from scheduler.publishing import dates
from scheduler.publishing.conferences import TEAM
from scheduler.publishing.exports.words import ENGLISH as EXPORTS
from scheduler.publishing.feeds.words import ENGLISH as CALENDARS
from scheduler.publishing.notices.words import ENGLISH as NOTICES
from scheduler.publishing.page.words import WORDS
from scheduler.translations import SOURCE, languages
from scheduler.translations.catalogues import catalogue

TABLES = (CALENDARS, WORDS, EXPORTS, NOTICES, dates.TEXTS, TEAM)


def texts() -> Iterator[str]:
    """Yield all texts in English; of those for one and for several, that for one."""
    for table in TABLES:
        yield from _in(table)


def lacking(language: str) -> list[str]:
    """Return the texts that a catalogue does not translate, in English."""
    known = {_text(each.id) for each in catalogue(language) if each.id and each.string}
    return [each for each in dict.fromkeys(texts()) if each not in known]


def superfluous(language: str) -> list[str]:
    """Return the texts of a catalogue that nobody says any more."""
    said = {*texts()}
    return [
        _text(each.id) for each in catalogue(language) if each.id and _text(each.id) not in said
    ]


def _in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from (value,) if value and value != SOURCE else ()
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _in(each)
    elif isinstance(value, tuple):
        for each in value[:1] if _is_plural(value) else value:
            yield from _in(each)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _in(getattr(value, field.name))


def _is_plural(forms: tuple[Any, ...]) -> bool:
    """Tell whether a pair is of a text for one and a text for several."""
    return len(forms) == 2 and str(forms[0]).startswith("1 ") and "{}" in str(forms[1])


def _text(id: Any) -> str:
    return str(id[0] if isinstance(id, list | tuple) else id)


if __name__ == "__main__":
    for tag in languages()[1:]:
        print(f"{tag}: {len(lacking(tag))} texts are not translated")  # noqa: T201 - a command
        for text in lacking(tag):
            print(f"  {text}")  # noqa: T201 - a command
