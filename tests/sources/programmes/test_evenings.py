"""What a programme wishes by the days and hours it has: late ones, longer ones, tracks of several days."""

import pytest

from scheduler.sources.programmes.records import Person
from tests.sources.programmes.test_conversion import event, made


@pytest.mark.parametrize(
    ("evenings", "late_after"),
    [
        ([(600, 2), (0, 10)], "20:00"),  # minutes after nine, and how many sessions
        ([(570, 2), (0, 10)], "19:30"),
        ([(480, 2), (0, 10)], None),  # until 18:00
        ([(600, 1), (0, 10)], None),  # one by itself
        ([(600, 2), (0, 39)], None),  # two of 41
        ([(600, 2), (0, 38)], "20:00"),
        ([(840, 2), (0, 10)], "24:00"),
    ],
)
def test_evenings_that_are_used_are_not_late(
    evenings: list[tuple[int, int]], late_after: str | None
) -> None:
    """On most days, by some sessions: a search would empty them; a dinner is no matter."""
    events = [
        event(f"T{minute}{number}", minute, 60, room=f"R{number}")
        for minute, many in evenings
        for number in range(many)
    ]
    found = made(*events, event("Gala dinner", 660, 240, room="Foyer"))
    assert found.tables.get("late_after") == late_after
    assert any("Evenings are used" in note for note in found.notes) is (late_after is not None)
    quiet = [event(f"Q{day}", day * 1440, 60) for day in (1, 2)]
    assert "late_after" not in made(*events, *quiet).tables


def test_hours_grow_by_what_parts_the_sessions_of_a_person() -> None:
    """In four rooms at once: one after the other they take three hours more."""
    events = [event(f"T{room}", 0, 60, room=room, people=("a",)) for room in "ABCD"]
    found = made(*events, people=(Person("a", "Ada"),))
    (profile,) = found.tables["day_profiles"]
    assert [(each["from"], each["to"]) for each in profile["bands"]] == [("09:00", "13:00")]


@pytest.mark.parametrize(
    ("days", "level"),
    [
        ({"maps": [0, 1], "sea": [0, 1], "sky": [1, 0]}, {"theme_scattered": "off"}),
        (
            {"maps": [0, 1], "sea": [0, 1], "sky": [1]},
            {},
        ),  # one talk says nothing, and two tracks little
        ({"maps": [0, 1], "sea": [0, 0], "sky": [1, 1]}, {}),
        (
            {"maps": [0, 1], "sea": [0, 0], "sky": [1, 1], "land": [0, 1]},
            {"theme_scattered": "off"},
        ),
        ({"": [0, 1]}, {}),
    ],
)
def test_days_of_tracks_do_not_count_where_most_have_several(
    days: dict[str, list[int]], level: dict[str, str]
) -> None:
    """A search would empty one of the days to bring each track together on the other."""
    events = [
        event(f"{track}{number}", day * 1440 + 60 * number, track=track, room=track or "Hall")
        for track, some in days.items()
        for number, day in enumerate(some)
    ]
    found = made(*events)
    assert found.tables["levels"] == level
    assert any("theme_scattered" in note for note in found.notes) is bool(level)
