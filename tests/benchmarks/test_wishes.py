"""Thirty wishes of a planner's week are fulfilled by commands, and none needs an editor."""

import shlex
from pathlib import Path

import pytest

from benchmarks.wishes.__main__ import Case, WishError, cases, fulfil
from scheduler.cli.registry import COMMANDS

TRIED = ("03-this-room", "09-speaker-away", "12-team-ill", "21-settled-days")
"""Those tried here: one that makes room, one for a person, one for a table, and one of two commands."""


def test_there_are_thirty_and_each_is_commands_of_this_program() -> None:
    """Each has a sentence."""
    found = [*cases()]
    assert len(found) == 30
    for case in found:
        assert case.wish.endswith((".", "?"))
        for command in case.commands:
            program, name, *_ = shlex.split(command)
            assert program == "scheduler"
            assert name in COMMANDS


@pytest.mark.slow
@pytest.mark.parametrize("name", TRIED)
def test_a_wish_is_fulfilled(name: str, tmp_path: Path) -> None:
    """And the programme keeps every hard rule afterwards."""
    (case,) = (each for each in cases() if each.name == name)
    assert fulfil(case, tmp_path) > 0


def test_one_that_breaks_a_hard_rule_is_none(tmp_path: Path) -> None:
    """Its output is in the error."""
    worse = Case(
        "worse", "No.", ("scheduler change wtdc21-addis.yaml six-languages teams=0 --apply",), ()
    )
    with pytest.raises(WishError, match="teams_exceeded"):
        fulfil(worse, tmp_path)
