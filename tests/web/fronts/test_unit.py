"""The unit of docs/how-to/serve.md, as systemd reads it."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.web.fronts.fronts import example, placed


def said(folder: Path, text: str) -> str:
    """Return what systemd says of a unit."""
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("systemd is not installed (Debian: apt-get install systemd)")
    unit = folder / "agenda.service"
    unit.write_text(text)
    command = [program, "verify", "--man=no", str(unit)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    return ran.stdout + ran.stderr + ("" if ran.returncode == 0 else f"code {ran.returncode}")


def test_systemd_finds_nothing_wrong_with_the_unit(tmp_path: Path) -> None:
    """Every setting is one that it knows; one that it does not know is told."""
    program = tmp_path / "scheduler"
    program.symlink_to(sys.executable)  # whatever blanks are in that place
    unit = placed(example("ini"), {"/opt/agenda/bin/scheduler": str(program)})
    assert said(tmp_path, unit) == ""
    assert "Unknown key" in said(tmp_path, placed(unit, {"NoNewPrivileges": "NoNewPrivilege"}))


def test_the_unit_starts_a_command_that_there_is() -> None:
    """With options of `serve`."""
    (line,) = [each for each in example("ini").splitlines() if each.startswith("ExecStart=")]
    words = line.partition("=")[2].split()
    assert words[0].endswith("/scheduler")
    command = [sys.executable, "-m", "scheduler.cli", *words[1:], "--help"]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0
