"""What a programme wishes by the hours it has: late ones, and longer ones."""

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
