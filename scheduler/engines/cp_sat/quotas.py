"""`LoadQuota`, `Distinct`, `Compact` and `Spread` in the exact model: counts by period or room."""

import numpy as np
from ortools.sat.python import cp_model

from scheduler.engines.cp_sat.variables import Literal, Variables
from scheduler.engines.domains import classes_of
from scheduler.engines.shared_loads import quota_periods
from scheduler.restrictions import Compact, Distinct, LoadQuota, Spread


def _counting(quota: LoadQuota, session: str, variables: Variables) -> dict[int, list[Literal]]:
    """Return literals of which one is true if a session counts in a period."""
    source = variables.source
    place = variables.places[source.numbers[session]]
    inside = place.by_period(quota_periods(quota, place.domain, source.timeline))
    if quota.rooms is None:
        return inside
    rooms = zip(place.domain.rooms, place.room, strict=True)
    there = [literal for room, literal in rooms if source.rooms[room] in quota.rooms]
    if not there:
        return {}
    if quota.periods is None:
        return {0: there}
    here = variables.any_of(there)
    return {
        period: [variables.both(variables.any_of(starts), here)]
        for period, starts in inside.items()
        if period >= 0
    }


def add_quota(quota: LoadQuota, price: int | None, variables: Variables) -> None:
    """Add a quota: a row or two for each period."""
    inside = {name: _counting(quota, name, variables) for name in quota.loads}
    each = None if price is None else price * quota.rate
    for period in range(1 if quota.periods is None else len(quota.periods)):
        terms: list[Literal] = []
        loads: list[int] = []
        for session, load in quota.loads.items():
            literals = inside[session].get(period, [])
            terms += literals
            loads += [load] * len(literals)
        most = sum(max(0, load) for name, load in quota.loads.items() if period in inside[name])
        if quota.at_most is not None and most > quota.at_most:
            variables.keep(terms, loads, quota.at_most, most - quota.at_most, each)
        if quota.at_least > 0:
            less = [-load for load in loads]
            short = quota.at_least + sum(max(0, -load) for load in quota.loads.values())
            variables.keep(terms, less, -quota.at_least, short, each)


def add_distinct(distinct: Distinct, price: int | None, variables: Variables) -> None:
    """Add a distinct: a literal for each room, period or time of day that is used."""
    model = variables.model
    users: dict[int, list[list[Literal]]] = {}
    for session in distinct.sessions:
        place = variables.places[variables.source.numbers[session]]
        if distinct.periods is not None:
            timeline = variables.source.timeline
            inside = place.by_period(classes_of(distinct, place.domain, timeline))
        else:
            pairs = zip(place.domain.own_rooms, place.room, strict=True)
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
    free = distinct.free
    if price is None and free == 1:
        model.add_at_most_one(used)
    elif len(used) > free:
        variables.keep(used, [1] * len(used), free, len(used) - free, price)


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
        period = variables.places[number].domain.periods(*edges)
        # A start in no period holds neither end.
        model.add(first <= variables.at_start(number, np.where(period < 0, last_period, period)))
        model.add(last >= variables.at_start(number, np.where(period < 0, 0, period)))
    if price is None:
        model.add(last - first <= 0)
    else:
        span = model.new_int_var(0, last_period, "")
        model.add(span >= last - first)
        variables.pay(span, price)


def add_spread(spread: Spread, price: int | None, variables: Variables) -> None:
    """Add a spread: ``fewest <= left(s) <= fewest + spread`` for all sessions s that are held."""
    if price == 0 or not spread.minutes:
        return
    model, numbers = variables.model, variables.source.numbers
    lowest = min(there - sum(spread.loads[name].values()) for name, there in spread.minutes.items())
    highest = max(spread.minutes.values())
    fewest = model.new_int_var(lowest, highest, "")
    apart = model.new_int_var(0, 0 if price is None else highest - lowest, "")
    for session, there in spread.minutes.items():
        absent = variables.places[numbers[session]].absent
        held = [] if absent is None else [~absent]
        followers = [variables.places[numbers[each]].held for each in spread.loads[session]]
        given = [
            load * literal
            for literals, load in zip(followers, spread.loads[session].values(), strict=True)
            for literal in literals
        ]
        left = there - cp_model.LinearExpr.sum(given)
        model.add(left >= fewest).only_enforce_if(*held)
        model.add(left <= fewest + apart).only_enforce_if(*held)
    if price is not None:
        variables.pay(apart, price)
