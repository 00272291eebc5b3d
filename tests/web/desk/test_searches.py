"""What a search beside tells: why it has ended, and what the planner's own pins keep it from."""

import json
from typing import Any

import httpx
import pytest

from tests.web.desk.opened import Opened, Planner, start_of


def _ended(desk: Opened, ada: Planner, near: int) -> dict[str, Any]:
    """Search beside, and return what is told once it is over."""
    with httpx.stream("GET", f"{desk.address}events", timeout=150) as stream:
        lines = (line.removeprefix("data: ") for line in stream.iter_lines() if "{" in line)
        next(lines)
        assert ada.post("solve", near=near, number=ada.state["number"]).status_code == 200
        told: dict[str, Any] = next(
            each
            for each in map(json.loads, lines)
            if each.get("event") == "solve" and not each["running"]
        )
        return told


@pytest.mark.slow
def test_the_end_of_a_search_says_what_is_proved_and_which_pins_cost(
    desk: Opened, ada: Planner
) -> None:
    """A session that was moved by hand stays there; that it would be cheaper elsewhere is said."""
    before = ada.state["total"]
    after = ada.move("ports", start_of("Mon 14:00"), "hall").json()["total"]
    told = _ended(desk, ada, 0)
    assert told["proved"]
    assert all(session != "ports" for session, *_ in told.get("moves", ()))
    (held,) = told["held"]
    assert held["session"] == "ports"
    assert held["penalty"] <= before - after < 0
    there = ada.move("ports", held["place"][0], held["place"][2]).json()
    assert there["total"] - after == held["penalty"]
    assert _ended(desk, ada, 0)["held"] == []
