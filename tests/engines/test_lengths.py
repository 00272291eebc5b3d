"""How much of a group fits into one room in a period."""

from scheduler.engines.cp_sat.groups import is_single, lengths_of
from scheduler.engines.model import prepared
from scheduler.restrictions import NONE, Capacity, Stay, Use
from tests.engines.problems import hard, problem, soft, span

ALL = tuple(Use(session) for session in "abc")
PERIODS = (span(0, 60), span(60, 61), span(61, 90), span(90, 200))


def _rooms(names: str) -> list[Capacity]:
    return [Capacity(room, ALL, 1, rooms={room: NONE}) for room in names]


def test_a_stretch_is_from_the_first_start_to_the_last_end() -> None:
    """a and b last 30 and 60 minutes; at 0 and 30, at 60, never, and at 90, 120 and 150."""
    model = prepared(problem(*hard(*_rooms("ABC"))))
    assert lengths_of(model, ("a", "b"), PERIODS) == {0: 90, 1: 60, 3: 120}
    assert is_single(model, ("a", "b"))


def test_only_starts_that_are_left_count() -> None:
    """b has to be over at 90: its last start in the first period is at 30, as before, then none."""
    made = problem(*hard(*_rooms("ABC"), Stay("i", "b", (span(0, 90),))))
    assert lengths_of(prepared(made), ("b",), PERIODS) == {0: 90}


def test_a_room_that_takes_several_at_a_time_or_for_a_price_is_not_single() -> None:
    """All rooms in which the group may be have to take one at a time."""
    for made in (
        problem(*hard(*_rooms("AB"))),
        problem(*hard(*_rooms("AB")), *soft(1, *_rooms("C"))),
        problem(*hard(*_rooms("AB"), Capacity("C", ALL, 2, rooms={"C": NONE}))),
        problem(*hard(*_rooms("AB"), Capacity("C", ALL[1:], 1, rooms={"C": NONE}))),
    ):
        assert not is_single(prepared(made), ("a",))
