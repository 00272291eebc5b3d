"""`import`: an instance out of spreadsheets, whole or not at all, and a workbook to fill in."""

import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.conftest import Run
from tests.sources.programmes.files import SAMPLES
from tests.sources.tables.committees import fill, sheets


def files(folder: Path) -> set[str]:
    """Return what is in a folder."""
    return {path.name for path in folder.iterdir()}


@pytest.fixture
def talks(folder: Path) -> Path:
    """Have a list of talks in the folder."""
    return Path(shutil.copy(SAMPLES / "lists" / "talks.csv", folder))


def test_usual_hours_are_told_where_no_others_are_given(run: Run, folder: Path) -> None:
    """A template without days has a usual week, on top of an instance it has the days of it."""
    fill(folder / "own.xlsx", sheets())
    code, _, err = run("import", "own.xlsx", "-o", "own.yaml")
    assert (code, "usual week" in err) == (0, False), err
    fill(folder / "usual.xlsx", {name: rows for name, rows in sheets().items() if name != "days"})
    workbook = load_workbook(folder / "usual.xlsx")
    workbook["kinds"]["C5"] = "evening"
    workbook.save(folder / "usual.xlsx")
    assert "usual week" in run("import", "usual.xlsx", "-o", "week.yaml")[2]


def test_what_is_wrong_is_told_and_nothing_is_written(run: Run, folder: Path) -> None:
    """All at once, each with its cell; what was there before stays as it was, even if forced."""
    fill(folder / "t.xlsx", sheets())
    workbook = load_workbook(folder / "t.xlsx")
    workbook["sessions"]["E3"] = "an hour"
    workbook["rooms"]["C3"] = 0
    workbook.save(folder / "t.xlsx")
    before = files(folder)
    code, out, err = run("import", "t.xlsx", "-o", "m.yaml")
    assert (code, out) == (1, "")
    assert err.splitlines() == [
        "t.xlsx: rooms!C3: rooms[room-a].capacity: found 0, expected a whole number, 1 or more.",
        (
            't.xlsx: sessions!E3: sessions[com1-1].duration: found "an hour", '
            "expected a whole number of minutes from 1 to 10080."
        ),
    ]
    assert files(folder) == before
    (folder / "m.yaml").write_text("mine", "utf-8")
    assert run("import", "t.xlsx", "-o", "m.yaml", "--force")[0] == 1
    assert (folder / "m.yaml").read_text("utf-8") == "mine"
    assert files(folder) == before | {"m.yaml"}


def test_nothing_is_overwritten_unless_forced(run: Run, folder: Path, talks: Path) -> None:
    """Neither an instance nor a workbook, nor a mapping that somebody has filled in."""
    fill(folder / "plan.xlsx", sheets())
    guess = (talks.name, "--guess", "-o", "g.yaml")
    for words in (("--template", "t.xlsx"), ("plan.xlsx", "-o", "m.yaml"), guess):
        assert run("import", *words)[0] == 0
        code, _, err = run("import", *words)
        assert code == 1
        name = words[-1]
        assert err == f"{name}: exists already. Give another name, or --force to overwrite it.\n"
        assert run("import", *words, "--force")[0] == 0


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
        "Wrote harbour.yaml and solutions/harbour.json: 4 sessions, 3 rooms. "
        "Next: scheduler evaluate harbour.yaml"
    )
    assert run("check", "harbour.yaml")[0] == 0


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
