"""From values of the relaxed model to a schedule: the complete model, with little left to choose."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from scheduler.engines.budget import Budget
from scheduler.engines.cp_sat.search import ExactSearch, Found
from scheduler.engines.cp_sat.tracks.relaxation.cp_sat_solver import ClauseSearch
from scheduler.engines.cp_sat.tracks.relaxation.integer_program import Programme
from scheduler.engines.cp_sat.tracks.relaxation.relaxed_model import Draft
from scheduler.engines.domains import Domain
from scheduler.engines.model import Model, Places
from scheduler.engines.timeline import period_of

Values = Sequence[int]
Whole = Callable[[Places], Places]
Run = Callable[[ExactSearch, Whole, Budget], Found]


def with_single_rooms(
    coarse: Draft, values: Values, fine: Draft, budget: Budget, seed: int
) -> Values | None:
    """Return values of the model with single rooms that put sessions into the same periods and kinds."""
    programme = Programme(
        list(fine.programme.bounds),
        fine.programme.prices,
        list(fine.programme.rows),
        fine.programme.constant,
    )
    for key, variable in fine.sessions.items():
        programme.equal([(variable, 1)], values[coarse.sessions[key]])
    single = {rooms[0]: kind for kind, rooms in enumerate(fine.frame.kinds)}
    for (group, period, kind), variable in coarse.rooms.items():
        keys = ((group, period, single[room]) for room in coarse.frame.kinds[kind])
        terms = [(fine.rooms[key], 1) for key in keys if key in fine.rooms]
        programme.equal(terms, values[variable])
    search = ClauseSearch(programme, seed, 1)
    return search.search(budget, lambda _: None, lambda _: None).values


def narrowed_to(draft: Draft, values: Values) -> Model:
    """Return the model with sessions in the periods, and groups in the rooms, that the values say."""
    frame = draft.frame
    rooms: dict[tuple[int, int], list[int]] = {}
    for (group, period, kind), variable in draft.rooms.items():
        if values[variable]:
            rooms.setdefault((group, period), []).extend(frame.kinds[kind])
    domains = dict(frame.model.domains)
    for number, bunch in enumerate(frame.bunches):
        members = iter(bunch.members)
        for period in bunch.periods():
            for _ in range(values[draft.sessions[number, period]]):
                session = next(members)
                held = rooms.get((bunch.group, period))
                domains[session] = _kept(domains[session], draft, period, held)
    return replace(frame.model, domains=domains)


def _kept(domain: Domain, draft: Draft, period: int, rooms: Sequence[int] | None) -> Domain:
    """Return what is left of a domain in a period and in some rooms; None: in all."""
    edges = draft.frame.model.timeline.edges(draft.frame.periods)
    inside = period_of(domain.starts, *edges) == period
    there = np.isin(domain.rooms, rooms) if rooms else np.ones(len(domain.rooms), dtype=bool)
    return domain.where(inside[:, None] & there[None, :])


def realise(draft: Draft, values: Values, run: Run, budget: Budget, seed: int) -> bool:
    """Run a search for the best schedule that values leave; tell whether there is one.

    What `run` hears of are places of a narrow model; it is told how to make places of the whole one of them.
    """
    model = draft.frame.model
    narrow = narrowed_to(draft, values)
    if narrow.hopeless:
        return False

    def whole(places: Places) -> Places:
        found = model.places(narrow.schedule(places))
        return [place for place in found if place is not None]

    return run(ExactSearch(narrow, seed, 1), whole, budget).places is not None
