"""Dates and zones in words, in the languages that publications have words of their own in."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from scheduler.publishing.languages import spoken, text_in
from scheduler.publishing.records import Language, PublishedConference, Texts
from scheduler.publishing.words import words_in
from scheduler.translations import names_of_months, names_of_weekdays
from scheduler.wording import are_whole_days, one_line


def full_date(day: date, language: Language) -> str:
    """Return a date as ``Monday 8 November 2021``."""
    return _written(full_form(language), day, language)


def date_heading(day: date, language: Language) -> str:
    """Return a date in full, as it stands in a heading."""
    text = full_date(day, language)
    return text[:1].upper() + text[1:]


def moment(instant: datetime, zone: ZoneInfo, language: Language) -> str:
    """Return an instant as ``Monday 8 November 2021, 10:00`` on the clocks of ``zone``."""
    wall = instant.astimezone(zone)
    return f"{full_date(wall.date(), language)}, {wall:%H:%M}"


def full_form(language: Language) -> str:
    """Return how a date is written in full."""
    return words_in("dates", language)("{weekday} {day} {month} {year}")


def plain_date(day: date, language: Language) -> str:
    """Return a date as ``8 November 2021``."""
    return _written(words_in("dates", language)("{day} {month} {year}"), day, language)


def day_and_month(day: date, language: Language) -> str:
    """Return a date as ``8 November``."""
    return _written(words_in("dates", language)("{day} {month}"), day, language)


def first_of_month(language: Language) -> str:
    """Return the number of the first day of a month: ``1er`` in French."""
    return words_in("first of a month", language)("1")


def _written(form: str, day: date, language: Language) -> str:
    own = spoken(language)
    return form.format(
        weekday=names_of_weekdays(own)[day.weekday()],
        day=first_of_month(own) if day.day == 1 else day.day,
        month=names_of_months(own)[day.month - 1],
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
    words = words_in("dates", language)
    return words("{place} time ({offset})").format(place=place, offset=offset, of=of)


def zone_of_venue(conference: PublishedConference, language: Language) -> str:
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


Breaks = Sequence[tuple[Texts, Sequence[tuple[datetime, datetime]]]]
"""Names, empty where breaks have none, each with the stretches of time, on the clocks of the venue."""


def breaks_on(conference: PublishedConference, day: date) -> Breaks:
    """Return the breaks of a day, by name; names in the order of their first break."""
    zone, found = ZoneInfo(conference.zone), defaultdict[Any, list[tuple[datetime, datetime]]](list)
    for since, until, titles, _ in conference.breaks:
        start = since.astimezone(zone)
        if start.date() == day:
            found[tuple(titles.items())].append((start, until.astimezone(zone)))
    return [(dict(titles), times) for titles, times in found.items()]


def breaks_in_words(conference: PublishedConference, day: date, language: str, word: str) -> str:
    """Return the breaks of a day as ``Coffee 10:45–11:15, 15:45–16:15``; `word` for what has no name."""
    return "; ".join(
        f"{one_line(text_in(titles, language)) or word} "
        + ", ".join(hours_between(since, until) for since, until in times)
        for titles, times in breaks_on(conference, day)
    )


def hours_in_words(start: datetime, end: datetime, zone: str, language: Language) -> str:
    """Return when something takes place by the clocks of a zone: day, hours, place, offset to UTC."""
    words, here = words_in("calendars", language), ZoneInfo(zone)
    first, last = start.astimezone(here), end.astimezone(here)
    days, until = (last.date() - first.date()).days, f"{last:%H:%M}"
    if days == 1:
        until = words("{} the next day").format(until)
    elif days:
        until = f"{full_date(last.date(), language)}, {until}"
    return words("{day}, {start} to {end} ({place}, {offset})").format(
        day=full_date(first.date(), language),
        start=f"{first:%H:%M}",
        end=until,
        place=city(zone),
        offset=offset_in_words(first),
    )


def pause_in_words(
    start: datetime, end: datetime, title: str, zone: str, language: Language
) -> str:
    """Return when there is a break by the clocks of a zone: what it is, hours and place."""
    words, here = words_in("calendars", language), ZoneInfo(zone)
    since, until = (f"{each.astimezone(here):%H:%M}" for each in (start, end))
    return words("{title}: {start} to {end} ({place})").format(
        title=title or words("Break"), start=since, end=until, place=city(zone)
    )


def show_the_same(moment: datetime, zone: str, other: str) -> bool:
    """Return whether the clocks of two zones show the same at a moment."""
    here, there = (moment.astimezone(ZoneInfo(each)).utcoffset() for each in (zone, other))
    return here == there
