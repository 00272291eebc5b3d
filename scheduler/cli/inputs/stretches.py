"""Days and hours of a day, as planners say them: `tue`, `tue morning`, `tue 15:00-16:30`."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from scheduler.cli.inputs.days import calendar_of, days_named, several
from scheduler.cli.inputs.times import with_clocks
from scheduler.errors import InputError
from scheduler.instance import DAY, Instance, Span, instant_at

_CLOCK = re.compile(r"(?<![\d:])(\d{1,2})(?::| ?h ?)(\d{2})(?!\d)", re.ASCII | re.IGNORECASE)
_FROM = re.compile(r"\b(from|after|de|a partir de)$", re.IGNORECASE)
_UNTIL = re.compile(r"\b(until|till|to|before|by|jusqu'a|avant)$", re.IGNORECASE)


def day_named(instance: Instance, text: str, option: str) -> date:
    """Return the one day of the conference that is named.

    Raises
    ------
    InputError
        When there is none, or several.
    """
    found = sorted(days_named(calendar_of(instance), [text], option))
    if len(found) > 1:
        raise several(option, text, found)
    return found[0]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some hours of a day, on the clocks of the venue."""

    day: date
    since: timedelta = timedelta()
    until: timedelta = DAY

    def span(self, instance: Instance) -> Span:
        """Return it as two instants."""
        zone = instance.zone
        return instant_at(self.day, self.since, zone), instant_at(self.day, self.until, zone)


def stretch_named(instance: Instance, text: str, option: str) -> Stretch:
    """Return the hours of a day that are named: `tue`, `tue morning`, `tue 15:00-16:30`, `tue from 15:00`.

    Raises
    ------
    InputError
        When they are none.
    """
    bare = with_clocks(text)
    clocks = [*_CLOCK.finditer(bare)]
    if not clocks:
        return _part_of_day(instance, bare, option)
    first = clocks[0]
    name = re.sub(r"T$", "", bare[: first.start()]).rstrip(" ,")
    times = [_time(each, text, option) for each in clocks[:2]]
    for sign, made in _SIDES.items():
        if len(times) == 1 and sign.search(name):
            day = day_named(instance, sign.sub("", name).rstrip(" ,"), option)
            return _made(made(day, times[0]), text, option)
    if len(times) == 1:
        raise InputError(
            f"{option} {text}: until when? Write it as 'tue 15:00-16:30', 'tue from 15:00' or 'tue'."
        )
    day = day_named(instance, _FROM.sub("", name).rstrip(" ,"), option)
    return _made(Stretch(day, *times), text, option)


def stretches_named(instance: Instance, text: str, option: str) -> list[Stretch]:
    """Return hours of a day as `stretch_named` does, or of the days from one to another, or of each day.

    Such as `tue..thu`, `tue..thu from 15:00`, `always`, `every day 12:00-14:00`. Of several last days the
    first one after the first day is meant.

    Raises
    ------
    InputError
        When they are none.
    """
    always = _ALWAYS.match(text)
    if always is not None:
        return _on_each(instance, instance.dates, text[always.end() :], option)
    first, dots, last = text.partition("..")
    if not dots:
        return [stretch_named(instance, text, option)]
    since = day_named(instance, first, option)
    name, hours = _without_hours(instance, last)
    ends = [day for day in days_named(calendar_of(instance), [name], option) if day >= since]
    if not ends:
        raise InputError(f"{option} {text}: ends before it begins.")
    until = min(ends)
    return _on_each(instance, [d for d in instance.dates if since <= d <= until], hours, option)


def wanted_named(
    instance: Instance, texts: Sequence[str], option: str
) -> tuple[list[Stretch], bool]:
    """Return hours that are wanted, or with ``not`` before them hours that are not; and which of both.

    As `stretches_named` reads them; and `mornings`, `afternoons`, or hours alone, of each day.

    Raises
    ------
    InputError
        When they are none, or both are said.
    """
    found: list[Stretch] = []
    refused = [_NOT.match(each) is not None for each in texts]
    if any(refused) and not all(refused):
        raise InputError(f"{option}: say which hours are wanted, or which are not: one wish each.")
    for text in texts:
        bare = _NOT.sub("", text).strip()
        of_each_day = _HALVES.get(bare.lower()) or (bare if _HOURS.match(with_clocks(bare)) else "")
        found += (
            _on_each(instance, instance.dates, of_each_day, option)
            if of_each_day
            else stretches_named(instance, bare, option)
        )
    return found, any(refused)


_NOT = re.compile(r"\s*(not|pas|never|jamais)\b", re.IGNORECASE)
_HOURS = re.compile(
    r"(from|after|until|till|to|before|by|de|avant|jusqu'a)?\s*\d{1,2}(:| ?h ?)\d{2}", re.IGNORECASE
)
_HALVES = {
    **dict.fromkeys(("mornings", "morning", "in the morning", "matins", "matin"), "before 13:00"),
    **dict.fromkeys(
        ("afternoons", "afternoon", "in the afternoon", "apres-midi", "après-midi"), "from 13:00"
    ),
}
"""Halves of each day, by noon at the table."""

_ALWAYS = re.compile(r"\s*(always|every day|toujours|tous les jours)\b", re.IGNORECASE)


def _on_each(instance: Instance, days: Sequence[date], hours: str, option: str) -> list[Stretch]:
    if not hours.strip():
        return [Stretch(day) for day in days]
    return [stretch_named(instance, f"{day} {hours.strip()}", option) for day in days]


def _without_hours(instance: Instance, text: str) -> tuple[str, str]:
    """Return ``thu`` and ``from 15:00`` of ``thu from 15:00``."""
    bare = with_clocks(text)
    clock = _CLOCK.search(bare)
    if clock is None:
        name, _, last = bare.strip().rpartition(" ")
        bands = {band.id for profile in instance.day_profiles for band in profile.bands}
        return (name, last) if name and last.lower() in bands else (text, "")
    name = re.sub(r"T$", "", bare[: clock.start()]).rstrip(" ,")
    name = next((sign.sub("", name) for sign in _SIDES if sign.search(name)), name)
    return name.rstrip(" ,"), bare[len(name) :]


_SIDES: dict[re.Pattern[str], Callable[[date, timedelta], Stretch]] = {
    _FROM: lambda day, time: Stretch(day, since=time),
    _UNTIL: lambda day, time: Stretch(day, until=time),
}
"""What one time alone says, by the word before it."""


def _time(match: re.Match[str], text: str, option: str) -> timedelta:
    time = timedelta(hours=int(match[1]), minutes=int(match[2]))
    if int(match[2]) > 59 or time > DAY:
        raise InputError(f"{option} {text}: {match[0]} is no time of day.")
    return time


def _made(stretch: Stretch, text: str, option: str) -> Stretch:
    if stretch.until <= stretch.since:
        raise InputError(f"{option} {text}: ends before it begins.")
    return stretch


def _part_of_day(instance: Instance, text: str, option: str) -> Stretch:
    """Return a whole day, or a band of it by its id."""
    name, _, last = text.strip().rpartition(" ")
    bands = {band.id for profile in instance.day_profiles for band in profile.bands}
    if not name or last.lower() not in bands:
        return Stretch(day_named(instance, text, option))
    day = day_named(instance, name.rstrip(" ,"), option)
    profile = instance.profile_of(day)
    for band in profile.bands if profile else ():
        if band.id == last.lower():
            return Stretch(day, band.start, band.end)
    raise InputError(f"{option} {text}: that day has no {last}.")
