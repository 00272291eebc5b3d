"""The table of sizes in the document is true."""

import re
from pathlib import Path

import pytest

from benchmarks.generation import Wanted, generate
from benchmarks.generation.sizes import sizes_of
from scheduler.sources import read_instance_text

DOCUMENT = (Path(__file__).parents[3] / "docs" / "background" / "generator.md").read_text("utf-8")
ROWS = re.findall(r"^\| ([\d,]+) \| (.*) \|$", DOCUMENT, re.MULTILINE)


def test_the_table_goes_from_the_smallest_to_the_largest() -> None:
    """Each row twice the size of the one before."""
    assert [row[0] for row in ROWS] == ["50", "100", "200", "400", "800", "1,600", "3,200"]


@pytest.mark.parametrize(
    ("sessions", "told"),
    [pytest.param(*row, marks=pytest.mark.slow if "," in row[0] else ()) for row in ROWS],
)
def test_sizes_are_as_told(sessions: str, told: str) -> None:
    """Weeks, rooms, bodies, people, delegations, and sessions at once."""
    number = int(sessions.replace(",", ""))
    text = generate(Wanted("made-up", number, 0.7, 0)).text
    instance = read_instance_text(text.encode(), "made-up.yaml")
    tables = (instance.rooms, instance.bodies, instance.people, instance.delegations)
    at_once = {limit.id: limit.at_most for limit in instance.parallel_limits}["all"]
    numbers = (sizes_of(number).weeks, *map(len, tables), at_once)
    assert told == " | ".join(map(str, numbers))
