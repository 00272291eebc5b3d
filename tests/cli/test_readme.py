"""The walk in the README runs as printed, and its words are those of the commands."""

import re
import shlex
import textwrap
from pathlib import Path

from tests.cli.conftest import Run

README = (Path(__file__).parent.parent.parent / "README.md").read_text(encoding="utf-8")
WALK = README.partition("## A first programme")[2].partition("\n## ")[0]
BLOCK = re.compile(r"^ *```(sh|text)\n(.*?)^ *```", re.DOTALL | re.MULTILINE)


def blocks(kind: str) -> list[str]:
    """Return the lines of the walk's blocks of a kind."""
    found = [textwrap.dedent(text) for name, text in BLOCK.findall(WALK) if name == kind]
    return [line for text in found for line in text.splitlines()]


def test_the_walk_runs_as_printed(run: Run) -> None:
    """Every command ends with code 0, and all that the README quotes is printed."""
    printed = ""
    commands = [shlex.split(line) for line in blocks("sh")]
    assert [words[1] for words in commands] == ["new", "check", "solve", "show", "evaluate"]
    for program, *words in commands:
        assert program == "scheduler"
        code, out, err = run(*words)
        assert code == 0, err
        printed += out
    assert blocks("text")
    for line in blocks("text"):
        assert line in printed


def test_every_command_is_in_the_readme(run: Run) -> None:
    """By its name, in the table of commands."""
    for command in (
        "new",
        "check",
        "solve",
        "show",
        "evaluate",
        "explain",
        "publish",
        "releases",
    ):
        assert f"| `scheduler {command} " in README
        assert command in run("--help")[1]
