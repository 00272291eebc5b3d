"""All sessions of a group go to one room at once, and what is in their way to the rooms they leave."""

import pytest

from scheduler.engines.annealing.moves import RELOCATIONS
from scheduler.engines.annealing.room_moves import companies_of
from scheduler.engines.annealing.search import Annealer
from scheduler.engines.model import Model, prepared
from scheduler.restrictions import NONE, Capacity, Distinct, Priced, Unfit, Use
from scheduler.schedule import Schedule
from tests.engines.annealers import cold, swept
from tests.engines.problems import at, hard, placed, problem, soft

ONE, TWO = ("a1", "a2", "a3"), ("b1", "b2", "b3")
LENGTHS = dict.fromkeys((*ONE, *TWO), 30)
TIMES = {**dict(zip(ONE, (0, 30, 60), strict=True)), **dict(zip(TWO, (0, 30, 60), strict=True))}
START = placed(a1="0 A", a2="30 A", a3="60 A", b1="0 B", b2="30 B", b3="60 B")
SWAPPED = placed(a1="0 B", a2="30 B", a3="60 B", b1="0 A", b2="30 A", b3="60 A")


def _bodies(*more: Priced, wish: int = 1_000) -> Model:
    """Return a model of two bodies at fixed times: A costs the first one something, B the second."""
    uses = tuple(map(Use, LENGTHS))
    rooms = [Capacity(each, uses, at_most=1, rooms={each: NONE}) for each in ("A", "B")]
    times = [
        Unfit(each, each, None, {at(other): 1 for other in (0, 30, 60) if other != minute})
        for each, minute in TIMES.items()
    ]
    wishes = [Unfit(each, each, {"A" if each in ONE else "B": 1}) for each in LENGTHS]
    one_room = [Distinct(body[0], body) for body in (ONE, TWO)]
    return prepared(
        problem(
            *hard(*rooms, *times),
            *soft(wish, *wishes),
            *soft(5 * wish, *one_room),
            *more,
            lengths=LENGTHS,
            starts=(0, 30, 60),
            rooms=("A", "B"),
        )
    )


@pytest.mark.parametrize(("relocations", "found"), [(1.0, SWAPPED), (0.0, START)])
def test_two_bodies_change_rooms(relocations: float, found: Schedule) -> None:
    """Meeting by meeting each would have two rooms for a while: in the cold only all of them at once go."""
    assert cold(_bodies(), START, relocations=relocations) == found


@pytest.mark.parametrize("wish", [1_000, 4 * 10**8])
def test_what_a_move_of_many_changes_is_told_apart_from_what_is_forbidden(wish: int) -> None:
    """Six sessions that are each 400,000 points cheaper elsewhere do not break anything less."""
    model = _bodies(wish=wish)
    places = [place for place in model.places(START) if place is not None]
    annealer = swept(Annealer(model, 0, places), 20)
    assert annealer.best == (0, 0)
    assert (annealer.forbidden, annealer.penalty) == (0, 0)


def test_nothing_moves_if_what_is_in_the_way_cannot() -> None:
    """The last meeting of the second body may not be in A, where it would have to go."""
    bars = Unfit("barred", "b3", {"A": 1})
    assert cold(_bodies(*hard(bars)), START, relocations=1.0) == START


def test_groups_are_those_that_pay_for_rooms() -> None:
    """Both bodies, in order; without such a restriction there are none, and nothing is tried."""
    model = _bodies()
    begins, members = companies_of(model)
    numbers = model.numbers
    assert begins.tolist() == [0, 3, 6]
    assert members.tolist() == [numbers[each] for each in (*ONE, *TWO)]
    assert companies_of(prepared(problem()))[0].tolist() == [0]


def test_relocations_are_tried_once_for_each_group() -> None:
    """Two groups, two tries; without groups none."""
    for model, tries in ((_bodies(), 2), (prepared(problem()), 0)):
        places = [(0, 0)] * len(model.domains)
        assert Annealer(model, 0, places).tries[RELOCATIONS] == tries
