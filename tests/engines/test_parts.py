"""What restrictions ask of some of the sessions: never more than of all."""

from itertools import combinations
from random import Random

import pytest

from scheduler.restrictions import Capacity, Lag, LoadQuota, Use, part_of, sessions_of
from scheduler.schedule import Schedule
from tests.engines.kinds import KINDS_AND_OPTIONAL, random_problem
from tests.engines.problems import LENGTHS, anywhere, problem, span, span_of
from tests.rules.brute import amount_of

DRAWS = 60
SUBSETS = [set(some) for number in range(3) for some in combinations(LENGTHS, number)]


@pytest.mark.parametrize(("kind", "optional"), KINDS_AND_OPTIONAL)
def test_a_part_never_counts_more_than_the_whole(kind: str, optional: str) -> None:
    """On random restrictions and schedules, for each set of sessions; those left out are nowhere."""
    rng = Random(kind)
    for _ in range(DRAWS):
        made = random_problem(kind, rng, optional=optional)
        schedule = anywhere(made, rng)
        for each in made.priced:
            whole = amount_of(each.restriction, made, schedule)
            for some in SUBSETS:
                part = part_of(each.restriction, some)
                if part is None:
                    continue
                assert sessions_of(part) <= some
                few = problem(
                    lengths={name: LENGTHS[name] for name in some},
                    optional=made.optional & some,
                    breaks={name: own for name, own in made.breaks.items() if name in some},
                )
                there = Schedule.of(a for a in schedule.assignments if a.session in some)
                assert amount_of(part, few, there) <= whole


@pytest.mark.parametrize("kind", ["capacity", "quota", "lag", "stay", "travel"])
def test_the_part_of_all_sessions_is_the_whole(kind: str) -> None:
    """Nothing is lost where nobody is left out."""
    for each in random_problem(kind, Random(0), number=5).priced:
        assert part_of(each.restriction, set(LENGTHS)) is each.restriction


def test_what_cannot_be_too_much_any_more_asks_nothing() -> None:
    """Two of three that run one at a time still may collide, one may not."""
    capacity = Capacity("i", (Use("a"), Use("b"), Use("c")), at_most=1)
    assert part_of(capacity, {"a", "b"}) == Capacity("i", (Use("a"), Use("b")), at_most=1)
    assert part_of(capacity, {"a"}) is None
    assert part_of(Lag("i", "a", "b", span_of(0)), {"a", "c"}) is None


def test_those_left_out_may_bring_what_a_quota_needs() -> None:
    """Of five that are needed, the two of c may come: three are left for a and b to bring."""
    quota = LoadQuota("i", {"a": 1, "b": 1, "c": 2}, (span(0, 60),), at_least=5)
    assert part_of(quota, {"a", "b"}) == LoadQuota(
        "i", {"a": 1, "b": 1}, (span(0, 60),), at_least=3
    )
    assert part_of(quota, set()) == LoadQuota("i", {}, (span(0, 60),), at_least=1)  # 5 - 1 - 1 - 2
