"""Teams that work in half-days: how many each needs, where that is too many, and faults of their roster."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby, pairwise

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
from scheduler.schedule import Duty
from scheduler.wording import counted, day_text, half_day_name, joined, listed, moment, name


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
    days = [(day, [*some]) for day, some in groupby(needs, lambda need: need.half_day.day)]
    for _, of_day in days:
        yield from _without_rest(instance, pool, of_day)
    for day, of_day in days:
        most = pool.teams_on(day) * pool.half_days_a_day
        yield from _too_many(pool, of_day, most, say("on {}", day_text(day)))
    for monday, of_week in _by_week(needs):
        most = served_in_week(instance, pool, monday, pool.half_days_a_day, pool.half_days_a_week)
        yield from _too_many(pool, of_week, most, say("in the week from {}", day_text(monday)))


def _by_week(needs: Iterable[Need]) -> Iterator[tuple[date, Sequence[Need]]]:
    """Yield the needs of each week by its Monday; they are in order of time."""
    for monday, some in groupby(needs, lambda need: monday_of(need.half_day.day)):
        yield monday, [*some]


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
    for monday, of_week in _by_week(needs) if usual is not None else ():
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


Fault = tuple[str, Sequence[Run]]
"""Description of the trouble, and the meetings concerned."""


def roster_faults(
    instance: Instance,
    pool: InterpretationPool,
    meetings: Iterable[Run],
    roster: Iterable[Duty],
) -> Iterator[Finding]:
    """Yield each fault of a pool's roster, if it has one; it counts as the work of a half-day."""
    duties = [duty for duty in roster if duty.pool == pool.id]
    if not duties:
        return
    needs = {need.half_day.start: need for need in needs_of(instance, pool, meetings)}
    minutes = minutes_of(pool.half_day)
    for text, runs in (
        *_strange(instance, pool, duties, needs),
        *_served(needs.values(), duties),
        *_at_once(duties, needs),
        *_overworked(pool, duties, needs),
    ):
        message = say(
            "{}, roster: {} (counts as {} min, the work of a half-day)", name(pool), text, minutes
        )
        yield Finding(pool.id, minutes, ids(runs), message)


def _strange(
    instance: Instance,
    pool: InterpretationPool,
    duties: Iterable[Duty],
    needs: Mapping[datetime, Need],
) -> Iterator[Fault]:
    """Yield teams that are not there, and what they cannot serve in a half-day."""
    for duty in duties:
        need = needs.get(duty.start)
        if not 1 <= duty.team <= pool.teams:
            yield say("there is no team {} of {}", duty.team, pool.teams), ()
        elif need is not None and duty.team > pool.teams_on(need.half_day.day):
            yield say("{} is away", _who(duty, need)), need.runs
        if need is None:
            begins = moment(duty.start, instance.zone)
            yield (
                say(
                    "team {} works from {}, when no half-day with meetings begins",
                    duty.team,
                    begins,
                ),
                (),
            )
            continue
        there = {run.id for run in need.runs}
        others = [session for session in duty.sessions if session not in there]
        if others:
            yield (
                say(
                    "{} serves sessions that are not in this half-day: {}",
                    _who(duty, need),
                    joined(others),
                ),
                (),
            )


def _served(needs: Iterable[Need], duties: Sequence[Duty]) -> Iterator[Fault]:
    """Yield meetings that no team serves, or several do."""
    for need in needs:
        serving = Counter(
            session
            for duty in duties
            if duty.start == need.half_day.start
            for session in duty.sessions
        )
        for run in need.runs:
            if serving[run.id] != 1:
                number = counted(serving[run.id], "team") if serving[run.id] else say("no team")
                yield say("{} for {} in the half-day {}", number, run.title, _named([need])), (run,)


def _at_once(duties: Iterable[Duty], needs: Mapping[datetime, Need]) -> Iterator[Fault]:
    """Yield meetings that one team serves at once."""
    for duty in duties:
        if duty.start in needs:
            need = needs[duty.start]
            own = chronological(run for run in need.runs if run.id in duty.sessions)
            for earlier, later in pairwise(own):
                if later.start < earlier.end:
                    both = (earlier, later)
                    yield say("{} serves {} at once", _who(duty, need), titles(both)), both


def _overworked(
    pool: InterpretationPool, duties: Iterable[Duty], needs: Mapping[datetime, Need]
) -> Iterator[Fault]:
    """Yield teams without a rest, and days and weeks in which one works too often."""
    teams: dict[int, list[Need]] = {}
    for duty in sorted(duties, key=lambda duty: (duty.team, duty.start)):
        if duty.start in needs:
            teams.setdefault(duty.team, []).append(needs[duty.start])
    for team, work in teams.items():
        for earlier, later in pairwise(work):
            one, other = earlier.half_day, later.half_day
            if one.day == other.day and (one == other or other.start < one.end + pool.gap):
                runs = {run.id: run for need in (earlier, later) for run in need.runs}
                bands = listed([half_day_name(one), half_day_name(other)])
                rest = say("without {} min between them", minutes_of(pool.gap))
                yield (
                    say("team {} works on {}, {}, {}", team, day_text(one.day), bands, rest),
                    [*runs.values()],
                )
        yield from _too_often(pool, team, work)


def _too_often(pool: InterpretationPool, team: int, work: Iterable[Need]) -> Iterator[Fault]:
    days, weeks = Counter[date](), Counter[date]()
    for need in work:
        day = need.half_day.day
        days[day] += 1
        weeks[monday_of(day)] += 1
    for limit, found, period in (
        (pool.half_days_a_day, days, "{} on {}"),
        (pool.half_days_a_week, weeks, "{} in the week from {}"),
    ):
        for day, number in found.items():
            if number > limit:
                worked = say(period, counted(number, "half-day"), day_text(day))
                yield say("team {} works {}, {} at most", team, worked, limit), ()


def _who(duty: Duty, need: Need) -> str:
    return say("team {}, {},", duty.team, _named([need]))
