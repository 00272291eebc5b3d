"""Tokens are exchanged in the store and in a list: whatever happens, each person has one that is in force."""

import json
from pathlib import Path

import pytest

from scheduler.publishing.store import open_store
from scheduler.publishing.store.tokens import Issued, issued, rotate
from scheduler.storage import held
from tests.publishing.releases import DAY, FIRST, attended, entry, people, release
from tests.publishing.store.exchangers import all_at_once, run
from tests.publishing.store.lists import (
    ADA,
    ALL,
    PEOPLE,
    is_settled,
    known,
    rotation,
    written,
)


def test_a_rotation_that_was_interrupted_is_finished_by_the_next(
    published: str, tmp_path: Path
) -> None:
    """After the store had changed, or before: what is in force stays in the list, and nothing else."""
    path = tmp_path / "list.json"
    run(tmp_path, *rotation(published, "--all"))
    content = json.loads(path.read_bytes())
    (row,) = (each for each in content["tokens"] if each["id"] == "ada")
    content["before"] = [{"sort": "person", "id": "ada", "token": row["token"]}]
    row["token"] = "n" * 43  # drawn, and never in force
    path.write_text(json.dumps(content))
    path.chmod(0o600)
    (tmp_path / ".list.json.0123abcd").write_text("half a list")
    assert known(path, published) == ALL
    assert run(tmp_path, *rotation(published, "bob")).code == 0
    assert is_settled(path, published)
    assert not (tmp_path / ".list.json.0123abcd").exists()


@pytest.mark.slow
def test_two_rotations_at_once_lose_nothing(published: str, tmp_path: Path) -> None:
    """Of four persons by four commands: the list has the token in force of each."""
    run(tmp_path, *rotation(published, "--all"))
    for _ in range(3):
        ended = all_at_once(tmp_path, *(rotation(published, name) for name in PEOPLE))
        assert [each.code for each in ended] == [0] * 4, ended
        assert is_settled(tmp_path / "list.json", published)


@pytest.mark.slow
def test_a_rotation_beside_feeds_loses_nothing(published: str, tmp_path: Path) -> None:
    """One draws tokens for all who have none, the other exchanges that of Ada."""
    words = ("feeds", "tiny", "-o", "site", "--personal", "list.json", "--store", published)
    for _ in range(3):
        ended = all_at_once(tmp_path, words, rotation(published, "ada"), rotation(published, "bob"))
        assert [each.code for each in ended] == [0] * 3, ended
        assert is_settled(tmp_path / "list.json", published)


@pytest.mark.slow
def test_the_same_person_by_many_at_once(published: str, tmp_path: Path) -> None:
    """Each has its own list: one of them has the token in force, and nobody is told of a defect."""
    commands = [rotation(published, "ada", to=f"list{number}.json") for number in range(4)]
    for _ in range(3):
        ended = all_at_once(tmp_path, *commands)
        assert [each.code for each in ended] == [0] * 4, ended
        lists = [tmp_path / f"list{number}.json" for number in range(4)]
        assert [ADA in known(each, published) for each in lists].count(True) == 1


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_who_comes_second_waits_says_so_and_gives_up(published: str, tmp_path: Path) -> None:
    """The list stays as it is, and so does the token."""
    path = tmp_path / "list.json"
    run(tmp_path, *rotation(published, "--all"))
    before = path.read_bytes()
    with held(path):
        ended = run(tmp_path, *rotation(published, "ada"), patience=1.0)
    assert (ended.code, ended.said) == (
        1,
        (
            "list.json: another command is using it; waiting for it to finish.\n"
            "list.json: another command has been using it for 1 s. Nothing was done; "
            "try again later.\n"
        ),
    )
    assert path.read_bytes() == before
    assert is_settled(path, published)
    assert not [*tmp_path.glob(".*")]


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_who_has_no_feed_now_stays_in_the_list(published: str, tmp_path: Path) -> None:
    """Mia leaves the programme and comes back: her address is the same, and was never unknown."""
    path = tmp_path / "list.json"
    words = ("feeds", "tiny", "-o", "site", "--personal", "list.json", "--store", published)
    run(tmp_path, *words)
    before = dict(written(path))
    for number, there in ((2, PEOPLE[:3]), (3, PEOPLE)):
        store = open_store(published)
        made = release(
            entry("talk", attendees=attended(*there)), people=people(there), number=number
        )
        store.publish("tiny", lambda _, made=made: made)  # type: ignore[misc]
        store.close()
        assert run(tmp_path, *words).code == 0
        assert dict(written(path)) == before


def test_a_clock_that_is_set_back_revokes_nobody(published: str) -> None:
    """Which token is in force is told by what is written, and not by when it was made."""
    store = open_store(published)
    rotate(store, "tiny", [ADA], FIRST)
    rotate(store, "tiny", [ADA], FIRST - DAY)
    assert issued(store, "tiny") == (Issued(ADA, FIRST - DAY, None),)
    store.close()
