"""`import` of a programme that another system keeps: an instance and a solution, both or none."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from scheduler.sources import read_instance
from tests.cli.conftest import Run
from tests.cli.test_importing import files
from tests.sources.programmes.files import SAMPLES


@pytest.fixture
def programme(folder: Path) -> Path:
    """Have the programme of another system in the folder."""
    return Path(shutil.copy(SAMPLES / "schedule.json", folder))


def test_a_programme_is_judged_at_once(
    run: Run, programme: Path, snapshot: SnapshotAssertion
) -> None:
    """Instance and solution are written where `evaluate`, `show` and `check` look for them."""
    code, out, err = run("import", "schedule.json", "-o", "harbour.yaml")
    assert (code, out) == (0, "")
    assert err.splitlines() == snapshot
    code, out, err = run("check", "harbour.yaml")
    assert (code, err) == (0, "")
    assert "The file is valid." in out
    code, out, err = run("evaluate", "harbour.yaml", "--json")
    said = json.loads(out)
    assert (code, err, said["discrepancies"]) == (0, "", [])
    assert {*said["rules"]} == {"track_interrupted", "track_changes_room", "theme_scattered"}
    assert run("show", "harbour.yaml")[0] == 0


def test_a_preview_writes_nothing(
    run: Run, folder: Path, programme: Path, snapshot: SnapshotAssertion
) -> None:
    """It says what would be written, and what would not."""
    before = files(folder)
    code, out, err = run("import", "schedule.json", "-o", "harbour.yaml", "--dry-run")
    assert code == 0
    assert {"out": out.splitlines(), "err": err.splitlines()} == snapshot
    assert files(folder) == before


def test_no_programme_is_overwritten_unless_forced(run: Run, folder: Path, programme: Path) -> None:
    """Neither the instance nor the solution; a solution that is replaced is kept beside it."""
    assert run("import", "schedule.json", "-o", "harbour.yaml")[0] == 0
    (folder / "harbour.yaml").unlink()
    code, _, err = run("import", "schedule.json", "-o", "harbour.yaml")
    assert (code, err) == (
        1,
        "solutions/harbour.json: exists already. Give another name, or --force to overwrite it.\n",
    )
    assert not (folder / "harbour.yaml").exists()
    assert run("import", "schedule.json", "-o", "harbour.yaml", "--force")[0] == 0
    assert (folder / "harbour.yaml").exists()
    assert files(folder / "solutions") == {"harbour.json", "harbour.previous.json"}


BY_HAND = {
    "title: Attic, capacity: null": "title: Attic, capacity: 25, floor: Top",
    "duration: 90, ": "duration: 90, attendance: 20, pin: {room: attic}, ",
    "\nlevels:": "\nlevels:\n  late_hours: 0.5",
}
NEWER = {
    "1f7f0a6f0011": "1f7f0a6f0099",  # another session
    '"title": "Welcome"': '"title": "Words of welcome"',
    '2025-05-10T10:00:00+01:00",\n                "start": "10:00"': (
        '2025-05-10T10:30:00+01:00", "start": "10:30"'
    ),
    '"track": "Sky"': '"track": "Boats"',
}


def replaced(text: str, others: Mapping[str, str]) -> str:
    """Return a text with some texts in the place of others."""
    for before, after in others.items():
        assert before in text, before
        text = text.replace(before, after)
    return text


def test_a_newer_programme_keeps_what_was_done_by_hand(
    run: Run, folder: Path, programme: Path, snapshot: SnapshotAssertion
) -> None:
    """Pins, levels, seats and attendance; what is new, gone or changed is told."""
    assert run("import", "schedule.json", "-o", "harbour.yaml")[0] == 0
    path = folder / "harbour.yaml"
    text = path.read_text("utf-8")
    path.write_text(replaced(text, BY_HAND), "utf-8")
    programme.write_text(replaced(programme.read_text("utf-8"), NEWER), "utf-8")
    code, _, err = run(
        "import", "schedule.json", "-o", "harbour.yaml", "--into", "harbour.yaml", "--force"
    )
    assert code == 0
    assert err.splitlines() == snapshot
    instance = read_instance(path)
    assert instance.room_by_id["attic"].capacity == 25
    workshop = instance.session_by_id["hulls-and-keels-2"]
    assert workshop.attendance == 20
    assert workshop.pin is not None
    assert workshop.pin.room == "attic"
    assert instance.level("late_hours", "") == 0.5
    assert "room_waste" not in path.read_text("utf-8")
    assert run("check", "harbour.yaml")[0] == 0


RULES = ("day_not_kept", "room_not_kept", "time_not_kept")


def levels(path: Path) -> list[object]:
    """Return the levels of the rules that keep a programme."""
    instance = read_instance(path)
    return [instance.level(rule, "") for rule in RULES]


def test_an_import_frees_what_is_named(run: Run, folder: Path, programme: Path) -> None:
    words = ("import", "schedule.json", "-o", "harbour.yaml", "--free", "days", "--free", "rooms")
    assert run(*words)[0] == 0
    assert levels(folder / "harbour.yaml") == ["off", "off", "hard"]


def test_a_search_frees_in_a_variant_that_can_be_compared(
    run: Run, folder: Path, programme: Path
) -> None:
    """The instance stays as it is; asked again, the variant is found."""
    assert run("import", "schedule.json", "-o", "harbour.yaml")[0] == 0
    before = (folder / "harbour.yaml").read_text("utf-8")
    for words in (("--free", "all"), ("--free", "days", "--free", "rooms", "--free", "times")):
        code, _, err = run("solve", "harbour.yaml", *words, "--time-limit", "1")
        assert code == 0
        assert "Solving harbour-free-all.yaml: all may change." in err
    assert levels(folder / "harbour-free-all.yaml") == ["off", "off", "off"]
    assert (folder / "harbour.yaml").read_text("utf-8") == before
    code, out, _ = run("compare", "harbour.yaml", "harbour-free-all.yaml")
    assert code == 0
    assert "harbour-free-all" in out


def test_another_file_is_not_overwritten(run: Run, folder: Path, programme: Path) -> None:
    assert run("import", "schedule.json", "-o", "harbour.yaml")[0] == 0
    (folder / "harbour-free-days.yaml").write_text("mine\n", "utf-8")
    code, _, err = run("solve", "harbour.yaml", "--free", "days", "--time-limit", "1")
    assert code == 1
    assert err == (
        "harbour-free-days.yaml: --free would write this file, which exists with other content. "
        "Move it, or solve it.\n"
    )
    assert (folder / "harbour-free-days.yaml").read_text("utf-8") == "mine\n"
