"""Where each session may go by itself, and at what price."""

from random import Random

import numpy as np
import pytest

from scheduler.engines.counting import Counter
from scheduler.engines.domains import Domain, domains_of
from scheduler.engines.model import prepared
from scheduler.engines.timeline import Timeline
from scheduler.restrictions import Avoid, Problem, Stay, Unfit
from scheduler.schedule import Assignment, Schedule
from tests.engines.kinds import KINDS, priced
from tests.engines.problems import (
    ORIGIN,
    ROOMS,
    STARTS,
    at,
    cost_of,
    hard,
    placed,
    problem,
    soft,
    span,
)

UNARY = ("stay", "avoid", "unfit")


def domain(made: Problem, session: str = "a") -> Domain:
    """Return the domain of a session."""
    return domains_of(made, Timeline(ORIGIN))[session]


def _price(found: Domain, start: int, room: str) -> int | None:
    """Return the price of a place; None outside the domain."""
    starts = np.flatnonzero(found.starts == start)
    rooms = np.flatnonzero(found.rooms == ROOMS.index(room))
    if not len(starts) or not len(rooms) or not found.allowed[starts[0], rooms[0]]:
        return None
    return int(found.price[starts[0], rooms[0]])


@pytest.mark.parametrize("kind", UNARY)
def test_a_domain_holds_what_the_count_allows_at_its_price(kind: str) -> None:
    """At every start and in every room, for four restrictions of a kind, hard and priced."""
    rng, out = Random(kind), 0
    for _ in range(40):
        made = problem(*(priced(KINDS[kind](rng), rng) for _ in range(4)), lengths={"a": 30})
        made = problem(*(each for each in made.priced if _is_about_a(each.restriction)))
        counter, found = Counter(made), domain(made)
        for start in STARTS:
            for room in ROOMS:
                others = placed(b="0 A", c="0 A").assignments
                schedule = Schedule.of((*others, Assignment("a", at(start), room)))
                expected = cost_of(counter, schedule)
                assert _price(found, start, room) == expected
                out += expected is None
    assert out


def _is_about_a(restriction: object) -> bool:
    return isinstance(restriction, Stay | Avoid | Unfit) and restriction.session == "a"


def test_starts_and_rooms_that_are_no_use_are_gone() -> None:
    """A start at which no room is allowed, and a room that is allowed at no start."""
    stay = Stay("i", "a", (span(30, 120),))  # 30 minutes from 30, 60 or 90 fit
    rooms = frozenset({"A", "C"})
    found = domain(
        problem(
            *hard(stay, Unfit("i", "a", {"B": 1}), Avoid("i", "a", (span(80, 100),), rooms=rooms))
        )
    )
    assert found.starts.tolist() == [30]  # from 60 it runs until 90, ten minutes into what to avoid
    assert [ROOMS[room] for room in found.rooms] == ["A", "C"]


def test_a_start_stays_if_one_room_is_allowed() -> None:
    """Pairs are told apart."""
    found = domain(problem(*hard(Avoid("i", "a", (span(0, 30),), rooms=frozenset({"A"})))))
    assert _price(found, 0, "A") is None
    assert _price(found, 0, "B") == 0
    assert _price(found, 30, "A") == 0


def test_nothing_is_left_of_a_session_that_fits_nowhere() -> None:
    """Which proves that there is no schedule."""
    made = problem(*hard(Stay("i", "a", (span(0, 29),))))  # a takes 30 minutes
    assert domain(made).empty
    assert prepared(made).hopeless == ("a",)


def test_a_domain_without_prices_has_the_same_places() -> None:
    """For nothing."""
    unfit, avoid = Unfit("i", "a", {"B": 2}), Avoid("i", "a", (span(0, 40),), rooms=frozenset("A"))
    found = domain(problem(*soft(7, unfit, avoid)))
    assert _price(found, 30, "A") == 70  # 10 minutes at 7
    assert _price(found, 0, "B") == 14  # 2 at 7
    free = found.without_prices()
    assert not free.price.any()
    assert free.allowed.tolist() == found.allowed.tolist()


def test_a_schedule_is_found_again_in_the_domains() -> None:
    """Places and schedules are two ways to say the same; a session outside its domain has no place."""
    model = prepared(problem(*hard(Unfit("i", "b", {"A": 1}))))
    schedule = placed(a="0 A", b="60 C", c="150 B")
    places = model.places(schedule)
    assert model.schedule([place for place in places if place]) == schedule
    assert model.places(placed(a="0 A", b="60 A", c="10 B")) == [(0, 0), None, None]
    assert model.places(placed(a="0 Z")) == [None, None, None]
