"""A list of tokens belongs to one store."""

import json
import shutil
from pathlib import Path

import pytest

from scheduler.publishing.store import open_store
from tests.publishing.releases import attended, entry, people, release
from tests.publishing.store.exchangers import run
from tests.publishing.store.lists import ADA, ALL, PEOPLE, is_settled, known, rotation


def test_a_list_is_refused_with_another_store(published: str, tmp_path: Path) -> None:
    """By every command that uses it; it stays to the byte."""
    path, other = tmp_path / "list.json", str(tmp_path / "other.db")
    assert run(tmp_path, *rotation(published, "--all")).code == 0
    store = open_store(other, make=True)
    made = release(entry("talk", attendees=attended(*PEOPLE)), people=people(PEOPLE))
    store.publish("tiny", lambda _: made)
    store.close()
    before = path.read_bytes()
    feeds = ("feeds", "tiny", "-o", "site", "--personal", "list.json", "--store", other)
    for words in (rotation(other, "ada"), feeds):
        ended = run(tmp_path, *words)
        assert ended.code == 1
        assert ended.said == (
            f"list.json: {other} has never had 4 of its tokens: it is the list of another store. "
            "Give that store, or another file.\n"
        )
    assert path.read_bytes() == before
    assert is_settled(path, published)


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_after_a_restore_what_the_store_does_not_know_is_removed(
    published: str, tmp_path: Path
) -> None:
    """And said, once; the next rotation gives new ones."""
    path, copy = tmp_path / "list.json", tmp_path / "copy.db"
    run(tmp_path, *rotation(published, "--all"))
    shutil.copyfile(published, copy)
    run(tmp_path, *rotation(published, "ada"))
    copy.rename(published)
    ended = run(tmp_path, *rotation(published, "bob"))
    assert ended.code == 0
    assert ended.said.startswith(
        f"list.json: {published} has never had 1 of its tokens (ada …), as after a restore: "
        "they open nothing and are removed.\n"
    )
    assert known(path, published) == ALL - {ADA}
    assert "has never had" not in run(tmp_path, *rotation(published, "ada")).said
    assert is_settled(path, published)


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_first_tokens_that_were_drawn_in_vain_are_no_other_store(
    published: str, tmp_path: Path
) -> None:
    """A command was killed before the store had them: the next one draws others."""
    path = tmp_path / "list.json"
    run(tmp_path, *rotation(published, "ada"))
    content = json.loads(path.read_bytes())
    content["tokens"] = [{**content["tokens"][0], "token": "n" * 43}]
    content["before"] = []
    path.write_text(json.dumps(content))
    assert run(tmp_path, *rotation(published, "--all")).code == 0
    assert is_settled(path, published)
    assert json.loads(path.read_bytes()).keys() == {"format", "conference", "tokens"}
