"""Ways out by the least that suffices: fewer teams, seats or minutes, if a programme is found with these."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from scheduler.engines.budget import count_work
from scheduler.explanation.conflicts.groups import Groups, Key
from scheduler.explanation.conflicts.least_broken import LeastViolation, least_violation
from scheduler.explanation.conflicts.ways import Repairs, Way, findings_of, left_by, way_of
from scheduler.explanation.presolve import presolve_of
from scheduler.explanation.remedies import with_row
from scheduler.explanation.screening import SCREENING, certainties
from scheduler.instance import DayWindow, Instance, Span, Window, remade, spans_of, windows_of
from scheduler.rules import problem_of
from scheduler.rules.spans import merged, without

LEAST = 0.1
"""Nominal seconds without which nothing is searched any more."""
EACH = 0.2
"""Share of the time that is left in which a programme with less is looked for."""


TIMES = ("windows", "preferred", "available", "closures")
"""Fields of which a way out gives time: the last by being less."""


def lessened(repairs: Repairs, way: Way, besides: Collection[Key]) -> Way:
    """Return a way out that changes a number or gives time, by the least with which a programme is found.

    Of time, no end of what is given can then be a step of the grid nearer, as far as was tried.

    Parameters
    ----------
    repairs
        The conference, and what is given.
    way
        A way out of one of its conflicts.
    besides
        Items of the other conflicts, which may be broken.
    """
    if way.least or way.by_level or way.elsewhere:
        return way
    if way.path[-1] in TIMES:
        return _shortened(repairs, way, besides)
    base = repairs.instance
    less = less_by(base, way)
    low, high, proved, best = 0, len(less), not less and _is_step(base, way), way
    while low < high and repairs.clock.left > LEAST:
        middle = (low + high) // 2
        found, impossible = _tried(repairs, less[middle], way, besides)
        if found is None:
            low, proved = middle + 1, impossible
        else:
            high, best = middle, found
    proved = proved or (high == 0 and _is_step(base, best))
    return replace(best, least=proved)


def _shortened(repairs: Repairs, way: Way, besides: Collection[Key]) -> Way:
    """Return a way out that gives less time, and the way itself if none is found."""
    base = repairs.instance
    shorter = iter(shorter_by(base, way))
    while repairs.clock.left > LEAST and (less := next(shorter, None)) is not None:
        found, _ = _tried(repairs, less, way, besides)
        if found is not None and _given_by(base, found) < _given_by(base, way):
            way = found
            shorter = iter(shorter_by(base, way))
    return way


def a_step_less(base: Instance, way: Way) -> Sequence[Instance]:
    """Return instances in which a fact changes by a step less than by a way that is the least."""
    return tuple(shorter_by(base, way)) if way.path[-1] in TIMES else less_by(base, way)[-1:]


def shorter_by(base: Instance, way: Way) -> Iterator[Instance]:
    """Yield instances that are given less time than by a way: a step of the grid, at one end of a stretch."""
    table, row, field = map(str, way.path)
    before, after = (_times_of(each, way) for each in (base, way.instance))
    zone, known = _zone_of(base, way), spans_of(before, _zone_of(base, way))
    if field == "closures":
        opened = without(merged(known), merged(spans_of(after, zone)))
        for stretch in opened:
            for cut in _ends(stretch, base.grid):
                closed = Window(start=cut[0], end=cut[1])
                yield with_row(base, table, row, closures=(*after, closed))
        return
    for place, window in enumerate(after):
        for span in () if window in before else window.spans(zone):
            for cut in _ends(span, base.grid):
                if any(without([cut], merged(known))):
                    left = [Window(start=a, end=b) for a, b in without([span], [cut])]
                    windows = (*after[:place], *left, *after[place + 1 :])
                    yield with_row(base, table, row, **{field: windows})


def _ends(stretch: Span, grid: int) -> Sequence[Span]:
    """Return the last step of a stretch, and the first one."""
    (start, end), step = stretch, timedelta(minutes=grid)
    return (max(start, end - step), end), (start, min(end, start + step))


def _given_by(base: Instance, way: Way) -> timedelta:
    """Return how much time a way gives."""
    zone = _zone_of(base, way)
    before, after = (merged(spans_of(_times_of(each, way), zone)) for each in (base, way.instance))
    pair = (before, after) if way.path[-1] == "closures" else (after, before)
    return sum((end - start for start, end in without(*pair)), timedelta())


def _times_of(instance: Instance, way: Way) -> tuple[Window | DayWindow, ...]:
    table, row, field = map(str, way.path)
    found = _row(instance, table, row)
    return windows_of(instance, found) if field == "windows" else getattr(found, field)


def _zone_of(instance: Instance, way: Way) -> ZoneInfo:
    """Return the clocks on which windows are read: those of a person, or of the conference."""
    found = _row(instance, *map(str, way.path[:2]))
    return getattr(found, "zone", None) or instance.zone


def less_by(base: Instance, way: Way) -> Sequence[Instance]:
    """Return instances in which a fact changes less than by a way, the least change first."""
    if len(way.path) != len(("table", "row", "field")):
        return ()
    table, row, field = map(str, way.path)
    before, after = (_row(each, table, row) for each in (base, way.instance))
    if before is None or after is None:
        return ()
    if field == "absences":
        added = tuple(each for each in after.absences if each not in before.absences)
        return [
            with_row(
                *(base, table, row),
                teams=teams,
                absences=(
                    *before.absences,
                    *(remade(a, teams=teams - before.teams) for a in added),
                ),
            )
            for teams in range(before.teams + 1, after.teams)
        ]
    was, now = getattr(before, field), getattr(after, field)
    return [with_row(base, table, row, **{field: each}) for each in _between(base, was, now)]


def _between(base: Instance, was: Any, now: Any) -> Sequence[Any]:
    """Return numbers, or times on the grid, between two others, the nearest to the first one first."""
    if isinstance(was, int) and isinstance(now, int):
        return range(was + 1, now) if was < now else range(was - 1, now, -1)
    if isinstance(was, timedelta) and isinstance(now, timedelta):
        step = timedelta(minutes=base.grid)
        number = -(-abs(now - was) // step)
        return [was + (step if was < now else -step) * each for each in range(1, number)]
    return ()


def _is_step(base: Instance, way: Way) -> bool:
    """Tell whether a way changes a number, of which there is no less than what it changes it by."""
    fields = way.path[-1:] if way.path[-1] != "absences" else ("teams",)
    before, after = (_row(each, *map(str, way.path[:2])) for each in (base, way.instance))
    pairs = [(getattr(before, str(each), None), getattr(after, str(each), None)) for each in fields]
    return all(isinstance(a, int) and isinstance(b, int) and abs(a - b) == 1 for a, b in pairs)


def _row(instance: Instance, table: str, row: str) -> Any:
    rows = getattr(instance, table, ())
    return next((each for each in rows if getattr(each, "id", None) == row), None)


def _tried(
    repairs: Repairs, instance: Instance, way: Way, besides: Collection[Key]
) -> tuple[Way | None, bool]:
    """Return the way by the same fact that a programme with less of it needs, if one is found near.

    And whether it is proved that there is no such programme.
    """
    problem = problem_of(instance)
    if not besides:
        count_work(SCREENING * len(instance.sessions))
        if certainties(presolve_of(instance, problem)):
            return None, True
    groups = Groups(problem)
    soft = [each for each in besides if each in groups.by_key]
    seconds = EACH * repairs.clock.left
    less = least_violation(groups, groups.touched(soft), soft, seconds, way.schedule)
    if less is None:
        return None, False
    key, schedule = (way.rule, way.item), less.schedule
    case = repairs.case_of(key, schedule)
    amount = sum(each.amount for each in findings_of(repairs.instance, schedule, key))
    broken = LeastViolation(schedule, {key: amount}, proved=False)
    for remedy in repairs.cures(case, key):
        if remedy.path == way.path and left_by(remedy).issubset(besides):
            return way_of(repairs.instance, key, broken, remedy), False
    return None, False
