"""Chains that do not fit: sessions that follow one another, in less time than that takes."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from scheduler.engines.lags import lag_table, one_by_one
from scheduler.engines.propagation import narrowed
from scheduler.explanation.presolve import Presolve, Source, prohibitions_of
from scheduler.explanation.rules import VOICES
from scheduler.explanation.trouble import Trouble, instant_text
from scheduler.restrictions import Lag, Priced, sessions_of
from scheduler.wording import item_name, listed, name

MOST = 5
"""Most chains to report."""
MANY = 500
"""Lags above which only one chain is reported."""


def broken_chains(presolve: Presolve) -> Iterator[Trouble]:
    """Yield chains of hard lags that leave a session without a start; no two share an end."""
    lags, ends = presolve.lags, set[str]()
    if presolve.lags_fit:
        return
    for _ in range(MOST if len(lags) <= MANY else 1):
        if not _broken(presolve, lags):
            return
        needed = _needed(presolve, lags)
        trouble = _trouble(presolve, _needed(presolve, one_by_one(needed)))
        first, last = trouble.sessions[0], trouble.sessions[-1]
        if ends.isdisjoint({first, last}):  # else of one order, mostly
            ends |= {first, last}
            yield trouble
        lags = tuple(each for each in lags if each not in needed)


def _broken(presolve: Presolve, lags: Sequence[Priced]) -> bool:
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


def _in_order(links: Sequence[Lag]) -> tuple[str, ...]:
    """Return the sessions of links, each after those that come before it."""
    left, sessions = [*dict.fromkeys(s for lag in links for s in (lag.first, lag.then))], []
    while left:
        later = {lag.then for lag in links if lag.first in left}
        following = next((session for session in left if session not in later), left[0])
        sessions.append(following)
        left.remove(following)
    return tuple(sessions)


def _trouble(presolve: Presolve, lags: Sequence[Priced]) -> Trouble:
    links = [each.restriction for each in lags if isinstance(each.restriction, Lag)]
    sessions = _in_order(links)
    titles = [name(presolve.instance.session_by_id[session]) for session in sessions]
    bounds = (
        _reason(presolve, sessions[0], later=False),
        _reason(presolve, sessions[-1], later=True),
    )
    times = _times(presolve, links, sessions)
    rules = [*(each.rule for each in lags), *(rule for each in bounds for rule, _ in each)]
    message = (
        f"{', then '.join(titles)}: the required times between them do not fit. {times} "
        "What may help: wider windows, less time between them, or shorter meetings."
    )
    return Trouble(message, certain=True, sessions=sessions, rules=tuple(dict.fromkeys(rules)))


def _times(presolve: Presolve, links: Sequence[Lag], sessions: Sequence[str]) -> str:
    """Return the earliest and latest starts of the first and the last link, and why."""
    first, last = sessions[0], sessions[-1]
    earliest, domains = _earliest(presolve, links, sessions), presolve.placed

    def text(minute: int) -> str:
        return instant_text(presolve.instance, presolve.timeline, minute)

    def title(session: str) -> str:
        return name(presolve.instance.session_by_id[session])

    def begin(session: str) -> str:
        return text(int(domains[session].starts[0])) + _because(presolve, session, later=False)

    def end(session: str) -> str:
        return text(int(domains[session].starts[-1])) + _because(presolve, session, later=True)

    if earliest[last] > int(domains[last].starts[-1]):
        return (
            f"{title(first)} can start on {begin(first)} at the earliest, so "
            f"{title(last)} cannot start before {text(earliest[last])}, but must start by {end(last)}."
        )
    spans = [f"{title(s)} can start from {begin(s)} to {end(s)}" for s in (first, last)]
    return f"{spans[0]}, {spans[1]}; whatever is chosen, the time between them is too short or too long."


def _earliest(
    presolve: Presolve, links: Sequence[Lag], sessions: Sequence[str]
) -> Mapping[str, int]:
    """Return the earliest start of each session after those before it, though it may be too late."""
    earliest = {session: int(presolve.placed[session].starts[0]) for session in sessions}
    for session in sessions:
        for lag in links:
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


def _reason(presolve: Presolve, session: str, *, later: bool) -> list[Source]:
    """Return what keeps a session from starts before its first one, or after its last one.

    Without all that is named, and no less, it could: at the nearest start that the hours of its kind allow.
    """
    own = presolve.placed[session].starts
    starts = presolve.timeline.minutes(presolve.problem.starts)
    beyond = starts > own[-1] if later else starts < own[0]
    lost = np.repeat(beyond[:, None], len(presolve.problem.rooms), axis=1)
    prohibitions = prohibitions_of(presolve, session)
    for (rule, _), places in prohibitions.items():
        if VOICES[rule].self_evident or (places == places[0]).all():
            lost &= ~places
    rows = np.flatnonzero(lost.any(axis=1))
    if not len(rows):
        return []
    nearest = int(rows[0] if later else rows[-1])
    return min(
        (
            [source for source, places in prohibitions.items() if places[nearest, room]]
            for room in np.flatnonzero(lost[nearest]).tolist()
        ),
        key=len,
    )


def _because(presolve: Presolve, session: str, *, later: bool) -> str:
    """Return that in brackets, with a space in front; nothing for the hours of its kind alone."""
    words = [
        (VOICES[rule].keeps_from or rule).format(who=item_name(presolve.instance, rule, item))
        for rule, item in _reason(presolve, session, later=later)
    ]
    return f" (because of {listed(words)})" if words else ""
