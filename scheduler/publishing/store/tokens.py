"""Tokens of personal feeds: random, shown once, kept as hashes, exchanged and revoked."""

import hashlib
import hmac
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, func, insert, select, update

from scheduler.publishing.store.connections import sound
from scheduler.publishing.store.places import words_for
from scheduler.publishing.store.releases import Store, instant, stamp
from scheduler.publishing.store.schema import TOKENS

BYTES = 32
"""Random bytes of a token: 256 bits."""

_NOTHING = "0" * 64
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


@dataclass(frozen=True, slots=True)
class Issued:
    """A token, of which nobody knows more than whose it is."""

    owner: Owner
    made: datetime
    revoked: datetime | None
    """When it ceased to be valid; None if it is in force."""


def rotate(
    store: Store, conference: str, owners: Iterable[Owner], at: datetime
) -> Mapping[Owner, str]:
    """Give each owner a new token; those before are no longer valid.

    Returns
    -------
    Mapping[Owner, str]
        The tokens: this is the only time that anybody sees them.
    """
    tokens = {owner: secrets.token_urlsafe(BYTES) for owner in sorted(set(owners))}
    with store.writing() as connection:
        _revoke(connection, conference, tokens, at)
        rows = [
            {
                "digest": digest_of(token),
                "conference": conference,
                "sort": owner.sort.value,
                "owner": owner.id,
                "made": stamp(at),
            }
            for owner, token in tokens.items()
        ]
        if rows:
            connection.execute(insert(TOKENS), rows)
    return tokens


def revoke(
    store: Store, conference: str, owners: Iterable[Owner], at: datetime
) -> tuple[Owner, ...]:
    """Take the tokens of some owners out of force; return those who had one, sorted."""
    with store.writing() as connection:
        return _revoke(connection, conference, owners, at)


def issued(store: Store, conference: str) -> tuple[Issued, ...]:
    """Return the last token of each owner, in force or revoked, sorted by owner."""
    wanted = select(TOKENS).where(TOKENS.c.conference == conference)
    with store.reading() as connection:
        rows = connection.execute(wanted.order_by(TOKENS.c.made, TOKENS.c.revoked.is_(None))).all()
    with sound(store.place, _TOKENS_ARE):
        last = {
            owner: Issued(owner, instant(row.made), row.revoked and instant(row.revoked))
            for row in rows
            for owner in [Owner(Sort(row.sort), row.owner)]
        }
    return tuple(last[owner] for owner in sorted(last))


def owner_of(store: Store, conference: str, token: str) -> Owner | None:
    """Return whose token it is; None if it is unknown or revoked, after the same work."""
    digest = digest_of(token)
    wanted = select(TOKENS).where(TOKENS.c.conference == conference, TOKENS.c.digest == digest)
    with store.reading() as connection:
        row = connection.execute(wanted).first()
    is_same = hmac.compare_digest(_NOTHING if row is None else row.digest, digest)
    if row is None or not is_same or row.revoked is not None:
        return None
    with sound(store.place, _TOKENS_ARE):
        return Owner(Sort(row.sort), row.owner)


def owners_by_digest(store: Store, conference: str) -> Mapping[str, Owner]:
    """Return the owners of all tokens in force by digest, for a service that keeps them in memory."""
    wanted = select(TOKENS).where(TOKENS.c.conference == conference, TOKENS.c.revoked.is_(None))
    with store.reading() as connection:
        rows = connection.execute(wanted).all()
    with sound(store.place, _TOKENS_ARE):
        return {row.digest: Owner(Sort(row.sort), row.owner) for row in rows}


def state_of(store: Store, conference: str) -> tuple[int, int]:
    """Return what is another value once a token has been made or revoked: cheap, to see whether one was."""
    counts = select(func.count(), func.count(TOKENS.c.revoked))
    with store.reading() as connection:
        made, revoked = connection.execute(counts.where(TOKENS.c.conference == conference)).one()
    return made, revoked


def digest_of(token: str) -> str:
    """Return the SHA-256 of a token, hexadecimal."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _in_force(connection: Connection, conference: str) -> Mapping[Owner, str]:
    """Return the digests of the tokens in force."""
    wanted = select(TOKENS.c.sort, TOKENS.c.owner, TOKENS.c.digest).where(
        TOKENS.c.conference == conference, TOKENS.c.revoked.is_(None)
    )
    rows = connection.execute(wanted).all()
    with sound(words_for(connection.engine.url), _TOKENS_ARE):
        return {Owner(Sort(row.sort), row.owner): row.digest for row in rows}


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
