"""Dates and zones in words, in the languages that publications have words of their own in."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from scheduler.publishing.records import Conference, Language
from scheduler.translations import names_of_months, names_of_weekdays, translated
from scheduler.wording import are_whole_days

_DATES = ("{weekday} {day} {month} {year}", "{day} {month} {year}", "{day} {month}")
"""A date in full, without its weekday, and without its year."""
_FIRST, _ZONE = "1", "{place} time ({offset})"
TEXTS = (*_DATES, _FIRST, _ZONE)
"""What catalogues translate."""


def full_date(day: date, language: Language) -> str:
    """Return a date as ``Monday 8 November 2021``."""
    return _written(_DATES[0], day, language)


def plain_date(day: date, language: Language) -> str:
    """Return a date as ``8 November 2021``."""
    return _written(_DATES[1], day, language)


def day_and_month(day: date, language: Language) -> str:
    """Return a date as ``8 November``."""
    return _written(_DATES[2], day, language)


def form_of_dates(language: Language) -> str:
    """Return how a date in full is written, for scripts."""
    return translated(_DATES[0], language, "dates")


def first_of_month(language: Language) -> str:
    """Return the number of the first day of a month: ``1er`` in French."""
    return translated(_FIRST, language, "first of a month")


def form_of_zones(language: Language) -> str:
    """Return how a zone is written: its place, ``de`` before it where the language has that, its offset."""
    return translated(_ZONE, language, "dates")


def _written(form: str, day: date, language: Language) -> str:
    return translated(form, language, "dates").format(
        weekday=names_of_weekdays(language)[day.weekday()],
        day=first_of_month(language) if day.day == 1 else day.day,
        month=names_of_months(language)[day.month - 1],
        year=day.year,
    )


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
    return form_of_zones(language).format(place=place, offset=offset, of=of)


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
