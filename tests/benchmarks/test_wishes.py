"""Thirty wishes of a planner's week are fulfilled by commands and at the desk, and none needs an editor."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from benchmarks.wishes.cases import Case, WishError, cases, verify
from benchmarks.wishes.commands import fulfil
from benchmarks.wishes.desk import browsing, fulfil_at_desk
from benchmarks.wishes.steps import VERBS, StepError, is_step, verb_of
from scheduler.catalogue import name_of
from scheduler.cli.registry import COMMANDS
from tests.publishing.page.served import CHROMIUM

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[2]
TRIED = ("12-team-ill", "21-settled-days")
"""Those tried here: one for a table, and one of two commands."""
AT_THE_DESK = ("12-team-ill", "25-matters-more", "29-what-is-free", "30-why-here")
"""Those done here by a browser: together they have each verb, but for a choice that takes a search."""
WITH_A_SEARCH = 'click the first "Apply"'


def case_of(name: str) -> Case:
    """Return a wish by its name."""
    (case,) = (each for each in cases() if each.name == name)
    return case


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """Start a browser."""
    with browsing() as running:
        yield running


def test_there_are_thirty_and_each_is_commands_of_this_program() -> None:
    """Each has a sentence."""
    found = [*cases()]
    assert len(found) == 30
    for case in found:
        assert case.wish.endswith((".", "?"))
        for command in case.commands:
            program, *words = shlex.split(command)
            assert program == "scheduler"
            assert words[0] in COMMANDS


def test_each_has_steps_that_a_browser_can_do() -> None:
    """And all verbs but one are in those that are done here."""
    assert all(sum(map(is_step, case.desk)) for case in cases())
    lines = [line for name in AT_THE_DESK for line in case_of(name).desk]
    assert {*map(verb_of, lines), verb_of(WITH_A_SEARCH)} == {*VERBS}
    with pytest.raises(StepError, match="dance: is no step"):
        is_step("dance")


def test_lists_and_fields_are_found_by_names_that_the_page_gives() -> None:
    """Also of those that are not done here."""
    words = (ROOT / "scheduler/web/desk/templates/texts.json").read_text(encoding="utf-8")
    lines = [line for case in cases() for line in case.desk]
    names = {found[1] for line in lines if (found := re.search(r' in(?:to)? "([^"]+)"$', line))}
    assert len(names) > 5
    assert [name for name in sorted(names) if f': "{name}' not in words] == []


@pytest.mark.slow
@pytest.mark.parametrize("name", TRIED)
def test_a_wish_is_fulfilled(name: str, tmp_path: Path) -> None:
    """And the programme keeps every hard rule afterwards."""
    assert fulfil(case_of(name), tmp_path) > 0


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium (apt-get install chromium)")
@pytest.mark.parametrize("name", AT_THE_DESK)
def test_a_wish_is_fulfilled_at_the_desk(name: str, tmp_path: Path, browser: "Browser") -> None:
    """The variant says the same as after the commands, and every hard rule is kept."""
    assert fulfil_at_desk(case_of(name), tmp_path, browser) > 0


@pytest.mark.slow
def test_one_that_breaks_a_hard_rule_is_none(tmp_path: Path) -> None:
    """Its output is in the error."""
    worse = Case(
        "worse",
        "No.",
        ("scheduler desk change wtdc21-addis.yaml six-languages teams=0 --apply",),
        (),
    )
    with pytest.raises(WishError, match=name_of("teams_exceeded")):
        fulfil(worse, tmp_path)


def test_a_variant_has_what_is_asked_and_nothing_else(tmp_path: Path) -> None:
    """A beginning of an instant is enough; a line too few or too many is not."""
    (tmp_path / "b.yaml").write_text(
        'changes:\n  - pin: {session: one, start: "2021-11-09T15:00[UTC]"}\n  - remove: {rooms: [b]}\n'
    )
    pin, gone = {"pin": {"start": "2021-11-09"}}, {"remove": {"rooms": ["b"]}}
    verify(Case("w", "W.", (), (), (pin, gone)), tmp_path)
    with pytest.raises(WishError, match="nobody asked"):
        verify(Case("w", "W.", (), (), (pin,)), tmp_path)
    with pytest.raises(WishError, match="no line says"):
        verify(Case("w", "W.", (), (), (gone | {"times": 2}, pin)), tmp_path)
