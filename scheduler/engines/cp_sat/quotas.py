"""`Quota`, `Distinct` and `Compact` in the exact model: what is counted by period or by room."""

import numpy as np
from ortools.sat.python import cp_model

from scheduler.engines.cp_sat.variables import Literal, Variables
from scheduler.engines.timeline import period_of
from scheduler.restrictions import Compact, Distinct, Quota, Span


def _in_period(
    session: str, periods: tuple[Span, ...], variables: Variables
) -> dict[int, list[Literal]]:
    """Return the start literals of a session by period; -1 gathers those in none."""
    place = variables.places[variables.source.numbers[session]]
    edges = variables.source.timeline.edges(periods)
    found: dict[int, list[Literal]] = {}
    for literal, period in zip(place.start, period_of(place.domain.starts, *edges), strict=True):
        found.setdefault(int(period), []).append(literal)
    return found


def add_quota(quota: Quota, price: int | None, variables: Variables) -> None:
    """Add a quota: a row or two for each period."""
    inside = {name: _in_period(name, quota.periods, variables) for name in quota.loads}
    for period in range(len(quota.periods)):
        terms: list[Literal] = []
        loads: list[int] = []
        for session, load in quota.loads.items():
            literals = inside[session].get(period, [])
            terms += literals
            loads += [load] * len(literals)
        most = sum(load for name, load in quota.loads.items() if period in inside[name])
        if quota.at_most is not None and most > quota.at_most:
            _keep(terms, loads, quota.at_most, most - quota.at_most, price, quota.rate, variables)
        if quota.at_least > 0:
            less = [-load for load in loads]
            _keep(terms, less, -quota.at_least, quota.at_least, price, quota.rate, variables)


def _keep(
    terms: list[Literal],
    loads: list[int],
    limit: int,
    most: int,
    price: int | None,
    rate: int,
    variables: Variables,
) -> None:
    """Keep a weighted sum within a limit, or pay for what is beyond."""
    if price is None:
        variables.model.add(cp_model.LinearExpr.weighted_sum(terms, loads) <= limit)
    else:
        variables.pay(variables.excess(terms, loads, limit, most), price * rate)


def add_distinct(distinct: Distinct, price: int | None, variables: Variables) -> None:
    """Add a distinct: a literal for each room or period that is used."""
    model = variables.model
    users: dict[int, list[list[Literal]]] = {}
    for session in distinct.sessions:
        if distinct.periods is not None:
            inside = _in_period(session, distinct.periods, variables)
        else:
            place = variables.places[variables.source.numbers[session]]
            pairs = zip(place.domain.rooms, place.room, strict=True)
            inside = {int(room): [literal] for room, literal in pairs}
        for group, literals in inside.items():
            if group >= 0:
                users.setdefault(group, []).append(literals)
    used = []
    for sessions in users.values():
        one = model.new_bool_var("")
        used.append(one)
        for literals in sessions:
            model.add(cp_model.LinearExpr.sum(literals) <= one)
    if price is None:
        model.add_at_most_one(used)
    elif len(used) > 1:
        variables.pay(variables.excess(used, [1] * len(used), 1, len(used) - 1), price)


def add_compact(compact: Compact, price: int | None, variables: Variables) -> None:
    """Add a compact: positions of the first and of the last period that is used."""
    if not compact.periods:
        return
    model, last_period = variables.model, len(compact.periods) - 1
    first = model.new_int_var(0, last_period, "")
    last = model.new_int_var(0, last_period, "")
    edges = variables.source.timeline.edges(compact.periods)
    for session in compact.sessions:
        number = variables.source.numbers[session]
        period = period_of(variables.places[number].domain.starts, *edges)
        # A start in no period holds neither end.
        model.add(first <= variables.at_start(number, np.where(period < 0, last_period, period)))
        model.add(last >= variables.at_start(number, np.where(period < 0, 0, period)))
    if price is None:
        model.add(last - first <= 0)
    else:
        span = model.new_int_var(0, last_period, "")
        model.add(span >= last - first)
        variables.pay(span, price)
