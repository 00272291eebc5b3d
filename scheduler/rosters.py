"""Rosters: which team of interpreters works in which half-day, and what it serves there.

Where `teams_exceeded` has nothing to say of a programme, dealing the half-days out to the teams in turn, in
order of time, gives a roster; docs/background/rules.md has the proof. Where teams of a pool are away,
that may give none: then one is searched for, week by week.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from scheduler.instance import (
    Counts,
    HalfDay,
    Instance,
    InterpretationPool,
    end_of,
    grouped,
    half_days_of,
    monday_of,
)
from scheduler.schedule import Duty, Schedule

TRIES = 2_000
"""States of a week, at most, that are found to lead nowhere before the search is given up."""


@dataclass(slots=True)
class TeamLoad:
    """Duties assigned so far to the teams of a pool."""

    pool: InterpretationPool
    days: Counter[tuple[int, date]] = field(default_factory=Counter)
    """Half-days of each team on a date."""
    weeks: Counter[tuple[int, date]] = field(default_factory=Counter)
    """Half-days of each team in the week from a Monday."""
    last: dict[int, HalfDay] = field(default_factory=dict)
    """The last half-day of each team."""

    def takes(self, team: int, half_day: HalfDay) -> bool:
        """Return whether a team may work in a half-day, after all that it was given before."""
        day, pool, last = half_day.day, self.pool, self.last.get(team)
        rested = (
            last is None
            or last.day != day
            or (last is not half_day and last.end + pool.gap <= half_day.start)
        )
        few = self.days[team, day] < pool.half_days_a_day
        few &= self.weeks[team, monday_of(day)] < pool.half_days_a_week
        return rested and few and team <= pool.teams_on(day)

    def give(self, team: int, half_day: HalfDay) -> None:
        """Let a team work in a half-day."""
        self.days[team, half_day.day] += 1
        self.weeks[team, monday_of(half_day.day)] += 1
        self.last[team] = half_day

    def after(self, teams: Iterable[int], half_day: HalfDay) -> "TeamLoad":
        """Return what they have been given when some teams work in a half-day as well."""
        later = TeamLoad(self.pool, self.days.copy(), self.weeks.copy(), self.last.copy())
        for team in teams:
            later.give(team, half_day)
        return later

    def of_day(self, team: int, day: date) -> tuple[int, HalfDay | None]:
        """Return in how many half-days of a date a team works, and the last of them."""
        last = self.last.get(team)
        return self.days[team, day], last if last and last.day == day else None


class Week:
    """The half-days of a week in order of time, each with how many teams it needs.

    Half-days get their teams one after the other, first those that lose nothing by it; if too few teams are
    left for a half-day, others are tried. Equal teams are interchangeable.
    """

    def __init__(self, pool: InterpretationPool, needed: Mapping[HalfDay, int]) -> None:
        self._pool, self._half_days, self._needed = pool, [*needed], needed
        self._days = sorted({each.day for each in needed})
        self._hopeless: set[object] = set()

    def searched(self) -> list[int] | None:
        """Return the teams of each half-day, one half-day after another; None if none are found."""
        return self._from(0, TeamLoad(self._pool))

    def _from(self, position: int, load: TeamLoad) -> list[int] | None:
        if position == len(self._half_days):
            return []
        half_day = self._half_days[position]
        groups = self._alike(load, half_day)
        state = position, frozenset((kind, len(teams)) for kind, teams in groups.items())
        free = [teams for teams in groups.values() if load.takes(teams[0], half_day)]
        for chosen in _choices(free, self._needed[half_day]):
            if state in self._hopeless or len(self._hopeless) >= TRIES:
                return None
            rest = self._from(position + 1, load.after(chosen, half_day))
            if rest is not None:
                return [*chosen, *rest]
        self._hopeless.add(state)
        return None

    def _alike(self, load: TeamLoad, half_day: HalfDay) -> Mapping[object, list[int]]:
        """Return teams by what they may still be given, those first that lose least by working now."""
        day, pool = half_day.day, self._pool
        to_come = [each for each in self._days if each > day]
        groups: dict[tuple[int, int, object], list[int]] = {}
        for team in range(1, pool.teams + 1):
            given = load.weeks[team, monday_of(day)]
            there = sum(team <= pool.teams_on(each) for each in to_come)
            left = pool.half_days_a_week - given - there * pool.half_days_a_day
            here = team <= pool.teams_on(day)
            kind = max(0, -left), given, (there, here, *load.of_day(team, day))
            groups.setdefault(kind, []).append(team)
        return {kind: groups[kind] for kind in sorted(groups, key=lambda kind: kind[:2])}


def _choices(groups: Sequence[Sequence[int]], number: int) -> Iterator[tuple[int, ...]]:
    """Yield so many teams, from the first groups as many as can be, and then fewer."""
    if not groups:
        yield from [()] if number == 0 else []
        return
    first, *others = groups
    least = max(0, number - sum(map(len, others)))
    for taken in range(min(number, len(first)), least - 1, -1):
        for rest in _choices(others, number - taken):
            yield (*first[:taken], *rest)


def rostered(instance: Instance, schedule: Schedule, before: Sequence[Duty] = ()) -> Schedule:
    """Return a schedule with a roster for each pool whose work is counted by half-days.

    A pool of which the programme asks too much has none.

    Parameters
    ----------
    instance
        The conference.
    schedule
        Its programme.
    before
        A roster to stay near: teams keep their half-days where that leaves one for all others.
    """
    duties = [
        duty
        for pool in instance.interpretation
        if pool.counts is Counts.HALF_DAYS
        for duty in _roster(instance, pool, schedule, before)
    ]
    return Schedule.of(schedule.assignments, duties, schedule.agendas)


@dataclass(frozen=True, slots=True)
class _Work:
    """Sessions that one team serves in a half-day."""

    half_day: HalfDay
    sessions: tuple[str, ...]


def _roster(
    instance: Instance, pool: InterpretationPool, schedule: Schedule, before: Sequence[Duty]
) -> Sequence[Duty]:
    work = list(_work(instance, pool, schedule))
    own = [duty for duty in before if duty.pool == pool.id]
    for teams in (_kept(pool, work, own) if own else None, _dealt(pool, work)):
        if teams is not None and _is_kept(pool, work, teams):
            pairs = zip(work, teams, strict=True)
            return [Duty(pool.id, team, each.half_day.start, each.sessions) for each, team in pairs]
    return ()


def _work(instance: Instance, pool: InterpretationPool, schedule: Schedule) -> Iterator[_Work]:
    """Yield the work of each half-day, as few times as there are meetings at once, in order of time."""
    served = [
        (each.start, end_of(instance, session, each.start), each)
        for each in schedule.assignments
        if (session := instance.session_by_id[each.session]).interpretation == pool.id
    ]
    for half_day in half_days_of(instance, pool.half_day):
        lines: list[_Line] = []
        for start, end, each in served:
            if start < half_day.end and end > half_day.start:
                free = [line for line in lines if line.end <= start]
                # Rather in the room where they are than elsewhere.
                line = min(free, key=lambda line: line.room != each.room, default=None)
                if line is None:
                    lines.append(_Line([each.session], end, each.room))
                else:
                    line.sessions.append(each.session)
                    line.end, line.room = end, each.room
        yield from (_Work(half_day, tuple(line.sessions)) for line in lines)


@dataclass(slots=True)
class _Line:
    """Meetings one after the other, in the making."""

    sessions: list[str]
    end: datetime
    room: str


def _dealt(pool: InterpretationPool, work: Sequence[_Work]) -> Sequence[int] | None:
    """Return the team of each piece of work, dealt out to them in turn."""
    if not pool.teams:
        return None
    if pool.absences:
        return _searched(pool, work)
    return [number % pool.teams + 1 for number in range(len(work))]


def _searched(pool: InterpretationPool, work: Sequence[_Work]) -> Sequence[int] | None:
    """Return the team of each piece of work where some are away at times; None if none is found."""
    weeks: dict[date, Counter[HalfDay]] = {}
    for each in work:
        weeks.setdefault(monday_of(each.half_day.day), Counter())[each.half_day] += 1
    found: list[int] = []
    for needed in weeks.values():
        teams = Week(pool, needed).searched()
        if teams is None:
            return None
        found += teams
    return found


def _is_kept(pool: InterpretationPool, work: Sequence[_Work], teams: Sequence[int]) -> bool:
    load = TeamLoad(pool)
    for each, team in zip(work, teams, strict=True):
        if not load.takes(team, each.half_day):
            return False
        load.give(team, each.half_day)
    return True


def _kept(
    pool: InterpretationPool, work: Sequence[_Work], before: Iterable[Duty]
) -> Sequence[int] | None:
    """Return the team of each piece of work, the one that it had before wherever that can be.

    Half-day by half-day: None if that leads to one for which too few teams are left.
    """
    load, teams = TeamLoad(pool), dict[int, int]()
    had = grouped(before, lambda duty: (duty.start,))
    by_half_day = grouped(range(len(work)), lambda number: (work[number].half_day.start,))
    for start, numbers in by_half_day.items():
        half_day = work[numbers[0]].half_day
        free = [team for team in range(1, pool.teams + 1) if load.takes(team, half_day)]
        monday = monday_of(half_day.day)
        free.sort(key=lambda team: load.weeks[team, monday])
        here = _as_before({n: work[n] for n in numbers}, had.get(start, ()), free)
        left = [team for team in free if team not in here.values()]
        rest = [number for number in numbers if number not in here]
        if len(rest) > len(left):
            return None
        here |= dict(zip(rest, left, strict=False))
        for team in here.values():
            load.give(team, half_day)
        teams |= here
    return [teams[number] for number in range(len(work))]


def _as_before(
    work: Mapping[int, _Work], duties: Iterable[Duty], free: Iterable[int]
) -> dict[int, int]:
    """Return the teams that had work of a half-day before, first those with most sessions in common."""
    pairs = [
        (-len({*each.sessions} & {*duty.sessions}), number, duty.team)
        for number, each in work.items()
        for duty in duties
        if duty.team in {*free}
    ]
    found: dict[int, int] = {}
    for _, number, team in sorted(pairs):
        if number not in found and team not in found.values():
            found[number] = team
    return found
