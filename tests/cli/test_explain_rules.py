"""`scheduler explain --rule`: what a rule costs, and how little of it there could be."""

import json

import pytest

from tests.cli.conftest import Run


def test_what_a_rule_costs(solved: Run) -> None:
    """In all, and what is proved."""
    asked = ("explain", "small.yaml", "--rule", "room_waste", "--time-limit", "3")
    code, out, _ = solved(*asked)
    assert code == 0
    assert "room_waste costs " in out
    told = json.loads(solved(*asked, "--json")[1])
    assert told["price"] == pytest.approx(told["penalty"] - told["penalty_without"])


def test_how_little_of_a_rule_there_could_be(solved: Run) -> None:
    """And what is proved of it."""
    asked = ("explain", "small.yaml", "--rule", "room_waste", "--least", "--time-limit", "3")
    told = json.loads(solved(*asked, "--json")[1])
    assert told["proved"]
    assert 0 < told["least_possible"] == told["least_found"] <= told["amount"]
    code, out, _ = solved(*asked)
    assert code == 0
    assert f"room_waste: {told['amount']:,} seats." in out
    less = told["amount"] - told["least_found"]
    said = (
        "There cannot be less: proved." if not less else f"{told['least_found']:,}, {less:,} less"
    )
    assert said in out
