"""Why a session has its slot: the deciding rules and the cost of the best alternatives."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

import numpy as np

from scheduler.desk.moves import Goal, move
from scheduler.desk.outcomes import Outcome
from scheduler.desk.prices import Prices
from scheduler.desk.steps import DeskState
from scheduler.errors import InputError, InstanceError
from scheduler.explanation.programmes import dearest_rule
from scheduler.instance import end_of, spans_of
from scheduler.phrases import say
from scheduler.schedule import Assignment

TRIED = 200
"""Most slots that are tried until one is possible."""


@dataclass(frozen=True, slots=True)
class PlaceReason:
    """Why a session has its slot rather than others; its own pin does not count."""

    best: Assignment | None
    """The best other slot if no other session moves; None if none is possible."""
    difference: int
    """Change of the penalty there, in thousandths."""
    broken: tuple[str, ...]
    """Rules that it would break there, each once."""
    decides: str
    """The rule whose penalty would rise most; empty if it would not cost more."""
    relieved: tuple[str, ...] = ()
    """Hard rules that it breaks where it is and would not break there, each once, if it breaks less there."""


@dataclass(frozen=True, slots=True)
class HereReason:
    """Why a session has its time and its room."""

    time: PlaceReason
    """Against the best slot at another time, in any room."""
    room: PlaceReason
    """Against the best other room at the same time."""


def why_here(desk: DeskState, prices: Prices) -> HereReason:
    """Return why a session has its time and room.

    Raises
    ------
    InputError
        When it has no slot.
    """
    here = desk.schedule.by_session.get(prices.session)
    if here is None:
        raise InputError(say("{}: is not scheduled.", prices.session))
    times = (each for each in _open(desk, prices, here) if each[0] != here.start)
    return HereReason(_against(desk, here, times), _against(desk, here, _rooms(prices, here)))


def _against(
    desk: DeskState, here: Assignment, places: Iterable[tuple[datetime, str]]
) -> PlaceReason:
    """Return the reason against the first of other slots that is possible."""
    for start, room in islice(places, TRIED):
        try:
            outcome = move(desk, here.session, Goal(start=start), room)
        except InstanceError:  # its own facts leave no way to be there
            continue
        return _reason(replace(here, start=start, room=room), outcome)
    return PlaceReason(None, 0, (), "")


def _open(desk: DeskState, prices: Prices, here: Assignment) -> Iterator[tuple[datetime, str]]:
    """Yield the other slots of a session in its windows, the best first."""
    session = desk.instance.session_by_id[here.session]
    windows = spans_of(session.windows or (), desk.instance.zone)
    for start, room in prices.best(len(prices.starts), here):
        end = end_of(desk.instance, session, start)
        is_open = not windows or any(since <= start and end <= until for since, until in windows)
        if is_open:
            yield start, room


def _rooms(prices: Prices, here: Assignment) -> Iterator[tuple[datetime, str]]:
    row = prices.table.row_of[here.start]
    for column in np.lexsort((prices.penalty[row], prices.rank[row])).tolist():
        if prices.rooms[column] != here.room:
            yield here.start, prices.rooms[column]


def _reason(best: Assignment, outcome: Outcome) -> PlaceReason:
    found = outcome.consequences
    broken = tuple(dict.fromkeys(each.rule for each in found.broken))
    decides = dearest_rule(found.dearer) if found.difference > 0 else ""
    less = (each.rule for each in found.relieved if each.price is None) if outcome.worse < 0 else ()
    return PlaceReason(best, found.difference, broken, decides, tuple(dict.fromkeys(less)))
