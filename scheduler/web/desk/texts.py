"""Texts of the desk in its languages: those of the page and the phrases of answers."""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from scheduler.phrases import Capital, Phrase
from scheduler.translations import DESK, SOURCE, forms, in_language, languages

TEXTS: Mapping[str, str] = json.loads(
    (Path(__file__).parent / "templates" / "texts.json").read_text("utf-8")
)
"""Texts of the page in English, by key."""
_SAID = (Phrase, Capital)


@lru_cache(maxsize=1)
def spoken() -> tuple[str, ...]:
    """Return the languages of the desk: English, and those whose catalogue has most texts of its page."""
    return (SOURCE, *(each for each in languages()[1:] if len(_known(each)) > len(TEXTS) / 2))


def script() -> str:
    """Return the texts of the page as the beginning of its script, in each language and by their keys."""
    words = {each: {**TEXTS, **_known(each)} for each in spoken()}
    return f"const WORDS = {json.dumps(words, ensure_ascii=False)};\n"


def _known(language: str) -> Mapping[str, str]:
    if language == SOURCE:
        return TEXTS
    found = {key: forms(text, language, DESK) for key, text in TEXTS.items()}
    return {key: "|".join(each) for key, each in found.items() if each}


def language_of(asked: Sequence[str]) -> str:
    """Return the language that is asked for; English, if it is none of ours."""
    return asked[0] if len(asked) == 1 and asked[0] in spoken() else SOURCE


def translations_of(answer: Any, wanted: Sequence[str]) -> Mapping[str, Mapping[str, str]]:
    """Return the phrases of an answer by language and English text, as far as its catalogue has them."""
    phrases = [*_phrases(answer)] if set(wanted) - {SOURCE} else []
    return {
        language: {str(each): said for each in phrases if (said := _said(each, language)) != each}
        for language in wanted
        if language != SOURCE
    }


def _phrases(value: Any) -> Iterator[str]:
    if isinstance(value, _SAID):
        yield value
    elif isinstance(value, Mapping):
        for pair in value.items():
            yield from _phrases(pair)
    elif isinstance(value, list | tuple) and set(map(type, value)) != {int}:
        for each in value:
            yield from _phrases(each)


_said = lru_cache(16_384, typed=True)(in_language)
