"""`Ranks` in the exact model: who comes before whom, by keys that are linear in the places."""

import numpy as np
from ortools.sat.python import cp_model

from scheduler.engines.cp_sat.variables import Expression, Variables
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
        absent = variables.places[variables.source.numbers[session]].absent
        kept = right if absent is None else right + absent
        if price is None:
            model.add(kept == 1)
        else:
            wrong = model.new_bool_var("")
            model.add(wrong + kept == 1)
            variables.pay(wrong, price)


def _span(ranks: Ranks, variables: Variables) -> int:
    """Return more than two keys can differ by."""
    source = variables.source
    # One period more for the absent, after all others.
    periods = len(ranks.periods) + (2 if source.problem.omissible else 1)
    steps = periods * len(source.rooms) * len(source.starts)
    return steps * len(ranks.sessions)


def _key(number: int, session: str, ranks: Ranks, variables: Variables) -> Expression:
    """Return a whole number that is different for each session, and less for what comes before."""
    source, position = variables.source, variables.source.numbers[session]
    place = variables.places[position]
    starts, rooms, sessions = len(source.starts), len(source.rooms), len(ranks.sessions)
    period = place.domain.periods(*source.timeline.edges(ranks.periods))
    if place.domain.optional:
        period[-1] = len(ranks.periods)
    step = np.searchsorted(source.starts, place.domain.starts)
    by_start = ((period + 1) * rooms * starts + step) * sessions
    by_room = place.domain.rooms * starts * sessions
    return (
        variables.at_start(position, by_start)
        + cp_model.LinearExpr.weighted_sum(place.room, [int(each) for each in by_room])
        + number
    )
