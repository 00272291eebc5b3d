"""Languages in which sessions are held, and what else other systems say of them."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from scheduler.instance import quoted
from scheduler.sources.programmes.records import Event

_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{2})|[-_]\w{3,})?", re.ASCII)
"""A tag, with a region, or with a style such as ``de-formal``."""
MOST_NAMED = 5
"""Languages that are named at most."""


def language_of(text: str) -> str:
    """Return the tag of a language, such as ``pt-BR``; nothing, if a text is none."""
    match = _LANGUAGE.fullmatch(text.strip())
    if match is None:
        return ""
    return match[1].lower() + (f"-{match[2].upper()}" if match[2] else "")


def usual_language(events: Iterable[Event], notes: list[str]) -> str:
    """Return the language in which most events are held, and take down what is no tag of one."""
    said = Counter(each.language for each in events if each.language)
    if others := [text for text in said if not language_of(text)]:
        named = ", ".join(map(quoted, others[:MOST_NAMED]))
        notes.append(f"Languages that are no tags such as `en`, and not taken over: {named}.")
    known: Counter[str] = Counter()
    for text, number in said.items():
        known[language_of(text)] += number
    known.pop("", None)
    return next((language for language, _ in known.most_common(1)), "")


def origin_row(event: Event, usual: str) -> dict[str, Any]:
    """Return what a row says of where an event comes from, where most are held in the language `usual`."""
    language = language_of(event.language)
    said = {"language": language} if language not in ("", usual) else {}
    origin = {**said, **event.origin}
    return {"origin": origin} if origin else {}
