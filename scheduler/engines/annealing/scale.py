"""Prices that are too large for the annealer, or too far apart."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from scheduler.engines.amounts import Amounts
from scheduler.engines.annealing.prices import Ints
from scheduler.engines.domains import Domain
from scheduler.engines.lags import Border, borders_of
from scheduler.engines.model import Model
from scheduler.engines.timeline import minutes
from scheduler.restrictions import (
    After,
    Avoid,
    Beside,
    Capacity,
    Compact,
    Distinct,
    FreeTime,
    Gapless,
    Held,
    Lag,
    LoadQuota,
    Pairs,
    Parallel,
    Peaks,
    Present,
    Priced,
    Ranks,
    Restriction,
    Stay,
    Switches,
    Travel,
    Unary,
    Unfit,
    Unmixed,
    Worst,
    sessions_of,
)

MOST = 2**30
"""Thousandths that a place may cost: what a hundred sessions come to is still below half of `FORBIDDEN`, up
to which prices are told apart exactly."""


def coarsened(model: Model) -> tuple[Model, int]:
    """Return the model with all prices divided, and by how much: 1 where that is not needed.

    Divided prices are rounded up, lest a small one vanish, so what a schedule costs has to be counted again.
    """
    scale = -(-_most(model) // MOST)
    if scale <= 1:
        return model, 1
    domains = {name: _divided(each, scale) for name, each in model.domains.items()}
    shared = tuple(
        _divided_price(each, each.price, scale) if each.price else each for each in model.shared
    )
    return replace(model, domains=domains, shared=shared), scale


def hardened(model: Model, level: float) -> Model | None:
    """Return the model in which single violations that cost a level or more, in thousandths, are forbidden.

    Its schedules are schedules of the model, at the same penalty. None if nothing costs so much, or if a
    session would have no slot.
    """
    domains = {name: _without_dear(each, level) for name, each in model.domains.items()}
    shared = tuple(part for each in model.shared for part in _parts(each, level))
    is_same = all(domains[name] is each for name, each in model.domains.items())
    if is_same and shared == model.shared:
        return None
    if not all(each.allowed.any() for each in domains.values()):
        return None
    return replace(model, domains=domains, shared=shared)


def _without_dear(domain: Domain, level: float) -> Domain:
    """Return a domain without slots that cost a level more than its cheapest one."""
    dear = domain.price - domain.price[domain.allowed].min() >= level
    if not (dear & domain.allowed).any():
        return domain
    return replace(domain, allowed=domain.allowed & ~dear)


def _parts(priced: Priced, level: float) -> Iterator[Priced]:
    """Yield a restriction as it is, forbidden, or in two parts where its amounts differ."""
    amounts = _own_amounts(priced.restriction)
    most = 1 if amounts is None else max(amounts.values(), default=0)
    if not priced.price or priced.price * most < level:
        yield priced
    elif amounts is None:
        yield replace(priced, price=None)
    else:
        least = level / priced.price
        dear = {key: 1 for key, amount in amounts.items() if amount >= least}
        cheap = {key: amount for key, amount in amounts.items() if amount < least}
        yield replace(priced, price=None, restriction=_with_amounts(priced.restriction, dear))
        yield replace(priced, restriction=_with_amounts(priced.restriction, cheap))


def _own_amounts(restriction: Restriction) -> Mapping[Any, int] | None:
    """Return what single violations count, where they differ."""
    match restriction:
        case Pairs(shared=amounts) | Held(amounts=amounts):
            return amounts
        case _:
            return None


def _with_amounts(restriction: Restriction, amounts: Mapping[Any, int]) -> Restriction:
    """Return a restriction of which single violations count so much."""
    match restriction:
        case Pairs():
            return replace(restriction, shared=amounts)
        case Held():
            return replace(restriction, amounts=amounts)
        case _:
            raise TypeError(f"violations count alike: {restriction}")


def own_difference(domains: Iterable[Domain]) -> float:
    """Return the typical difference between the own prices of a session's places, in thousandths, or 0.

    The median of those sessions for which they do, and of each the median of its places.
    """
    found = []
    for domain in domains:
        prices = domain.price[domain.allowed]
        prices = prices - prices.min()
        if prices.any():
            found.append(float(np.median(prices[prices > 0])))
    return float(np.median(found)) if found else 0.0


def _divided_price(priced: Priced, price: int, scale: int) -> Priced:
    """Return a restriction at a divided price; amounts that differ are priced one by one."""
    amounts = _own_amounts(priced.restriction)
    if amounts is None:
        return replace(priced, price=-(-price // scale))
    worth = {key: -(-price * amount // scale) for key, amount in amounts.items()}
    return replace(priced, price=1, restriction=_with_amounts(priced.restriction, worth))


def _divided(domain: Domain, scale: int) -> Domain:
    def coarse(prices: Ints) -> Ints:
        return -(-prices // scale)

    return replace(
        domain,
        start_price=coarse(domain.start_price),
        room_price=coarse(domain.room_price),
        pair_prices=tuple(
            Amounts(coarse(pair.by_start), pair.in_rooms) for pair in domain.pair_prices
        ),
    )


def _most(model: Model) -> int:
    """Return an upper bound on the price of any place, in thousandths."""
    domains = model.domains
    held = [domain for domain in domains.values() if len(domain.held)]
    begin = min((int(domain.held[0]) for domain in held), default=0)
    end = max((int(domain.held_ends[-1]) for domain in held), default=0)
    most = {name: int(domain.price.max()) for name, domain in domains.items()}
    for priced in model.shared:
        if priced.price:
            for session, amount in _amounts(priced.restriction, domains, end - begin).items():
                most[session] += priced.price * amount
    for border in borders_of(model.of_kind(After)):
        for session, cost in _costs_of_border(border, end - begin):
            most[session] += cost
    for follower, leader in model.problem.followers.items():
        most[leader] += most[follower]
    return max(most.values())


def _amounts(
    restriction: Restriction, domains: Mapping[str, Domain], span: int
) -> Mapping[str, int]:
    """Return an upper bound on what each session can add to a restriction's amount."""
    match restriction:
        case Capacity(uses=uses, rate=rate, rooms=rooms):
            more = max((minutes(after) for after in (rooms or {}).values()), default=0)
            return {
                use.session: rate
                * use.load
                * (domains[use.session].longest + minutes(use.before) + minutes(use.after) + more)
                for use in uses
            }
        case LoadQuota(loads=loads, rate=rate):
            return {session: rate * abs(load) for session, load in loads.items()}
        case Worst(groups=groups):
            return _amounts_of_groups(groups, domains)
        case Pairs():
            return _amounts_of_pairs(restriction)
        case Beside(one=one, other=other):
            return dict.fromkeys(one, len(other)) | dict.fromkeys(other, len(one))
        case _:
            return dict.fromkeys(sessions_of(restriction), _amount_of_each(restriction, span))


