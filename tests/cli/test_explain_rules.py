"""`scheduler explain --rule`: what a rule costs."""

import json
from pathlib import Path

import pytest

from scheduler.cli import main

ROOT = Path(__file__).parents[2]


def test_what_is_stored_as_proved_is_said_to_be_proved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """However little time there is to prove it anew; without the bound in its file, nobody knows."""
    monkeypatch.chdir(tmp_path)
    stored = json.loads((ROOT / "solutions" / "ministerial-day.json").read_text(encoding="utf-8"))
    assert stored["penalty"] == stored["bound"]
    for bound, proved in ((stored["bound"], True), (None, False)):
        path = tmp_path / "stored.json"
        path.write_text(json.dumps(stored | {"bound": bound}), encoding="utf-8")
        asked = (
            str(ROOT / "instances" / "ministerial-day.yaml"),
            str(path),
            "--rule",
            "room_waste",
        )
        assert main(["explain", *asked, "--time-limit", "0.02", "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["proved"]["with"] is proved
