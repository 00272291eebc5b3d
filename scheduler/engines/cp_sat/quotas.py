"""Kinds that count by period in the exact model, some of them by room.

`LoadQuota`, `Distinct`, `Compact` and `Spread`; and `FreeTime`, for which one stretch of cells in each window
is chosen and left free.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from ortools.sat.python import cp_model

from scheduler.engines.cp_sat.variables import Literal, Variables
from scheduler.engines.domains import classes_of
from scheduler.engines.shared_loads import FreeWindow, Hold, holds_of, quota_periods, windows_of
from scheduler.restrictions import Compact, Distinct, FreeTime, LoadQuota, Spread


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


def add_free_time(free: FreeTime, price: int | None, variables: Variables) -> None:
    """Add a free time: hard, or with a price for missing minutes."""
    holds = holds_of(free, variables.source.domains)
    for window in windows_of(free, holds, variables.source.timeline):
        for cell, literal in enumerate(_stretch(window, price, variables)):
            starts = _starts(holds, int(window.begins[cell]), variables)
            if free.at_most:
                _keep_within(free.at_most, starts, literal, variables)
            else:
                for own in starts.values():
                    variables.at_most_one([literal.index, *own])


def _stretch(window: FreeWindow, price: int | None, variables: Variables) -> list[Literal]:
    """Return a literal for each cell, whether it is one of the stretch; what is missing is paid for."""
    number = len(window.begins)
    chosen = [variables.model.new_bool_var("") for _ in range(number)]
    first = [variables.model.new_bool_var("") for _ in range(number)]
    variables.at_most_one([each.index for each in first])
    variables.at_most([chosen[0].index, first[0].index], [1, -1], 0)
    for cell in range(1, number):
        row = chosen[cell], chosen[cell - 1], first[cell]
        variables.at_most([each.index for each in row], [1, -1, -1], 0)
    lengths = [-length for length in window.lengths.tolist()]
    variables.keep(chosen, lengths, -window.need, window.need, price)
    return chosen


def _starts(
    holds: Sequence[Hold], minute: int, variables: Variables
) -> Mapping[Hold, Sequence[int]]:
    """Return for each use that may hold a minute the literals of the starts with which it does."""
    cell, found = np.array([minute]), {}
    for hold in holds:
        (first,), (last,) = hold.range_in(cell)
        if first < last:
            place = variables.places[variables.source.numbers[hold.use.session]]
            found[hold] = [each.index for each in place.start[first:last]]
    return found


def _keep_within(
    at_most: int, starts: Mapping[Hold, Sequence[int]], literal: Literal, variables: Variables
) -> None:
    """Let no more load run than a limit, if a cell is one of the stretch."""
    most = sum(hold.use.load for hold in starts) - at_most
    if most > 0:
        terms = [(each, hold.use.load) for hold, own in starts.items() for each in own]
        literals, loads = [each for each, _ in terms], [load for _, load in terms]
        variables.at_most([*literals, literal.index], [*loads, most], at_most + most)
