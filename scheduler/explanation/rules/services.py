"""Interpreters and other services, and the local hours of those who take part remotely."""

from collections.abc import Iterator

from scheduler.explanation.presolve import Unplaceable
from scheduler.explanation.remedies import MOST_MORE, Remedy, Violation, cured
from scheduler.explanation.rules.people import other_person
from scheduler.explanation.rules.voice import Voice
from scheduler.instance import (
    Counts,
    Instance,
    TeamAbsence,
    clock_text,
    minutes_of,
)
from scheduler.phrases import say
from scheduler.wording import chained, counted, day_text, name


def _away(absence: TeamAbsence) -> str:
    """Return ``; 1 of them is away from Tue 9 Nov to Wed 10 Nov``."""
    first, last = day_text(absence.first), day_text(absence.last)
    when = say("from {} to {}", first, last)
    return say("; {} of them is away {}|; {} of them are away {}", absence.teams, when)


def _teams(instance: Instance, pool: str) -> str:
    fact = instance.pool_by_id[pool]
    teams = counted(fact.teams, "team")
    if fact.counts is Counts.HALF_DAYS:
        each = fact.half_days_a_day, fact.half_days_a_week
        most = say("{} half-days a day and {} a week of {} min", *each, minutes_of(fact.half_day))
    else:
        each = fact.meetings_a_day, fact.meetings_a_week
        longest = minutes_of(fact.longest_meeting)
        most = say("{} meetings a day and {} a week of {} min", *each, longest)
    said = say("{} has {}, each for at most {}", name(fact), teams, most)
    gap, away = minutes_of(fact.gap), chained(map(_away, fact.absences), "")
    return say("{}, with {} min between them{}", said, gap, away)


def _too_long(case: Unplaceable, _: str) -> str:
    instance, fact = case.presolve.instance, case.session
    if fact.interpretation is None:
        return ""
    pool = instance.pool_by_id[fact.interpretation]
    if pool.counts is Counts.HALF_DAYS:
        return ""
    lasts, most = minutes_of(fact.duration), minutes_of(pool.longest_meeting)
    return f"it lasts {lasts} min, and {name(pool)} serves meetings of {most} min at most"


def _more_teams(violation: Violation) -> Iterator[Remedy]:
    pool = violation.instance.pool_by_id[violation.item]
    runs = violation.runs.values()
    longest = max(r.session.duration for r in runs if r.session.interpretation == pool.id)
    if pool.counts is Counts.MEETINGS and longest > pool.longest_meeting:
        words = say("let teams of {} serve meetings of {} min", name(pool), minutes_of(longest))
        yield cured(violation, words, ("interpretation", pool.id, "longest_meeting"), longest)
    for more in range(1, MOST_MORE + 1):
        words = say("engage {} of {}", counted(more, "more team"), name(pool))
        yield cured(violation, words, ("interpretation", pool.id, "teams"), pool.teams + more)


def _awake(instance: Instance, person: str) -> str:
    fact, hours = instance.person_by_id[person], instance.local_hours.acceptable
    zone = (fact.zone or instance.zone).key
    clocks = clock_text(hours.start), clock_text(hours.end)
    return say("{} is in {}; acceptable hours there are {}-{}", name(fact), zone, *clocks)


teams_exceeded = Voice(
    says=_teams,
    field="teams",
    cure=_more_teams,
    because=_too_long,
    helps="another team, more or shorter meetings a team, a shorter gap, or no interpretation",
    counts=lambda instance: (each.interpretation for each in instance.sessions),
)
team_overtime = Voice(
    field="overtime",
    helps="more half-days that are usual, or another team",
)
worst_region = Voice(at=lambda _, __: ("local_hours",))
local_night = Voice(
    says=_awake,
    cure=other_person,
    helps="excuse the person, or widen the acceptable hours",
    keeps_from="the nights of {who}",
)
