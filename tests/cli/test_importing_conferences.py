"""`import` of a workbook of OptaPlanner: an instance to solve."""

from pathlib import Path

from scheduler.sources import read_instance
from tests.cli.conftest import Run
from tests.sources.optaplanner.workbooks import DEFAULT, talk, write_workbook


def test_a_conference_becomes_an_instance(run: Run, folder: Path) -> None:
    """It is recognised by its sheets, and what a penalty is worth is said."""
    talks = [talk("a", Language="en"), talk("b", Language="fr")]
    write_workbook(folder / "talks.xlsx", talks)
    code, out, err = run("import", "talks.xlsx", "-o", "talks.yaml")
    assert (code, out) == (0, "")
    assert err.splitlines() == [
        (
            "· A soft point costs 1. A penalty of P is a soft score of 45 - P: rewards, at most 45, cost "
            "what is missed."
        ),
        "· The workbook names no zone, so its times are in UTC; --zone names another.",
        "Wrote talks.yaml: 2 sessions, 3 rooms. Go on with: scheduler solve talks.yaml",
    ]
    text = (folder / "talks.yaml").read_text(encoding="utf-8")
    assert "A penalty of P is a soft score of 45 - P" in text
    assert run("import", "talks.xlsx", "-o", "talks.yaml")[0] == 1
    assert run("check", "talks.yaml")[0] == 0
    code, out, err = run("solve", "talks.yaml", "--time-limit", "10")
    assert code == 0
    assert "Penalty 0" in out


def test_the_zone_may_be_given(run: Run, folder: Path) -> None:
    """Times are then by its clocks."""
    write_workbook(folder / "talks.xlsx", [talk("a")])
    command = ("import", "talks.xlsx", "-o", "talks.yaml", "--zone", "Europe/Lisbon")
    code, _, err = run(*command)
    assert code == 0
    assert "UTC" not in err
    assert str(read_instance(folder / "talks.yaml").zone) == "Europe/Lisbon"


def test_medium_points_are_said(run: Run, folder: Path) -> None:
    """One is worth more than all soft ones together."""
    weights = DEFAULT | {"Published room": "0hard/1medium/0soft"}
    write_workbook(folder / "talks.xlsx", [talk("a", Published_Room="R 2")], weights=weights)
    _, _, err = run("import", "talks.xlsx", "-o", "talks.yaml")
    assert "more than all soft ones together" in err


def test_what_is_wrong_is_told(run: Run, folder: Path) -> None:
    """With its cell; nothing is written."""
    write_workbook(folder / "talks.xlsx", [talk("a", "Party")])
    code, _, err = run("import", "talks.xlsx", "-o", "talks.yaml")
    assert code == 1
    assert "sheet Talks, row 2, column C (Talk type): found 'Party'" in err
    assert not (folder / "talks.yaml").exists()
