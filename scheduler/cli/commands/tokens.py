"""`scheduler tokens`: who has a personal feed, new tokens, and revoked ones."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.answers import answer
from scheduler.cli.commands.publish import moment
from scheduler.cli.console import complain, say, table
from scheduler.cli.exit_codes import Code
from scheduler.cli.files import make_sure_of
from scheduler.cli.options import AsJson, ConferenceName, StorePlace, argument, output
from scheduler.cli.stores import published
from scheduler.errors import InputError
from scheduler.publishing.feeds.token_lists import held_list
from scheduler.publishing.records import PublishedConference
from scheduler.publishing.store.tokens import Issued, Owner, Sort, issued
from scheduler.publishing.store.tokens import revoke as revoke_tokens
from scheduler.wording import counted, one_line

Owners = Annotated[
    list[str] | None,
    argument("Ids; person:ID and delegation:ID where both have it.", "ID..."),
]
GONE = "no longer in the programme"
Everybody = Annotated[bool, typer.Option("--all", help="All persons and delegations.")]
Output = Annotated[Path, output("Write the tokens to this private file. Valid ones in it stay.")]


@dataclass(frozen=True, slots=True)
class TokenRow:
    """Somebody who may have a token."""

    owner: Owner
    title: str | None
    """None if no longer in the programme."""
    issued: Issued | None


@dataclass(frozen=True, slots=True)
class TokensReport:
    """All persons and delegations, with their tokens."""

    tokens: tuple[TokenRow, ...]


@dataclass(frozen=True, slots=True)
class RotatedTokens:
    """How many new tokens were written to a file."""

    rotated: int
    file: Path


@dataclass(frozen=True, slots=True)
class RevokedTokens:
    """Tokens that are out of force."""

    revoked: tuple[Owner, ...]


def list_tokens(
    conference: ConferenceName, *, store: StorePlace = None, as_json: AsJson = False
) -> Code:
    """List who has a valid token, and since when."""
    with published(conference, store) as kept:
        name, names = kept.name, _names(kept.last.conference)
        had = {each.owner: each for each in issued(kept.store, name)}
    owners = sorted(names.keys() | had.keys())
    told = TokensReport(tuple(TokenRow(each, names.get(each), had.get(each)) for each in owners))
    rows = (
        (each.owner.sort.value, each.owner.id, one_line(each.title or GONE), _state(each.issued))
        for each in told.tokens
    )
    say(
        as_json,
        lambda: answer(told, conference=name),
        lambda: table(("", "id", "name", "token"), rows),
    )
    return Code.FINE


def rotate(
    conference: ConferenceName,
    owners: Owners = None,
    *,
    output: Output,
    everybody: Everybody = False,
    store: StorePlace = None,
    as_json: AsJson = False,
) -> Code:
    """Replace tokens, and write the new ones to a private file."""
    make_sure_of(output)
    with published(conference, store) as kept:
        name, facts = kept.name, kept.last.conference
        chosen = _chosen(owners or (), _names(facts), everybody=everybody)
        with held_list(output, kept.store, facts, facts.languages, complain) as held:
            made = held.rotate(chosen, datetime.now(UTC))
    say(
        as_json,
        lambda: answer(RotatedTokens(len(made), output), conference=name),
        lambda: [f"Wrote {counted(len(made), 'new token')} to {output}"],
    )
    return Code.FINE


def revoke(
    conference: ConferenceName,
    owners: Owners = None,
    *,
    everybody: Everybody = False,
    store: StorePlace = None,
    as_json: AsJson = False,
) -> Code:
    """Revoke tokens. Their feeds disappear."""
    with published(conference, store) as kept:
        name, names = kept.name, _names(kept.last.conference)
        had = {each.owner: each.owner.id for each in issued(kept.store, name)}
        chosen = _chosen(owners or (), {**had, **names}, everybody=everybody)
        gone = revoke_tokens(kept.store, name, chosen, datetime.now(UTC))
    say(
        as_json,
        lambda: answer(RevokedTokens(tuple(gone)), conference=name),
        lambda: [f"Revoked {len(gone)} of {counted(len(chosen), 'token')}."],
    )
    return Code.FINE


def _names(conference: PublishedConference) -> Mapping[Owner, str]:
    tables = ((Sort.PERSON, conference.people), (Sort.DELEGATION, conference.delegations))
    return {
        Owner(sort, row.id): next(iter(row.titles.values()))
        for sort, rows in tables
        for row in rows
    }


def _chosen(given: Sequence[str], known: Iterable[Owner], *, everybody: bool) -> tuple[Owner, ...]:
    """Return the persons and delegations of these ids, each of which must name exactly one."""
    owners = sorted(known)
    if everybody == bool(given):
        raise InputError("Give ids of persons and delegations, or --all.")
    if everybody:
        return tuple(owners)
    troubles, chosen = [], []
    for name in dict.fromkeys(given):
        found = [each for each in owners if name in (each.id, f"{each.sort.value}:{each.id}")]
        chosen += found
        if len(found) != 1:
            troubles.append(
                f"{name}: {len(found)} have this id, expected one. Write person:ID or delegation:ID."
            )
    if troubles:
        raise InputError(*troubles)
    return tuple(chosen)


def _state(one: Issued | None) -> str:
    if one is None:
        return "none"
    if one.revoked is not None:
        return f"revoked {moment(one.revoked)}"
    return f"since {moment(one.made)}"
