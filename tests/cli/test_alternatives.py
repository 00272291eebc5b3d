"""`scheduler desk alternatives`: desks of one instance, listed, begun, renamed, deleted and brought back."""

from pathlib import Path

import pytest

from scheduler.cli import main
from tests.web.desk.opened import FORUM

RESTORE = "scheduler desk alternatives restore plan-b.deleted"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder with the forum."""
    (tmp_path / "forum.yaml").write_bytes(FORUM.read_bytes())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_alternatives_come_go_and_come_back(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each command says what is there afterwards, and which command goes on."""
    assert main(["desk", "alternatives", "begin", "forum.yaml", "Two days"]) == 0
    assert main(["desk", "alternatives", "rename", "two-days.yaml", "Plan B"]) == 0
    assert main(["desk", "alternatives", "delete", "plan-b.yaml"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said == [
        "Begun: two-days.yaml",
        "Renamed: plan-b.yaml",
        f"Deleted. Bring it back: {RESTORE}",
    ]
    assert main(["desk", "alternatives", "list", "forum.yaml"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "forum.desk.yaml  penalty 3.2",
        f"plan-b.deleted  “Plan B”  deleted; bring it back: {RESTORE}",
    ]
    assert main(["desk", "alternatives", "restore", "plan-b.deleted"]) == 0
    assert capsys.readouterr().out == "Back again: plan-b.yaml\n"
    assert (folder / "plan-b.yaml").exists()


def test_only_desks_are_renamed_and_deleted(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An instance is none, and stays; neither is anything brought back that is not there."""
    assert main(["desk", "alternatives", "delete", "forum.yaml"]) == 1
    assert "forum.yaml: is no desk: it has no history." in capsys.readouterr().err
    assert main(["desk", "alternatives", "restore", "no.deleted"]) == 1
    assert (folder / "forum.yaml").exists()
