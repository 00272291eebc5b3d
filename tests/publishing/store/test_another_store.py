"""A list of tokens belongs to one store: with another one it is refused, and no token in it is lost."""

import json
import shutil
from pathlib import Path

import pytest

from scheduler.publishing.store import open_store
from scheduler.publishing.store.tokens import Owner, Sort, digest_of
from tests.publishing.releases import attended, entry, people, release
from tests.publishing.store.exchangers import run
from tests.publishing.store.lists import (
    ADA,
    ALL,
    PEOPLE,
    is_settled,
    known,
    rotation,
    valid,
    written,
)

BOB = Owner(Sort.PERSON, "bob")


def _made(place: Path) -> str:
    """Publish the same conference in another store; return where."""
    store = open_store(str(place), make=True)
    made = release(entry("talk", attendees=attended(*PEOPLE)), people=people(PEOPLE))
    store.publish("tiny", lambda _: made)
    store.close()
    return str(place)


def _commands(place: str) -> tuple[tuple[str, ...], ...]:
    feeds = ("feeds", "tiny", "-o", "site", "--personal", "list.json", "--store", place)
    return rotation(place, "ada"), feeds


@pytest.mark.slow
def test_a_list_is_refused_with_another_store(published: str, tmp_path: Path) -> None:
    """Whether that one has tokens or none: the list stays to the byte, and it is said whose it is."""
    path = tmp_path / "list.json"
    assert run(tmp_path, *rotation(published, "--all")).code == 0
    before = path.read_bytes()
    home = json.loads(before)["store"]
    other = _made(tmp_path / "other.db")
    for _ in range(2):
        for words in _commands(other):
            ended = run(tmp_path, *words)
            assert ended.code == 1
            assert ended.said == (
                f"list.json: is the list of tiny of another store: {other} has never had 4 of its tokens "
                f"(person ada …). It was last used with {home}: see --store. Nothing was done. "
                "Name the store of the list, or another file.\n"
            )
        assert path.read_bytes() == before
        assert run(tmp_path, *rotation(other, "--all", to="others.json")).code == 0
    assert is_settled(path, published)
    assert is_settled(tmp_path / "others.json", other)


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_a_list_is_refused_with_a_copy_that_went_on_by_itself(
    published: str, tmp_path: Path
) -> None:
    """As one that is made to try things out: of what was exchanged since, the copy knows nothing."""
    path, copy = tmp_path / "list.json", str(tmp_path / "copy.db")
    run(tmp_path, *rotation(published, "--all"))
    shutil.copyfile(published, copy)
    run(tmp_path, *rotation(published, "ada"))
    before = path.read_bytes()
    for words in _commands(copy):
        ended = run(tmp_path, *words)
        assert ended.code == 1
        assert f"{copy} has never had 1 of its tokens (person ada …)." in ended.said
    assert path.read_bytes() == before
    assert is_settled(path, published)


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_a_store_that_is_moved_keeps_its_list(published: str, tmp_path: Path) -> None:
    """It has had all that is in it."""
    path, there = tmp_path / "list.json", tmp_path / "there.db"
    run(tmp_path, *rotation(published, "--all"))
    Path(published).rename(there)
    assert run(tmp_path, *rotation(str(there), "ada")).code == 0
    assert is_settled(path, str(there))
    assert json.loads(path.read_bytes())["store"] == str(there)


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
@pytest.mark.parametrize("says_where", [True, False])
def test_after_a_restore_nothing_of_the_list_is_lost(
    says_where: bool, published: str, tmp_path: Path
) -> None:
    """From a copy that is older than the list: what it does not know is put aside, and said; and is taken up
    again with the store that does."""
    path, copy, newest = tmp_path / "list.json", tmp_path / "copy.db", tmp_path / "newest.db"
    run(tmp_path, *rotation(published, "--all"))
    shutil.copyfile(published, copy)
    run(tmp_path, *rotation(published, "ada"))
    newer = dict(written(path))
    Path(published).rename(newest)
    copy.rename(published)
    if not says_where:  # as lists were before they said it
        content = json.loads(path.read_bytes())
        del content["store"]
        path.write_text(json.dumps(content))
    ended = run(tmp_path, *rotation(published, "bob"))
    assert ended.code == 0
    assert ended.said.startswith(
        f"list.json: {published} has never had 1 of its tokens (person ada …): it is older than the list, "
        "as after a restore. They open nothing, and stay in the file under `unknown`; give new ones in their "
        "place.\n"
    )
    assert known(path, published) == ALL - {ADA}
    assert written(path, "unknown") == [(ADA, newer[ADA])]
    ended = run(tmp_path, *rotation(published, "ada"))
    assert "has never had" not in ended.said
    assert known(path, published) == ALL
    assert written(path, "unknown") == [(ADA, newer[ADA])]
    newest.rename(published)
    assert run(tmp_path, *rotation(published, "bob")).code == 0
    assert valid(published)[digest_of(newer[ADA])] == ADA
    assert dict(written(path, "tokens"))[ADA] == newer[ADA]


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_first_tokens_that_were_drawn_in_vain_are_no_other_store(
    published: str, tmp_path: Path
) -> None:
    """A command was killed before the store had them: the next one draws others."""
    path = tmp_path / "list.json"
    run(tmp_path, *rotation(published, "ada"))
    content = json.loads(path.read_bytes())
    content["tokens"] = [{**content["tokens"][0], "token": "n" * 43}]
    content["first"] = [{"sort": "person", "id": "ada"}]
    path.write_text(json.dumps(content))
    assert run(tmp_path, *rotation(published, "--all")).code == 0
    assert is_settled(path, published)
    assert json.loads(path.read_bytes()).keys() == {"format", "conference", "store", "tokens"}
