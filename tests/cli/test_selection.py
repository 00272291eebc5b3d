"""Optional sessions on the command line: every command tells what is left out."""

import json
from pathlib import Path

from tests.cli.conftest import Run, write
from tests.conference import conference, session

SAID = "1 of 3 optional sessions held, left out: Films; Walk"


def _solved(run: Run, folder: Path) -> str:
    instance = conference(
        session("opening"),
        session("films", optional=True, value=2),
        session("talks", optional=True, value=9),
        session("walk", optional=True, value=5),
        quotas=[{"id": "extras", "at_most": 2}],
        name="choice",
    )
    write(instance, folder / "choice.yaml")
    code, out, err = run("solve", "choice.yaml", "--time-limit", "2", "--workers", "1")
    assert code == 0, err
    return out


def test_each_command_tells_what_is_left_out(run: Run, folder: Path) -> None:
    """The quota has room for the opening and one more: the talks are worth most."""
    assert SAID in _solved(run, folder)
    assert SAID in run("show", "choice.yaml")[1]
    assert SAID in run("evaluate", "choice.yaml")[1]
    assert "4 sessions (3 of them optional)" in run("check", "choice.yaml")[1]
    assert "optional" not in run("show", "choice.yaml", "--room", "A")[1]


def test_machines_read_what_is_left_out(run: Run, folder: Path) -> None:
    """By id, in the order of the file."""
    _solved(run, folder)
    for command in ("show", "evaluate"):
        assert json.loads(run(command, "choice.yaml", "--json")[1])["dropped"] == ["films", "walk"]
    assert json.loads(run("check", "choice.yaml", "--json")[1])["counts"]["optional_sessions"] == 3


def test_nothing_is_said_where_nothing_is_optional(solved: Run) -> None:
    """Then there is nothing to leave out."""
    for command in ("show", "evaluate", "check"):
        assert "optional" not in solved(command, "small.yaml")[1]
