"""Faults of a roster: meetings without a team, or with two, and teams that work too much or at once."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import pairwise

from scheduler.evaluation.half_days import Need, needs_of
from scheduler.evaluation.runs import Run, chronological, ids, titles
from scheduler.findings import Finding
from scheduler.instance import Instance, InterpretationPool, minutes_of, monday_of
from scheduler.phrases import say
from scheduler.schedule import Duty
from scheduler.wording import counted, day_text, half_day_name, joined, listed, moment, name

Fault = tuple[str, Sequence[Run]]
"""What is wrong, and the meetings concerned."""


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
                yield say("{} for {} in the half-day {}", number, run.title, _named(need)), (run,)


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
    return say("team {}, {},", duty.team, _named(need))


def _named(need: Need) -> str:
    """Return a half-day as ``Tue 9 Nov, morning``."""
    return say("{}, {}", day_text(need.half_day.day), half_day_name(need.half_day))
