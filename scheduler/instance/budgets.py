"""Budgets: estimates the size of an instance before building anything.

A file of a few hundred lines can ask for more than any machine can hold: each session has places, each pair
of some sessions a rule. Budgets are far above what conferences need, and far below what memory holds.
"""

from collections.abc import Iterator
from math import prod
from typing import TYPE_CHECKING, NamedTuple

from scheduler.instance.faults import Fault, Path
from scheduler.instance.frozen import minutes_of
from scheduler.instance.participants import Selection
from scheduler.instance.preparation import MOST_DAYS

if TYPE_CHECKING:
    from scheduler.instance.model import Instance

PLACES = 2_000_000_000
"""Starts within the hours of the bands, times rooms, times sessions and seats on panels."""
SELECTED = 1_000_000
"""Sessions that all rows of a table select."""
PAIRS = 3_000_000
"""Pairs of sessions of all relations."""
BESIDE = 300_000
"""Pairs of sessions of which one keeps the other from running beside it."""
FITTING = 5_000_000
"""Panel roles times persons who are looked at for each."""
SELECTING = (
    *("audiences", "common_starts", "feature_wishes", "minimum_loads", "orders", "parallel_limits"),
    *("preferences", "quotas", "series", "tracks", "delegations"),
)
"""Tables whose rows select sessions."""


class BudgetLoad(NamedTuple):
    """The estimated size of a table or of the days."""

    path: Path
    number: int
    what: str
    most: int


def budget_faults(instance: "Instance") -> Iterator[Fault]:
    """Yield the sizes that are too large."""
    most = MOST_DAYS[instance.horizon]
    has_days = 0 <= (instance.last_day - instance.first_day).days < most
    for load in (*of_tables(instance), *([of_days(instance)] if has_days else [])):
        if load.number > load.most:
            found, expected = f"{load.number:,} {load.what}", f"at most {load.most:,}"
            yield Fault(load.path, found, expected)


def of_days(instance: "Instance") -> BudgetLoad:
    """Return the number of places: starts times rooms times sessions."""
    bands = (band for day in instance.dates for band in instance.bands_of(day))
    minutes = sum(minutes_of(each.end - each.start) for each in bands)
    seats = sum(map(len, instance.pools.values()))
    starts, rooms = -(-minutes // instance.grid), len(instance.rooms)
    number = prod((starts, rooms, len(instance.sessions) + seats))
    what = (
        f"places of sessions and seats ({starts:,} starts on the `grid` times {rooms:,} rooms each)"
    )
    return BudgetLoad(("sessions",), number, what, PLACES)


def of_tables(instance: "Instance") -> Iterator[BudgetLoad]:
    """Yield the sizes of tables, independent of the days."""
    sessions = len(instance.sessions)
    for table in SELECTING:
        number = sum(_selected(instance, row) for row in getattr(instance, table))
        what = f"sessions that the rows of `{table}` select in all"
        yield BudgetLoad((table,), number, what, SELECTED)
    related = (_side(instance, each.sessions) for each in instance.relations)
    pairs = sum(number * (number - 1) // 2 for number in related)
    yield BudgetLoad(("relations",), pairs, "pairs of sessions that relations are about", PAIRS)
    pairs = sum(
        _side(instance, each.sessions)
        * _side(instance, each.sessions if each.others is None else each.others)
        + sum(len(group) ** 2 for group in (*each.groups, *each.tracks))
        for each in instance.not_beside
    )
    yield BudgetLoad(("not_beside",), pairs, "pairs of sessions that are kept apart", BESIDE)
    alone = sum(each.exclusive for each in instance.sessions)
    what = "pairs of an exclusive session and another one"
    yield BudgetLoad(("sessions",), alone * sessions, what, BESIDE)
    roles = sum(len(each.panel.roles) for each in instance.sessions if each.panel is not None)
    what = "panel roles times persons who might fit them"
    yield BudgetLoad(("sessions",), roles * len(instance.people), what, FITTING)


def _selected(instance: "Instance", row: object) -> int:
    """Return how many sessions the selections of a row find, at most."""
    values = (getattr(row, field) for field in type(row).model_fields)  # type: ignore[attr-defined]
    return sum(_side(instance, each) for each in values if isinstance(each, Selection))


def _side(instance: "Instance", side: tuple[str, ...] | Selection | None) -> int:
    if side is None:
        return len(instance.sessions)
    if isinstance(side, tuple):
        return len(side)
    by_tag = instance.positions_by_tag
    found = sum(len(by_tag.get((field, name), ())) for field, names in side for name in names)
    return min(found, len(instance.sessions))
