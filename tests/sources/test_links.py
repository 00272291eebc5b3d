"""Links files: what they say, and what is wrong with them by file, line and field."""

from pathlib import Path

import pytest

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


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "rules,",
            "rule,",
            (
                '6: links[1].task: found "rule", '
                'expected the id of a task in `tasks`. Maybe "rules"?'
            ),
        ),
        (
            "session: south",
            "session: soutn",
            (
                '8: links[3].session: found "soutn", '
                'expected the id of a session in `sessions`. Maybe "south"?'
            ),
        ),
        (
            "[charter]",
            "[charta]",
            (
                '6: links[1].items[1]: found "charta", '
                'expected the id of an agenda item in `items`. Maybe "charter"?'
            ),
        ),
        (
            "[charter]",
            "[]",
            "6: links[1].items: found an empty list, expected a list with at least one entry.",
        ),
        (
            "[budget, fees]",
            "[fees, fees]",
            '7: links[2].items[2]: found "fees" again, expected each item once.',
        ),
        (
            "settled: 50",
            "settled: 0",
            "7: links[2].settled: found 0, expected a whole number from 1 to 100.",
        ),
        (
            "settled: 50",
            "settled: 101",
            "7: links[2].settled: found 101, expected a whole number from 1 to 100.",
        ),
        (
            "task: money",
            "task: money, session: north",
            '7: links[2].session: found "north", expected a meeting of money: south.',
        ),
        (
            "session: south, ",
            "",
            (
                "8: links[3]: found neither `task` nor `session`, "
                "expected what settles the items: one of them."
            ),
        ),
        (
            "settled: 50",
            "setled: 50",
            (
                "7: links[2].setled: found an unknown key, "
                'expected one of task, session, items, settled. Maybe "settled"?'
            ),
        ),
        (
            "days.json",
            "day.json",
            ('4: conference: found "day.json", expected a file that is there. Maybe "days.json"?'),
        ),
        (
            "name: joined",
            "name: days",
            (
                '1: name: found "days", '
                "expected a name of the variant other than that of the conference."
            ),
        ),
        (
            "name: joined",
            "name: a b",
            (
                '1: name: found "a b", expected a name of letters, digits, dots, hyphens and '
                "underscores, at most 64, no space. Write a-b."
            ),
        ),
        ("name: joined", "format: 2\nname: joined", "1: format: found 2, expected 1."),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, old: str, new: str, said: str) -> None:
    """With file, line and field, and the nearest name."""
    assert LINKS.count(old) >= 1
    path = write_joined(tmp_path, links=LINKS.replace(old, new, 1))
    with pytest.raises(InputError) as error:
        read_links(path)
    assert error.value.troubles == (f"{path}:{said}",)


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
