"""Why a session cannot start earlier or later, and which bounds of an order contradict each other."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

import numpy as np

from scheduler.engines.domains import Domain
from scheduler.engines.propagation import narrowed
from scheduler.engines.timeline import minutes
from scheduler.explanation.presolve import Presolve
from scheduler.explanation.prohibitions import Places, Source, prohibitions_of
from scheduler.explanation.rules import VOICES
from scheduler.instance import Order
from scheduler.restrictions import Lag, Priced
from scheduler.wording import counted, item_name, listed


@dataclass(frozen=True, slots=True)
class Reason:
    """What keeps a session from other starts, besides the hours of its kind."""

    words: str
    """In brackets, with a space in front; empty for the hours alone."""
    rules: tuple[str, ...]
    """Rules concerned."""


def reason(presolve: Presolve, session: str, *, later: bool) -> Reason:
    """Return why a session cannot start before its first start, or after its last one.

    Without all that is named, and no less, it could: at the nearest start that the hours of its kind allow.
    These hours are named beside, where they alone keep it from the very next start on the grid.
    """
    own = presolve.placed[session].starts
    starts = presolve.timeline.minutes(presolve.problem.starts)
    prohibitions = prohibitions_of(presolve, session)
    lost = np.repeat(
        (starts > own[-1] if later else starts < own[0])[:, None],
        len(presolve.problem.rooms),
        axis=1,
    )
    for source, places in prohibitions.items():
        if _is_of_hours(source) or (places == places[0]).all():
            lost &= ~places
    if not lost.any():
        return Reason("", ())
    rows = np.flatnonzero(lost.any(axis=1))
    nearest = int(rows[0] if later else rows[-1])
    beside = int(
        np.searchsorted(starts, own[-1]) + 1 if later else np.searchsorted(starts, own[0]) - 1
    )
    by_room = {
        room: _those(prohibitions, nearest, room) for room in np.flatnonzero(lost[nearest]).tolist()
    }
    room = min(by_room, key=lambda each: len(by_room[each]))
    binding, there = by_room[room], _those(prohibitions, beside, room)
    rules = tuple(dict.fromkeys(rule for rule, _ in binding))
    words = listed([_words(presolve, source) for source in binding])
    if not set(there).isdisjoint(binding):
        return Reason(f" (because of {words})", rules)
    hours = listed([_words(presolve, source) for source in there if _is_of_hours(source)])
    beyond = "after" if later else "before"
    return Reason(f" (because of {hours}; {beyond} that, of {words})", rules)


def _is_of_hours(source: Source) -> bool:
    return VOICES[source[0]].self_evident


def _those(prohibitions: Mapping[Source, Places], start: int, room: int) -> list[Source]:
    """Return what forbids a place, by the positions of its start and room."""
    return [source for source, places in prohibitions.items() if places[start, room]]


def _words(presolve: Presolve, source: Source) -> str:
    rule, item = source
    return (VOICES[rule].keeps_from or rule).format(who=item_name(presolve.instance, rule, item))


def order_of(presolve: Presolve, lag: Lag) -> int | None:
    """Return the position of the order that a lag comes from; None if it is that of a body."""
    for position, order in enumerate(presolve.instance.ordered):
        if lag.first in order.first and lag.then in order.then and _is_of(lag, order):
            return position
    return None


def _is_of(lag: Lag, order: Order) -> bool:
    by_days = order.days_at_least is not None or order.days_at_most is not None
    same = (lag.at_least, lag.at_most) == (order.at_least, order.at_most)
    return same and bool(lag.days) is by_days


Bound = tuple[str, Priced]
"""What a bound asks for, and a lag with that bound only."""


def contradiction(presolve: Presolve, lags: Sequence[Priced]) -> str | None:
    """Return two bounds between two sessions that exclude one another, if there are any.

    Each by itself can be kept in the hours of their kinds; so nothing else is to blame.
    """
    links = [each.restriction for each in lags if isinstance(each.restriction, Lag)]
    if len({(lag.first, lag.then) for lag in links}) != 1:
        return None
    domains = {s: _anywhere(presolve, s) for s in (links[0].first, links[0].then)}

    def fits(*bounds: Bound) -> bool:
        kept = narrowed(domains, [priced for _, priced in bounds], presolve.timeline)
        return not any(domain.empty for domain in kept.values())

    lower = [bound for each in lags for bound in _bounds(presolve, each, _LOWER)]
    upper = [bound for each in lags for bound in _bounds(presolve, each, _UPPER)]
    for low, high in product(lower, upper):
        if fits(low) and fits(high) and not fits(low, high):
            return f"{low[0]} and {high[0]}"
    return None


def _anywhere(presolve: Presolve, session: str) -> Domain:
    """Return a session that may start at any time that the hours of its kind allow."""
    starts = presolve.timeline.minutes(presolve.problem.starts)
    closed = np.zeros(len(starts), dtype=bool)
    for (rule, _), places in prohibitions_of(presolve, session).items():
        if VOICES[rule].self_evident:
            closed |= places.all(axis=1)
    problem = presolve.problem
    ends = presolve.timeline.minutes(problem.end(session, start) for start in problem.starts)
    return Domain.of_starts(session, starts[~closed], ends[~closed])


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two bounds of a lag, by the names that its fields have."""

    words: str
    minutes: str
    days: str
    other_minutes: str
    """Field of the other bound, in minutes."""
    other_day: str
    """Field of the other bound, for each day of the first session."""


_LOWER = _Side("at least", "at_least", "days_at_least", "at_most", "end_by")
_UPPER = _Side("at most", "at_most", "days_at_most", "at_least", "start_from")


def _bounds(presolve: Presolve, priced: Priced, side: _Side) -> Iterator[Bound]:
    """Yield what a lag asks for on one side: in minutes, and in days."""
    lag = priced.restriction
    if not isinstance(lag, Lag):
        return
    least_or_most = getattr(lag, side.minutes)
    without_other: dict[str, Any] = {side.other_minutes: None}
    if least_or_most is not None:
        words = f"{side.words} {minutes(least_or_most)} min between them"
        yield words, replace(priced, restriction=replace(lag, **without_other, days=()))
    if words := _days(presolve, lag, side):
        other_day: dict[str, Any] = {side.other_day: None}
        days = tuple(replace(day, **other_day) for day in lag.days)
        bare = replace(lag, at_least=None, at_most=None, days=days)
        yield words, replace(priced, restriction=bare)


def _days(presolve: Presolve, lag: Lag, side: _Side) -> str:
    position = order_of(presolve, lag)
    order = presolve.instance.orders[position] if position is not None else None
    number = None if order is None else getattr(order, side.days)
    if order is None or number is None:
        return ""
    days = counted(number, "working day" if order.working_days else "day")
    return f"{side.words} {days} between them"
