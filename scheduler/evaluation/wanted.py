"""What preferences ask for, in words."""

from collections.abc import Sequence
from datetime import date, timedelta

from scheduler.instance import DAY, DayWindow, Instance, Preference, clock_text, consecutive
from scheduler.phrases import say
from scheduler.wording import chained, day_text, listed, name, shortened, when

MOST = 3
"""Hours, rooms and names of a preference that are told; one more is told as well, if it is the last."""


def preferred(instance: Instance, preference: Preference) -> str:
    """Return what a preference asks for: ``Committee 1 is wanted until 13:00``."""
    words = "{} is not wanted {}" if preference.unwanted else "{} is wanted {}"
    return say(words, _whose(instance, preference), _there(instance, preference))


def asked(instance: Instance, preference: Preference) -> str:
    """Return the same; of several, or of all, with its name in place of theirs."""
    if len(_rows(instance, preference)) == 1 and not preference.tracks:
        return preferred(instance, preference)
    words = "not wanted {} ({})" if preference.unwanted else "wanted {} ({})"
    return say(words, _there(instance, preference), preference.id)


def _whose(instance: Instance, preference: Preference) -> str:
    """Return the names of those whose sessions want it."""
    rows = _rows(instance, preference)
    return _some(rows) if rows else say("every session")


def _rows(instance: Instance, preference: Preference) -> list[str]:
    if preference.tracks:
        return [name(each) for each in instance.tracks if each.id in preference.tracks]
    chosen = preference.sessions
    named = [] if chosen is None else [(table, each) for table, some in chosen for each in some]
    known = {table: {e.id: e for e in getattr(instance, table)} for table, _ in named}
    return [name(known[table][each]) for table, each in named]


def _there(instance: Instance, preference: Preference) -> str:
    """Return ``Mon 8 Nov 09:00-13:00``, ``until 13:00 in A``, or ``in A and B``."""
    days: dict[tuple[timedelta, timedelta], set[date]] = {}
    times: list[str] = []
    for each in preference.windows:
        if isinstance(each, DayWindow):
            days.setdefault((each.start, each.end), set()).update(each.days)
        else:
            times.append(when(each.start, each.end, instance.zone))
    told = [_hours(instance, sorted(some), *clocks) for clocks, some in sorted(days.items())]
    hours = [_some([*told, *times])] if preference.windows else []
    rooms = [name(instance.room_by_id[each]) for each in preference.rooms]
    where = [say("in {}", _some(rooms))] if rooms else []
    return chained([*hours, *where], " ")


def _some(words: Sequence[str]) -> str:
    """Return ``a, b and c``, or ``a, b, c and 2 more``."""
    return listed(shortened(words, MOST, "{} more"))


def _hours(instance: Instance, days: Sequence[date], start: timedelta, end: timedelta) -> str:
    """Return ``until 13:00`` where it is on all days, or ``Mon 8 Nov and Tue 9 Nov 09:00-13:00``."""
    is_always = len(days) > 1 and {*days} >= {*instance.working_dates}
    dates = _some([*map(_dates, consecutive(days))])
    if not start and end == DAY:
        return say("every day") if is_always else dates
    if not start:
        hours = say("until {}", clock_text(end))
    elif end == DAY:
        hours = say("from {}", clock_text(start))
    else:
        hours = say("{}-{}", clock_text(start), clock_text(end))
    return hours if is_always else say("{} {}", dates, hours)


def _dates(run: tuple[date, date]) -> str:
    first, last = run
    return day_text(first) if first == last else say("{} to {}", day_text(first), day_text(last))
