"""The catalogues: French templates by English ones, from files that every editor of translations opens.

The files are those of gettext, read as they are: its own reader wants them compiled, and a form of plurals
that is asked for by name, where here the number in a phrase chooses.
"""

import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files

from scheduler.catalogue import RULES, name_of, plain_sentence
from scheduler.french.rules import IN_FRENCH

NARROW, BROAD = "\u202f", "\u00a0"
"""Spaces at which no line breaks."""
_BEFORE = re.compile(r" (?=[:»%])|(?<=«) |(?<=\}) (?=(?:min|h|s|%)\b)")
_NARROW_BEFORE = re.compile(r" (?=[;!?])")


@lru_cache(maxsize=1)
def templates() -> Mapping[str, str]:
    """Return all French templates by the English ones."""
    found: dict[str, str] = {}
    for rule in RULES.values():
        words = IN_FRENCH[rule.id]
        found |= dict.fromkeys((name_of(rule.id), rule.id), words.name)
        found[rule.id.replace("_", " ")] = words.name[:1].lower() + words.name[1:]
        found |= dict.fromkeys((rule.sentence, plain_sentence(rule.id)), words.counts)
    for path in files("scheduler.french").iterdir():
        if path.name.endswith(".po"):
            found |= dict(entries(path.read_text(encoding="utf-8")))
    return {english: spaced(french) for english, french in found.items()}


def entries(text: str) -> Iterator[tuple[str, str]]:
    """Yield the entries of a file of gettext: what is said in English, and in French."""
    english = ""
    for line in text.split("\n"):
        kind, _, said = line.partition(" ")
        if kind == "msgid":
            english = json.loads(said)
        elif kind == "msgstr" and english:
            yield english, json.loads(said)


def spaced(template: str) -> str:
    """Return a template with the spaces of French: none breaks before a sign or a unit."""
    return _NARROW_BEFORE.sub(NARROW, _BEFORE.sub(BROAD, template))
