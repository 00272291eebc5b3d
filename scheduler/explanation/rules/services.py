"""Interpreters and other services, and the local hours of those who take part remotely."""

from collections.abc import Iterator
from datetime import timedelta

from scheduler.explanation.prohibitions import Case
from scheduler.explanation.remedies import MOST_MORE, Remedy, Violation, cured, with_row
from scheduler.explanation.rules.people import attended, other_person
from scheduler.explanation.rules.voice import Sharing, Tally, Voice, row, setting
from scheduler.instance import (
    DAY,
    Counts,
    Instance,
    InterpretationPool,
    Role,
    TeamAbsence,
    clock_text,
    dates_of,
    minutes_of,
    uses_of,
)
from scheduler.phrases import say
from scheduler.rules.spans import stretches_of
from scheduler.wording import chained, counted, day_text, listed, name

SHORT = 2
"""Teams are engaged for some days where these are one in so many of all, at most."""

# Interpreters and other services


def _teams(instance: Instance, pool: str) -> str:
    fact = instance.pool_by_id[pool]
    return say("{}{}", _usual_teams(fact), chained(map(_away, fact.absences), ""))


def _away(absence: TeamAbsence) -> str:
    """Return ``; 1 of them is away on Tue 9 Nov``."""
    first, last = day_text(absence.first), day_text(absence.last)
    when = (
        say("on {}", first) if absence.first == absence.last else say("from {} to {}", first, last)
    )
    return say("; {} of them is away {}|; {} of them are away {}", absence.teams, when)


def _usual_teams(fact: InterpretationPool) -> str:
    if fact.counts is Counts.HALF_DAYS:
        return say(
            "{} has {}, each for {} a day and {} a week of {} min at most, with {} min between them",
            name(fact),
            counted(fact.teams, "team"),
            counted(fact.half_days_a_day, "half-day"),
            fact.half_days_a_week,
            minutes_of(fact.half_day),
            minutes_of(fact.gap),
        )
    gap, longest = minutes_of(fact.gap), minutes_of(fact.longest_meeting)
    return say(
        "{} has {}, each for {} meetings a day and {} a week of {} min at most, with {} "
        "min between them",
        name(fact),
        counted(fact.teams, "team"),
        fact.meetings_a_day,
        fact.meetings_a_week,
        longest,
        gap,
    )


def _too_long(case: Case, _: str) -> str:
    instance, fact = case.presolve.instance, case.session
    if fact.interpretation is None:
        return ""
    pool = instance.pool_by_id[fact.interpretation]
    if pool.counts is Counts.HALF_DAYS:
        return ""
    lasts, most = minutes_of(fact.duration), minutes_of(pool.longest_meeting)
    return f"it lasts {lasts} min, and {name(pool)} serves meetings of {most} min at most"


def _more_teams(violation: Violation) -> Iterator[Remedy]:
    """Let meetings last longer; or engage more teams."""
    pool = violation.instance.pool_by_id[violation.item]
    served = [
        run.session for run in violation.runs.values() if run.session.interpretation == pool.id
    ]
    longest = max(session.duration for session in served)
    if pool.counts is Counts.MEETINGS and longest > pool.longest_meeting:
        words = say("let teams of {} work for {} min", name(pool), minutes_of(longest))
        yield cured(violation, words, ("interpretation", pool.id, "longest_meeting"), longest)
    for more in range(1, MOST_MORE + 1):
        yield from _for_days(violation, pool, more)
    for more in range(1, MOST_MORE + 1):
        words = say("engage {} of {}", counted(more, "more team"), name(pool))
        yield cured(violation, words, ("interpretation", pool.id, "teams"), pool.teams + more)


def _for_days(violation: Violation, pool: InterpretationPool, more: int) -> Iterator[Remedy]:
    """Engage more teams for the days of the sessions that break it, if these are less than half of all."""
    instance = violation.instance
    held = [violation.runs[each] for each in violation.sessions if each in violation.runs]
    days = dates_of(((run.start, run.end) for run in held), instance.zone)
    if not days:
        return
    first, last = min(days), max(days)
    if SHORT * ((last - first).days + 1) > len(instance.working_dates):
        return
    apart = [
        (since, until)
        for since, until in ((instance.first_day, first - DAY), (last + DAY, instance.last_day))
        if since <= until
    ]
    away = [
        TeamAbsence.model_validate({"from": since, "to": until, "teams": more})
        for since, until in apart
    ]
    when = day_text(first) if first == last else say("{} to {}", day_text(first), day_text(last))
    words = say("engage {} of {} for {} alone", counted(more, "more team"), name(pool), when)
    absences, teams = (*pool.absences, *away), pool.teams + more
    changed = with_row(instance, "interpretation", pool.id, absences=absences, teams=teams)
    yield Remedy(words, ("interpretation", pool.id, "absences"), changed, violation.schedule)


def _usual(instance: Instance, pool: str) -> str:
    fact = instance.pool_by_id[pool]
    usual = "" if fact.usual_half_days_a_week is None else say("{}", fact.usual_half_days_a_week)
    weeks = say("at most {} half-days a week", usual) if usual else ""
    bands = say("none in {}", listed(fact.overtime)) if fact.overtime else ""
    asked = listed([each for each in (weeks, bands) if each]) or say("no overtime")
    return say("each team of {} is to work {}", name(fact), asked)


