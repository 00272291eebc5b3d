"""The borders of a problem, gathered for the annealer."""

from collections.abc import Sequence
from typing import TypeVar

import numpy as np

from scheduler.engines.absence import ABSENT
from scheduler.engines.annealing.arrays import firsts, ints, joined
from scheduler.engines.annealing.borders import Borders
from scheduler.engines.annealing.lags import FAR
from scheduler.engines.annealing.prices import Ints, first_prices, price
from scheduler.engines.borders import Border
from scheduler.engines.domains import Domain
from scheduler.engines.lags import NEVER, LagTable, lag_table
from scheduler.engines.timeline import Timeline

MANY = 2_000_000
"""Minutes that all pairs of a forbidden border count at most, so that sums stay exact (`prices`)."""


class _Classes:
    """The classes of all borders, in the making."""

    def __init__(self, domains: Sequence[Domain]) -> None:
        self.domains = domains
        self.numbers = {domain.session: number for number, domain in enumerate(domains)}
        self.firsts: list[tuple[int, int]] = []
        """Border and minutes of each class of what comes first."""
        self.thens: list[tuple[int, int, int]] = []
        """Border and minutes of each class that comes then, and the most that a pair of it counts."""
        self.ahead: list[list[int]] = [[] for _ in domains]
        self.behind: list[list[tuple[int, int]]] = [[] for _ in domains]

    @property
    def minutes(self) -> Ints:
        """All starts of the sessions in a border, ascending."""
        named = [bool(one or other) for one, other in zip(self.ahead, self.behind, strict=True)]
        held = [d.held for d, is_named in zip(self.domains, named, strict=True) if is_named]
        return np.unique(joined(held))

    def add(self, number: int, border: Border) -> None:
        """Take a border in."""
        pairs = len(border.firsts) * len(border.thens)
        for first in border.firsts:
            session = self.numbers[first]
            key = number, self.domains[session].duration
            self.ahead[session].append(_position(self.firsts, key))
        far = max(1, min(FAR, MANY // pairs))
        for then, paid in border.thens:
            session = self.numbers[then]
            most = far if paid is None else 2 * NEVER
            own = _position(self.thens, (number, self.domains[session].duration, most))
            self.behind[session].append((own, price(paid)))


Key = TypeVar("Key", bound=tuple[int, ...])


def _position(known: list[Key], key: Key) -> int:
    """Return the position of a class, which is made if there is none; the last ones are of its border."""
    for position in range(len(known) - 1, -1, -1):
        if known[position] == key:
            return position
        if known[position][0] != key[0]:
            break
    known.append(key)
    return len(known) - 1


def borders_on(borders: Sequence[Border], domains: Sequence[Domain], timeline: Timeline) -> Borders:
    """Gather the borders of a problem, with no session in."""
    made = _Classes(domains)
    for number, border in enumerate(borders):
        made.add(number, border)
    minutes = made.minutes
    tables = [_table(borders[number], minutes, length, timeline) for number, length in made.firsts]
    behind = [place for places in made.behind for place in places]
    prices = ints(paid for _, paid in behind)
    of_firsts = _beside(made.firsts, made.thens)
    of_thens = _beside(made.thens, made.firsts)
    return Borders(
        minutes=minutes,
        starts=firsts(len(domain.starts) for domain in domains),
        numbers=joined([_numbers(domain, minutes) for domain in domains]),
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


def _table(border: Border, starts: Ints, duration: int, timeline: Timeline) -> LagTable:
    """Return the table of a border for what comes first and lasts so long, over all starts."""
    room, allowed = np.zeros(1, dtype=np.int64), np.ones((len(starts), 1), dtype=bool)
    first = Domain("", duration, starts, room, allowed, np.zeros_like(starts), room, ())
    return lag_table(border.bounds, first, timeline)


def _numbers(domain: Domain, minutes: Ints) -> Ints:
    return np.where(domain.starts == ABSENT, -1, np.searchsorted(minutes, domain.starts))


def _beside(some: Sequence[tuple[int, ...]], others: Sequence[tuple[int, ...]]) -> list[Ints]:
    """Return for each class of one side the positions of those of the other side of its border."""
    by_border: dict[int, list[int]] = {}
    for number, other in enumerate(others):
        by_border.setdefault(other[0], []).append(number)
    return [ints(by_border[each[0]]) for each in some]
