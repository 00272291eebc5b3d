"""Followers: sessions that are absent, or where their leader is, whichever engine places them."""

from collections.abc import Mapping
from itertools import product
from random import Random

import numpy as np
import pytest

from scheduler.engines.annealing.search import Annealer
from scheduler.engines.counting import Counter, Objective
from scheduler.engines.cp_sat.exact import exact_model
from scheduler.engines.model import prepared
from scheduler.engines.searching import Effort, search
from scheduler.restrictions import (
    Lag,
    Present,
    Problem,
    Restriction,
    Stay,
    Unfit,
)
from scheduler.solution import Engine, Status
from tests.engines.fixing import objective_of
from tests.engines.kinds import WITH_ABSENCE, priced
from tests.engines.problems import (
    answer_of,
    astray,
    checked,
    cost_of,
    hard,
    least_penalty,
    placed,
    problem,
    schedules,
    soft,
    span,
    span_of,
)

ENGINES = pytest.mark.parametrize("engine", Engine)
ALIKE = {"a": 60, "b": 60, "c": 60}
ONE, TWO = {"b": "a"}, {"b": "a", "c": "a"}
SHAPES = pytest.mark.parametrize(
    ("followers", "optional"), [(ONE, ""), (ONE, "a"), (TWO, ""), (TWO, "a")]
)


def _mixture(rng: Random, followers: Mapping[str, str], optional: str, number: int = 4) -> Problem:
    """Return a problem with restrictions of several kinds on leaders, followers and others."""
    kinds = rng.sample(sorted(WITH_ABSENCE), number)
    return problem(
        *(priced(WITH_ABSENCE[kind](rng), rng) for kind in kinds),
        *soft(rng.randint(1, 900), *(Present("i", session) for session in "abc")),
        lengths=ALIKE,
        starts=(0, 30, 90, 120),
        optional=optional,
        followers=followers,
    )


@SHAPES
@pytest.mark.parametrize("seed", range(5))
def test_the_least_penalty_is_proved(
    seed: int, followers: Mapping[str, str], optional: str
) -> None:
    """As great as that of the best of all schedules; impossible if and only if there is none."""
    made = _mixture(Random(seed), followers, optional)
    least = least_penalty(made)
    for engine in (Engine.CP_SAT, Engine.AUTO):
        answer = search(made, Effort(engine, 20.0))
        if least is None:
            assert answer.status is Status.INFEASIBLE
        else:
            assert answer.status is Status.OPTIMAL
            assert checked(made, answer)
            assert answer.penalty == answer.bound == least


@pytest.mark.slow
@SHAPES
@pytest.mark.parametrize("seed", range(4))
def test_annealing_finds_the_least_penalty(
    seed: int, followers: Mapping[str, str], optional: str
) -> None:
    """Of tiny problems; nobody is astray on the way."""
    made = _mixture(Random(seed), followers, optional)
    least = least_penalty(made)
    work = 0.1 if least is None else 0.3  # where there is none, it looks until the end
    answer = answer_of(made, Effort(Engine.ANNEALING, work), least)
    if least is None:
        assert answer.schedule is None
    else:
        assert checked(made, answer)
        assert answer.penalty == least


@SHAPES
def test_the_exact_model_costs_what_the_count_says(
    followers: Mapping[str, str], optional: str
) -> None:
    """Or refuses a schedule: if it has a forbidden amount, or if somebody is astray in it."""
    rng, refused, kept = Random(0), 0, 0
    for _ in range(9):
        made = _mixture(rng, followers, optional, number=2)
        model, counter = prepared(made), Counter(made)
        if model.hopeless:
            continue
        variables = exact_model(model)
        allowed = [np.argwhere(domain.allowed).tolist() for domain in model.domains.values()]
        every = [*product(*allowed)]
        for chosen in rng.sample(every, min(40, len(every))):
            places = [(start, room) for start, room in chosen]
            schedule = model.schedule(places)
            expected = None if astray(made, schedule) else cost_of(counter, schedule)
            assert objective_of(variables, places) == expected, schedule
            refused += expected is None
            kept += expected is not None
    assert refused
    assert kept


@SHAPES
def test_places_that_are_left_out_are_no_use(followers: Mapping[str, str], optional: str) -> None:
    """A schedule that keeps everything has all of its sessions in their domains."""
    rng, kept = Random(1), 0
    for _ in range(12):
        made = _mixture(rng, followers, optional, number=2)
        model, counter = prepared(made), Counter(made)
        for schedule in schedules(made):
            if cost_of(counter, schedule) is not None:
                kept += 1
                assert None not in model.places(schedule), schedule
    assert kept


@SHAPES
@pytest.mark.parametrize("kind", WITH_ABSENCE)
def test_sweeps_leave_nobody_astray(kind: str, followers: Mapping[str, str], optional: str) -> None:
    """However hot; and the annealer knows what the board costs."""
    rng, swept = Random(kind), 0
    lag = Lag("i", "a", "c", at_most=span_of(90))
    for seed in range(3):
        restrictions: list[Restriction] = [WITH_ABSENCE[kind](rng) for _ in range(3)]
        made = problem(
            *(priced(each, rng) for each in (*restrictions, lag)),
            lengths=ALIKE,
            optional=optional,
            followers=followers,
        )
        model = prepared(made)
        if model.hopeless:
            continue
        start = next(
            places for schedule in schedules(made) if None not in (places := model.places(schedule))
        )
        annealer = Annealer(model, seed, [place for place in start if place is not None])
        for temperature in (1e5, 1e3, 10.0):
            annealer.sweep(temperature, 1e3)
            assert not astray(made, model.schedule(annealer.places))
            assert not astray(made, model.schedule(annealer.best_places))
            forbidden, penalty = Counter(made).cost(model.schedule(annealer.places))
            assert annealer.penalty == penalty
            assert (annealer.forbidden > 0) == (forbidden > 0)
            annealer.weigh()
            swept += 1
    assert swept


