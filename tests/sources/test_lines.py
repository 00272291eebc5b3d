"""Where facts stand in an instance file."""

from pathlib import Path

import pytest

from scheduler.errors import InstanceError
from scheduler.sources import read_lines

TEXT = """\
name: small
rooms:
  - {id: A, capacity: 10}
  - id: B
    capacity: 20
    closures:
      - {days: [2021-11-08]}
orders:
  - {first: [a], then: [b]}
levels:
  room_waste: off
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("rooms",), 2),
        (("rooms", "A"), 3),
        (("rooms", "B"), 4),
        (("rooms", "B", "capacity"), 5),
        (("rooms", "B", "closures"), 6),
        (("rooms", "B", "turnaround"), 4),
        (("rooms", "C"), 2),
        (("orders", 0, "at_least"), 9),
        (("orders", 1), 8),
        (("levels", "room_waste"), 11),
        (("levels", "late_hours"), 10),
        (("people", "ada"), 1),
    ],
)
def test_a_fact_stands_where_it_is_written_or_could_be(
    path: tuple[str | int, ...], line: int, tmp_path: Path
) -> None:
    """A field that is not said stands with its row, a row that is not there with its table."""
    file = tmp_path / "small.yaml"
    file.write_text(TEXT, encoding="utf-8")
    assert read_lines(file).where(path) == f"{file}:{line}"


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """As when its facts are read."""
    with pytest.raises(InstanceError, match="there is no such file"):
        read_lines(tmp_path / "none.yaml")


def test_what_a_variant_changes_stands_in_the_variant(tmp_path: Path) -> None:
    """And the rest where it stood."""
    base, variant = tmp_path / "small.yaml", tmp_path / "larger.yaml"
    base.write_text(TEXT, encoding="utf-8")
    variant.write_text(
        "extends: small.yaml\nname: larger\nchanges:\n  - change: {rooms: {B: {capacity: 30}}}\n",
        encoding="utf-8",
    )
    lines = read_lines(variant)
    assert lines.where(("rooms", "B", "capacity")) == f"{variant}:4"
    assert lines.where(("rooms", "B", "closures")) == f"{base}:6"
