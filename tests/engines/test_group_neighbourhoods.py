"""Neighbourhoods of groups: what a few of them hold is found at once, beside all others."""

import threading
from collections.abc import Callable
from functools import partial
from itertools import product
from random import Random
from typing import Any

import pytest

from scheduler.engines.annealing.group_neighbourhoods import GroupNeighbourhoods, Groups
from scheduler.engines.annealing.search import Annealer
from scheduler.engines.budget import Budget
from scheduler.engines.counting import Objective
from scheduler.engines.model import Model, Places, prepared
from scheduler.engines.searching import Effort, search
from scheduler.restrictions import (
    NONE,
    Beside,
    Capacity,
    Distinct,
    Gapless,
    Held,
    Parallel,
    Priced,
    Ranks,
    RelatedPairs,
    Restriction,
    Switches,
    Timing,
    Unfit,
    Unmixed,
    Use,
)
from scheduler.schedule import Schedule
from scheduler.search import Engine, Status
from tests.engines.problems import at, hard, placed, problem, soft, span

PERIODS = span(0, 60), span(60, 120), span(120, 180)
ROOMS = ("A", "B", "C")
GROUPS = ("a1", "a2"), ("b1", "b2"), ("c1", "c2")
LENGTHS = {name: 30 for group in GROUPS for name in group}


def _model(*priced: Priced, **more: Any) -> Model:
    """Return a model of three tracks of two talks, with three rooms in three periods."""
    uses = tuple(map(Use, LENGTHS))
    rooms = [Capacity(each, uses, at_most=1, rooms={each: NONE}) for each in ROOMS]
    starts = range(0, 180, 30)
    return prepared(
        problem(*hard(*rooms), *priced, lengths=LENGTHS, starts=starts, rooms=ROOMS, **more)
    )


def _places(model: Model, schedule: Schedule) -> Places:
    return [place for place in model.places(schedule) if place is not None]


def _stepped(model: Model, start: Schedule, steps: int = 1, seed: int = 0) -> Schedule:
    """Return the schedule after so many neighbourhoods and a cold sweep each."""
    places = _places(model, start)
    annealer, groups = Annealer(model, seed, places), Groups.of(model)
    assert groups is not None
    neighbourhoods = GroupNeighbourhoods(groups, annealer, seed)
    budget = Budget(60, reproducible=True, stop=threading.Event())
    for _ in range(steps):
        annealer.reset(places)
        neighbourhoods.step(places, budget)
        annealer.sweep(1e-3, 1e9)
        places = annealer.best_places
    assert budget.used > 0
    return model.schedule(places)


def _only_in(group: tuple[str, ...], period: int, room: str) -> Held:
    cells = product(range(len(PERIODS)), ROOMS)
    return Held(group[0], group, PERIODS, {each: 9 for each in cells if each != (period, room)})


START = placed(a1="0 A", a2="30 A", b1="0 B", b2="30 B", c1="0 C", c2="30 C")
APART = hard(Unmixed("tracks", GROUPS, PERIODS))
TURNED = placed(a1="0 B", a2="30 B", b1="0 C", b2="30 C", c1="0 A", c2="30 A")
TURN = tuple(_only_in(group, 0, room) for group, room in zip(GROUPS, ("B", "C", "A"), strict=True))


def test_three_tracks_change_rooms_in_a_circle() -> None:
    """No two of them alone would be better off, as everything costs the same outside of one cell."""
    found = _stepped(_model(*APART, *soft(1000, *TURN)), START)
    rooms = [(each.session, each.room) for each in TURNED.assignments]
    assert sorted((each.session, each.room) for each in found.assignments) == sorted(rooms)


def test_a_talk_stays_where_its_track_stays() -> None:
    """What a plan leaves as it is keeps its starts, whatever others cost the same."""
    later = placed(a1="30 A", a2="0 A", b1="0 B", b2="30 B", c1="30 C", c2="0 C")
    assert _stepped(_model(*APART, *soft(1000, Distinct("a", GROUPS[0]))), later) == later


def _costs(rng: Random) -> list[Restriction]:
    """Return what may be asked of the tracks, each with an even chance."""
    sessions = [*LENGTHS]
    shared = {tuple(rng.sample(sessions, 2)): rng.randint(1, 9) for _ in range(2)}
    cells = [*product(range(len(PERIODS)), ROOMS)]
    every: list[Callable[[], Restriction]] = [
        lambda: Held("a", GROUPS[0], PERIODS, {each: rng.randint(0, 9) for each in cells}),
        lambda: Held("b", GROUPS[1], PERIODS, {each: rng.randint(0, 9) for each in cells}),
        lambda: Parallel("c", GROUPS[2], PERIODS),
        lambda: Gapless("b", GROUPS[1], PERIODS),
        lambda: Distinct("a", GROUPS[0]),
        lambda: Beside("a b", GROUPS[0], GROUPS[1], PERIODS),
        lambda: Ranks("c", GROUPS[2], {"c2": 1}, PERIODS),
        lambda: RelatedPairs("people", shared, Timing.SAME_PERIOD, PERIODS),  # type: ignore[arg-type]
        lambda: Unfit("b1", "b1", None, {at(0): 5, at(30): 2, at(60): 1}),
    ]
    return [make() for make in every if rng.random() < 0.5]


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("apart", [Unmixed, Switches])
def test_a_few_neighbourhoods_of_all_groups_are_as_good_as_the_best(
    seed: int, apart: type[Unmixed | Switches]
) -> None:
    """All three tracks are removed each time; the exact engine says what is best."""
    keep = hard if apart is Unmixed else partial(soft, 3000)
    model = _model(*keep(apart("tracks", GROUPS, PERIODS)), *soft(1000, *_costs(Random(seed))))
    found = _stepped(model, START, steps=12, seed=seed)
    best = search(model.problem, Effort(Engine.CP_SAT, 60.0))
    assert best.status is Status.OPTIMAL
    assert Objective(model).counted(_places(model, found)) == best.penalty


@pytest.mark.parametrize(("followers", "left"), [({"c2": "b1"}, None), ({}, 3)])
def test_groups_that_others_follow_are_left_alone(
    followers: dict[str, str], left: int | None
) -> None:
    """A leader moves with its followers alone; one track is left, which is none to change with."""
    groups = Groups.of(_model(*APART, optional=followers, followers=followers))
    assert (groups and len(groups.members)) == left
