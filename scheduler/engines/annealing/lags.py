"""`Lag` and `After` in the annealer.

Sessions that last equally long are a *class*: each start means the same for all of them. Two tables are kept
up to date for each border, over all starts: the minutes that what comes first counts with a session of each
class that comes then, and what those that come then cost a session of each class that comes first.
"""

from collections.abc import Collection, Sequence
from typing import NamedTuple

import numpy as np

from scheduler.engines.annealing.prices import (
    Ints,
    can_change,
    first_prices,
    firsts,
    ints,
    joined,
    price,
    repriced,
)
from scheduler.engines.compilation.kernels import enclosed
from scheduler.engines.domains import ABSENT, Domain
from scheduler.engines.lags import NEVER, Border, borders_of, lag_table
from scheduler.engines.model import Model
from scheduler.restrictions import After, Lag

FAR = 120
"""Most minutes that a forbidden lag counts: a chain that is a day late must be able to move link by
link, and each night between would otherwise be a barrier."""


class Lags(NamedTuple):
    """All `Lag` restrictions of a problem: k lags."""

    lag_count: int
    prices: Ints
    first_prices: Ints
    """Initial prices of hard restrictions; 0 for soft ones."""
    most: Ints
    """Most minutes that each lag counts."""
    firsts: Ints
    thens: Ints
    ahead: Ints
    """For each session, where the lags in which it comes first begin in `ahead_lags`."""
    ahead_lags: Ints
    behind: Ints
    """Likewise for the lags in which it comes second, in `behind_lags`."""
    behind_lags: Ints
    tables: Ints
    """For each lag, where its tables begin, one entry for each start of its first session."""
    start_from: Ints
    """Earliest start of the second session."""
    start_by: Ints
    """Latest start of the second session."""
    end_by: Ints
    """Latest end of the second session."""
    starts: Ints
    """For each session, where its starts begin in `minutes`."""
    minutes: Ints
    ends: Ints
    """When each session ends, by start, as in `minutes`."""
    at: Ints
    """Position of each session's start; -1 while it is out, or absent."""


@enclosed
def _is_absence(data: Lags, session: int, start: int) -> bool:
    return data.minutes[data.starts[session] + start] == ABSENT


@enclosed
def move_lags(data: Lags, session: int, start: int, sign: int) -> None:
    """Keep where the session is."""
    data.at[session] = start if sign > 0 and not _is_absence(data, session, start) else -1


@enclosed
def _missed_by(data: Lags, lag: int, first: int, then: int) -> int:
    """Return the minutes that a lag counts with its sessions at the starts in these positions."""
    entry = data.tables[lag] + first
    second = data.thens[lag]
    position = data.starts[second] + then
    start = data.minutes[position]
    late = max(start - data.start_by[entry], data.ends[position] - data.end_by[entry])
    missed = max(data.start_from[entry] - start, 0) + max(late, 0)
    return min(missed, data.most[lag])


@enclosed
def lags_at(data: Lags, session: int, start: int) -> int:
    """Return the price of one start: how early or late it makes others, and how early or late it is."""
    total = 0
    if _is_absence(data, session, start):
        return 0
    for position in range(data.ahead[session], data.ahead[session + 1]):
        lag = data.ahead_lags[position]
        then = data.at[data.thens[lag]]
        if then >= 0:
            total += data.prices[lag] * _missed_by(data, lag, start, then)
    for position in range(data.behind[session], data.behind[session + 1]):
        lag = data.behind_lags[position]
        first = data.at[data.firsts[lag]]
        if first >= 0:
            total += data.prices[lag] * _missed_by(data, lag, first, start)
    return total


@enclosed
def price_lags(data: Lags, session: int, starts: int, by_start: Ints) -> None:
    """Add the price of every start."""
    ahead = data.ahead[session + 1] - data.ahead[session]
    behind = data.behind[session + 1] - data.behind[session]
    if ahead + behind == 0:
        return
    for start in range(starts):
        by_start[start] += lags_at(data, session, start)


@enclosed
def reprice_lags(data: Lags, rise: int) -> int:
    """Raise the prices of broken lags (rise 1), or lower all by a step (-1); return the change."""
    total = 0
    for lag in range(data.lag_count):
        first, then = data.at[data.firsts[lag]], data.at[data.thens[lag]]
        missed = _missed_by(data, lag, first, then) if first >= 0 and then >= 0 else 0
        total += repriced(data.prices, data.first_prices, lag, rise, missed)
    return total


@enclosed
def start_of(data: Lags, session: int) -> int:
    """Return the minute at which a session, which is in, starts; ABSENT if it does not."""
    if data.at[session] < 0:
        return ABSENT
    return data.minutes[data.starts[session] + data.at[session]]


