"""Rooms too few for what can be in them only."""

from typing import Any

import pytest

from scheduler.explanation import Trouble
from tests.conference import conference, room, session
from tests.explanation.heard import certain

MORNING = {"windows": [{"days": ["2021-11-08"], "to": "12:00"}]}


def _talks(number: int, **fields: Any) -> list[dict[str, Any]]:
    return [session(f"s{n}", **MORNING | fields) for n in range(number)]


def test_a_morning_in_two_rooms_has_six_hours() -> None:
    """2 rooms * 180 min are 6 sessions of 60, and not 7; a third room holds them."""
    assert not certain(conference(*_talks(6)))
    assert not certain(conference(*_talks(7), rooms=[room("A"), room("B"), room("C")]))
    (trouble,) = certain(conference(*_talks(7)))
    assert trouble == Trouble(
        "Too few rooms: in A and B, from Mon 8 Nov 09:00 to 12:00, 420 min are needed, and 360 can be "
        "used (turnaround included). Sessions: S0, S1, S2, S3, S4, S5, S6. What may help: another "
        "room that suits them, wider windows, or shorter meetings.",
        certain=True,
        sessions=("s0", "s1", "s2", "s3", "s4", "s5", "s6"),
        rules=("room_overlap",),
    )


def test_large_sessions_have_only_the_large_room() -> None:
    """Three of 90 seats fill the morning of A; a fourth is too much, though B is free."""
    rooms = [room("A"), room("B", capacity=50)]
    assert not certain(conference(*_talks(3, attendance=90), *_talks(0), rooms=rooms))
    (trouble,) = certain(conference(*_talks(4, attendance=90), rooms=rooms))
    assert trouble.rules == ("room_overlap", "room_overflow")
    assert "Too few rooms: in A, from" in trouble.message


@pytest.mark.parametrize(("turnaround", "fits"), [(0, True), (30, False)])
def test_a_turnaround_may_run_past_the_end_of_the_band(turnaround: int, fits: bool) -> None:
    """Two of 90 minutes fill 180, the last turnaround being later; one between them is too much."""
    rooms = [room("A", turnaround=turnaround)]
    assert (not certain(conference(*_talks(2, duration=90), rooms=rooms))) is fits
    assert not certain(conference(*_talks(2, duration=60), rooms=rooms)), "60 + 30 + 60 min"


def test_a_closure_takes_time_of_its_room_only() -> None:
    """With B closed until 10:00 five hours are left of six."""
    closed = [{"days": ["2021-11-08"], "to": "10:00"}]
    rooms = [room("A"), room("B", closures=closed)]
    assert not certain(conference(*_talks(5), rooms=rooms))
    assert certain(conference(*_talks(6), rooms=rooms))


def test_a_combination_takes_all_of_its_parts() -> None:
    """Each session of 150 people takes A and B together: three fill the morning of both."""
    rooms = [room("A"), room("B"), room("AB", capacity=200, parts=["A", "B"])]
    large = _talks(3, attendance=150)
    assert not certain(conference(*large, rooms=rooms))
    (trouble,) = certain(conference(*large, session("more", **MORNING), rooms=rooms))
    assert "420 min are needed, and 360 can be used" in trouble.message
    assert not certain(conference(*large[:2], *_talks_named("t", 2), rooms=rooms)), "2 * 2 + 2 of 6"


def _talks_named(letter: str, number: int) -> list[dict[str, Any]]:
    return [session(f"{letter}{n}", **MORNING) for n in range(number)]
