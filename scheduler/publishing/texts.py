"""All texts that people read; ``python -m scheduler.publishing.texts`` lists what catalogues lack."""

import ast
import json
import re
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path

from scheduler.catalogue import RULES, name_of, plain_sentence
from scheduler.publishing.words import KEYED
from scheduler.translations import DESK, PLANNERS, catalogue, forms, languages
from scheduler.wording import counting

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
_WORDS = re.compile(r"\bwords_in\(.*\)$|\b_?words$")
"""Who says texts to participants (`scheduler.publishing.words`)."""


def lacking(language: str) -> list[str]:
    """Return the texts for participants that a catalogue does not translate, in English."""
    own = (each for each in catalogue(language) if each.context not in (PLANNERS, DESK))
    known = {each.id for each in own if each.string}
    return [each for each in _texts() if each not in known]


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
    """Return the texts of a catalogue for participants that the code no longer uses."""
    said = {*_texts()}
    own = (each for each in catalogue(language) if each.context not in (PLANNERS, DESK))
    return [str(each.id) for each in own if each.id and each.id not in said]


def _texts() -> Iterable[str]:
    keyed = (text for table in KEYED.values() for text in table.values())
    return dict.fromkeys((*keyed, *_said(Path(str(files("scheduler.publishing"))))))


def _said(package: Path) -> Iterator[str]:
    """Yield the texts that sources and templates say to participants in place."""
    for source in sorted(package.rglob("*.py")):
        for node in ast.walk(ast.parse(source.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _WORDS.search(ast.unparse(node.func)):
                said = [each for each in ast.walk(node.args[0]) if isinstance(each, ast.Constant)]
                yield from (each.value for each in said if isinstance(each.value, str))
    for page in sorted(package.rglob("*.html")):
        yield from re.findall(r'\b_\("([^"]+)"', page.read_text("utf-8"))


if __name__ == "__main__":
    for tag in languages()[1:]:
        for whom, lacks in (
            ("participants", lacking(tag)),
            ("planners", lacking_for_planners(tag)),
        ):
            print(f"{tag}: {len(lacks)} texts for {whom} are not translated")  # noqa: T201 - a command
            for text in lacks:
                print(f"  {text}")  # noqa: T201 - a command
