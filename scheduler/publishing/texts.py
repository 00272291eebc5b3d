"""All texts that people read; ``python -m scheduler.publishing.texts`` lists what catalogues lack."""

import ast
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from scheduler.catalogue import RULES, name_of, plain_sentence
from scheduler.publishing import dates
from scheduler.publishing.conferences import TEAM
from scheduler.publishing.feeds.words import ENGLISH as CALENDARS
from scheduler.publishing.notices.words import ENGLISH as NOTICES
from scheduler.publishing.page.words import WORDS
from scheduler.publishing.words import EXPORTS
from scheduler.translations import DESK, PLANNERS, SOURCE, forms, languages
from scheduler.translations.catalogues import catalogue
from scheduler.wording import counting

TABLES = (CALENDARS, WORDS, EXPORTS, NOTICES, dates.TEXTS, TEAM)
_ROOMS = (
    "evaluation",
    "explanation",
    "instance",
    "desk",
    "web",
    "comparison",
    "reporting",
    "wording.py",
)
"""Where phrases are said to planners (`scheduler.phrases.say`); terminals speak English."""


def texts() -> Iterator[str]:
    """Yield all texts in English; of those for one and for several, that for one."""
    for table in TABLES:
        yield from _in(table)


def lacking(language: str) -> list[str]:
    """Return the texts for participants that a catalogue does not translate, in English."""
    own = (each for each in catalogue(language) if each.context not in (PLANNERS, DESK))
    known = {_text(each.id) for each in own if each.id and each.string}
    return [each for each in dict.fromkeys(texts()) if each not in known]


def lacking_for_planners(language: str) -> list[str]:
    """Return what the desk and the page of a comparison say that a catalogue does not translate."""
    package = files("scheduler")
    page = json.loads((package / "web/desk/templates/texts.json").read_text("utf-8")).values()
    rules = [text for rule in RULES for text in (name_of(rule), plain_sentence(rule))]
    said = dict.fromkeys((*rules, *_phrases(Path(str(package)))))
    lacks = [each for each in said if forms(each, language, PLANNERS) is None]
    return lacks + [each for each in page if forms(each, language, DESK) is None]


def _phrases(package: Path) -> Iterator[str]:
    """Yield the templates of phrases that stand in the sources, as far as they stand where they are said."""
    for room in _ROOMS:
        path = package / room
        for source in sorted(path.rglob("*.py")) if path.is_dir() else (path,):
            for node in ast.walk(ast.parse(source.read_text("utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                    arguments = [each.value for each in node.args if isinstance(each, ast.Constant)]
                    words = [each for each in arguments if isinstance(each, str)]
                    if node.func.id == "say" and words and words[0] == arguments[0]:
                        yield from words[:1] if re.search(r"[^\W\d_]{2}", words[0]) else ()
                    elif node.func.id == "counted" and words:
                        yield counting(*words[:2])
        for page in sorted(path.rglob("*.html")):
            yield from re.findall(r'_\("([^"]+)"', page.read_text("utf-8"))


def superfluous(language: str) -> list[str]:
    """Return the texts of a catalogue for participants that nobody says any more."""
    said = {*texts()}
    own = (each for each in catalogue(language) if each.context not in (PLANNERS, DESK))
    return [_text(each.id) for each in own if each.id and _text(each.id) not in said]


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
        for whom, lacks in (
            ("participants", lacking(tag)),
            ("planners", lacking_for_planners(tag)),
        ):
            print(f"{tag}: {len(lacks)} texts for {whom} are not translated")  # noqa: T201 - a command
            for text in lacks:
                print(f"  {text}")  # noqa: T201 - a command
