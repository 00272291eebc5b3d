"""Hours that are longer than a programme, so that what is at once in it can be parted."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from scheduler.sources.programmes.clashes import Held, late_ones
from scheduler.sources.programmes.hours import COARSEST, MIDNIGHT, Band

ROOMY = 3
"""So many times the minutes that are to be parted have to be free in rooms, that hours stay as they are."""
BUSY = 1.25
"""The same of hours, and of the minutes of each person who is in two sessions at once."""


def longer_by(
    bands: Mapping[date, list[Band]], placed: Sequence[Held]
) -> dict[date, list[tuple[int, int]]]:
    """Return by what bands grow so that sessions which begin too early can be held after the others.

    As much as it takes in a room, or for a person. Only where rooms are so full that there is hardly another
    hour for them: nobody wishes for sessions at night because two are in one room at noon.
    """
    late = [each for each in late_ones(placed) if each.day is not None]
    if not _is_full(sum(band.minutes for some in bands.values() for band in some), placed, late):
        return {}
    minutes: dict[tuple[date, int], Counter[tuple[str, str]]] = {}
    for each in late:
        for band in bands.get(each.day, ()) if each.day is not None else ():
            if each.day is not None and band.start <= each.span[0] < band.end:
                taken = minutes.setdefault((each.day, band.end), Counter())
                taken["room", each.room] += each.minutes
                taken.update({("person", who): each.minutes for who in each.event.people})
    found: dict[date, list[tuple[int, int]]] = {}
    for (day, end), taken in minutes.items():
        until = min(-(-(end + max(taken.values())) // COARSEST) * COARSEST, MIDNIGHT)
        found.setdefault(day, []).append((end, until))
    return found


def _is_full(hours: int, placed: Sequence[Held], late: Sequence[Held]) -> bool:
    """Tell whether rooms, or persons, have hardly an hour more in so many minutes of a conference."""
    held = [each for each in placed if each.day is not None]
    parted = sum(each.minutes for each in late)
    free = hours * len({each.room for each in held}) - sum(each.minutes for each in held) + parted
    busy: Counter[str] = Counter()
    for each in held:
        busy.update(dict.fromkeys(each.event.people, each.minutes))
    concerned = [busy[person] for each in late for person in each.event.people]
    return free < ROOMY * parted or BUSY * max(concerned, default=0) > hours
