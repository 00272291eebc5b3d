"""All of one side before all of the other: taken as one, whatever the number of pairs."""

import tracemalloc
from random import Random

import numpy as np
import pytest

from scheduler.engines.counting import Counter
from scheduler.engines.cp_sat.exact import exact_model
from scheduler.engines.lags import FEW, Border, borders_of, one_by_one, spread
from scheduler.engines.model import prepared
from scheduler.engines.propagation import narrowed
from scheduler.restrictions import After, Lag, Priced, Problem, part_of
from scheduler.rules import problem_of
from tests.conference import conference, session
from tests.engines.kinds import priced
from tests.engines.problems import ROOMS, hard, problem, soft, span_of

MANY = 1000
FIRSTS = tuple(f"a{n}" for n in range(MANY))
THENS = tuple(f"b{n}" for n in range(MANY))
STARTS = range(0, 600, 30)


def wide(price: int | None = None) -> Problem:
    """Return a problem with one border between two sides of a thousand sessions each."""
    lags = [After(then, FIRSTS, then, span_of(0)) for then in THENS]
    made = hard(*lags) if price is None else soft(price, *lags)
    return problem(
        *made, lengths=dict.fromkeys((*FIRSTS, *THENS), 30), starts=STARTS, rooms=ROOMS[:1]
    )


def test_what_comes_first_in_common_makes_a_border() -> None:
    """Whatever comes then, and at what price; with other bounds it is another border."""
    firsts = tuple("abcdefghi")
    some = (
        Priced("r", After("y", firsts, "y", span_of(0)), None),
        Priced("r", After("z", tuple(firsts), "z", span_of(0)), 7),
        Priced("r", After("y", firsts, "y", span_of(30)), None),
    )
    zero, half = borders_of(some)
    assert zero == Border(firsts, (("y", None), ("z", 7)), Lag("y", "a", "y", span_of(0)))
    assert half.thens == (("y", None),)
    assert len(firsts) <= FEW < 2 * len(firsts)
    assert spread(some, {}) == (*some[:2], *one_by_one(some[2:]))
    assert part_of(some[0].restriction, {"a", "c", "y"}) == After("y", ("a", "c"), "y", span_of(0))
    assert part_of(some[0].restriction, {"y"}) is None


def test_two_kinds_of_a_thousand_are_a_thousand_restrictions() -> None:
    """One for each session that comes then, all with the same tuple of what comes first."""
    kinds = [{"id": kind, "bands": ["morning", "afternoon"]} for kind in "ab"]
    instance = conference(
        *(session(f"{kind}{n}", kind=kind) for kind in "ab" for n in range(MANY)),
        kinds=kinds,
        orders=[{"first": {"kinds": ["a"]}, "then": {"kinds": ["b"]}}],
    )
    found = [p.restriction for p in problem_of(instance).priced if p.rule == "order_broken"]
    assert len(found) == MANY
    assert len({id(each.firsts) for each in found if isinstance(each, After)}) == 1


@pytest.mark.slow
def test_a_million_pairs_take_little_memory_and_few_rows() -> None:
    """In domains, in the count and in the exact model."""
    tracemalloc.start()
    made = wide()
    model = prepared(made)
    (border,) = borders_of(model.shared)
    assert (len(border.firsts), len(border.thens)) == (MANY, MANY)
    places = [(0, 0)] * MANY + [(len(STARTS) - 2, 0)] * MANY
    assert not Counter(made).by_rule(model.schedule(places))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 100 * 2**20
    rows = len(exact_model(model).model.proto.constraints)
    lengths = dict.fromkeys((*FIRSTS, *THENS), 30)
    bare = problem(lengths=lengths, starts=STARTS, rooms=ROOMS[:1])
    without = len(exact_model(prepared(bare)).model.proto.constraints)
    assert rows - without < 6 * MANY


def test_what_is_paid_for_a_million_pairs_is_a_product_for_each_start() -> None:
    """All at one start: each of a million pairs is 30 minutes too early."""
    made = wide(price=3)
    model = prepared(made)
    (total,) = Counter(made).by_rule(model.schedule([(0, 0)] * (2 * MANY))).values()
    assert total.amount == 30 * MANY * MANY
    products = [row for row in exact_model(model).model.proto.constraints if row.int_prod.exprs]
    assert len(products) <= len(STARTS)


@pytest.mark.parametrize("seed", range(20))
def test_domains_are_those_of_lags_one_by_one(seed: int) -> None:
    """Where nothing is too late; otherwise no start is taken out that those leave."""
    rng = Random(seed)
    lengths = {f"{side}{n}": rng.choice((30, 60)) for side in "ab" for n in range(5)}
    firsts = tuple(name for name in lengths if name.startswith("a"))
    at_most = span_of(rng.choice((90, 150))) if seed % 2 else None
    lags = [
        After(then, firsts, then, span_of(30), at_most) for then in lengths if then.startswith("b")
    ]
    made = problem(*hard(*lags), lengths=lengths, optional=rng.sample(sorted(lengths), 2))
    model = prepared(problem(lengths=lengths, optional=made.optional))
    some = {
        name: domain.only(np.append(np.array([rng.random() < 0.7 for _ in domain.held]), True))
        if domain.optional
        else domain.only(np.array([rng.random() < 0.7 for _ in domain.held]))
        for name, domain in model.domains.items()
    }
    together = narrowed(some, made.priced, model.timeline)
    apart = narrowed(some, one_by_one(made.priced), model.timeline)
    assert any(each.empty for each in together.values()) <= any(
        each.empty for each in apart.values()
    )
    if any(each.empty for each in apart.values()):
        return
    for name in lengths:
        left = set(together[name].starts.tolist())
        assert left >= set(apart[name].starts.tolist())
        if at_most is None:
            assert left == set(apart[name].starts.tolist())


def test_prices_at_random_are_those_of_lags_one_by_one() -> None:
    """For borders of several prices, counted."""
    rng = Random(1)
    lengths = {f"{side}{n}": 30 for side in "ab" for n in range(5)}
    firsts = tuple(name for name in lengths if name.startswith("a"))
    many = [priced(After("i", firsts, f"b{n}", span_of(0), span_of(60)), rng) for n in range(5)]
    whole, apart = problem(*many, lengths=lengths), problem(*one_by_one(many), lengths=lengths)
    model = prepared(problem(lengths=lengths))
    for _ in range(20):
        places = [(rng.randrange(6), 0) for _ in lengths]
        schedule = model.schedule(places)
        assert Counter(whole).by_rule(schedule) == Counter(apart).by_rule(schedule)
