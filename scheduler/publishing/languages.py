"""Which of several languages a reader is shown, one rule for all that is published.

The lookup of RFC 4647 (section 3.4): ``fr-CH``, else ``fr``. Where that finds nothing, a language of the same
family is nearer than any other: ``fr-CA``. Else the reader is shown the first there is.
"""

from collections.abc import Collection, Iterator, Mapping

from scheduler.publishing.records import Language
from scheduler.translations import SOURCE, languages


def language_for(wanted: Language, known: Collection[Language]) -> Language | None:
    """Return the language to show to a reader of another one; None if none of its family is known.

    Of several that are equally near, the first.
    """
    ranges = tuple(_ranges(wanted))
    exact = (each for each in ranges if each in known)
    akin = (tag for each in ranges for tag in known if tag.startswith(f"{each}-"))
    return next(exact, None) or next(akin, None)


def _ranges(wanted: Language) -> Iterator[Language]:
    while wanted:
        yield wanted
        wanted = wanted.rpartition("-")[0]


def text_and_language(
    texts: Mapping[Language, str], wanted: Language
) -> tuple[str, Language | None]:
    """Return a text as readers of a language are shown it, and what it is in; None if there is none."""
    told = {language: text for language, text in texts.items() if text}
    language = language_for(wanted, told) or next(iter(told), None)
    return ("", None) if language is None else (told[language], language)


def text_in(texts: Mapping[Language, str], wanted: Language, otherwise: str = "") -> str:
    """Return a text as readers of a language are shown it; something else, if there is no text."""
    return text_and_language(texts, wanted)[0] or otherwise


def spoken(language: Language) -> Language:
    """Return the language of our own words that readers of a language are shown; English, if not theirs."""
    return language_for(language, languages()) or SOURCE
