"""Why a session cannot start earlier or later, and which bounds of an order contradict each other."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np

from scheduler.engines.domains import Domain
from scheduler.engines.propagation import narrowed
from scheduler.engines.timeline import minutes
from scheduler.evaluation.wording import counted
from scheduler.explanation.ground import Ground
from scheduler.explanation.places import Places, Taker, least_of, taken_of
from scheduler.explanation.wording import item_name, listed
from scheduler.instance.meetings import Order
from scheduler.restrictions import Lag, Priced

_REASONS: Mapping[str, str] = {
    "outside_window": "its windows",
    "pin_broken": "its pin",
    "dialogue_after_first_days": "the first days of its kind",
    "thematic_outside_official_hours": "the official hours",
    "person_unavailable": "the availability of {who}",
    "local_night": "the nights of {who}",
    "room_closed": "the closures of rooms",
    "no_slack": "the reserve",
    "frozen_moved": "the frozen time",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """What keeps a session from other starts, besides the hours of its kind."""

    words: str
    """In brackets, with a space in front; empty for the hours alone."""
    rules: tuple[str, ...]
    """Rules concerned."""


def reason(ground: Ground, session: str, *, later: bool) -> Reason:
    """Return why a session cannot start before its first start, or after its last one."""
    own, starts = ground.placed[session].starts, ground.timeline.minutes(ground.problem.starts)
    beyond = starts > own[-1] if later else starts < own[0]
    taken = taken_of(ground, session)
    lost = np.repeat(beyond[:, None], len(ground.problem.rooms), axis=1)
    movable: dict[Taker, Places] = {}
    for taker, places in taken.items():
        if taker[0] == "outside_hours" or (places == places[0]).all():
            lost &= ~places
        else:
            movable[taker] = places
    if not lost.any():
        return Reason("", ())
    least = least_of({taker: places | ~lost for taker, places in movable.items()})
    words = listed([_words(ground, taker) for taker in least])
    return Reason(f" (because of {words})", tuple(dict.fromkeys(rule for rule, _ in least)))


def _words(ground: Ground, taker: Taker) -> str:
    rule, item = taker
    return _REASONS.get(rule, rule).format(who=item_name(ground.instance, rule, item))


def order_of(ground: Ground, lag: Lag) -> int | None:
    """Return the position of the order that a lag comes from; None if it is that of a body."""
    for position, order in enumerate(ground.instance.ordered):
        if lag.first in order.first and lag.then in order.then and _is_of(lag, order):
            return position
    return None


def _is_of(lag: Lag, order: Order) -> bool:
    by_days = order.days_at_least is not None or order.days_at_most is not None
    same = (lag.at_least, lag.at_most) == (order.at_least, order.at_most)
    return same and bool(lag.days) is by_days


Bound = tuple[str, Priced]
"""What a bound asks for, and a lag with that bound only."""


def contradiction(ground: Ground, lags: Sequence[Priced]) -> str | None:
    """Return two bounds between two sessions that exclude one another, if there are any.

    Each by itself can be kept in the hours of their kinds; so nothing else is to blame.
    """
    links = [each.restriction for each in lags if isinstance(each.restriction, Lag)]
    if len({(lag.first, lag.then) for lag in links}) != 1:
        return None
    domains = {s: _anywhere(ground, s) for s in (links[0].first, links[0].then)}

    def fits(*bounds: Bound) -> bool:
        kept = narrowed(domains, [priced for _, priced in bounds], ground.timeline)
        return not any(domain.empty for domain in kept.values())

    lower = [bound for each in lags for bound in _lower(ground, each)]
    upper = [bound for each in lags for bound in _upper(ground, each)]
    for low, high in product(lower, upper):
        if fits(low) and fits(high) and not fits(low, high):
            return f"{low[0]} and {high[0]}"
    return None


def _anywhere(ground: Ground, session: str) -> Domain:
    """Return a session that may start at any time that the hours of its kind allow."""
    starts = ground.timeline.minutes(ground.problem.starts)
    hours = taken_of(ground, session).get(("outside_hours", ""))
    if hours is not None:
        starts = starts[~hours[:, 0]]
    room = np.zeros(1, dtype=np.int64)
    allowed = np.ones((len(starts), 1), dtype=bool)
    duration = ground.placed[session].duration
    return Domain(session, duration, starts, room, allowed, np.zeros_like(starts), room, ())


def _lower(ground: Ground, priced: Priced) -> Iterator[Bound]:
    lag = priced.restriction
    if isinstance(lag, Lag):
        if lag.at_least is not None:
            words = f"at least {minutes(lag.at_least)} min between them"
            yield words, replace(priced, restriction=replace(lag, at_most=None, days=()))
        days = tuple(replace(day, end_by=None) for day in lag.days)
        words = _days(ground, lag, lambda order: order.days_at_least, "at least")
        if words:
            bare = replace(lag, at_least=None, at_most=None, days=days)
            yield words, replace(priced, restriction=bare)


def _upper(ground: Ground, priced: Priced) -> Iterator[Bound]:
    lag = priced.restriction
    if isinstance(lag, Lag):
        if lag.at_most is not None:
            words = f"at most {minutes(lag.at_most)} min between them"
            yield words, replace(priced, restriction=replace(lag, at_least=None, days=()))
        days = tuple(replace(day, start_from=None) for day in lag.days)
        words = _days(ground, lag, lambda order: order.days_at_most, "at most")
        if words:
            bare = replace(lag, at_least=None, at_most=None, days=days)
            yield words, replace(priced, restriction=bare)


def _days(ground: Ground, lag: Lag, number_of: Callable[[Order], int | None], bound: str) -> str:
    position = order_of(ground, lag)
    order = ground.instance.orders[position] if position is not None else None
    number = None if order is None else number_of(order)
    if order is None or number is None:
        return ""
    return f"{bound} {counted(number, 'working day' if order.working_days else 'day')} between them"
