"""Files of every kind that is imported, spoilt as a whole: exit code 1, the file named, nothing written."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.test_importing import files
from tests.sources.programmes.files import SAMPLES

KINDS = (
    *("schedule.json", "schedule.xml", "pentabarf.xml", "pretalx.json", "indico.json"),
    "sessionize.json",
    *("calendar.ics", "talks.csv"),
)


def half(content: bytes) -> bytes:
    """Cut in the middle of a record."""
    return content[: len(content) // 2]


DAMAGES: Mapping[str, Callable[[bytes], bytes]] = {
    "none": bytes,  # or else the others would show nothing
    "empty": lambda _: b"",
    "blank": lambda _: b" \n\n",
    "truncated": half,
    "cut after its first line": lambda content: content.partition(b"\n")[0],
    "UTF-16": lambda content: content.decode().encode("utf-16"),
    "a byte of 0": lambda content: content[:40] + b"\0" + content[40:],
    "a page": lambda _: b"<!doctype html><html><body>Not found</body></html>",
    "a mapping of nothing": lambda _: b"{}",
    "a list of nothing": lambda _: b"[]",
    "a picture": lambda _: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "an archive": lambda _: b"PK\x03\x04\x14\0\0\0",
    "a number": lambda _: b"1",
    "levels inside each other": lambda _: b"[" * 100_000,
}
HARMLESS = {("talks.csv", "truncated")}
"""What is cut at the end of a row, or in a text, is a shorter list."""


def words_for(kind: str, folder: Path) -> tuple[str, ...]:
    """Return how a file of a kind is imported."""
    if kind == "talks.csv":
        shutil.copy(SAMPLES / "lists" / "mapping.yaml", folder)
        return ("import", kind, "--mapping", "mapping.yaml", "-o", "made.yaml")
    return ("import", kind, "--zone", "Europe/Lisbon", "-o", "made.yaml")


def good(kind: str) -> bytes:
    """Return a file of a kind that can be read."""
    return (SAMPLES / ("lists" if kind == "talks.csv" else "") / kind).read_bytes()


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_is_spoilt_is_refused(run: Run, folder: Path, kind: str, damage: str) -> None:
    """It is named, and what was found or expected; no traceback, no file."""
    words = words_for(kind, folder)
    (folder / kind).write_bytes(DAMAGES[damage](good(kind)))
    before = files(folder)
    code, out, err = run(*words)
    if damage == "none" or ((kind, damage) in HARMLESS and code == 0):
        assert code == 0
        assert files(folder) > before
        return
    assert (code, out) == (1, "")
    assert err
    for line in err.splitlines():
        assert line.startswith((kind, "mapping.yaml")), line
    assert any(word in err for word in ("found", "expected", "empty", "cannot be read", "holds"))
    assert "Traceback" not in err
    assert files(folder) == before
