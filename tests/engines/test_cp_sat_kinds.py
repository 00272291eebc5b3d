"""The exact model of each kind, on every schedule of a tiny problem."""

from collections.abc import Iterator
from itertools import product
from random import Random

import pytest

from scheduler.engines.counting import Counter
from scheduler.engines.cp_sat.exact import exact_model
from scheduler.engines.domains import Domain
from scheduler.engines.model import prepared
from scheduler.restrictions import (
    NONE,
    Beside,
    Capacity,
    Gapless,
    Held,
    Parallel,
    Problem,
    Ranks,
    Unmixed,
    Use,
)
from scheduler.schedule import Schedule
from tests.engines.fixing import objective_of
from tests.engines.kinds import KINDS_AND_OPTIONAL, random_problem
from tests.engines.problems import cost_of, hard, problem, schedules, soft, span
from tests.sampling import TIMES

STARTS = (0, 60, 90)
DRAWS = 4


def _places(domain: Domain) -> Iterator[tuple[int, int]]:
    """Yield all starts in all rooms, and absence where it is possible."""
    starts, rooms = len(domain.starts), len(domain.rooms)
    if domain.optional:
        yield starts - 1, rooms - 1
        starts, rooms = starts - 1, rooms - 1
    yield from product(range(starts), range(rooms))


def _fixed(made: Problem, rng: Random, number: int) -> Iterator[tuple[Schedule, int | None]]:
    """Yield some schedules of the domains with the objective of the exact model fixed on each.

    None where the model refuses the schedule.
    """
    model = prepared(made)
    if model.hopeless:
        return
    variables = exact_model(model)
    pairs = [[*_places(domain)] for domain in model.domains.values()]
    every = [*product(*pairs)]
    for places in rng.sample(every, min(number, len(every))):
        yield model.schedule(places), objective_of(variables, places)


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "optional"), KINDS_AND_OPTIONAL)
def test_a_schedule_costs_in_the_model_what_the_count_says(kind: str, optional: str) -> None:
    """Or is refused, if and only if it has a forbidden amount."""
    rng, seen = Random(kind), set()
    for _ in range(DRAWS):
        made = random_problem(kind, rng, optional=optional, starts=STARTS)
        counter = Counter(made)
        for schedule, objective in _fixed(made, rng, 30 * TIMES):
            assert objective == cost_of(counter, schedule), schedule
            seen.add(objective)
    assert len(seen) > 1


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "optional"), KINDS_AND_OPTIONAL)
def test_places_that_are_left_out_are_forbidden(kind: str, optional: str) -> None:
    """A schedule that keeps everything has all of its sessions in their domains."""
    rng = Random(kind)
    for _ in range(DRAWS):
        made = random_problem(kind, rng, optional=optional, starts=STARTS)
        model, counter = prepared(made), Counter(made)
        for schedule in schedules(made):
            if None in model.places(schedule):
                assert cost_of(counter, schedule) is None, schedule


@pytest.mark.parametrize("seed", range(4))
def test_groups_that_hold_rooms_one_session_at_a_time(seed: int) -> None:
    """All kinds of blocks on the same groups, with rooms that bound how much a group fits into one."""
    rng = Random(seed)
    periods = (span(0, 60), span(60, 90), span(90, 150))
    groups = ("a", "b"), ("c",)
    cells = {(period, room): rng.randint(0, 3) for period in range(3) for room in "ABC"}
    one_at_a_time = [
        Capacity(room, tuple(Use(each) for each in "abc"), 1, rooms={room: NONE}) for room in "ABC"
    ]
    made = problem(
        *hard(Unmixed("i", groups, periods), *one_at_a_time),
        *soft(50_000, *(Beside("i", *groups, periods), Beside("j", *groups, periods))),
        *soft(700, *(Parallel("i", group, periods) for group in groups)),
        *soft(11, Gapless("i", groups[0], periods), Ranks("i", groups[0], {"b": 1}, periods)),
        *soft(3, *(Held("i", group, periods, cells) for group in groups)),
        starts=(0, 30, 60, 90),
    )
    counter, kept = Counter(made), 0
    for schedule, objective in _fixed(made, rng, 120):
        kept += objective is not None
        assert objective == cost_of(counter, schedule), schedule
    assert 0 < kept < 120


@pytest.mark.parametrize("starts", [(0, 60, 120), (0, 30, 120), (0, 30, 60)])
def test_gaps_are_paid_once_however_many_there_are(starts: tuple[int, ...]) -> None:
    """Between three periods that do not touch there are two gaps, for which one unit is due."""
    periods = tuple(span(start, start + 30) for start in range(0, 150, 30))
    made = problem(*soft(7, Gapless("i", ("a", "b", "c"), periods)), starts=starts, rooms=("A",))
    counter, rng, seen = Counter(made), Random(0), set()
    for schedule, objective in _fixed(made, rng, 27):
        assert objective == cost_of(counter, schedule)
        seen.add(objective)
    assert seen == {0, 7}
