"""Sessions pinned into one room at one time."""

from typing import Any

import pytest

from scheduler.explanation import Trouble
from scheduler.instance import Instance
from tests.conference import conference, room, session
from tests.explanation.heard import certain


def _pinned(id_: str, clock: str, where: str) -> dict[str, Any]:
    return session(id_, pin={"start": f"2021-11-08T{clock}[Africa/Addis_Ababa]", "room": where})


def _two(clock: str, where: str, **tables: Any) -> Instance:
    """Make a conference of one session pinned to A at 09:00 for an hour, and another."""
    rooms = [room("A", turnaround=30), room("B"), room("AB", capacity=200, parts=["A", "B"])]
    first, second = _pinned("first", "09:00", "A"), _pinned("second", clock, where)
    return conference(first, second, **{"rooms": rooms} | tables)


def test_two_pins_into_one_room_are_told_as_such() -> None:
    """09:00-10:00 and 09:30-10:30 overlap."""
    assert certain(_two("09:30", "A")) == [
        Trouble(
            "First (pinned to Mon 8 Nov 09:00-10:00 in A) and Second (pinned to Mon 8 Nov 09:30-10:30 "
            "in A) would both be in A at the same time. Move or remove a pin.",
            certain=True,
            sessions=("first", "second"),
            rules=("room_overlap", "pin_broken"),
        )
    ]
    assert not certain(_two("09:30", "B"))


def test_a_combination_holds_its_parts() -> None:
    """AB has no turnaround of its own, A has one of 30 minutes: from 10:30 on it is free."""
    (trouble,) = certain(_two("09:30", "AB"))
    assert "Second (pinned to Mon 8 Nov 09:30-10:30 in AB) would both be in A at" in trouble.message
    assert not certain(_two("10:30", "AB"))


@pytest.mark.parametrize(("clock", "fits"), [("10:30", True), ("10:00", False)])
def test_the_turnaround_counts(clock: str, fits: bool) -> None:
    """It is 30 minutes after 10:00."""
    found = certain(_two(clock, "A"))
    assert (not found) is fits
    assert all("at the same time. Move" in t.message for t in found)


@pytest.mark.parametrize("rule", ["pin_broken", "room_overlap"])
def test_what_has_a_price_is_no_proof(rule: str) -> None:
    """Two sessions may then share a room, or leave their pins."""
    assert not certain(_two("09:30", "A", levels={rule: 1.0}))
    item = {"pin_broken": "second", "room_overlap": "A"}[rule]
    assert not certain(_two("09:30", "A", levels={rule: {"items": {item: 1.0}}}))
