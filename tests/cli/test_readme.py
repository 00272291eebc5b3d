"""The README names every command."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "command", ["new", "check", "solve", "show", "evaluate", "explain", "publish"]
)
def test_a_command_is_in_the_readme(run: Run, command: str) -> None:
    """And in the help."""
    assert f"`scheduler {command} " in README
    assert command in run("--help")[1]
