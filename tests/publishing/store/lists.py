"""Lists of tokens, and which of them are in force."""

import json
from pathlib import Path

from scheduler.publishing.store import open_store
from scheduler.publishing.store.tokens import Owner, Sort, digest_of, owners_by_digest

PEOPLE = ("ada", "bob", "eve", "mia")
ALL = frozenset(Owner(Sort.PERSON, name) for name in PEOPLE)
ADA = Owner(Sort.PERSON, "ada")


def rotation(place: str, *words: str, to: str = "list.json") -> tuple[str, ...]:
    """Return the command that gives new tokens."""
    return ("tokens", "rotate", "tiny", *words, "-o", to, "--store", place)


def written(path: Path, *keys: str) -> list[tuple[Owner, str]]:
    """Return the tokens of a list, of all its parts unless some are named."""
    content = json.loads(path.read_bytes())
    rows = [row for key in keys or ("tokens", "before") for row in content.get(key, ())]
    return [(Owner(Sort(row["sort"]), row["id"]), row["token"]) for row in rows]


def valid(place: str) -> dict[str, Owner]:
    """Return the owners of the tokens in force by digest."""
    store = open_store(place)
    found = dict(owners_by_digest(store, "tiny"))
    store.close()
    return found


def known(path: Path, place: str, *keys: str) -> frozenset[Owner]:
    """Return whose tokens in a list are in force."""
    in_force = valid(place)
    return frozenset(
        owner for owner, token in written(path, *keys) if in_force.get(digest_of(token)) == owner
    )


def is_settled(path: Path, place: str) -> bool:
    """Tell whether a list holds the token in force of each person, and no other."""
    tokens = written(path)
    return {digest_of(token): owner for owner, token in tokens} == valid(place) and len(
        tokens
    ) == len(ALL)
