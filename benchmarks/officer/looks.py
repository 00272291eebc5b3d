"""What an officer looks at, day by day."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from benchmarks.officer.programme import Held, Programme, pairs
from scheduler.instance import clock_text
from scheduler.wording import counted

HALF_DAY = 150
"""Minutes of work from which on a meeting is a half-day."""
BODIES = "com2", "com3", "com4", "com5"
GROUPS = "afr-group", "ams-group", "arb-group", "asp-group", "cis-group", "eur-group"
TALKS = "dialogue", "thematic"
NEGOTIATING = "plenary", "com3", "com4", "wg-pl"
MONDAY = 7
"""Days from the first date to the second week."""


def half_days(of: Programme) -> str:
    """Count the half-days of committees and plenaries, and those at the standard hours."""
    long = [each for each in of.of_kind("committee", "plenary") if each.work >= HALF_DAY]
    usual = [each for each in long if each.clock in _openings(of, each.day)]
    return f"{len(usual)} of {len(long)}"


def _openings(of: Programme, day: date) -> Sequence[str]:
    profile = of.instance.profile_of(day)
    bands = profile.bands if profile else ()
    return [clock_text(each.start) for each in bands if each.official]


def hours_of_groups(of: Programme) -> str:
    """Name the hours of the regional groups, and how many groups keep to one."""
    meetings = [of.of_body(group) for group in GROUPS]
    hours = sorted({each.clock for held in meetings for each in held})
    steady = sum(len({each.clock for each in held}) == 1 for held in meetings)
    return f"{' and '.join(hours)}; {steady} of {len(GROUPS)} groups at one hour"


def days_of_groups(of: Programme) -> str:
    """Say on which day the last group meets first, and the longest way between two meetings of one."""
    numbers = [sorted(of.number(each.day) for each in of.of_body(group)) for group in GROUPS]
    first = max(each[0] for each in numbers)
    apart = max(b - a for each in numbers for a, b in pairwise(each))
    return f"first meetings by day {first}; {apart} days apart at most"


def steering(of: Programme) -> str:
    """Name the hours at which the Steering Committee meets, and on how many days."""
    meetings = of.of_body("com1")
    clocks = Counter(each.clock for each in meetings)
    return ", ".join(
        f"{clock} on {counted(number, 'day')}" for clock, number in sorted(clocks.items())
    )


def second_week(of: Programme) -> str:
    """Return the least work in a half-day of the second week, before the day of the closing."""
    days = [each for each in of.days if each - of.days[0] >= timedelta(MONDAY)][:-1]
    profiles = [(day, profile) for day in days if (profile := of.instance.profile_of(day))]
    bands = [(day, band) for day, profile in profiles for band in profile.bands if band.official]
    loads = [
        sum(
            each.work
            for each in of.held
            if each.day == day and band.start <= each.since_midnight < band.end
        )
        for day, band in bands
    ]
    return f"{min(loads)} min at least in each of {len(loads)}"


def talks_beside_negotiations(of: Programme) -> str:
    """Count the dialogues and thematic sessions that run beside a negotiation."""
    kinds, bodies = set(TALKS), set(NEGOTIATING)
    beside = [
        (a, b)
        for a, b in pairs(of.held)
        if {a.session.kind, b.session.kind} & kinds and {a.session.body, b.session.body} & bodies
    ]
    return f"{len(beside)} of {counted(len(of.of_kind(*TALKS)), 'session')}"


def at_once(of: Programme) -> str:
    """Return how many committees, negotiations and sessions there are at once at most."""
    committees = of.most_at_once(of.of_kind("plenary", "committee", "working_group"))
    negotiations = of.most_at_once(of.of_kind("plenary", "committee", "working_group", "ad_hoc"))
    return (
        f"{committees} committees, {negotiations} negotiations, {of.most_at_once(of.held)} sessions"
    )


def after_six(of: Programme) -> str:
    """Count what is official and ends after six in the evening, receptions aside."""
    official = [each for each in of.held if each.session.kind != "reception"]
    late = [each for each in official if each.end.hour * 60 + each.end.minute > 18 * 60]
    kinds = Counter(each.session.kind for each in late)
    return ", ".join(f"{number} {kind}" for kind, number in sorted(kinds.items())) or "none"


def usual_starts(of: Programme) -> str:
    """Count the sessions that start at a standard hour of their kind."""
    kinds = {each.id: each for each in of.instance.kinds if each.standard_starts}
    held = of.of_kind(*kinds)
    usual = [each for each in held if each.clock in _starts(of, each)]
    return f"{len(usual)} of {len(held)}"


def _starts(of: Programme, held: Held) -> Sequence[str]:
    profile = of.instance.profile_of(held.day)
    special = profile.standard_starts.get(held.session.kind) if profile else None
    clocks = special or of.instance.kind_by_id[held.session.kind].standard_starts
    return [clock_text(each) for each in clocks]


def rooms(of: Programme) -> str:
    """Say in how many rooms the committees meet that meet in most."""
    return f"{max(len({each.room for each in of.of_body(body)}) for body in BODIES)} at most"


def duties(of: Programme) -> str:
    """Count the half-days of the interpretation teams, by week, and those that are overtime."""
    first = of.days[0]
    weeks = Counter((each.start.date() - first).days // 7 + 1 for each in of.schedule.roster)
    said = ", ".join(f"week {week}: {number}" for week, number in sorted(weeks.items()))
    return f"{said}; {of.amount('team_overtime')} of overtime"


def texts(of: Programme) -> str:
    """Count the nights between the last report, the Editorial Committee, and the two readings."""
    reports = max(of.named(each).day for each in ("com3-8", "com4-6"))
    days = [
        reports,
        *(of.named(each).day for each in ("com5-2", "first-reading-2", "second-reading")),
    ]
    return ", ".join(str((b - a).days) for a, b in pairwise(days))


def lunch(of: Programme) -> str:
    """Return by how much the meals of chairs and of delegations of one fall short."""
    return f"{of.amount('meal_missed')} min missed by chairs and delegations of one"


def agendas(of: Programme) -> str:
    """Count the items that are dealt with, in how many sessions, and what is wrong with their agendas."""
    schedule = of.schedule
    dealt, there = len(schedule.entries_by_item), len(of.instance.items)
    kept = ("order_broken", "session_overfull", "item_people_missing")
    wrong = sum(each.finding.amount for each in of.evaluation.judgements if each.rule in kept)
    sessions = len(schedule.agenda_by_session)
    return f"{dealt} of {there} items in {sessions} sessions; {wrong} min of any of these missed"


LOOKS: Mapping[str, Callable[[Programme], str]] = {
    "O1": half_days,
    "O2": usual_starts,
    "O3": hours_of_groups,
    "O4": days_of_groups,
    "O5": steering,
    "O6": second_week,
    "O7": talks_beside_negotiations,
    "O8": at_once,
    "O9": after_six,
    "O10": rooms,
    "O11": duties,
    "O12": texts,
    "O13": lunch,
    "O14": agendas,
}
"""The figure of each line of the first table, by its number."""
