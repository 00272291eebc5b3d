"""Dates in words, in the languages that publications have words of their own in."""

from collections.abc import Mapping
from datetime import date

from scheduler.publishing.records import Language

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
