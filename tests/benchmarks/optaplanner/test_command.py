"""The command: from a workbook to a plan."""

import json
import sys
from pathlib import Path

import pytest

from benchmarks.optaplanner.__main__ import main
from scheduler.sources.optaplanner.reading import read_conference
from tests.sources.optaplanner.judging import score
from tests.sources.optaplanner.workbooks import DEFAULT, SOFT, talk, write_workbook


def _run(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> int:
    monkeypatch.setattr(sys, "argv", ["optaplanner", *map(str, arguments)])
    return main()


def test_a_plan_is_written_and_its_score_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file holds timeslots and rooms whose score is what the last line says."""
    talks = [talk(code, Theme_track_tags="IoT", Language=code) for code in "abcd"]
    path = write_workbook(tmp_path / "tiny.xlsx", talks, weights=DEFAULT | {"Popular talks": SOFT})
    out = tmp_path / "plans"
    options = ("--data", tmp_path, "--time-limit", 20, "--workers", 1, "-o", out)
    assert _run(monkeypatch, "tiny.xlsx", *options) == 0
    conference = read_conference(path)
    plan = json.loads((out / "tiny.json").read_text(encoding="utf-8"))
    rooms = [room.name for room in conference.rooms]
    places = [
        (plan[each.code]["slot"], rooms.index(plan[each.code]["room"])) for each in conference.talks
    ]
    hard, medium, soft = score(conference, places)
    last = capsys.readouterr().out.splitlines()[-1]
    best = f"0hard/{medium}medium/{soft}soft"
    assert hard == 0
    assert last.endswith(f"tiny.xlsx: optimal, {best}, at most {best}")


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
