"""`scheduler tokens`: who has one, new ones, and revoked ones."""

import json
from pathlib import Path

import pytest

from scheduler.publishing.store import open_store
from scheduler.publishing.store.tokens import Owner, Sort, digest_of, owners_by_digest
from tests.cli.conftest import Run, squeezed
from tests.cli.test_publish import FIRST, OFFICE, forum, prepare
from tests.conference import session

ADA = Owner(Sort.PERSON, "ada")


@pytest.fixture
def published(run: Run, folder: Path) -> Run:
    """Run commands where a forum with a minister, her twin and two delegations has been published."""
    facts = forum(
        people=[{"id": "ada", "title": "Ada, minister"}, {"id": "fiji", "title": "A namesake"}],
        delegations=[{"id": "fiji", "title": "Fiji", "size": 1}, {"id": "chad", "size": 2}],
        publishing={"organiser": OFFICE, "site": "https://agenda.example.org"},
    )
    prepare(folder, facts, **FIRST)
    code, _, err = run("publish", "forum.yaml")
    assert code == 0, err
    return run


def owner(folder: Path, token: str) -> Owner | None:
    """Return whose token it is."""
    store = open_store(str(folder / "releases" / "forum.db"))
    found = owners_by_digest(store, "forum").get(digest_of(token))
    store.close()
    return found


def test_nobody_has_a_token_at_first(published: Run) -> None:
    """All who may have one are listed."""
    code, out, _ = published("tokens", "list", "forum")
    assert code == 0
    assert [line.split()[:2] for line in out.splitlines()[1:]] == [
        ["delegation", "chad"],
        ["delegation", "fiji"],
        ["person", "ada"],
        ["person", "fiji"],
    ]
    assert out.count("none") == 4


def test_all_tokens_go_to_a_private_file(published: Run, folder: Path) -> None:
    """Those that are not exchanged later stay in it."""
    code, out, _ = published("tokens", "rotate", "forum", "--all", "-o", "list.json")
    assert (code, out) == (0, "Wrote 4 new tokens to list.json\n")
    file = folder / "list.json"
    assert file.stat().st_mode & 0o777 == 0o600
    before = {(row["sort"], row["id"]): row for row in json.loads(file.read_text())["tokens"]}
    assert len(before) == 4
    assert owner(folder, before["person", "ada"]["token"]) == ADA
    listed = published("tokens", "list", "forum")[1]
    assert "person ada Ada, minister since 20" in squeezed(listed)
    assert not [row for row in before.values() if row["token"] in listed]
    published("tokens", "rotate", "forum", "person:fiji", "-o", "list.json")
    after = {(row["sort"], row["id"]): row for row in json.loads(file.read_text())["tokens"]}
    assert {key for key in before if before[key] != after[key]} == {("person", "fiji")}
    assert owner(folder, before["person", "fiji"]["token"]) is None


def test_a_revoked_token_is_none(published: Run, folder: Path) -> None:
    """The others stay in force."""
    published("tokens", "rotate", "forum", "--all", "-o", "list.json")
    rows = json.loads((folder / "list.json").read_text())["tokens"]
    tokens = {(row["sort"], row["id"]): row["token"] for row in rows}
    code, out, _ = published("tokens", "revoke", "forum", "ada", "chad")
    assert (code, out) == (0, "Revoked 2 of 2 tokens.\n")
    assert owner(folder, tokens["person", "ada"]) is None
    assert owner(folder, tokens["person", "fiji"]) == Owner(Sort.PERSON, "fiji")
    assert published("tokens", "revoke", "forum", "ada")[1] == "Revoked 0 of 1 token.\n"
    said = json.loads(published("tokens", "revoke", "forum", "--all", "--json")[1])
    assert said["revoked"] == [
        {"sort": "delegation", "id": "fiji"},
        {"sort": "person", "id": "fiji"},
    ]
    rows = json.loads(published("tokens", "list", "forum", "--json")[1])["tokens"]
    assert all(row["revoked"] for row in rows)


def test_who_has_gone_can_still_be_revoked(published: Run, folder: Path) -> None:
    """Ada was in the programme once."""
    published("tokens", "rotate", "forum", "ada", "-o", "list.json")
    facts = forum(session("talk"), session("lecture"), people=[])
    prepare(folder, facts, **FIRST)
    assert published("publish", "forum.yaml")[0] == 0
    assert "person ada no longer in the programme since" in squeezed(
        published("tokens", "list", "forum")[1]
    )
    assert published("tokens", "revoke", "forum", "ada")[1] == "Revoked 1 of 1 token.\n"
