"""The few words that calendars say themselves, in each language that they know."""

from dataclasses import dataclass

from scheduler.publishing.languages import language_for
from scheduler.publishing.records import Language


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
