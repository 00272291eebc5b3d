"""What an answer says in French: each of its phrases by its English text, for pages in French."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Literal

from scheduler.french import in_french
from scheduler.phrases import Capital, Phrase

Language = Literal["en", "fr"]
_SAID = (Phrase, Capital)


def language_of(asked: Sequence[str]) -> Language:
    """Return the language that is asked for; English, if it is none of ours."""
    return "fr" if asked == ["fr"] else "en"


def in_language(text: str, language: Language) -> str:
    """Return a text in a language."""
    return in_french(text) if language == "fr" else text


def french_of(answer: Any) -> Mapping[str, str]:
    """Return the phrases of an answer, with what a reader of French reads in their place."""
    return {str(each): said for each in _phrases(answer) if (said := _french(each)) != each}


def _phrases(value: Any) -> Iterator[str]:
    if isinstance(value, _SAID):
        yield value
    elif isinstance(value, Mapping):
        for pair in value.items():
            yield from _phrases(pair)
    elif isinstance(value, list | tuple) and set(map(type, value)) != {int}:
        for each in value:
            yield from _phrases(each)


@lru_cache(16_384, typed=True)
def _french(phrase: str) -> str:
    return in_french(phrase)
