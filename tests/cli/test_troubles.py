"""Whatever a user causes ends in a sentence on stderr and code 1, and in no traceback."""

import json
from pathlib import Path

import pytest

from scheduler.storage import LARGEST_FILE
from tests.cli.conftest import Run, write
from tests.conference import conference, session


@pytest.mark.parametrize("command", ["check", "solve", "show", "evaluate"])
def test_a_machine_reads_each_fault_on_stdout(command: str, run: Run, folder: Path) -> None:
    """Code 1; as many errors as there are lines on stderr."""
    (folder / "bad.yaml").write_text("name: bad\nformat: 1\n", encoding="utf-8")
    code, out, err = run(command, "bad.yaml", "--json")
    assert code == 1
    assert json.loads(out)["errors"] == err.splitlines()
    assert len(err.splitlines()) > 1


def test_advice_can_be_typed(run: Run, folder: Path) -> None:
    """A path with a space is quoted for the shell."""
    (folder / "small.yaml").rename(folder / "my small.yaml")
    assert "Search for one: scheduler solve 'my small.yaml'" in run("show", "my small.yaml")[2]
    assert "then: scheduler check 'a b.yaml'" in run("new", "a b.yaml")[2]


def test_a_file_that_cannot_be_read_is_not_called_something_else(run: Run, folder: Path) -> None:
    """Whether it is a solution, nobody knows."""
    write(conference(session("talk"), name="small"), folder / "small.yaml")
    with (folder / "large.json").open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    code, _, err = run("solve", "small.yaml", "-o", "large.json")
    assert code == 1
    assert "large.json: is larger than" in err
