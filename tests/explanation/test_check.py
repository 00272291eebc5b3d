"""`scheduler check`: what it says of what cannot work, and the code it ends with."""

import json
from pathlib import Path

import pytest

from scheduler.cli import main
from scheduler.instance import Instance
from tests.conference import conference, session


def _checked(
    instance: Instance, folder: Path, capsys: pytest.CaptureFixture[str], *options: str
) -> tuple[int, str]:
    """Check an instance written to a file; return the exit code and what was said."""
    path = folder / "tiny.yaml"
    path.write_text(instance.model_dump_json(exclude_unset=True), encoding="utf-8")
    code = main(("check", str(path), *options))
    return code, capsys.readouterr().out


def test_what_cannot_work_ends_with_code_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And with the message."""
    code, out = _checked(conference(session("talk", duration=181)), tmp_path, capsys)
    assert code == 2
    assert "Impossible:" in out
    assert "! Talk has no slot: it lasts 181 min" in out
    assert "\n  rules: Sessions outside the hours of their kind" in out, "on a line of their own"
    assert "No programme can satisfy all hard rules" in out


@pytest.mark.parametrize(("levels", "heading"), [({}, False), ({"room_closed": "off"}, True)])
def test_warnings_end_with_code_0(
    levels: dict[str, str], heading: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With a heading of their own, if there are any."""
    code, out = _checked(conference(session("talk"), levels=levels), tmp_path, capsys)
    assert code == 0
    assert ("Worth checking:" in out) is heading
    assert "Impossible:" not in out
    assert "The file is valid. Search for a programme: scheduler solve" in out


def test_machines_read_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As a list of troubles, with the same exit code."""
    instance = conference(session("talk", duration=181))
    code, out = _checked(instance, tmp_path, capsys, "--json")
    (trouble,) = json.loads(out)["troubles"]
    assert code == 2
    assert trouble["certain"] is True
    assert (trouble["sessions"], trouble["rules"]) == (["talk"], ["outside_hours"])
    assert trouble["message"].startswith("Talk has no slot: ")