@ENGINES
def test_a_follower_comes_only_where_its_leader_goes(engine: Engine) -> None:
    """b is wanted, but not in A, where a costs nothing; in B, a costs 5."""
    in_b = Unfit("i", "a", {"B": 5, "C": 9})
    for price, together in ((6, True), (4, False)):
        made = problem(
            *hard(Unfit("i", "b", {"A": 1})),
            *soft(1, in_b, Present("i", "b", price)),
            lengths=ALIKE,
            followers=ONE,
        )
        answer = answer_of(made, Effort(engine, 0.5), least=5 if together else 4)
        schedule = checked(made, answer)
        assert ("b" in schedule.by_session) is together
        assert schedule.by_session["a"].room == ("B" if together else "A")
        assert answer.penalty == (5 if together else 4)


@ENGINES
def test_whoever_follows_an_absent_leader_is_absent(engine: Engine) -> None:
    """a costs 7 where it is held, and b is worth 6, or 8."""
    dear = Unfit("i", "a", None)
    for worth, held in ((6, False), (8, True)):
        made = problem(
            *soft(7, dear),
            *soft(worth, Present("i", "b")),
            lengths=ALIKE,
            optional="a",
            followers=ONE,
        )
        answer = answer_of(made, Effort(engine, 0.5), least=min(7, worth))
        assert set(checked(made, answer).by_session) == ({"a", "b", "c"} if held else {"c"})
        assert answer.penalty == min(7, worth)


def test_domains_of_followers_are_within_those_of_their_leaders() -> None:
    """And a leader is within that of a follower that cannot be absent, as are the others that follow it."""
    late = Stay("i", "a", (span(60, 300),))
    domains = prepared(problem(*hard(late), lengths=ALIKE, followers=TWO)).domains
    assert domains["b"].held.tolist() == [60, 90, 120, 150]
    assert domains["b"].optional
    never_in_a = Unfit("i", "b", {"A": 1})
    bound = prepared(
        problem(*hard(late, never_in_a, Present("i", "b")), lengths=ALIKE, followers=TWO)
    ).domains
    assert not bound["b"].optional
    assert bound["a"].rooms.tolist() == bound["b"].rooms.tolist() == [1, 2]
    assert bound["c"].own_rooms.tolist() == [1, 2, -1]
    nowhere = hard(late, Stay("i", "b", (span(0, 90),)), Present("i", "b"))
    assert prepared(problem(*nowhere, lengths=ALIKE, followers=ONE)).hopeless


def test_lags_narrow_followers_and_their_leaders() -> None:
    """b, which has to be present, comes after c: so does a, whom it follows."""
    after = hard(Lag("i", "c", "b", span_of(0)), Present("i", "b"))
    domains = prepared(problem(*after, lengths=ALIKE, followers=ONE)).domains
    assert domains["a"].starts.tolist() == domains["b"].starts.tolist() == [60, 90, 120, 150]
    optional = hard(Lag("i", "c", "b", span_of(0)))
    domains = prepared(problem(*optional, lengths=ALIKE, followers=ONE)).domains
    assert domains["a"].starts.tolist() == [0, 30, 60, 90, 120, 150]
    assert domains["b"].held.tolist() == [60, 90, 120, 150]


@ENGINES
def test_a_schedule_to_begin_with_is_mended(engine: Engine) -> None:
    """A follower that is elsewhere than its leader, or without it, is dropped."""
    made = problem(*soft(1, Present("i", "b")), lengths=ALIKE, followers=ONE)
    model = prepared(made)
    alone = [(0, 0), (6, 3), (0, 2)]  # b is absent: after six starts and three rooms
    assert model.places(placed(a="0 A", b="0 B", c="0 C")) == alone
    assert model.places(placed(a="0 A", b="30 A", c="0 C")) == alone
    assert model.places(placed(a="0 A", b="0 A", c="0 C")) == [(0, 0), (0, 0), (0, 2)]
    assert model.places(placed(b="0 B", c="0 C")) == [None, (6, 3), (0, 2)]
    answer = search(made, Effort(engine, 0.2), start=placed(a="0 A", b="0 B", c="0 C"))
    assert answer.penalty == 0
    assert checked(made, answer)


def test_a_follower_astray_is_a_defect() -> None:
    """Whatever the restrictions say of it: here nothing."""
    tally = Objective(prepared(problem(lengths=ALIKE, followers=ONE)))
    assert tally.count([(0, 0), (0, 0), (0, 0)]) == (0, [])
    assert tally.count([(0, 0), (6, 3), (0, 0)]) == (0, [])  # after six starts and three rooms
    assert tally.count([(0, 0), (0, 1), (0, 0)]) == (0, ["followers"])
