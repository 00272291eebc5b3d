"""What a programme wishes by the hours it has: late ones, and longer ones."""

from itertools import pairwise

import pytest

from scheduler.sources.programmes.records import Person
from tests.sources.programmes.test_conversion import event, made


def test_hours_grow_by_what_parts_the_sessions_of_a_person() -> None:
    """In four rooms at once: one after the other they take three hours more."""
    events = [event(f"T{room}", 0, 60, room=room, people=("a",)) for room in "ABCD"]
    found = made(*events, people=(Person("a", "Ada"),))
    (profile,) = found.tables["day_profiles"]
    assert [(each["from"], each["to"]) for each in profile["bands"]] == [("09:00", "13:00")]


@pytest.mark.parametrize(
    ("minutes", "least"),
    [
        ([300, 400], 225),
        ([240, 400], 180),
        ([239, 400], None),  # hardly anything
        ([300], None),
        ([], None),
    ],
)
def test_no_day_is_emptied_that_is_full(minutes: list[int], least: int | None) -> None:
    """Three quarters of the emptiest day are wished for on each; a dinner is no matter."""
    events = [event(f"D{day}", day * 1440, each) for day, each in enumerate(minutes)]
    dinner = event("Conference dinner", 9 * 1440, 30, room="Inn")
    found = made(*events, dinner)
    loads = [] if least is None else [{"id": "each-day", "at_least": least}]
    assert found.tables.get("minimum_loads", []) == loads
    assert any("nearly empty" in note for note in found.notes) is (least is not None)


def test_a_load_is_no_larger_than_can_be_asked_for() -> None:
    """A large conference has more than a week of minutes on a day."""
    events = [
        event(f"T{day} {room} {slot}", day * 1440 + 60 * slot, 60, room=f"R{room}")
        for day in (0, 1)
        for room in range(30)
        for slot in range(8)
    ]
    (load,) = made(*events).tables["minimum_loads"]
    assert load["at_least"] == 7 * 1440


def test_a_band_that_grows_over_lunch_is_one_with_it() -> None:
    """What is at once in the morning has no other hour: there is no band of a meal inside another."""
    both = [event(f"M{number}", 0, 180, people=("a",), room=f"R{number}") for number in (1, 2, 3)]
    lunch = event("Lunch", 180, 60, room="Foyer")
    found = made(*both, lunch, event("Late", 240, 30, room="R1"), people=(Person("a", "Ada"),))
    (profile,) = found.tables["day_profiles"]
    ends = [(each["from"], each["to"]) for each in profile["bands"]]
    assert all(earlier[1] <= later[0] for earlier, later in pairwise(ends))
