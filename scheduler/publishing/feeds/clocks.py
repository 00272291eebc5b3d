"""Hours in words, by the clocks of somebody elsewhere."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from scheduler.publishing.dates import full_date
from scheduler.publishing.feeds.words import Words
from scheduler.publishing.zone_names import city, offset_in_words

_UNIVERSAL = frozenset(
    {"UTC", "UCT", "Universal", "Zulu", "GMT", "GMT0", "GMT+0", "GMT-0", "Greenwich"}
)


def hours_in_words(start: datetime, end: datetime, zone: str, words: Words) -> str:
    """Return when something takes place by the clocks of a zone: day, hours, place, offset to UTC."""
    here = ZoneInfo(zone)
    first, last = start.astimezone(here), end.astimezone(here)
    return words.hours.format(
        day=_day(first, words),
        start=_hour(first),
        end=_end(first, last, words),
        place=city(zone),
        offset=offset_in_words(first),
    )


def _end(first: datetime, last: datetime, words: Words) -> str:
    """Return the hour of the end, and its day where that is not the same."""
    days = (last.date() - first.date()).days
    if days == 0:
        return _hour(last)
    return (
        words.next_day.format(_hour(last)) if days == 1 else f"{_day(last, words)}, {_hour(last)}"
    )


def _day(moment: datetime, words: Words) -> str:
    return full_date(moment.date(), words.language)


def _hour(moment: datetime) -> str:
    return f"{moment:%H:%M}"


def show_the_same(moment: datetime, zone: str, other: str) -> bool:
    """Tell whether the clocks of two zones show the same at a moment."""
    there = moment.astimezone(UTC)
    return (
        there.astimezone(ZoneInfo(zone)).utcoffset()
        == there.astimezone(ZoneInfo(other)).utcoffset()
    )


def is_universal(zone: str) -> bool:
    """Tell whether a zone is UTC under one of its names: then times need no zone."""
    return zone.removeprefix("Etc/") in _UNIVERSAL
