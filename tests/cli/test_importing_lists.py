"""`import --guess` and `--mapping`: a list of talks, as it is."""

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.test_importing import files
from tests.sources.programmes.files import SAMPLES


@pytest.fixture
def talks(folder: Path) -> Path:
    """Have a list of talks in the folder."""
    return Path(shutil.copy(SAMPLES / "lists" / "talks.csv", folder))


def test_a_list_is_guessed_and_then_read(run: Run, folder: Path, talks: Path) -> None:
    """The mapping is written, explained, and used: an instance and a solution."""
    code, out, err = run(
        "import", "talks.csv", "--guess", "--zone", "Europe/Lisbon", "-o", "m.yaml"
    )
    assert (code, out) == (0, "")
    assert "· Columns not imported: Phone." in err
    assert '"Words of welcome" · 2025-05-09 10:00, 30 min · Große Halle · Bob' in err
    assert err.splitlines()[-1] == (
        "Wrote m.yaml. Check each line, replace each null, then: "
        "scheduler import talks.csv --mapping m.yaml -o my-conference.yaml"
    )
    code, out, err = run("import", "talks.csv", "--mapping", "m.yaml", "-o", "harbour.yaml")
    assert (code, out) == (0, "")
    assert err.splitlines()[-3] == (
        "Wrote harbour.yaml and solutions/harbour.json: 5 sessions, 3 rooms. "
        "Next: scheduler evaluate harbour.yaml"
    )
    assert run("check", "harbour.yaml")[0] == 0


def test_a_guess_overwrites_nothing(run: Run, folder: Path, talks: Path) -> None:
    """A mapping that somebody has filled in stays."""
    (folder / "m.yaml").write_text("mine", "utf-8")
    assert run("import", "talks.csv", "--guess", "-o", "m.yaml")[0] == 1
    assert (folder / "m.yaml").read_text("utf-8") == "mine"


def test_a_broken_list_is_told_and_nothing_is_written(run: Run, folder: Path, talks: Path) -> None:
    """With exit code 1."""
    assert run("import", "talks.csv", "--guess", "-o", "m.yaml")[0] == 0
    before = files(folder)
    code, out, err = run("import", "talks.csv", "--mapping", "m.yaml", "-o", "harbour.yaml")
    assert (code, out) == (1, "")
    assert err == (
        "m.yaml:4: zone: found no time zone, expected that of the venue. Name it with --zone Area/Place.\n"
    )
    assert files(folder) == before