def _amount_of_each(  # noqa: C901, PLR0911  # one way out for each kind
    restriction: Restriction, span: int
) -> int:
    """Return an upper bound on what any session can add to a restriction's amount."""
    match restriction:
        case Peaks(groups=groups, rate=rate):
            return rate * sum(map(len, groups))
        case FreeTime(windows=windows, length=length):
            return len(windows) * minutes(length)
        case Lag():
            return 2 * span
        case Compact(periods=periods):
            return len(periods)
        case Travel(sessions=sessions, ways=ways):
            return len(sessions) * max((minutes(way) for way in ways.values()), default=0)
        case Held(amounts=amounts):
            return max(amounts.values(), default=0)
        case Unmixed(groups=groups):
            return len(groups)
        case Switches():
            return 2
        case Ranks(sessions=sessions):
            return len(sessions)
        case Distinct() | Parallel() | Gapless():
            return 1
        case _:
            return 0


def _amounts_of_pairs(pairs: Pairs) -> Mapping[str, int]:
    worst = 1 if pairs.times is None else max(pairs.times.amounts.values(), default=0)
    worst *= 1 if pairs.rooms is None else max(pairs.rooms.values(), default=0)
    found = Counter[str]()
    for pair, shared in pairs.shared.items():
        for session in pair:
            found[session] += shared * worst
    return found


def _costs_of_border(border: Border, span: int) -> Iterator[tuple[str, int]]:
    """Yield what a session of a border can cost at most, for each time that it is named."""
    prices = [price or 0 for _, price in border.thens]
    for first in border.firsts:
        yield first, 2 * span * sum(prices)
    for (then, _), price in zip(border.thens, prices, strict=True):
        yield then, 2 * span * price * len(border.firsts)


def _amounts_of_groups(
    groups: Sequence[Sequence[Unary]], domains: Mapping[str, Domain]
) -> Mapping[str, int]:
    """Return a bound on what each session can add to the total of any group."""
    found = Counter[str]()
    for group in groups:
        totals = Counter[str]()
        for each in group:
            totals[each.session] += _amount(each, domains[each.session].longest)
        found |= totals
    return found


def _amount(restriction: Unary, longest: int) -> int:
    match restriction:
        case Stay(before=before, after=after):
            return minutes(before) + longest + minutes(after)
        case Avoid(rate=rate):
            return rate * longest
        case Present(amount=amount):
            return amount
        case Unfit(amounts=rooms, starts=starts, other_starts=others):
            here = 1 if rooms is None else max(rooms.values(), default=0)
            return here * (1 if starts is None else max((*starts.values(), others)))
