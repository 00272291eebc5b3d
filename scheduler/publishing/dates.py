"""Dates and zones in words, in the languages that publications have words of their own in."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from scheduler.publishing.records import Conference, Language
from scheduler.wording import are_whole_days

WEEKDAYS: Mapping[Language, tuple[str, ...]] = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
}
"""Monday first."""

MONTHS: Mapping[Language, tuple[str, ...]] = {
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    "fr": (
        *("janvier", "février", "mars", "avril", "mai", "juin"),
        *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
    ),
}
"""January first."""


def full_date(day: date, language: Language) -> str:
    """Return a date as ``Monday 8 November 2021``."""
    return f"{WEEKDAYS[language][day.weekday()]} {plain_date(day, language)}"


def plain_date(day: date, language: Language) -> str:
    """Return a date as ``8 November 2021``."""
    return f"{day_and_month(day, language)} {day.year}"


def day_and_month(day: date, language: Language) -> str:
    """Return a date as ``8 November``; French says ``1er`` of the first."""
    number = "1er" if language == "fr" and day.day == 1 else str(day.day)
    return f"{number} {MONTHS[language][day.month - 1]}"


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


def dates_between(start: datetime, end: datetime) -> tuple[date, date] | None:
    """Return the first and the last date of whole days of UTC; None of hours."""
    if f"{start.tzinfo}" == "UTC" and are_whole_days(start, end):
        return start.date(), (end - timedelta(days=1)).date()
    return None


def hours_between(start: datetime, end: datetime) -> str:
    """Return a stretch as ``09:30–10:45``; of whole days of UTC, the dates."""
    days = dates_between(start, end)
    if days is None:
        return f"{start:%H:%M}–{end:%H:%M}"
    first, last = days
    return f"{first}" if first == last else f"{first} – {last}"