def lags_of(model: Model) -> Lags:
    """Collect the lags of a problem, with no session on the board."""
    lags, domains = model.asked(Lag), list(model.domains.values())
    prices = ints(price(paid) for _, paid in lags)
    leaders = ints(model.numbers[lag.first] for lag, _ in lags)
    followers = ints(model.numbers[lag.then] for lag, _ in lags)
    tables = [lag_table(lag, model.domains[lag.first], model.timeline) for lag, _ in lags]
    ahead = [np.flatnonzero(leaders == number) for number in range(len(domains))]
    behind = [np.flatnonzero(followers == number) for number in range(len(domains))]
    return Lags(
        lag_count=len(lags),
        prices=prices,
        first_prices=first_prices(prices),
        most=ints(FAR if paid is None else 2 * NEVER for _, paid in lags),
        firsts=leaders,
        thens=followers,
        ahead=firsts(len(each) for each in ahead),
        ahead_lags=joined(ahead),
        behind=firsts(len(each) for each in behind),
        behind_lags=joined(behind),
        tables=firsts(len(table.start_from) for table in tables),
        start_from=joined([table.start_from for table in tables]),
        start_by=joined([table.start_by for table in tables]),
        end_by=joined([table.end_by for table in tables]),
        starts=firsts(len(domain.starts) for domain in domains),
        minutes=joined([domain.starts for domain in domains]),
        ends=joined([domain.ends for domain in domains]),
        at=np.full(len(domains), -1, dtype=np.int64),
    )


MANY = 2_000_000
"""Minutes that all pairs of a forbidden border count at most, so that sums stay exact (`prices`)."""


class Borders(NamedTuple):
    """All borders of a problem, with t starts; *places* are those of a session in a border."""

    start_count: int
    place_count: int
    """Places among what comes then."""
    minutes: Ints
    """Each start, in minutes."""
    starts: Ints
    """For each session, where its starts begin in `numbers`."""
    numbers: Ints
    """Position in `minutes` of each start of each session; -1 for absence."""
    at: Ints
    """Position in `minutes` of the start of each session; -1 while it is out, or absent."""
    ahead: Ints
    """For each session, where its places among what comes first begin in `ahead_classes`."""
    ahead_classes: Ints
    behind: Ints
    """For each session, where its places among what comes then begin in the next three; one longer."""
    behind_classes: Ints
    prices: Ints
    first_prices: Ints
    """Initial prices of hard restrictions; 0 for soft ones."""
    sessions: Ints
    """Session of each place among what comes then."""
    thens: Ints
    """Offset in `then_classes` of each class of earlier sessions."""
    then_classes: Ints
    firsts: Ints
    """Offset in `first_classes` of each class of later sessions."""
    first_classes: Ints
    start_from: Ints
    """Earliest start after each class of earlier sessions, by start: t for each."""
    start_by: Ints
    end_by: Ints
    durations: Ints
    """Minutes of each class of later sessions."""
    most: Ints
    """Most minutes that a pair counts, of each class that comes then."""
    early: Ints
    """For each class that comes then and each start, minutes that what comes first counts there."""
    late: Ints
    """For each class that comes first and each start, what those that come then cost there."""


@enclosed
def _missed(data: Borders, first: int, start: int, then: int, other: int) -> int:
    """Return what a pair of classes counts, the first at a start and the other at another."""
    entry, minute = first * data.start_count + start, data.minutes[other]
    late = max(minute - data.start_by[entry], minute + data.durations[then] - data.end_by[entry])
    return min(max(data.start_from[entry] - minute, 0) + max(late, 0), data.most[then])


@enclosed
def move_borders(data: Borders, session: int, start: int, sign: int) -> None:
    """Take a session in at a start (sign 1), or out of it (sign -1)."""
    number, size = data.numbers[data.starts[session] + start], data.start_count
    data.at[session] = number if sign > 0 else -1
    if number < 0:
        return
    for place in range(data.ahead[session], data.ahead[session + 1]):
        first = data.ahead_classes[place]
        for position in range(data.thens[first], data.thens[first + 1]):
            then = data.then_classes[position]
            for other in range(size):
                missed = _missed(data, first, number, then, other)
                data.early[then * size + other] += sign * missed
    for place in range(data.behind[session], data.behind[session + 1]):
        _charge(data, data.behind_classes[place], number, sign * data.prices[place])


@enclosed
def _charge(data: Borders, then: int, number: int, paid: int) -> None:
    """Charge the first sessions of a border for each minute that they miss with `then` at its start."""
    size = data.start_count
    for position in range(data.firsts[then], data.firsts[then + 1]):
        first = data.first_classes[position]
        for start in range(size):
            data.late[first * size + start] += paid * _missed(data, first, start, then, number)


@enclosed
def borders_at(data: Borders, session: int, start: int) -> int:
    """Return the price of one start."""
    number, size, total = data.numbers[data.starts[session] + start], data.start_count, 0
    if number < 0:
        return 0
    for place in range(data.ahead[session], data.ahead[session + 1]):
        total += data.late[data.ahead_classes[place] * size + number]
    for place in range(data.behind[session], data.behind[session + 1]):
        total += data.prices[place] * data.early[data.behind_classes[place] * size + number]
    return total


