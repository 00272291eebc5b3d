"""The last handler: what nobody expected is code 70 and a report to send."""

import json
import stat
from importlib.metadata import version
from pathlib import Path

import pytest

from scheduler.cli.exit_codes import FOLDER
from tests.cli.conftest import Run

pytestmark = pytest.mark.defect


@pytest.fixture
def broken(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run commands in which ``check`` has a defect."""

    def read(_path: Path) -> None:
        raise KeyError("committee room 4")

    monkeypatch.setattr("scheduler.cli.commands.check.read_instance", read)
    return run


def report_in(folder: Path) -> Path:
    """Return the only report in a folder."""
    (report,) = folder.glob("agenda-scheduler-defect-*.txt")
    return report


def test_what_nobody_expected_is_a_report_to_send(broken: Run, reports: Path) -> None:
    """Code 70, and two sentences that name the file; no traceback on the screen."""
    code, out, err = broken("check", "small.yaml")
    report = report_in(reports)
    assert (code, out) == (70, "")
    assert err == (
        "This is a defect of this program, not of your files: KeyError: 'committee room 4'\n"
        f"The details are in {report}. Please report it with this file. Read the file first: it "
        "may contain names and titles of your conference.\n"
    )


def test_the_report_holds_what_is_needed_and_warns_of_names(broken: Run, reports: Path) -> None:
    """Versions, the command, and where it happened; for its owner alone. Machines read the same words."""
    code, out, err = broken("check", "small.yaml", "--json")
    assert (code, [f"{each}\n" for each in json.loads(out)["errors"]]) == (70, [err])
    report = report_in(reports)
    said = report.read_text(encoding="utf-8")
    assert "Command: scheduler check small.yaml --json\n" in said
    assert f"agenda-scheduler {version('agenda-scheduler')}\n" in said
    assert "Traceback (most recent call last):" in said
    assert said.rstrip().endswith("KeyError: 'committee room 4'")
    assert stat.S_IMODE(report.stat().st_mode) == 0o600


def test_a_report_that_cannot_be_written_is_said_instead(
    broken: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With why."""
    monkeypatch.setenv(FOLDER, str(folder / "none"))
    code, _, err = broken("check", "small.yaml")
    assert code == 70
    assert "cannot be written: No such file or directory." in err
    assert "Traceback (most recent call last):" in err


def test_no_password_is_in_a_report(broken: Run, reports: Path) -> None:
    """Addresses of databases and mail servers may hold one."""
    broken("check", "postgresql://ada:secret@db/agenda")
    said = report_in(reports).read_text(encoding="utf-8")
    assert "postgresql://ada:…@db/agenda" in said
    assert "secret" not in said
