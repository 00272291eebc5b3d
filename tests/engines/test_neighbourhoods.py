"""Ceilings: what rules cost beyond them, in the exact model, and what is found under them."""

from dataclasses import replace
from itertools import product
from random import Random

import pytest

from scheduler.engines.counting import Counter
from scheduler.engines.cp_sat import Ceilings
from scheduler.engines.cp_sat.exact import exact_model
from scheduler.engines.model import prepared
from scheduler.engines.neighbourhoods import Standing, WithinCeilings, search_around, standing_of
from scheduler.engines.searching import Effort
from scheduler.restrictions import NONE, Capacity, Priced, Problem, Unfit, Use
from tests.engines.fixing import objective_of
from tests.engines.kinds import KINDS_AND_OPTIONAL, WITH_ABSENCE, random_breaks
from tests.engines.problems import at, hard, problem, schedules
from tests.sampling import TIMES

STARTS = (0, 60, 90)
PRICE = 10**7
DRAWS = 4


def _paid(kind: str, rng: Random, optional: str) -> Problem:
    """Return a problem in which two rules pay, for three restrictions of a kind; two may be equal."""
    made = [WITH_ABSENCE[kind](rng) for _ in range(2)]
    restrictions = [
        Priced("one", made[0], rng.randint(1, 3000)),
        Priced("other", made[1], rng.randint(1, 3000)),
        Priced("other", made[0], rng.randint(1, 3000)),
    ]
    return problem(*restrictions, starts=STARTS, optional=optional, breaks=random_breaks(rng))


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "optional"), KINDS_AND_OPTIONAL)
def test_what_is_beyond_ceilings_costs_in_the_model_what_the_count_says(
    kind: str, optional: str
) -> None:
    """Equal restrictions of two rules are told apart."""
    rng, beyond = Random(f"{kind} {optional}"), 0
    for draw in range(10 * DRAWS):
        if beyond and draw >= DRAWS:
            break
        made = _paid(kind, rng, optional)
        counter, model = Counter(made), prepared(made, by_rule=True)
        pairs = [
            [
                divmod(each, len(domain.rooms))
                for each in domain.allowed.ravel().nonzero()[0].tolist()
            ]
            for domain in model.domains.values()
        ]
        possible = [*product(*pairs)]
        every = rng.sample(possible, min(25 * TIMES, len(possible)))
        costs = [
            {rule: total.penalty for rule, total in counter.by_rule(model.schedule(each)).items()}
            for each in every
        ]
        ceilings = {
            rule: sum(own.get(rule, 0) for own in costs) // (2 * len(costs))
            for rule in ("one", "other")
        }
        most = max(standing_of(own, ceilings).beyond for own in costs)
        variables = exact_model(model, ceilings=Ceilings(ceilings, most, PRICE))
        kept = exact_model(model, ceilings=Ceilings(ceilings, 0, PRICE))
        for places, own in zip(every, costs, strict=True):
            standing = standing_of(own, ceilings)
            assert objective_of(variables, places) == PRICE * standing.beyond + standing.penalty
            within = None if standing.beyond else standing.penalty
            assert objective_of(kept, places) == within
            beyond += standing.beyond > 0
    assert beyond


def test_a_rule_without_a_ceiling_may_cost_anything() -> None:
    """What is saved elsewhere does not make up for what is beyond."""
    assert standing_of({"one": 5, "other": 2}, {"one": 9}) == Standing(0, 7)
    assert standing_of({"one": 10, "other": 1}, {"one": 9, "other": 9}) == Standing(1, 11)
    assert standing_of({"one": 5}, {"one": 0}) == Standing(5, 5)
    assert standing_of({}, {"one": 0}) == Standing(0, 0)


def _trade(rng: Random) -> Problem:
    """Return a problem of one room in which each place costs something for two rules."""
    tables = [
        Priced(
            rule,
            Unfit(name, name, None, {at(30 * n): rng.randint(0, 9) for n in range(8)}),
            rng.choice([100, 1000]),
        )
        for name in ("a", "b", "c", "d")
        for rule in ("one", "other")
    ]
    lengths = dict.fromkeys("abcd", 30)
    room = Capacity("A", tuple(Use(each) for each in lengths), 1, rooms={"A": NONE})
    return problem(*hard(room), *tables, lengths=lengths, starts=range(0, 240, 30), rooms=("A",))


@pytest.mark.parametrize("seed", range(6))
def test_the_best_under_the_ceilings_is_found(seed: int) -> None:
    """Beside a search by brute force: from a start beyond them, and from one that sets them."""
    rng = Random(seed)
    made = _trade(rng)
    counter = Counter(made)
    every = []
    for schedule in schedules(made):
        totals = counter.by_rule(schedule)
        if not any(total.forbidden for total in totals.values()):
            every.append((schedule, {rule: total.penalty for rule, total in totals.items()}))
    known, costs = rng.choice(every)
    ceilings = dict.fromkeys(("one", "other"), 0) | costs
    best = min(standing_of(costs, ceilings) for _, costs in every)
    beyond = next((s for s, costs in every if standing_of(costs, ceilings).beyond), known)
    for start in (known, beyond):
        found = search_around(made, ceilings, start, Effort(time_limit=20.0))
        assert found is not None
        assert found.standing == best
        assert found.best
        costs = {rule: total.penalty for rule, total in counter.by_rule(found.schedule).items()}
        assert standing_of(costs, ceilings) == best


def test_a_start_that_breaks_what_is_forbidden_is_none() -> None:
    """Nor is one that lacks a session."""
    made = _trade(Random(0))
    kept = next(each for each in schedules(made) if not Counter(made).by_rule(each).get("hard"))
    at_once = type(kept).of(replace(each, start=at(0)) for each in kept.assignments)
    lacking = type(kept).of(kept.assignments[1:])
    effort = Effort(time_limit=5.0)
    assert search_around(made, {}, kept, effort) is not None
    assert search_around(made, {}, at_once, effort) is None
    assert search_around(made, {}, lacking, effort) is None


def test_equal_searches_find_the_same() -> None:
    """With one worker, and told the same on the way."""
    made = _trade(Random(3))
    told: tuple[list[WithinCeilings], list[WithinCeilings]] = ([], [])
    start = next(each for each in schedules(made) if not Counter(made).by_rule(each).get("hard"))
    for each in told:
        search_around(made, {}, start, Effort(time_limit=5.0, seed=7), better=each.append)
    assert told[0] == told[1]
