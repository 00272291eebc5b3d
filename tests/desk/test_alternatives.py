"""Alternatives: desks of one instance beside each other."""

from pathlib import Path

import pytest

from scheduler.desk import alternatives_of, begin_alternative, drop, open_desk
from scheduler.desk.outcomes import apply
from scheduler.errors import InputError
from tests.web.desk.opened import FORUM


@pytest.fixture
def forum(tmp_path: Path) -> Path:
    """Copy the forum to a folder of its own."""
    path = tmp_path / "forum.yaml"
    path.write_bytes(FORUM.read_bytes())
    return path


def test_an_alternative_begins_with_all_that_is_on_the_desk(forum: Path) -> None:
    """From then on each goes its own way, and undo goes back to the beginning in both."""
    solutions = forum.parent / "solutions"
    file = open_desk(forum, solutions=solutions)
    file = file.save(apply(file.desk, drop(file.desk, "wharves")))
    made = begin_alternative(file, "Board on Wednesday")
    assert made.variant == forum.parent / "board-on-wednesday.yaml"
    assert made.desk.steps == file.desk.steps
    made.save(apply(made.desk, drop(made.desk, "tides")))
    again = open_desk(made.variant, solutions=solutions)
    assert {"tides", "wharves"}.isdisjoint(again.desk.schedule.by_session)
    assert "tides" in open_desk(forum, solutions=solutions).desk.schedule.by_session


def test_alternatives_are_the_desks_of_one_instance_in_a_folder(forum: Path) -> None:
    """One of another instance is none, and neither is what is no history."""
    solutions = forum.parent / "solutions"
    file = open_desk(forum, solutions=solutions)
    file = file.save(file.desk)
    (forum.parent / "other.yaml").write_bytes(FORUM.read_bytes())
    other = open_desk(forum.parent / "other.yaml", solutions=solutions)
    other.save(other.desk)
    (forum.parent / "junk.history").write_bytes(b"\xff\n")
    made = begin_alternative(file, "a")
    assert alternatives_of(file) == (file.variant, made.variant)
    assert alternatives_of(made) == (made.variant, file.variant)


@pytest.mark.parametrize("title", ["", "…", "forum", "Forum!"])
def test_a_name_without_letters_or_of_a_file_is_refused(forum: Path, title: str) -> None:
    """Nothing is written over."""
    file = open_desk(forum, solutions=forum.parent / "solutions")
    with pytest.raises(InputError):
        begin_alternative(file, title)
    assert forum.read_bytes() == FORUM.read_bytes()
