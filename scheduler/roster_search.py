"""Which teams work in which half-days of a week, where some of them are away at times."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from scheduler.instance import HalfDay, InterpretationPool, monday_of

TRIES = 2_000
"""States of a week, at most, that are found to lead nowhere before the search is given up."""


@dataclass(slots=True)
class TeamLoad:
    """What the teams of a pool have been given so far."""

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

    Teams are given half-days one after the other, first those that lose nothing by it; where too few are left
    for one, others are tried. Teams that are alike are not told apart.
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
