"""The command: from a workbook to a plan."""

import sys
from pathlib import Path

import pytest

from benchmarks.optaplanner.__main__ import main
from tests.benchmarks.optaplanner.workbooks import talk, write_workbook


def _run(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> int:
    monkeypatch.setattr(sys, "argv", ["optaplanner", *map(str, arguments)])
    return main()


def test_a_bad_workbook_fails_and_the_next_one_is_planned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Complaints go to the other stream."""
    write_workbook(tmp_path / "bad.xlsx", [])
    write_workbook(tmp_path / "good.xlsx", [talk("a")])
    options = ("--data", tmp_path, "--time-limit", 5, "--workers", 1)
    assert _run(monkeypatch, "bad.xlsx", "good.xlsx", *options) == 1
    said = capsys.readouterr()
    assert "expected a talk" in said.err
    assert "good.xlsx: optimal, 0hard/0medium/0soft" in said.out
