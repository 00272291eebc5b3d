"""Breaks of the hours of a day, as publications tell of them: those of one name together."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from scheduler.publishing.dates import hours_between
from scheduler.publishing.languages import text_in
from scheduler.publishing.records import Conference, Texts
from scheduler.wording import one_line

Breaks = Sequence[tuple[Texts, Sequence[tuple[datetime, datetime]]]]
"""Names, empty where breaks have none, each with the stretches of time, on the clocks of the venue."""


def breaks_on(conference: Conference, day: date) -> Breaks:
    """Return the breaks of a day, by name; names in the order of their first break."""
    zone, found = ZoneInfo(conference.zone), list[tuple[Texts, list[tuple[datetime, datetime]]]]()
    for since, until, titles, _ in conference.breaks:
        start = since.astimezone(zone)
        if start.date() != day:
            continue
        own = next((times for named, times in found if named == titles), None)
        if own is None:
            found.append((titles, own := []))
        own.append((start, until.astimezone(zone)))
    return found


def breaks_in_words(conference: Conference, day: date, language: str, word: str) -> str:
    """Return the breaks of a day as ``Coffee 10:45–11:15, 15:45–16:15``; `word` for what has no name."""
    return "; ".join(
        f"{one_line(text_in(titles, language)) or word} "
        + ", ".join(hours_between(since, until) for since, until in times)
        for titles, times in breaks_on(conference, day)
    )
