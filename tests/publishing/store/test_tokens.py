"""Tokens: long, random, shown once, kept as hashes, exchanged and revoked."""

import json
import re
from pathlib import Path

import pytest
from sqlalchemy import text

from scheduler.publishing.store import Store, open_store
from scheduler.publishing.store.tokens import (
    Issued,
    Owner,
    Sort,
    digest_of,
    issued,
    owners_by_digest,
    revoke,
    rotate,
)
from scheduler.storage import held
from tests.publishing.releases import DAY, FIRST, attended, entry, people, release
from tests.publishing.store.publishers import (
    ALL,
    PEOPLE,
    all_at_once,
    is_settled,
    known,
    rotation,
    run,
    written,
)

ADA, BOB = Owner(Sort.PERSON, "ada"), Owner(Sort.PERSON, "bob")
KENYA = Owner(Sort.DELEGATION, "kenya")


def test_a_token_is_random_and_long(store: Store) -> None:
    """43 characters for 32 bytes, each time others."""
    tokens = [
        token
        for _ in range(20)
        for token in rotate(store, "forum", [ADA, BOB, KENYA], FIRST).values()
    ]
    assert len(set(tokens)) == 60
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{43}", token) for token in tokens)


def owner_of(store: Store, conference: str, token: str) -> Owner | None:
    """Return whose token it is; None if it is not in force."""
    return owners_by_digest(store, conference).get(digest_of(token))


def test_a_token_says_whose_it_is(store: Store) -> None:
    """A person and a delegation of one name are two; another conference knows neither."""
    twin = Owner(Sort.DELEGATION, "ada")
    tokens = rotate(store, "forum", [ADA, twin], FIRST)
    assert owner_of(store, "forum", tokens[ADA]) == ADA
    assert owner_of(store, "forum", tokens[twin]) == twin
    assert owner_of(store, "other", tokens[ADA]) is None
    assert owners_by_digest(store, "forum") == {digest_of(t): o for o, t in tokens.items()}


def test_what_is_nearly_a_token_is_none(store: Store) -> None:
    """Nor is nothing, nor anything that a client may send."""
    token = rotate(store, "forum", [ADA], FIRST)[ADA]
    for wrong in ("", token[:-1], f"{token}=", token.swapcase(), "\0", "é", "\udcff", "0" * 64):
        assert owner_of(store, "forum", wrong) is None
    assert owner_of(store, "forum", digest_of(token)) is None


def test_a_new_token_takes_the_place_of_the_old(store: Store) -> None:
    """Of that owner alone."""
    old = rotate(store, "forum", [ADA, BOB], FIRST)
    new = rotate(store, "forum", [ADA], FIRST + DAY)
    assert owner_of(store, "forum", old[ADA]) is None
    assert owner_of(store, "forum", new[ADA]) == ADA
    assert owner_of(store, "forum", old[BOB]) == BOB
    assert issued(store, "forum") == (Issued(ADA, FIRST + DAY, None), Issued(BOB, FIRST, None))


def test_a_token_is_revoked_once(store: Store) -> None:
    """Who had one is told; who had none is not."""
    token = rotate(store, "forum", [ADA], FIRST)[ADA]
    assert revoke(store, "forum", [ADA, BOB], FIRST + DAY) == (ADA,)
    assert revoke(store, "forum", [ADA, BOB], FIRST + DAY) == ()
    assert owner_of(store, "forum", token) is None
    assert owners_by_digest(store, "forum") == {}
    assert issued(store, "forum") == (Issued(ADA, FIRST, FIRST + DAY),)


def test_ten_thousand_at_once(store: Store) -> None:
    """All of them are in force."""
    owners = [Owner(Sort.PERSON, f"p{number}") for number in range(10_000)]
    rotate(store, "forum", owners, FIRST)
    tokens = rotate(store, "forum", owners, FIRST + DAY)
    assert len(owners_by_digest(store, "forum")) == 10_000
    assert owner_of(store, "forum", tokens[owners[-1]]) == owners[-1]


def test_no_token_is_in_the_file(tmp_path: Path) -> None:
    """Not in the database, nor in its log."""
    store = open_store(str(tmp_path / "store.db"), make=True)
    tokens = rotate(store, "forum", [ADA, KENYA], FIRST)
    with store.writing() as connection:
        connection.execute(text("INSERT INTO conferences (name) VALUES ('forum')"))
    content = b"".join(path.read_bytes() for path in sorted(tmp_path.iterdir()))
    assert digest_of(tokens[ADA]).encode() in content
    for token in tokens.values():
        assert token.encode() not in content
    store.close()


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
def test_commands_at_once_lose_nothing(published: str, tmp_path: Path) -> None:
    """Three exchange tokens, one draws them for all who have none: the list has those in force."""
    words = ("feeds", "tiny", "-o", "site", "--personal", "list.json", "--store", published)
    others = [rotation(published, name) for name in PEOPLE[:3]]
    for _ in range(3):
        ended = all_at_once(tmp_path, *others, words)
        assert {each.code for each in ended} == {0}, ended
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
