"""The roster of a programme in the terminal: a table for each team."""

from collections.abc import Iterator, Sequence

from scheduler.cli.terminal.console import Paper
from scheduler.cli.terminal.layout import Columns
from scheduler.cli.views.programme import session_title
from scheduler.instance import Counts, HalfDay, Instance, InterpretationPool, half_days_of
from scheduler.schedule import Duty, Schedule
from scheduler.wording import counted, day_text, half_day_name, hours, name, one_line

NO_ROSTER = (
    "The programme has no roster. There is one where an interpretation pool has "
    "`counts: half_days`, and the programme was made by `solve` or `replan`; where teams are away on some "
    "dates, only if one was found."
)


def draw_roster(paper: Paper, instance: Instance, schedule: Schedule) -> None:
    """Print which team works in which half-day, and what it serves there."""
    for (pool, team), duties in _by_team(schedule):
        title = one_line(name(instance.pool_by_id[pool]))
        paper.print(f"{title}, team {team}: {counted(len(duties), 'half-day')}", style="bold")
        paper.print(_table(instance, duties))
        paper.print()
    for missing in _without(instance, schedule):
        title = one_line(name(missing))
        paper.print(f"{title}: no roster, as too much is asked of its teams, or none was found.")


def _without(instance: Instance, schedule: Schedule) -> Iterator[InterpretationPool]:
    """Yield the pools that have half-days to serve, and no roster."""
    there = {duty.pool for duty in schedule.roster}
    served = {instance.session_by_id[each.session].interpretation for each in schedule.assignments}
    for pool in instance.interpretation:
        if pool.counts is Counts.HALF_DAYS and pool.id in served - there:
            yield pool


def _by_team(schedule: Schedule) -> Iterator[tuple[tuple[str, int], Sequence[Duty]]]:
    teams: dict[tuple[str, int], list[Duty]] = {}
    for duty in schedule.roster:
        teams.setdefault((duty.pool, duty.team), []).append(duty)
    yield from teams.items()


def _table(instance: Instance, duties: Sequence[Duty]) -> Columns:
    table = Columns("date", "half-day", "hours", "sessions")
    longest = instance.pool_by_id[duties[0].pool].half_day
    half_days = {each.start: each for each in half_days_of(instance, longest)}
    for duty in duties:
        titles = [session_title(instance, each) for each in duty.sessions]
        half_day = half_days.get(duty.start)
        table.add(*_when(instance, duty, half_day), "; ".join(titles))
    return table


def _when(instance: Instance, duty: Duty, half_day: HalfDay | None) -> tuple[str, str, str]:
    """Return date, name and hours of a half-day, as far as the instance has it."""
    start = duty.start.astimezone(instance.zone)
    if half_day is None:
        return day_text(start.date()), "", f"{start:%H:%M}"
    end = half_day.end.astimezone(instance.zone)
    return day_text(half_day.day), half_day_name(half_day), hours(start, end)
