"""`import` of a programme that another system keeps: an instance and a solution, both or none."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.test_importing import files
from tests.sources.programmes.files import SAMPLES


@pytest.fixture
def programme(folder: Path) -> Path:
    """Have the programme of another system in the folder."""
    return Path(shutil.copy(SAMPLES / "schedule.json", folder))


NOTES = [
    (
        "· Stars over the harbour: runs past midnight, which no band does; ends at midnight "
        "(30 minutes of 60)."
    ),
    "· Seats of 1 room are not in the file: `capacity: 1` stands for that.",
]


def test_a_programme_is_judged_at_once(run: Run, programme: Path) -> None:
    """Instance and solution are written where `evaluate`, `show` and `check` look for them."""
    code, out, err = run("import", "schedule.json", "-o", "harbour.yaml")
    assert (code, out) == (0, "")
    assert err.splitlines() == [
        *NOTES,
        (
            "Wrote harbour.yaml and solutions/harbour.json: 4 sessions, 2 rooms. "
            "Go on with: scheduler evaluate harbour.yaml"
        ),
    ]
    code, out, err = run("check", "harbour.yaml")
    assert (code, err) == (0, "")
    assert "The file is in order." in out
    code, out, err = run("evaluate", "harbour.yaml", "--json")
    said = json.loads(out)
    assert (code, err, said["hard_rules_kept"], said["discrepancies"]) == (0, "", True, [])
    assert [each["rule"] for each in said["rules"]] == ["late_hours", "theme_scattered"]
    assert run("show", "harbour.yaml")[0] == 0


def test_a_preview_writes_nothing(run: Run, folder: Path, programme: Path) -> None:
    """It says what would be written, and what would not."""
    before = files(folder)
    code, out, err = run("import", "schedule.json", "-o", "harbour.yaml", "--preview")
    assert code == 0
    assert out.splitlines() == [
        "Harbour Days (harbour), Europe/Lisbon",
        "4 sessions, 4 of them with time and room; starts every 30 minutes",
        "2025-05-09: 10:00–10:45, 11:00–11:45, 23:30–24:00",
        "2025-05-10: 10:00–11:30",
        "3 kinds: Talk (2), Social (1), Workshop (1)",
        "2 rooms: Große Halle, Attic",
        "2 persons: Ada Lovelace, Bob Ó Súilleabháin",
        "2 themes: Boats, Sky",
    ]
    assert err.splitlines() == [
        *NOTES,
        "Nothing was written. Without --preview: harbour.yaml and solutions/harbour.json.",
    ]
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


def test_a_broken_programme_is_told_and_nothing_is_written(
    run: Run, folder: Path, programme: Path
) -> None:
    """All at once, with exit code 1."""
    text = programme.read_text("utf-8").replace("Europe/Lisbon", "Lisbon")
    programme.write_text(text.replace('"duration": "01:30"', '"duration": 90'), "utf-8")
    code, out, err = run("import", "schedule.json", "-o", "harbour.yaml")
    assert (code, out) == (1, "")
    assert [line.split(": found")[0] for line in err.splitlines()] == [
        "schedule.json:13: conference.time_zone_name",
        "schedule.json:103: events[14].duration",
    ]
    assert files(folder) == {"small.yaml", "schedule.json"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("schedule.json", "-o", "m.yaml", "--into", "small.yaml"),
            "--into: is for tables; a programme is an instance of its own.",
        ),
        (
            ("schedule.json", "t.xlsx", "-o", "m.yaml"),
            "t.xlsx: there is no such file.",
        ),
        (
            ("t.xlsx", "-o", "m.yaml", "--preview"),
            "--zone, --busy, --preview: are for programmes of other systems, not for tables.",
        ),
        (
            ("schedule.json", "-o", "m.yaml", "--busy", "ada"),
            '--busy: found "ada", expected PERSON=FILE.ics.',
        ),
        (("schedule.json", "-o", "m.txt"), "m.txt: this writes YAML; name it m.yaml."),
    ],
)
def test_what_does_not_go_together_is_told(
    run: Run, programme: Path, words: tuple[str, ...], said: str
) -> None:
    """One line."""
    assert run("import", *words) == (1, "", f"{said}\n")
