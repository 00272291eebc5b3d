"""Teams that work in half-days: how many each half-day needs, and where that is more than there are."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from scheduler.evaluation.intervals import overlaps_of
from scheduler.evaluation.runs import Run, chronological, ids, titles
from scheduler.findings import Finding
from scheduler.instance import (
    HalfDay,
    Instance,
    InterpretationPool,
    half_days_of,
    minutes_of,
    monday_of,
)
from scheduler.phrases import say
from scheduler.wording import counted, day_text, half_day_name, listed, name


@dataclass(frozen=True, slots=True)
class Need:
    """A half-day in which a pool has meetings."""

    half_day: HalfDay
    runs: tuple[Run, ...]
    """Its meetings, in order of time."""
    teams: int
    """The most of them at once: so many teams serve them all."""


def needs_of(
    instance: Instance, pool: InterpretationPool, meetings: Iterable[Run]
) -> tuple[Need, ...]:
    """Return the half-days in which a pool has meetings, in order of time.

    A meeting that runs in two half-days needs a team in both.
    """
    found = []
    runs = chronological(meetings)
    for each in half_days_of(instance, pool.half_day):
        there = tuple(run for run in runs if run.start < each.end and run.end > each.start)
        if there:
            found.append(Need(each, there, _most_at_once(there, each)))
    return tuple(found)


def _most_at_once(runs: Sequence[Run], half_day: HalfDay) -> int:
    """Return the most of these sessions that run in one minute of the half-day."""
    cut = [
        Run(run.session, run.room, max(run.start, half_day.start), min(run.end, half_day.end))
        for run in runs
    ]
    return max(overlap.peak for overlap in overlaps_of(cut, 0))


def half_days_exceeded(
    instance: Instance, pool: InterpretationPool, meetings: Iterable[Run]
) -> Iterator[Finding]:
    """Yield where more teams are needed than there are, and each day and week with too many half-days."""
    needs = needs_of(instance, pool, meetings)
    days, weeks = dict[date, list[Need]](), dict[date, list[Need]]()
    for need in needs:
        day = need.half_day.day
        days.setdefault(day, []).append(need)
        weeks.setdefault(monday_of(day), []).append(need)
    for of_day in days.values():
        yield from _without_rest(instance, pool, of_day)
    for day, of_day in days.items():
        most = pool.teams_on(day) * pool.half_days_a_day
        yield from _too_many(pool, of_day, most, say("on {}", day_text(day)))
    for monday, of_week in weeks.items():
        most = served_in_week(instance, pool, monday, pool.half_days_a_day, pool.half_days_a_week)
        yield from _too_many(pool, of_week, most, say("in the week from {}", day_text(monday)))


def served_in_week(
    instance: Instance, pool: InterpretationPool, monday: date, a_day: int, a_week: int
) -> int:
    """Return what all teams serve in a week; whoever is away on some dates, no more than it can on others.

    Those with the highest numbers are away, so each team is there on the dates that have so many teams.
    """
    numbers = [pool.teams_on(day) for day in instance.dates if monday_of(day) == monday]
    most = 0
    for team in range(1, pool.teams + 1):
        present = [number for number in numbers if team <= number]
        away = len(present) < len(numbers)
        most += min(a_week, a_day * len(present)) if away else a_week
    return most


def half_days_of_overtime(
    instance: Instance, pool: InterpretationPool, meetings: Iterable[Run]
) -> Iterator[Finding]:
    """Yield the half-days in bands of overtime, and each week with more half-days than usual."""
    needs, usual = needs_of(instance, pool, meetings), pool.usual_half_days_a_week
    for need in needs:
        if need.half_day.band in pool.overtime:
            text = say("{}: {} on overtime", _named([need]), counted(need.teams, "team"))
            yield _overtime(pool, [need], need.teams, text)
    weeks: dict[date, list[Need]] = {}
    for need in needs if usual is not None else ():
        day = need.half_day.day
        weeks.setdefault(monday_of(day), []).append(need)
    for monday, of_week in weeks.items():
        worked = sum(need.teams for need in of_week)
        most = served_in_week(instance, pool, monday, pool.half_days_a_day, usual or 0)
        if worked > most:
            week = say("in the week from {}", day_text(monday))
            text = say(
                "{} {}, {} more than usual", counted(worked, "team half-day"), week, worked - most
            )
            yield _overtime(pool, of_week, worked - most, text)


def _overtime(pool: InterpretationPool, needs: Sequence[Need], amount: int, text: str) -> Finding:
    runs = chronological({run.id: run for need in needs for run in need.runs}.values())
    return Finding(pool.id, amount, ids(runs), say("{}: {}: {}", name(pool), text, titles(runs)))


def _without_rest(
    instance: Instance, pool: InterpretationPool, needs: Sequence[Need]
) -> Iterator[Finding]:
    """Yield the half-days of a date, none of which a team can work after another, with too few teams."""
    by_start = {need.half_day.start: need for need in needs}
    for starts, times in Counter(_rows(instance, pool, needs)).items():
        row = [by_start[start] for start in starts]
        needed, teams = sum(need.teams for need in row), pool.teams_on(needs[0].half_day.day)
        if needed > teams:
            there = say("{} is available|{} are available", teams)
            text = say("{}: {} needed, {}", _named(row), counted(needed, "team"), there)
            yield _finding(pool, row, (needed - teams) * times, text)


def _rows(
    instance: Instance, pool: InterpretationPool, needs: Sequence[Need]
) -> Iterator[tuple[datetime, ...]]:
    """Yield when what is needed begins, for each longest row of half-days of a date too close together."""
    needed = {need.half_day.start for need in needs}
    day = needs[0].half_day.day
    spans = [each.span for each in half_days_of(instance, pool.half_day) if each.day == day]
    before: tuple[datetime, ...] = ()
    for last, _ in reversed(spans):
        # Whoever works in these still does, or rests, when the last one begins.
        row = tuple(
            start for start, end in spans if start <= last < end + pool.gap or start == last
        )
        if not set(row) <= set(before):
            yield tuple(start for start in row if start in needed)
            before = row


def _too_many(
    pool: InterpretationPool, needs: Sequence[Need], most: int, period: str
) -> Iterator[Finding]:
    needed = sum(need.teams for need in needs)
    if needed > most:
        half_days = counted(needed, "team half-day")
        text = say(
            "{} needed {}, {}", half_days, period, say("{} is available|{} are available", most)
        )
        yield _finding(pool, needs, needed - most, text)


def _finding(pool: InterpretationPool, needs: Sequence[Need], beyond: int, text: str) -> Finding:
    runs = chronological({run.id: run for need in needs for run in need.runs}.values())
    minutes = beyond * minutes_of(pool.half_day)
    message = say(
        "{}: {}: {} (counts as {} min, the work of {})",
        *(name(pool), text, titles(runs), minutes, counted(beyond, "half-day")),
    )
    return Finding(pool.id, minutes, ids(runs), message)


def _named(needs: Sequence[Need]) -> str:
    """Return half-days of one date as ``Tue 9 Nov, morning and lunch``."""
    bands = listed([half_day_name(need.half_day) for need in needs])
    return say("{}, {}", day_text(needs[0].half_day.day), bands)
