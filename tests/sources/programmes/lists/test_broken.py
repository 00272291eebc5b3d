"""Spoilt lists and mappings: what is wrong is told with its cell or line, and nothing is written."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.test_importing import files
from tests.sources.programmes.lists.files import LISTS, TALKS, complaints, read, spoilt

BROKEN: dict[str, dict[str, Any]] = yaml.safe_load((LISTS / "broken.yaml").read_text("utf-8"))


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_wrong_in_a_list_is_told(tmp_path: Path, name: str) -> None:
    """File, cell or line, what was found and what was expected."""
    case = BROKEN[name]
    list_, mapping = spoilt(tmp_path, case["file"], case["before"], case["after"])
    before = files(tmp_path)
    assert complaints(list_, mapping=mapping) == case["said"]
    assert files(tmp_path) == before


def test_lists_are_spoilt_in_many_ways() -> None:
    """Twenty at least."""
    assert len(BROKEN) >= 20


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "list: found nothing in it, expected rows below headings."),
        (b"\xff\xfeN", "found UTF-16, expected UTF-8. Save it as CSV in UTF-8."),
        (b"N\0r", "found a byte of 0, expected text. Save it as CSV in UTF-8."),
        (
            b"{}",
            "headings: found none of the mapping's, expected Nr, Title, Type and Track.",
        ),
    ],
)
def test_what_is_no_list_is_told(tmp_path: Path, content: bytes, said: str) -> None:
    """Empty, in another encoding, or something else."""
    list_, mapping = spoilt(tmp_path, "", "", "")
    list_.write_bytes(content)
    assert complaints(list_, mapping=mapping) == [f"talks.csv: {said}"]


def test_letters_of_windows_are_read_and_that_is_said(tmp_path: Path) -> None:
    """As in tables: harmless, but to be looked at."""
    list_ = tmp_path / "talks.csv"
    list_.write_bytes(TALKS.read_text("utf-8").encode("cp1252"))
    found = read(list_)
    note = "is not in UTF-8; read as Windows-1252. Look at letters with accents."
    assert f"{list_}: {note}" in found.notes
    assert "Bob Ó Súilleabháin" in {each.title for each in found.instance.people}
