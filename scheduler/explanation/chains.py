"""Chains that do not fit: sessions that follow one another, in less time than that takes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from scheduler.engines.propagation import lag_table, narrowed
from scheduler.evaluation.wording import name
from scheduler.explanation.ground import Ground
from scheduler.explanation.trouble import Trouble
from scheduler.explanation.wording import instant_text
from scheduler.restrictions import Lag, Priced

MOST = 5
"""Chains that are told of, at most."""


def broken_chains(ground: Ground) -> Iterator[Trouble]:
    """Yield chains of hard lags that leave a session without a start; no two share a lag."""
    lags = ground.lags
    found: list[tuple[Priced, ...]] = []
    while not ground.lags_fit and len(found) < MOST and _broken(ground, lags):
        found.append(_needed(ground, lags))
        lags = tuple(each for each in lags if each not in found[-1])
    for needed in sorted(found, key=lambda each: ground.lags.index(each[0])):
        yield _trouble(ground, needed)


def _broken(ground: Ground, lags: Sequence[Priced]) -> bool:
    domains = narrowed(ground.placed, lags, ground.timeline)
    return any(domain.empty for domain in domains.values())


def _needed(ground: Ground, lags: Sequence[Priced]) -> tuple[Priced, ...]:
    """Return lags of which each is needed to leave no start: halves are left out first."""
    needed, size = [*lags], len(lags)
    while size > 1:
        size = -(-size // 2)
        position = 0
        while position < len(needed):
            fewer = needed[:position] + needed[position + size :]
            if fewer and _broken(ground, fewer):
                needed = fewer
            else:
                position += size
    return tuple(needed)


@dataclass(frozen=True)
class _Chain:
    """Lags as links between sessions, in order."""

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


def _trouble(ground: Ground, lags: Sequence[Priced]) -> Trouble:
    chain = _chain(lags)
    titles = [name(ground.instance.session_by_id[session]) for session in chain.sessions]
    message = (
        f"{', then '.join(titles)}: the times between them do not fit. {_times(ground, chain)} "
        "What may help: wider windows, less time between them, or shorter meetings."
    )
    rules = tuple(dict.fromkeys(each.rule for each in lags))
    return Trouble(message, certain=True, sessions=chain.sessions, rules=rules)


def _times(ground: Ground, chain: _Chain) -> str:
    """Say from when to when the first and the last link can start."""
    first, last = chain.sessions[0], chain.sessions[-1]
    earliest, domains = _earliest(ground, chain), ground.placed

    def text(minute: int) -> str:
        return instant_text(ground.instance, ground.timeline, minute)

    def title(session: str) -> str:
        return name(ground.instance.session_by_id[session])

    latest = int(domains[last].starts[-1])
    if earliest[last] > latest:
        return (
            f"{title(first)} can start on {text(int(domains[first].starts[0]))} at the earliest, and so "
            f"{title(last)} not before {text(earliest[last])}, but it has to start by {text(latest)}."
        )
    spans = [
        f"{title(s)} can start from {text(int(domains[s].starts[0]))} to {text(int(domains[s].starts[-1]))}"
        for s in (first, last)
    ]
    return f"{spans[0]}, {spans[1]}; whatever is chosen, the time between them is too short or too long."


def _earliest(ground: Ground, chain: _Chain) -> Mapping[str, int]:
    """Return the earliest start of each session after those before it, though it may be too late."""
    earliest = {session: int(ground.placed[session].starts[0]) for session in chain.sessions}
    for session in chain.sessions:
        for lag in chain.links:
            if lag.first == session:
                first, then = ground.placed[session], ground.placed[lag.then]
                starts = first.starts >= earliest[session]
                if not starts.any():
                    continue
                start = int(lag_table(lag, first, ground.timeline).start_from[starts].min())
                later = then.starts[np.searchsorted(then.starts, start) :]
                start = int(later[0]) if len(later) else start
                earliest[lag.then] = max(earliest[lag.then], start)
    return earliest
