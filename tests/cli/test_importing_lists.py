"""`import --guess` and `--mapping`: a list of talks, as it is."""

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.test_importing import files
from tests.sources.programmes.files import SAMPLES


@pytest.fixture
def talks(folder: Path) -> Path:
    """Have a list of talks in the folder."""
    return Path(shutil.copy(SAMPLES / "lists" / "talks.csv", folder))


def test_a_list_is_guessed_and_then_read(run: Run, folder: Path, talks: Path) -> None:
    """The mapping is written, explained, and used: an instance and a solution."""
    code, out, err = run(
        "import", "talks.csv", "--guess", "--zone", "Europe/Lisbon", "-o", "m.yaml"
    )
    assert (code, out) == (0, "")
    assert "· Columns not imported: Phone." in err
    assert '"Words of welcome" · 2025-05-09 10:00, 30 min · Große Halle · Bob' in err
    assert err.splitlines()[-1] == (
        "Wrote m.yaml. Check each line, replace each null, then: "
        "scheduler import talks.csv --mapping m.yaml -o my-conference.yaml"
    )
    code, out, err = run("import", "talks.csv", "--mapping", "m.yaml", "-o", "harbour.yaml")
    assert (code, out) == (0, "")
    assert err.splitlines()[-3] == (
        "Wrote harbour.yaml and solutions/harbour.json: 5 sessions, 3 rooms. "
        "Next: scheduler evaluate harbour.yaml"
    )
    assert run("check", "harbour.yaml")[0] == 0


def test_a_guess_overwrites_nothing(run: Run, folder: Path, talks: Path) -> None:
    """A mapping that somebody has filled in stays."""
    (folder / "m.yaml").write_text("mine", "utf-8")
    assert run("import", "talks.csv", "--guess", "-o", "m.yaml")[0] == 1
    assert (folder / "m.yaml").read_text("utf-8") == "mine"


def test_a_broken_list_is_told_and_nothing_is_written(run: Run, folder: Path, talks: Path) -> None:
    """With exit code 1."""
    assert run("import", "talks.csv", "--guess", "-o", "m.yaml")[0] == 0
    before = files(folder)
    code, out, err = run("import", "talks.csv", "--mapping", "m.yaml", "-o", "harbour.yaml")
    assert (code, out) == (1, "")
    assert err == (
        "m.yaml:4: zone: found no time zone, expected that of the venue. Name it with --zone Area/Place.\n"
    )
    assert files(folder) == before


def test_a_newer_list_keeps_what_was_done_by_hand(run: Run, folder: Path, talks: Path) -> None:
    """As a newer programme does: `--into` is one way for all."""
    mapping = shutil.copy(SAMPLES / "lists" / "mapping.yaml", folder)
    words = ("import", "talks.csv", "--mapping", str(mapping), "-o", "harbour.yaml")
    assert run(*words)[0] == 0
    path = folder / "harbour.yaml"
    before = path.read_text("utf-8")
    path.write_text(before.replace("attendance: 25,", "attendance: 25, value: 3,"), "utf-8")
    newer = talks.read_text("utf-8").replace("10:30-11:15", "10:45-11:15").replace("Knots", "Bends")
    talks.write_text(newer, "utf-8")
    code, _, err = run(*words, "--into", "harbour.yaml", "--force")
    assert code == 0
    assert (
        "· Changed: Hulls and keels: length 45 min → 30 min; "
        "time 2025-05-09 10:30 → 2025-05-09 10:45."
    ) in err
    assert '· Changed: Bends: title "Knots" → "Bends".' in err
    assert "value: 3" in path.read_text("utf-8")


def test_a_preview_tells_what_is_doubtful(run: Run, folder: Path, talks: Path) -> None:
    """A room that is nearly one of the mapping, and a person beyond those that are listed."""
    mapping = Path(shutil.copy(SAMPLES / "lists" / "mapping.yaml", folder))
    many = " / ".join(f"Person {letter * 4}" for letter in "abcdefghijklmno")
    rows = talks.read_text("utf-8").replace(";Große Halle;", ";GROSSE HALLE;")
    rows = rows.replace("Knots;Workshop;Boats;;", "Knots;Workshop;Boats;Atic;")
    talks.write_text(rows + f"K6;Ropes;Workshop;;;;;{many} / Ada Lovelaze;;;;;\n", "utf-8")
    code, out, err = run(
        "import", "talks.csv", "--mapping", mapping.name, "-o", "harbour.yaml", "--dry-run"
    )
    assert code == 0
    assert "Lovelaze" not in out
    assert '· talks.csv: E3: room: read "GROSSE HALLE" as "Große Halle".' in err
    assert '· talks.csv: E6: room: found "Atic", close to "Attic".' in err
    assert '· talks.csv: H8: person: found "Ada Lovelaze", close to "Ada Lovelace".' in err
    assert "Nothing was written." in err


def test_a_list_that_is_no_table_is_told_of(run: Run, talks: Path) -> None:
    """There is a way for it."""
    code, _, err = run("import", "talks.csv", "-o", "m.yaml")
    assert code == 1
    assert (
        "For a list of talks, `scheduler import talks.csv --guess -o mapping.yaml` proposes" in err
    )
