"""The few words that calendars say themselves, in each language, and names where there is little room."""

import hashlib
import re
from dataclasses import dataclass

from scheduler.publishing.feeds.kinds import Picked, Which
from scheduler.publishing.feeds.texts import cut_at_word, one_line, width
from scheduler.publishing.languages import language_for, text_in
from scheduler.publishing.records import Conference, Language, Named, Person


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a language; what stands in braces is filled in."""

    language: Language
    cancelled: str
    online: str
    hours: str
    """From when to when: day, start, end, place, offset."""
    local: str
    """The hours of a remote participant: hours."""
    next_day: str
    """An hour of the day after: hour."""
    kind: str
    body: str
    themes: str
    interpretation: str
    page: str
    watch: str
    join: str
    tentative: str
    picked: str
    """The name of a feed of picked sessions."""
    clocks: str
    """Whose clocks count: place."""


_ENGLISH = Words(
    language="en",
    cancelled="CANCELLED: {}",
    online="Online",
    hours="{day}, {start} to {end} ({place}, {offset})",
    local="Where you are: {}",
    next_day="{} the next day",
    kind="Type: {}",
    body="Body: {}",
    themes="Themes: {}",
    interpretation="Interpretation: {}",
    page="Programme: {}",
    watch="Watch: {}",
    join="Join: {}",
    tentative="Draft: this may still change.",
    picked="my sessions",
    clocks="All times are those of {}.",
)

_FRENCH = Words(
    language="fr",
    cancelled="ANNULÉ : {}",
    online="En ligne",
    hours="{day}, de {start} à {end} ({place}, {offset})",
    local="Chez vous : {}",
    next_day="{} le lendemain",
    kind="Type : {}",
    body="Organe : {}",
    themes="Thèmes : {}",
    interpretation="Interprétation : {}",
    page="Programme : {}",
    watch="Regarder : {}",
    join="Participer : {}",
    tentative="Projet : ceci peut encore changer.",
    picked="mes séances",
    clocks="Toutes les heures sont locales ({}).",
)

_KNOWN = {"en": _ENGLISH, "fr": _FRENCH}


def words_in(language: Language) -> Words:
    """Return the words of a language; English ones, where it is not known."""
    return _KNOWN.get(language_for(language, _KNOWN) or "", _ENGLISH)


SHORT = 24
"""UTF-16 units of a short title at most."""

NAME = 60
"""UTF-16 units of the name of a calendar at most: lists of calendars show no more."""

_LONGEST_ID = 20
_ABBREVIATION = re.compile(r"\b[A-Z][A-Z0-9]*[A-Z][A-Z0-9]*(?:[-– ]?\d{2,4})?\b")
"""``WTDC-21``, ``COP 26``, ``UNCTAD``."""


def title_of(conference: Conference, language: Language) -> str:
    """Return the name of a conference in one line."""
    return one_line(text_in(conference.titles, language)) or conference.name


def short_title_of(conference: Conference, language: Language) -> str:
    """Return the name of a conference in a few letters.

    Those that the instance gives, else the title, if it is short; else an abbreviation in it; else its first
    words, up to a comma at most.
    """
    given = one_line(text_in(conference.short_titles, language), SHORT)
    title = title_of(conference, language)
    if given or width(title) <= SHORT:
        return given or title
    found = _ABBREVIATION.search(title)
    if found and width(found[0]) <= SHORT:
        return found[0]
    return cut_at_word(title.partition(",")[0], SHORT)


def name_of_calendar(
    which: Which, thing: Named | Person | None, conference: Conference, language: Language
) -> str:
    """Return the name of a calendar: what distinguishes it, then the conference.

    Parameters
    ----------
    which
        The calendar.
    thing
        The room, body, person … that it is about, if it is about one.
    conference
        Of which it is a part.
    language
        That of its readers.
    """
    short = short_title_of(conference, language)
    if thing is not None:
        return _name_of_part(thing, short, language)
    if isinstance(which, Picked):
        return f"{words_in(language).picked} – {short}"
    title = title_of(conference, language)
    return short if conference.short_titles and width(title) > NAME else cut_at_word(title, NAME)


def _name_of_part(thing: Named | Person, short: str, language: Language) -> str:
    """Return the name of a calendar that is about something.

    A name that has to be cut is followed by the id, so that names that differ at their ends stay apart.
    """
    room = NAME - width(f" – {short}")
    name = one_line(text_in(thing.titles, language)) or thing.id
    if width(name) > room:
        mark = f" ({_mark_of(thing.id)})"
        name = cut_at_word(name, room - width(mark)) + mark
    return f"{name} – {short}"


def _mark_of(id: str) -> str:
    """Return an id, or of a long one what is no other's."""
    if len(id) <= _LONGEST_ID:
        return id
    return f"{id[: _LONGEST_ID - 7]}-{hashlib.sha256(id.encode()).hexdigest()[:6]}"
