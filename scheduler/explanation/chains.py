"""Chains that do not fit: sessions that follow one another, in less time than that takes."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

import numpy as np

from scheduler.engines.domains import Domain
from scheduler.engines.lags import lag_table, one_by_one
from scheduler.engines.propagation import narrowed
from scheduler.engines.timeline import minutes
from scheduler.explanation.presolve import Presolve
from scheduler.explanation.prohibitions import Places, Source, prohibitions_of
from scheduler.explanation.rules import VOICES
from scheduler.explanation.trouble import Trouble
from scheduler.explanation.wording import instant_text
from scheduler.instance import Order
from scheduler.restrictions import After, Lag, Priced, sessions_of
from scheduler.wording import counted, item_name, listed, name

MOST = 5
"""Chains that are told of, at most."""
MANY = 500
"""Lags beyond which only one chain is told of."""


def broken_chains(presolve: Presolve) -> Iterator[Trouble]:
    """Yield chains of hard lags that leave a session without a start; no two share a lag."""
    lags = presolve.lags
    found: list[tuple[Priced, ...]] = []
    most = MOST if len(lags) <= MANY else 1
    while not presolve.lags_fit and len(found) < most and _broken(presolve, lags):
        found.append(_needed(presolve, one_by_one(_needed(presolve, lags))))
        lags = tuple(_without(lags, found[-1]))
    told: dict[object, _ChainTrouble] = {}
    for needed in sorted(found, key=lambda each: _position(presolve, each[0])):
        new = _trouble_of(presolve, needed)
        known = told.setdefault(new.cause, new)
        if new.excess > known.excess:
            told[new.cause] = new
    yield from (each.trouble for each in told.values())


def _without(lags: Iterable[Priced], needed: Collection[Priced]) -> Iterator[Priced]:
    """Yield lags without those of a chain, where these are some of several in one without these."""
    for each in lags:
        gone = {_lag(lag).first for lag in needed if _is_in(each, lag)}
        if not gone:
            yield each
        elif isinstance(each.restriction, After):
            left = tuple(first for first in each.restriction.firsts if first not in gone)
            if left:
                yield replace(each, restriction=replace(each.restriction, firsts=left))


def _is_in(priced: Priced, lag: Priced) -> bool:
    """Tell whether a lag is a restriction, or one of the lags that it adds up."""
    after, one = priced.restriction, _lag(lag)
    if not isinstance(after, After):
        return priced == lag
    bounds = one.item, one.then, one.at_least, one.at_most, one.days
    whole = after.item, after.then, after.at_least, after.at_most, after.days
    return priced.rule == lag.rule and bounds == whole and one.first in after.firsts


def _lag(priced: Priced) -> Lag:
    if not isinstance(priced.restriction, Lag):
        raise TypeError(f"not a lag: {priced.restriction}")
    return priced.restriction


def _position(presolve: Presolve, lag: Priced) -> int:
    return next(number for number, each in enumerate(presolve.lags) if _is_in(each, lag))


def _broken(presolve: Presolve, lags: Sequence[Priced]) -> bool:
    """Tell whether some lags leave one of their sessions without a start, whatever its room."""
    sessions = dict.fromkeys(each for lag in lags for each in sessions_of(lag.restriction))
    alone = {each: presolve.placed[each].in_any_room for each in sorted(sessions)}
    return any(domain.empty for domain in narrowed(alone, lags, presolve.timeline).values())


def _needed(presolve: Presolve, lags: Sequence[Priced]) -> tuple[Priced, ...]:
    """Return lags of which each is needed to leave no start: halves are left out first."""
    needed, size = [*lags], len(lags)
    while size > 1:
        size = -(-size // 2)
        position = 0
        while position < len(needed):
            fewer = needed[:position] + needed[position + size :]
            if fewer and _broken(presolve, fewer):
                needed = fewer
            else:
                position += size
    return tuple(needed)


@dataclass(frozen=True)
class _Chain:
    """After as links between sessions, in order."""

    links: tuple[Lag, ...]
    sessions: tuple[str, ...]
    """Sessions, each after those that come before it."""


def _chain(lags: Sequence[Priced]) -> _Chain:
    links = [each.restriction for each in lags if isinstance(each.restriction, Lag)]
    left, sessions = [*dict.fromkeys(s for lag in links for s in (lag.first, lag.then))], []
    while left:
        later = {lag.then for lag in links if lag.first in left}
        following = next((session for session in left if session not in later), left[0])
        sessions.append(following)
        left.remove(following)
    return _Chain(tuple(links), tuple(sessions))


@dataclass(frozen=True)
class _ChainTrouble:
    """A trouble with a chain."""

    trouble: Trouble
    cause: object
    """Equal for chains of which one stands for all."""
    excess: int
    """Minutes by which the last session is too late."""


def _trouble_of(presolve: Presolve, lags: Sequence[Priced]) -> _ChainTrouble:
    chain = _chain(lags)
    titles = [name(presolve.instance.session_by_id[session]) for session in chain.sessions]
    rules = tuple(dict.fromkeys(each.rule for each in lags))
    orders = tuple(order_of(presolve, lag) for lag in chain.links)
    cause: object = orders if len(orders) == 1 and None not in orders else chain
    clash = contradiction(presolve, lags)
    if clash is not None:
        said = f"{clash} cannot both be kept. What may help: another bound."
        excess = 0
    else:
        said = (
            f"the times between them do not fit. {_times(presolve, chain)} "
            "What may help: wider windows, less time between them, or shorter meetings."
        )
        first, last = chain.sessions[0], chain.sessions[-1]
        early, late = reason(presolve, first, later=False), reason(presolve, last, later=True)
        excess = max(0, _earliest(presolve, chain)[last] - int(presolve.placed[last].starts[-1]))
        rules = tuple(dict.fromkeys((*rules, *early.rules, *late.rules)))
        if early.rules or late.rules:
            cause = (last, late) if late.rules else (first, early)
    message = f"{', then '.join(titles)}: {said}"
    trouble = Trouble(message, certain=True, sessions=chain.sessions, rules=rules)
    return _ChainTrouble(trouble, cause, excess)


def _times(presolve: Presolve, chain: _Chain) -> str:
    """Say from when to when the first and the last link can start, and why."""
    first, last = chain.sessions[0], chain.sessions[-1]
    earliest, domains = _earliest(presolve, chain), presolve.placed

    def text(minute: int) -> str:
        return instant_text(presolve.instance, presolve.timeline, minute)

    def title(session: str) -> str:
        return name(presolve.instance.session_by_id[session])

    def begin(session: str) -> str:
        return text(int(domains[session].starts[0])) + reason(presolve, session, later=False).words

    def end(session: str) -> str:
        return text(int(domains[session].starts[-1])) + reason(presolve, session, later=True).words

    if earliest[last] > int(domains[last].starts[-1]):
        return (
            f"{title(first)} can start on {begin(first)} at the earliest, and so "
            f"{title(last)} not before {text(earliest[last])}, but it has to start by {end(last)}."
        )
    spans = [f"{title(s)} can start from {begin(s)} to {end(s)}" for s in (first, last)]
    return f"{spans[0]}, {spans[1]}; whatever is chosen, the time between them is too short or too long."


def _earliest(presolve: Presolve, chain: _Chain) -> Mapping[str, int]:
    """Return the earliest start of each session after those before it, though it may be too late."""
    earliest = {session: int(presolve.placed[session].starts[0]) for session in chain.sessions}
    for session in chain.sessions:
        for lag in chain.links:
            if lag.first == session:
                first, then = presolve.placed[session], presolve.placed[lag.then]
                starts = first.starts >= earliest[session]
                if not starts.any():
                    continue
                start = int(lag_table(lag, first, presolve.timeline).start_from[starts].min())
                later = then.starts[np.searchsorted(then.starts, start) :]
                start = int(later[0]) if len(later) else start
                earliest[lag.then] = max(earliest[lag.then], start)
    return earliest


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
