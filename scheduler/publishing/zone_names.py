"""Zones as people name them: by a place, and by how far its clocks are from UTC."""

from collections.abc import Iterable, Mapping
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from scheduler.publishing.records import Conference, Language

FORMS: Mapping[Language, str] = {
    "en": "{place} time ({offset})",
    "fr": "heure {of}{place} ({offset})",
}
"""A zone in words, in the languages that publications have words of their own in."""

_VOWELS = frozenset("AEIOUÀÂÉÈÊËÎÏÔÛÜ")


def city(zone: str) -> str:
    """Return the place that names a zone: ``Addis Ababa`` of ``Africa/Addis_Ababa``."""
    return zone.rpartition("/")[2].replace("_", " ")


def zone_in_words(zone: str, language: Language, moments: Iterable[datetime]) -> str:
    """Return a zone as ``Addis Ababa time (UTC+3)``; two offsets, if its clocks change between moments."""
    there = (moment.astimezone(ZoneInfo(zone)) for moment in moments)
    offset = " / ".join(dict.fromkeys(map(offset_in_words, there)))
    place = city(zone)
    if place == offset:
        return offset
    of = "d’" if place[:1].upper() in _VOWELS else "de "
    return FORMS[language].format(place=place, offset=offset, of=of)


def zone_of_venue(conference: Conference, language: Language) -> str:
    """Return the zone of a conference in words, as it is from its first day to its last."""
    noon = time(12, tzinfo=ZoneInfo(conference.zone))
    days = (conference.first_day, conference.last_day)
    moments = (datetime.combine(day, noon) for day in days)
    return zone_in_words(conference.zone, language, moments)


def offset_in_words(moment: datetime) -> str:
    """Return how far a clock is from UTC: ``UTC``, ``UTC+3``, ``UTC+5:45``, ``UTC−9:30``."""
    offset = moment.utcoffset() or timedelta()
    if not offset:
        return "UTC"
    hours, minutes = divmod(abs(offset) // timedelta(minutes=1), 60)
    sign = "+" if offset > timedelta() else "−"
    return f"UTC{sign}{hours}:{minutes:02}" if minutes else f"UTC{sign}{hours}"
