"""Rules on rooms."""

from typing import Any

import pytest

from tests.conference import conference, placed, room, session
from tests.voices import amount

MONDAY = "2021-11-08"


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        ({}, 0),
        ({"kind": "workshop"}, 1),  # sockets
        ({"body": "board"}, 2),  # sockets, and a bell
        ({"kind": "workshop", "body": "board"}, 2),  # sockets are needed once
        ({"kind": "workshop", "needs": ["stage"]}, 2),
    ],
)
def test_room_lacks_feature_counts_what_kind_and_body_need(
    fields: dict[str, Any], missing: int
) -> None:
    """B offers all of it, and A nothing."""
    instance = conference(
        session("s", **fields),
        rooms=[room("A"), room("B", features=["sockets", "bell", "stage"])],
        kinds=[
            {"id": "meeting", "bands": ["morning"]},
            {"id": "workshop", "bands": ["morning"], "needs": ["sockets"]},
        ],
        bodies=[{"id": "board", "needs": ["sockets", "bell"]}],
    )
    in_a, in_b = (placed(instance, s=f"Mon 09:00 {where}") for where in "AB")
    assert amount(instance, in_a, "room_lacks_feature") == missing
    assert amount(instance, in_b, "room_lacks_feature") == 0


@pytest.mark.parametrize(
    ("attendance", "layout", "room_id", "people", "seats"),
    [
        (None, None, "A", 0, 0),  # who knows how many come?
        (0, None, "A", 0, 100),  # nobody comes
        (1, None, "B", 0, 0),  # the seats of B are not known
        (151, "theatre", "B", 1, 0),  # but those of its theatre are
        (None, "theatre", "B", 0, 0),
    ],
)
def test_what_is_not_known_is_neither_missing_nor_empty(
    attendance: int | None, layout: str | None, room_id: str, people: int, seats: int
) -> None:
    """Null is not 0, of people and of seats."""
    instance = conference(
        session("s", attendance=attendance, layout=layout),
        rooms=[room("A"), room("B", capacity=None, layouts={"theatre": 150})],
    )
    schedule = placed(instance, s=f"Mon 09:00 {room_id}")
    assert amount(instance, schedule, "room_overflow") == people
    assert amount(instance, schedule, "room_waste") == seats


def test_room_closed_is_about_the_room_in_which_the_session_is() -> None:
    """The level of AB counts for a session in AB, even if a part of it is closed."""
    rooms = [room("A", closures=[{"days": [MONDAY]}]), room("B"), room("AB", parts=["A", "B"])]
    instance = conference(session("s"), rooms=rooms)
    schedule = placed(instance, s="Mon 09:00 AB")
    assert amount(instance, schedule, "room_closed", "AB") == 60
    assert amount(instance, schedule, "room_closed", "A") == 0
