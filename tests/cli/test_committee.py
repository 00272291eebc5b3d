"""The page of `compare --html` for variants that were made at the desk: as their planner called them."""

import json
from pathlib import Path

import pytest

from scheduler.cli import main
from scheduler.cli.commands.compare import Shown, headings
from tests.reporting.test_front_page import front
from tests.web.desk.opened import FORUM


def test_what_was_typed_is_the_heading() -> None:
    """To the letter; where nothing was, the name in words."""
    shown = [
        Shown(name, "", called)
        for name, called in (("a-base", ""), ("two-days", "Two-days, really"), ("plan-c", ""))
    ]
    assert headings(shown) == ("A base", "Two-days, really", "Plan c")
    assert headings([shown[0], Shown("d", "", "D as typed")])[1] == "D as typed"


def test_by_command_it_says_what_the_desk_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was wished, and what moves; the files of the desk stay as they are."""
    monkeypatch.chdir(tmp_path)
    Path("forum.yaml").write_bytes(FORUM.read_bytes())
    (tmp_path / "solutions").mkdir()
    assert main(["solve", "forum.yaml", "--time-limit", "1", "--workers", "1"]) == 0
    assert main(["desk", "alternatives", "begin", "forum.yaml", "Plan-B: été"]) == 0
    assert main(["desk", "close", "plan-b-ete.yaml", "annex", "fri", "--apply"]) == 0
    assert main(["desk", "move", "plan-b-ete.yaml", "wharves", "thu 09:00", "--apply"]) == 0
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    assert main(["compare", "forum.yaml", "plan-b-ete.yaml", "--html", "page.html"]) == 0
    said = front(Path("page.html").read_text(encoding="utf-8"))
    assert "2 Plan-B: été" in said
    assert "Annex is closed on Fri 12 Nov" in said
    assert "Old wharves: " in said
    assert before == {name: Path(name).read_bytes() for name in before}


def test_by_command_a_lock_closes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Rooms in which a day is only locked are open: of the desk, and of what extends its variant."""
    monkeypatch.chdir(tmp_path)
    Path("forum.yaml").write_bytes(FORUM.read_bytes())
    (tmp_path / "solutions").mkdir()
    assert main(["solve", "forum.yaml", "--time-limit", "1", "--workers", "1"]) == 0
    assert main(["desk", "move", "forum.yaml", "wharves", "thu 09:00", "--apply"]) == 0
    assert main(["desk", "lock", "forum.yaml", "day", "thu", "--apply"]) == 0
    above = "extends: forum.desk.yaml\nname: above\nchanges: []\n"
    Path("above.yaml").write_text(above, encoding="utf-8")
    solution = "solutions/forum-desk.json"
    assert Path(solution).exists()
    for variant in ("forum.desk.yaml", "above.yaml"):
        files = ["forum.yaml", "solutions/forum.json", variant, solution]
        assert main(["compare", *files, "--html", "page.html"]) == 0
        said = front(Path("page.html").read_text(encoding="utf-8"))
        assert "This programme applies if nothing is decided." in said
        capsys.readouterr()
        assert main(["compare", *files, "--json"]) == 0
        found = json.loads(capsys.readouterr().out)
        (use,) = (each for each in found["indicators"] if each["id"] == "room_use")
        assert len(set(use["values"])) == 1
