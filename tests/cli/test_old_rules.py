"""Old ids of rules on the command line: read, with a note on stderr."""

from pathlib import Path

import pytest

from scheduler.cli.app import main

TINY = Path("instances/tiny.yaml")


def test_an_old_id_in_a_file_is_noted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Once, with the line, and what it is called now."""
    text = TINY.read_text(encoding="utf-8")
    assert "\nlevels:\n" in text
    path = tmp_path / "tiny.yaml"
    path.write_text(text.replace("\nlevels:\n", "\nlevels:\n  related_at_once: hard\n"))
    assert main(["check", str(path)]) == 0
    noted = [line for line in capsys.readouterr().err.splitlines() if line.startswith("note: ")]
    assert len(noted) == 1
    assert "levels: the rule `related_at_once` is now `relation_missed`" in noted[0]
    assert noted[0].startswith(f"note: {path}:")
