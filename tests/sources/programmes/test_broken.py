"""Broken files of other systems: what is wrong is told with its line, all at once."""

from pathlib import Path

import pytest
import yaml
from syrupy.assertion import SnapshotAssertion

from scheduler.errors import InstanceError
from scheduler.sources.programmes import import_programme
from tests.sources.programmes.files import SAMPLES, changed, complaints

BROKEN = yaml.safe_load((SAMPLES / "broken.yaml").read_text("utf-8"))


def told(path: Path, zone: str | None) -> list[str]:
    """Return what is said of rows that are left out, or of a file that is refused."""
    try:
        lines = import_programme([path], "harbour", zone).notes
    except InstanceError as error:
        lines = tuple(error.troubles)
    else:
        lines = tuple(each for each in lines if each.endswith("Left out."))
    return [each.replace(f"{path.parent}/", "") for each in lines]


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_wrong_in_a_file_is_told(
    tmp_path: Path, name: str, snapshot: SnapshotAssertion
) -> None:
    """File, line and place; what was found, and what was expected. Nothing is loaded from elsewhere."""
    zone = "Europe/Brussels" if name == "pentabarf.xml" else None
    assert {
        f"{before} -> {after}": told(changed(tmp_path, name, before, after), zone)
        for before, after in BROKEN[name]
    } == snapshot


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", ": is empty."),
        (b"[]", ":1: programme: found an empty list, expected a schedule.json or schedule.xml "),
        (b"\xff\xfe{", ":1: found UTF-16, expected UTF-8. Save the file as UTF-8."),
    ],
)
def test_what_is_no_programme_is_told(tmp_path: Path, content: bytes, said: str) -> None:
    """Empty, another shape, another encoding."""
    path = tmp_path / "file.json"
    path.write_bytes(content)
    (line,) = complaints(path)
    assert line.startswith(f"file.json{said}")


def test_a_file_without_sessions_is_no_programme(
    tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    """There is nothing to derive hours from."""
    path = tmp_path / "schedule.xml"
    text = (SAMPLES / "schedule.xml").read_text("utf-8")
    path.write_text(text[: text.index("  <day index")] + "</schedule>", "utf-8")
    assert complaints(path) == snapshot
