"""Alternatives: desks of one instance beside each other."""

from pathlib import Path

import pytest

from scheduler.desk import (
    DeskFile,
    alternatives_of,
    apply,
    begin_alternative,
    delete_alternative,
    deleted_alternatives,
    drop,
    open_desk,
    rename_alternative,
    restore_alternative,
)
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


def _begun(forum: Path, title: str) -> DeskFile:
    file = open_desk(forum, solutions=forum.parent / "solutions")
    file = file.save(apply(file.desk, drop(file.desk, "wharves")))
    return begin_alternative(file, title)


def _files(forum: Path) -> set[str]:
    found = (each for each in forum.parent.rglob("*") if each.is_file())
    return {each.relative_to(forum.parent).as_posix() for each in found}


def test_a_title_is_another_one_and_files_keep_their_names(forum: Path) -> None:
    """Its steps stay; a title needs a letter or a digit."""
    made = _begun(forum, "Two days")
    before = _files(forum)
    new = rename_alternative(made, "Plan B")
    assert (new.title, new.desk) == ("Plan B", made.desk)
    assert _files(forum) == before
    again = open_desk(made.variant, solutions=forum.parent / "solutions")
    assert (again.title, again.desk.steps) == ("Plan B", made.desk.steps)
    with pytest.raises(InputError, match="give a name with letters or digits"):
        rename_alternative(new, "…")


def test_what_is_extended_is_not_deleted(forum: Path) -> None:
    """The file that extends it is named."""
    made = _begun(forum, "Two days")
    other = forum.parent / "later.yaml"
    other.write_text("extends: two-days.yaml\nname: later\nchanges: []\n")
    with pytest.raises(InputError, match=r"later.yaml extends two-days.yaml"):
        delete_alternative(made)
    other.unlink()
    delete_alternative(made)


def test_what_is_deleted_comes_back_with_all_its_steps(forum: Path) -> None:
    """Also a second one of the same name, and what was edited by hand."""
    made = _begun(forum, "b")
    other = open_desk(forum, solutions=forum.parent / "solutions")
    before = _files(forum)
    aside = delete_alternative(made)
    assert aside.name == "b.deleted"
    assert not {"b.yaml", "b.history", "solutions/b.json"} & _files(forum)
    assert alternatives_of(other) == (other.variant,)
    second = begin_alternative(other, "b")
    assert delete_alternative(second).name == "b.deleted.2"
    assert [each.name for each in deleted_alternatives(other)] == ["b.deleted", "b.deleted.2"]
    back = restore_alternative(aside, forum.parent / "solutions")
    assert back.desk.steps == made.desk.steps
    assert _files(forum) == {*before, "b.deleted.2"}
    with pytest.raises(InputError, match="already exists"):
        restore_alternative(forum.parent / "b.deleted.2", forum.parent / "solutions")
    with pytest.raises(InputError, match="not a deleted alternative"):
        restore_alternative(back.history)


def test_whoever_knows_an_older_state_neither_renames_nor_deletes(forum: Path) -> None:
    """Nor writes whoever works on a desk that was deleted."""
    made = _begun(forum, "b")
    later = made.save(apply(made.desk, drop(made.desk, "tides")))
    for refused in (lambda: rename_alternative(made, "c"), lambda: delete_alternative(made)):
        with pytest.raises(InputError, match="another command"):
            refused()
    delete_alternative(later)
    with pytest.raises(InputError, match="another command"):
        later.save(later.desk)
    assert "b.history" not in _files(forum)
