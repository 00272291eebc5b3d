"""Names of weekdays and months, in the languages that publications have words of their own in."""

from collections.abc import Mapping

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


def day_number(day: int, language: Language) -> str:
    """Return the number of a day in its month: French says ``1er`` of the first."""
    return "1er" if language == "fr" and day == 1 else str(day)
