"""Links files: what they say, and what is wrong with them by file, line and field."""

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from scheduler.errors import InputError
from scheduler.sources import read_instance
from scheduler.sources.links import read_links
from tests.sources.joined import LINKS, write_joined


def test_a_links_file_joins_two_instances(tmp_path: Path) -> None:
    """A task stands for its meetings; all of an item is settled, unless something is said."""
    found = read_links(write_joined(tmp_path))
    assert (found.preparatory.name, found.conference.name) == ("months", "days")
    assert [(each.sessions, each.items, each.settled) for each in found.links] == [
        (("north", "south"), ("charter",), 100),
        (("south",), ("budget", "fees"), 50),
        (("south",), ("fees",), 80),
    ]


WRONG = (
    ("rules,", "rule,"),
    ("session: south", "session: soutn"),
    ("[charter]", "[charta]"),
    ("[charter]", "[]"),
    ("[budget, fees]", "[fees, fees]"),
    ("settled: 50", "settled: 0"),
    ("settled: 50", "settled: 101"),
    ("task: money", "task: money, session: north"),
    ("session: south, ", ""),
    ("settled: 50", "setled: 50"),
    ("days.json", "day.json"),
    ("name: joined", "name: days"),
    ("name: joined", "name: a b"),
    ("name: joined", "format: 2\nname: joined"),
)
"""What stands in a good file, and what in its place."""


def test_what_is_wrong_is_said(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    """With file, line and field, and the nearest name."""
    told = {}
    for old, new in WRONG:
        assert old in LINKS
        path = write_joined(tmp_path, links=LINKS.replace(old, new, 1))
        with pytest.raises(InputError) as error:
            read_links(path)
        told[f"{old} -> {new}"] = str(error.value).replace(f"{tmp_path}/", "")
    assert told == snapshot


@pytest.mark.parametrize("percent", [1, 100])
def test_any_percentage_from_1_to_100_is_one(tmp_path: Path, percent: int) -> None:
    """Both edges."""
    links = LINKS.replace("settled: 50", f"settled: {percent}")
    assert read_links(write_joined(tmp_path, links=links)).links[1].settled == percent


def test_one_kind_of_file_for_another_is_named(tmp_path: Path) -> None:
    """An instance where links are expected, and the other way round."""
    path = write_joined(tmp_path)
    with pytest.raises(InputError, match="found an instance file, expected a links file"):
        read_links(tmp_path / "days.json")
    with pytest.raises(InputError, match="found a links file, expected an instance file"):
        read_instance(path)
