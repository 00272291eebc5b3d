"""Tokens: long, random, shown once, kept as hashes, exchanged and revoked."""

import re
from pathlib import Path

from sqlalchemy import text

from scheduler.publishing.store import Store, open_store
from scheduler.publishing.store.tokens import (
    Issued,
    Owner,
    Sort,
    digest_of,
    issued,
    owner_of,
    owners_by_digest,
    revoke,
    rotate,
)
from tests.publishing.programmes import DAY, FIRST

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
