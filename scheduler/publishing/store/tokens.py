"""Tokens of personal feeds: random, shown once, kept as hashes, exchanged and revoked."""

import hashlib
import secrets
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from scheduler.errors import StoreError
from scheduler.publishing.store.databases import sound, words_for
from scheduler.publishing.store.releases import TRIES, Store, instant, stamp
from scheduler.publishing.store.schema import TOKENS

BYTES = 32
"""Random bytes of a token: 256 bits."""

_TOKENS_ARE = "the tokens are"
_MANY = 500
"""Tokens that one statement names."""


class Sort(StrEnum):
    """Whose feed it is."""

    PERSON = "person"
    DELEGATION = "delegation"


@dataclass(frozen=True, slots=True, order=True)
class Owner:
    """A person or a delegation, by id."""

    sort: Sort
    id: str


Tokens = Mapping[Owner, str]
"""A token of each owner."""


@dataclass(frozen=True, slots=True)
class Issued:
    """A token, of which nobody knows more than whose it is."""

    owner: Owner
    made: datetime
    revoked: datetime | None
    """When it ceased to be valid; None if it is in force."""


def rotate(
    store: Store,
    conference: str,
    owners: Iterable[Owner],
    at: datetime,
    *,
    keep: Callable[[Tokens], object] | None = None,
    only_first: bool = False,
) -> Tokens:
    """Give each owner a new token, and return those in force; those before are no longer valid.

    `keep` is called with the new tokens before they are in force, and those before cease to be: when it
    returns, they have to be where they are found again, for nobody else knows them. If it fails, nothing
    changes. With `only_first`, those are left out who have been given one by now.
    """
    tokens = {owner: secrets.token_urlsafe(BYTES) for owner in sorted(set(owners))}
    if not tokens:
        return {}
    if keep is not None:
        keep(tokens)
    for _ in range(TRIES):
        with suppress(IntegrityError):  # somebody else was quicker: theirs is the one before
            return _put_in_force(store, conference, tokens, at, only_first=only_first)
    raise StoreError(
        f"{store.place}: other processes are making tokens at the same time. Try again."
    )


def _put_in_force(
    store: Store, conference: str, tokens: Tokens, at: datetime, *, only_first: bool
) -> Tokens:
    """Put tokens in force, in one transaction; return which."""
    with store.writing() as connection:
        had = _owners(connection, conference) if only_first else frozenset()
        wanted = {owner: token for owner, token in tokens.items() if owner not in had}
        _revoke(connection, conference, wanted, at)
        rows = [
            {
                "digest": digest_of(token),
                "conference": conference,
                "sort": owner.sort.value,
                "owner": owner.id,
                "made": stamp(at),
            }
            for owner, token in wanted.items()
        ]
        if rows:
            connection.execute(insert(TOKENS), rows)
    return wanted


def revoke(
    store: Store, conference: str, owners: Iterable[Owner], at: datetime
) -> tuple[Owner, ...]:
    """Take the tokens of some owners out of force; return those who had one, sorted."""
    with store.writing() as connection:
        return _revoke(connection, conference, owners, at)


def issued(store: Store, conference: str) -> tuple[Issued, ...]:
    """Return the token in force of each owner, else the last that was, sorted by owner.

    Times say when, and never which: a clock may have been set back between two of them.
    """
    wanted = select(TOKENS).where(TOKENS.c.conference == conference)
    in_order = wanted.order_by(TOKENS.c.revoked.is_(None), TOKENS.c.revoked, TOKENS.c.made)
    with store.reading() as connection:
        rows = connection.execute(in_order).all()
    with sound(store.place, _TOKENS_ARE):
        last = {
            owner: Issued(owner, instant(row.made), row.revoked and instant(row.revoked))
            for row in rows
            for owner in [Owner(Sort(row.sort), row.owner)]
        }
    return tuple(last[owner] for owner in sorted(last))


def owners_by_digest(store: Store, conference: str) -> Mapping[str, Owner]:
    """Return the owners of all tokens in force by digest, for a service that keeps them in memory."""
    with store.reading() as connection:
        in_force = _in_force(connection, conference)
    return {digest: owner for owner, digest in in_force.items()}


def all_digests(store: Store, conference: str) -> frozenset[str]:
    """Return the digests of all tokens that ever were in force."""
    wanted = select(TOKENS.c.digest).where(TOKENS.c.conference == conference)
    with store.reading() as connection:
        return frozenset(connection.scalars(wanted))


def state_of(store: Store, conference: str) -> tuple[object, ...]:
    """Return what is another value once a token has been made or revoked: cheap, to see whether one was.

    Two stores may have the same: whoever finds another store reads all tokens.
    """
    columns = (TOKENS.c.digest, TOKENS.c.made, TOKENS.c.revoked)
    ends = (each(column) for column in columns for each in (func.min, func.max))
    counts = select(func.count(), func.count(TOKENS.c.revoked), *ends)
    with store.reading() as connection:
        return tuple(connection.execute(counts.where(TOKENS.c.conference == conference)).one())


def digest_of(token: str) -> str:
    """Return the SHA-256 of a token, hexadecimal."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _in_force(connection: Connection, conference: str) -> Mapping[Owner, str]:
    wanted = select(TOKENS.c.sort, TOKENS.c.owner, TOKENS.c.digest).where(
        TOKENS.c.conference == conference, TOKENS.c.revoked.is_(None)
    )
    rows = connection.execute(wanted).all()
    with sound(words_for(connection.engine.url), _TOKENS_ARE):
        return {Owner(Sort(row.sort), row.owner): row.digest for row in rows}


def _owners(connection: Connection, conference: str) -> frozenset[Owner]:
    wanted = select(TOKENS.c.sort, TOKENS.c.owner).where(TOKENS.c.conference == conference)
    return frozenset(Owner(Sort(row.sort), row.owner) for row in connection.execute(wanted))


def _revoke(
    connection: Connection, conference: str, owners: Iterable[Owner], at: datetime
) -> tuple[Owner, ...]:
    """Take the tokens of some owners out of force; return those who had one, sorted."""
    in_force = _in_force(connection, conference)
    had = sorted(in_force.keys() & set(owners))
    for begin in range(0, len(had), _MANY):
        digests = [in_force[owner] for owner in had[begin : begin + _MANY]]
        changed = update(TOKENS).where(TOKENS.c.digest.in_(digests))
        connection.execute(changed.values(revoked=stamp(at)))
    return tuple(had)