@enclosed
def price_borders(data: Borders, session: int, starts: int, by_start: Ints) -> None:
    """Add the price of every start."""
    ahead = data.ahead[session + 1] - data.ahead[session]
    behind = data.behind[session + 1] - data.behind[session]
    if ahead + behind == 0:
        return
    for start in range(starts):
        by_start[start] += borders_at(data, session, start)


@enclosed
def reprice_borders(data: Borders, rise: int) -> int:
    """Raise the prices of broken hard lags (rise 1), or lower all by a step (-1); return the change."""
    total, size = 0, data.start_count
    for place in range(data.place_count):
        if not can_change(data.prices[place], data.first_prices[place], rise):
            continue
        number, then = data.at[data.sessions[place]], data.behind_classes[place]
        missed = data.early[then * size + number] if number >= 0 else 0
        if rise < 0 or missed > 0:
            dearer = rise * data.first_prices[place]
            total += dearer * missed
            data.prices[place] += dearer
            if number >= 0:
                _charge(data, then, number, dearer)
    return total


class _Classes:
    """The classes of all borders, and in which of them each session is."""

    def __init__(self, model: Model, borders: Sequence[Border]) -> None:
        self._domains = list(model.domains.values())
        self.firsts: dict[tuple[int, int], int] = {}
        """Border and minutes of each class of earlier sessions, with its number."""
        self.thens: dict[tuple[int, int, int], int] = {}
        """Border and minutes of each class that comes then, and the most that a pair of it counts."""
        self.ahead: list[list[int]] = [[] for _ in self._domains]
        self.behind: list[list[tuple[int, int]]] = [[] for _ in self._domains]
        for number, border in enumerate(borders):
            for name in border.firsts:
                key = number, model.domains[name].longest
                own = self.firsts.setdefault(key, len(self.firsts))
                self.ahead[model.numbers[name]].append(own)
            far = max(1, min(FAR, MANY // (len(border.firsts) * len(border.thens))))
            for name, paid in border.thens:
                most = far if paid is None else 2 * NEVER
                later = number, model.domains[name].longest, most
                own = self.thens.setdefault(later, len(self.thens))
                self.behind[model.numbers[name]].append((own, price(paid)))

    @property
    def minutes(self) -> Ints:
        """All starts of the sessions in a border, ascending."""
        places = zip(self._domains, self.ahead, self.behind, strict=True)
        return np.unique(joined([domain.held for domain, one, other in places if one or other]))


def border_tables_of(model: Model) -> Borders:
    """Gather the borders of a problem, with no session in."""
    borders, domains = borders_of(model.of_kind(After)), list(model.domains.values())
    made = _Classes(model, borders)
    minutes = made.minutes
    tables = [
        lag_table(
            borders[number].bounds,
            Domain.of_starts("", minutes, minutes + length),
            model.timeline,
        )
        for number, length in made.firsts
    ]
    positions = [
        np.where(domain.starts == ABSENT, -1, np.searchsorted(minutes, domain.starts))
        for domain in domains
    ]
    behind = [place for places in made.behind for place in places]
    prices = ints(paid for _, paid in behind)
    of_firsts = _beside(made.firsts, made.thens)
    of_thens = _beside(made.thens, made.firsts)
    return Borders(
        start_count=len(minutes),
        place_count=len(behind),
        minutes=minutes,
        starts=firsts(len(domain.starts) for domain in domains),
        numbers=joined(positions),
        at=np.full(len(domains), -1, dtype=np.int64),
        ahead=firsts(map(len, made.ahead)),
        ahead_classes=ints(own for places in made.ahead for own in places),
        behind=firsts(map(len, made.behind)),
        behind_classes=ints(own for own, _ in behind),
        prices=prices,
        first_prices=first_prices(prices),
        sessions=ints(session for session, places in enumerate(made.behind) for _ in places),
        thens=firsts(map(len, of_firsts)),
        then_classes=joined(of_firsts),
        firsts=firsts(map(len, of_thens)),
        first_classes=joined(of_thens),
        start_from=joined([table.start_from for table in tables]),
        start_by=joined([table.start_by for table in tables]),
        end_by=joined([table.end_by for table in tables]),
        durations=ints(length for _, length, _ in made.thens),
        most=ints(most for _, _, most in made.thens),
        early=np.zeros(len(made.thens) * len(minutes), dtype=np.int64),
        late=np.zeros(len(made.firsts) * len(minutes), dtype=np.int64),
    )


def _beside(some: Collection[tuple[int, ...]], others: Collection[tuple[int, ...]]) -> list[Ints]:
    """Return for each class of one side the positions of those of the other side of its border."""
    by_border: dict[int, list[int]] = {}
    for number, other in enumerate(others):
        by_border.setdefault(other[0], []).append(number)
    return [ints(by_border[each[0]]) for each in some]