def _used_to_more(violation: Violation) -> Iterator[Remedy]:
    """Let more half-days be usual; or engage more teams."""
    pool = violation.instance.pool_by_id[violation.item]
    if pool.overtime:
        words = say("let no band of {} be overtime", name(pool))
        yield cured(violation, words, ("interpretation", pool.id, "overtime"), ())
    if pool.usual_half_days_a_week is not None:
        most, path = pool.half_days_a_week, ("interpretation", pool.id, "usual_half_days_a_week")
        words = say("let {} a week be usual for {}", counted(most, "half-day"), name(pool))
        yield cured(violation, words, path, most)


def _units(instance: Instance, resource: str) -> str:
    fact = next(each for each in instance.resources if each.id == resource)
    return say("there is {} of {}|there are {} of {}", fact.count, name(fact))


def _more_units(violation: Violation) -> Iterator[Remedy]:
    """Find more units of a resource."""
    fact = next(each for each in violation.instance.resources if each.id == violation.item)
    for more in range(1, MOST_MORE + 1):
        words = say("find {} more of {}", more, name(fact))
        yield cured(violation, words, ("resources", fact.id, "count"), fact.count + more)


# Local hours


def _comfortable(instance: Instance, region: str) -> str:
    hours = instance.local_hours.comfortable
    awake = say("{}-{}", clock_text(hours.start), clock_text(hours.end))
    who = name(instance.region_by_id[region])
    return say(
        "those who take part remotely from {} are to do so at comfortable hours, {}", who, awake
    )


def _awake(instance: Instance, person: str) -> str:
    """Say where a remote person is, and which hours are acceptable there."""
    return say("{}; {}", _place_of(instance, person), _acceptable(instance))


def _place_of(instance: Instance, person: str) -> str:
    fact = instance.person_by_id[person]
    return say("{} is in {}", name(fact), (fact.zone or instance.zone).key)


def _acceptable(instance: Instance) -> str:
    hours = instance.local_hours.acceptable
    return say("acceptable hours there are {}-{}", clock_text(hours.start), clock_text(hours.end))


def _asleep(case: Case, person: str) -> str:
    """Say what the venue's hours are where a remote person is, and which are acceptable there."""
    instance, hours = case.presolve.instance, case.presolve.instance.local_hours.acceptable
    zone = instance.person_by_id[person].zone or instance.zone
    bands = instance.kind_by_id[case.session.kind].bands
    starts = case.meant or stretches_of(instance, lambda band: band.id in bands)
    if not starts:
        return _awake(instance, person)
    here = starts[0][0].astimezone(instance.zone)
    there = here.astimezone(zone)
    ahead = (here.utcoffset() or timedelta()) - (there.utcoffset() or timedelta())
    since, until = (clock_text((edge + ahead) % DAY) for edge in (hours.start, hours.end))
    return (
        f"{_place_of(instance, person)}: {here:%H:%M} here is {there:%H:%M} there; "
        f"{_acceptable(instance)}, that is {since}-{until} here"
    )


def _without_person(violation: Violation) -> Iterator[Remedy]:
    """Let somebody else take a remote person's part."""
    yield from other_person(violation)
    for run in attended(violation):
        if run.id in violation.sessions and run.id not in violation.schedule.seats_of(
            violation.item
        ):
            people = {**run.session.people}
            for role in [*people]:
                people[role] = tuple(each for each in people[role] if each != violation.item)
            people[Role.OPTIONAL] = (*people.get(Role.OPTIONAL, ()), violation.item)
            person = name(violation.instance.person_by_id[violation.item])
            words = say("make the part of {} in {} optional", person, name(run.session))
            yield cured(violation, words, ("sessions", run.id, "people"), people)


teams_exceeded = Voice(
    asks=_teams,
    where=row("interpretation", "teams"),
    cure=_more_teams,
    cause=_too_long,
    helps="shorten the meeting",
    sharing=Sharing(
        trouble="{name}: too few teams ({most}) for all its meetings",
        helps="another team, a shorter gap, or a meeting without interpretation",
        nothing="there is no team",
        helps_one="a team, or meetings without interpretation",
        scarce=True,
    ),
    tally=Tally(
        helps="another team, more meetings a team, or wider windows",
        peaks="team half-day",
        helps_peaks="another team, or meetings without interpretation",
    ),
    counts=lambda instance: (each.interpretation for each in instance.sessions),
)
team_overtime = Voice(
    asks=_usual,
    where=row("interpretation", "overtime"),
    cure=_used_to_more,
    tally=Tally(
        peaks="team half-day", helps_peaks="more half-days that are usual, or another team"
    ),
)
support_exceeded = Voice(
    asks=_units,
    where=row("resources", "count"),
    cure=_more_units,
    sharing=Sharing(
        trouble="{name}: too few ({most}) for all that use it",
        helps="more of it, or a session without it",
        nothing="there is none",
        helps_one="more of it, or a session without it",
        scarce=True,
    ),
    counts=lambda instance: (use for each in instance.sessions for use in uses_of(instance, each)),
)
local_hours = Voice(asks=_comfortable, where=row("regions"))
worst_region = Voice(
    asks=lambda _, __: say(
        "the region whose local hours are worst is to have them as good as can be"
    ),
    where=setting("local_hours"),
)
local_night = Voice(
    asks=_awake,
    where=row("people"),
    cure=_without_person,
    cause=_asleep,
    helps="let the person off, or widen acceptable hours",
    keeps_from="the nights of {who}",
)
