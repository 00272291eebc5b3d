"""`Ranks` in the exact model: who comes before whom, by keys that are linear in the places."""

import numpy as np
from ortools.sat.python import cp_model

from scheduler.engines.cp_sat.variables import Expression, Variables
from scheduler.engines.timeline import period_of
from scheduler.restrictions import Ranks


def add_ranks(ranks: Ranks, price: int | None, variables: Variables) -> None:
    """Add ranks: a session has its place if so many others come before it."""
    model = variables.model
    keys = {
        each: _key(number, each, ranks, variables) for number, each in enumerate(ranks.sessions)
    }
    most = _span(ranks, variables)
    for session, place in ranks.wanted.items():
        right = model.new_bool_var("")
        others = [other for other in ranks.sessions if other != session]
        before = [model.new_bool_var("") for _ in others]
        for other, earlier in zip(others, before, strict=True):
            ahead = keys[session] - keys[other]
            model.add(ahead <= most * earlier)
            model.add(ahead >= -most * (1 - earlier))
        here = cp_model.LinearExpr.sum(before) + 1
        model.add(here == place).only_enforce_if(right)
        if price is None:
            model.add(right == 1)
        else:
            wrong = model.new_bool_var("")
            model.add(wrong + right == 1)
            variables.pay(wrong, price)


def _span(ranks: Ranks, variables: Variables) -> int:
    """Return more than two keys can differ by."""
    problem = variables.source.problem
    steps = (len(ranks.periods) + 1) * len(problem.rooms) * len(problem.starts)
    return steps * len(ranks.sessions)


def _key(number: int, session: str, ranks: Ranks, variables: Variables) -> Expression:
    """Return a whole number that is different for each session, and less for what comes before."""
    source, position = variables.source, variables.source.numbers[session]
    place = variables.places[position]
    every = source.timeline.minutes(source.problem.starts)
    starts, rooms, sessions = len(every), len(source.problem.rooms), len(ranks.sessions)
    period = period_of(place.domain.starts, *source.timeline.edges(ranks.periods))
    step = np.searchsorted(every, place.domain.starts)
    by_start = ((period + 1) * rooms * starts + step) * sessions
    by_room = place.domain.rooms * starts * sessions
    return (
        variables.at_start(position, by_start)
        + cp_model.LinearExpr.weighted_sum(place.room, [int(each) for each in by_room])
        + number
    )
