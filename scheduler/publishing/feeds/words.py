"""The few words that calendars say themselves, in each language that they know."""

from dataclasses import dataclass

from scheduler.publishing.dates import MONTHS, WEEKDAYS
from scheduler.publishing.records import Language


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a language; what stands in braces is filled in."""

    cancelled: str
    online: str
    hours: str
    """From when to when: day, start, end, place, offset."""
    local: str
    """The hours of a remote participant: hours."""
    day: str
    """A date: weekday, day, month, year."""
    next_day: str
    """An hour of the day after: hour."""
    weekdays: tuple[str, ...]
    months: tuple[str, ...]
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
    cancelled="CANCELLED: {}",
    online="Online",
    hours="{day}, {start} to {end} ({place}, {offset})",
    local="Where you are: {}",
    day="{weekday} {day} {month} {year}",
    next_day="{} the next day",
    weekdays=WEEKDAYS["en"],
    months=MONTHS["en"],
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
    cancelled="ANNULÉ : {}",
    online="En ligne",
    hours="{day}, de {start} à {end} ({place}, {offset})",
    local="Chez vous : {}",
    day="{weekday} {day} {month} {year}",
    next_day="{} le lendemain",
    weekdays=WEEKDAYS["fr"],
    months=MONTHS["fr"],
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

_BY_FAMILY = {"en": _ENGLISH, "fr": _FRENCH}


def words_in(language: Language) -> Words:
    """Return the words of a language; English ones, where it is not known."""
    return _BY_FAMILY.get(language.partition("-")[0], _ENGLISH)
