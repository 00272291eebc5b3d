"""The agenda of a session in the description of its event: a line for each item, if there is room."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from scheduler.publishing.dates import city
from scheduler.publishing.feeds.texts import one_line, width
from scheduler.publishing.feeds.words import Words, words_in
from scheduler.publishing.languages import text_in
from scheduler.publishing.records import Dealt, Entry, Language, Standing

_SYMBOLS = 120
"""UTF-16 units of the symbols of an item's documents at most."""


def agenda_in_words(entry: Entry, zone: str, language: Language, units: int) -> str:
    """Return the agenda of a session by the clocks of a zone, in at most so many UTF-16 units.

    Items for which there is no room are counted; a session that does not take place has no agenda.
    """
    if not entry.agenda or entry.standing is Standing.CANCELLED:
        return ""
    words, here = words_in(language), ZoneInfo(zone)
    heading = words.agenda.format(city(zone))
    lines = [_line(dealt, here, words, language) for dealt in entry.agenda]
    for kept in range(len(lines), 0, -1):
        text = "\n".join((heading, *lines[:kept], *_left(len(lines) - kept, words)))
        if width(text) <= units:
            return text
    return ""


def _left(items: int, words: Words) -> Sequence[str]:
    return [words.further.format(items)] if items else []


def _line(dealt: Dealt, here: ZoneInfo, words: Words, language: Language) -> str:
    title = one_line(text_in(dealt.titles, language, dealt.item))
    said = words.continued.format(title) if dealt.continued else title
    symbols = one_line(", ".join(paper.symbol for paper in dealt.papers), _SYMBOLS)
    return f"{dealt.start.astimezone(here):%H:%M} {said}" + (f" ({symbols})" if symbols else "")
