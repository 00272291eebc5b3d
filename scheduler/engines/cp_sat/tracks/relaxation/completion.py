"""From values of the relaxed model to a schedule: the complete model, with little left to choose."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from scheduler.engines.budget import Budget
from scheduler.engines.cp_sat.search import ExactSearch, Found
from scheduler.engines.cp_sat.tracks.relaxation.aggregation import Aggregation
from scheduler.engines.cp_sat.tracks.relaxation.cp_sat_solver import CpSatSolver
from scheduler.engines.cp_sat.tracks.relaxation.integer_program import IntegerProgram
from scheduler.engines.cp_sat.tracks.relaxation.relaxed_model import RelaxedModel
from scheduler.engines.domains import Domain
from scheduler.engines.model import Model, Places
from scheduler.engines.parameters import ExactParams
from scheduler.engines.timeline import period_of

Values = Sequence[int]
Lift = Callable[[Places], Places]
Run = Callable[[ExactSearch, Lift, Budget], Found]


def with_single_rooms(
    coarse: RelaxedModel, values: Values, fine: RelaxedModel, budget: Budget, seed: int
) -> Values | None:
    """Return values of the model with single rooms that put sessions into the same periods and kinds."""
    program = _copied(fine.program)
    for key, variable in fine.sessions.items():
        program.equal([(variable, 1)], values[coarse.sessions[key]])
    single = {rooms[0]: kind for kind, rooms in enumerate(fine.aggregation.kinds)}
    for (group, period, kind), variable in coarse.rooms.items():
        keys = ((group, period, single[room]) for room in coarse.aggregation.kinds[kind])
        terms = [(fine.rooms[key], 1) for key in keys if key in fine.rooms]
        program.equal(terms, values[variable])
    search = CpSatSolver(program, seed, 1)
    return search.search(budget, lambda _: None, lambda _: None).values


def values_at(relaxed: RelaxedModel, places: Places, budget: Budget, seed: int) -> Values | None:
    """Return the values of a schedule in a model, at their least objective; None: not soon enough."""
    sessions, rooms = _counted(relaxed.aggregation, places)
    program = _copied(relaxed.program)
    for key, variable in relaxed.sessions.items():
        program.equal([(variable, 1)], sessions[key])
    for room, variable in relaxed.rooms.items():
        program.equal([(variable, 1)], rooms[room])
    search = CpSatSolver(program, seed, 1)
    return search.search(budget, lambda _: None, lambda _: None).values


def _counted(
    aggregation: Aggregation, places: Places
) -> tuple[Counter[tuple[int, int]], Counter[tuple[int, int, int]]]:
    """Count the sessions of each type by period, and the rooms of each kind that a group holds there."""
    edges = aggregation.model.timeline.edges(aggregation.periods)
    sessions: Counter[tuple[int, int]] = Counter()
    held = set()
    for (session, domain), (start, room) in zip(
        aggregation.model.domains.items(), places, strict=True
    ):
        number = aggregation.type_of.get(session)
        if number is not None:
            period = int(period_of(domain.starts[start : start + 1], *edges)[0])
            sessions[number, period] += 1
            group = aggregation.session_types[number].group
            held.add((group, period, int(domain.rooms[room])))
    kinds = {room: kind for kind, alike in enumerate(aggregation.kinds) for room in alike}
    return sessions, Counter((group, period, kinds[room]) for group, period, room in held)


def _copied(program: IntegerProgram) -> IntegerProgram:
    """Return a program to which rows can be added."""
    return IntegerProgram(
        list(program.bounds), program.prices, list(program.rows), program.constant
    )


def narrowed_to(relaxed: RelaxedModel, values: Values) -> Model:
    """Return the model with sessions in the periods, and groups in the rooms, that the values say."""
    aggregation = relaxed.aggregation
    rooms: dict[tuple[int, int], list[int]] = {}
    for (group, period, kind), variable in relaxed.rooms.items():
        if values[variable]:
            rooms.setdefault((group, period), []).extend(aggregation.kinds[kind])
    domains = dict(aggregation.model.domains)
    for number, session_type in enumerate(aggregation.session_types):
        members = iter(session_type.members)
        for period in session_type.periods():
            for _ in range(values[relaxed.sessions[number, period]]):
                session = next(members)
                held = rooms.get((session_type.group, period))
                domains[session] = _kept(domains[session], relaxed, period, held)
    return replace(aggregation.model, domains=domains)


def _kept(
    domain: Domain, relaxed: RelaxedModel, period: int, rooms: Sequence[int] | None
) -> Domain:
    """Return what is left of a domain in a period and in some rooms; None: in all."""
    edges = relaxed.aggregation.model.timeline.edges(relaxed.aggregation.periods)
    inside = period_of(domain.starts, *edges) == period
    there = np.isin(domain.rooms, rooms) if rooms else np.ones(len(domain.rooms), dtype=bool)
    return domain.where(inside[:, None] & there[None, :])


def complete(
    relaxed: RelaxedModel, values: Values, run: Run, budget: Budget, seed: int, params: ExactParams
) -> bool:
    """Run a search for the best schedule that values leave; tell whether there is one.

    What `run` hears of are places of a narrow model; it is told how to make places of the whole one of them.
    """
    model = relaxed.aggregation.model
    narrow = narrowed_to(relaxed, values)
    if narrow.hopeless:
        return False

    def lift(places: Places) -> Places:
        found = model.places(narrow.schedule(places))
        return [place for place in found if place is not None]

    exact = ExactSearch(narrow, seed, 1, params=params)
    return run(exact, lift, budget).places is not None
