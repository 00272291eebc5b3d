"""`scheduler tokens`: who has a personal feed, new tokens, and revoked ones."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.exit_codes import Code
from scheduler.cli.inputs.files import command, make_sure_of
from scheduler.cli.inputs.options import AsJson, ConferenceName, StorePlace, output
from scheduler.cli.inputs.stores import conference_asked, latest_of, opened_store
from scheduler.cli.terminal.console import Paper, complain, print_json, sync
from scheduler.cli.terminal.layout import Columns
from scheduler.cli.views.records import ConferenceAnswer, File, Moment, Record
from scheduler.cli.views.release_report import moment
from scheduler.errors import InputError, StoreError
from scheduler.instance import nearest
from scheduler.publishing.feeds.addresses import address_of, personal_path
from scheduler.publishing.feeds.exchange import held_list
from scheduler.publishing.records import Conference, Language
from scheduler.publishing.store import Store
from scheduler.publishing.store.tokens import (
    Issued,
    Owner,
    Sort,
    Tokens,
    issued,
)
from scheduler.publishing.store.tokens import revoke as revoke_tokens
from scheduler.publishing.store.tokens import rotate as rotate_tokens
from scheduler.wording import counted, one_line

Owners = Annotated[
    list[str] | None,
    typer.Argument(metavar="[ID]...", help="Ids; person:ID and delegation:ID where both have it."),
]
Everybody = Annotated[bool, typer.Option("--all", help="All persons and delegations.")]
Output = Annotated[
    Path | None, output("Write the tokens to this private file, and keep valid ones it has.")
]


class OwnerRecord(Record):
    """Whose token it is."""

    sort: Sort
    id: str


class IssuedRecord(OwnerRecord):
    """Somebody who may have a token."""

    title: str | None
    """Null if no longer in the programme."""
    made: Moment | None
    revoked: Moment | None


class TokenRecord(OwnerRecord):
    """A token."""

    token: str
    addresses: dict[str, str]
    """By language."""


class TokensAnswer(ConferenceAnswer):
    """Who may have a token, and who has one."""

    tokens: tuple[IssuedRecord, ...]


class NewTokensAnswer(ConferenceAnswer):
    """New tokens."""

    tokens: tuple[TokenRecord, ...]


class RotatedAnswer(ConferenceAnswer):
    """How many new tokens were written to a file (-o)."""

    rotated: int
    file: File


class RevokedAnswer(ConferenceAnswer):
    """Tokens that are out of force."""

    revoked: tuple[OwnerRecord, ...]


def list_tokens(
    conference: ConferenceName, *, store: StorePlace = None, as_json: AsJson = False
) -> Code:
    """List who has a valid token, and since when."""
    asked = conference_asked(conference)
    name = asked.name
    with opened_store(asked, store) as kept:
        names = _names(latest_of(kept, asked).conference)
        had = {each.owner: each for each in issued(kept, name)}
    owners = sorted(names.keys() | had.keys())
    if as_json:
        rows = [_row(each, names.get(each), had.get(each)) for each in owners]
        print_json(TokensAnswer.of(conference=name, tokens=rows))
        return Code.FINE
    table = Columns("", "id", "name", "token")
    for each in owners:
        title = one_line(names.get(each, "no longer in the programme"))
        table.add(each.sort.value, each.id, title, _state(had.get(each)))
    Paper().print(table)
    return Code.FINE


def rotate(
    conference: ConferenceName,
    owners: Owners = None,
    *,
    everybody: Everybody = False,
    output: Output = None,
    store: StorePlace = None,
    as_json: AsJson = False,
) -> Code:
    """Replace tokens. The new ones are shown only once."""
    asked = conference_asked(conference)
    name = asked.name
    if output is not None:
        make_sure_of(output)
    with opened_store(asked, store) as kept:
        facts = latest_of(kept, asked).conference
        chosen = _chosen(owners or (), _names(facts), everybody=everybody)
        at = datetime.now(UTC)
        if output is None:
            _rotate_and_show(kept, facts, chosen, at, as_json=as_json)
            return Code.FINE
        with held_list(output, kept, facts, facts.languages, complain) as held:
            made = held.rotate(chosen, at)
    if as_json:
        print_json(RotatedAnswer.of(conference=name, rotated=len(made), file=output))
    else:
        Paper().print(f"{counted(len(made), 'new token')}, written to {output}")
    return Code.FINE


def _rotate_and_show(
    store: Store, facts: Conference, chosen: Iterable[Owner], at: datetime, *, as_json: bool
) -> None:
    """Show new tokens, and put them in force once they have been shown: nobody else knows them."""

    def show(tokens: Tokens) -> None:
        _show(facts, tokens, as_json=as_json)
        sync()

    try:
        rotate_tokens(store, facts.name, chosen, at, keep=show)
    except StoreError as error:
        see = f"The tokens may not be in force. See: {command('tokens', 'list', facts.name)}"
        raise StoreError(*error.troubles, see) from error
    if not as_json:
        Paper().print("They are in force now; the old ones are no longer valid.")


def revoke(
    conference: ConferenceName,
    owners: Owners = None,
    *,
    everybody: Everybody = False,
    store: StorePlace = None,
    as_json: AsJson = False,
) -> Code:
    """Revoke tokens: their feeds disappear."""
    asked = conference_asked(conference)
    name = asked.name
    with opened_store(asked, store) as kept:
        names = _names(latest_of(kept, asked).conference)
        had = {each.owner: each.owner.id for each in issued(kept, name)}
        chosen = _chosen(owners or (), {**had, **names}, everybody=everybody)
        gone = revoke_tokens(kept, name, chosen, datetime.now(UTC))
    if as_json:
        print_json(RevokedAnswer.of(conference=name, revoked=gone))
    else:
        Paper().print(f"{counted(len(gone), 'token')} of {len(chosen)} revoked.")
    return Code.FINE


def _names(conference: Conference) -> Mapping[Owner, str]:
    """Return the names of all who may have a token."""
    tables = ((Sort.PERSON, conference.people), (Sort.DELEGATION, conference.delegations))
    return {
        Owner(sort, row.id): next(iter(row.titles.values()))
        for sort, rows in tables
        for row in rows
    }


def _chosen(given: Sequence[str], known: Iterable[Owner], *, everybody: bool) -> tuple[Owner, ...]:
    """Return those who are meant; complain of names that nobody has, or that two have."""
    owners = sorted(known)
    if everybody == bool(given):
        raise InputError("Give ids of persons and delegations, or --all for everybody.")
    by_name: dict[str, list[Owner]] = {}
    for owner in owners:
        by_name.setdefault(owner.id, []).append(owner)
        by_name.setdefault(f"{owner.sort.value}:{owner.id}", []).append(owner)
    troubles = []
    for name in given:
        found = by_name.get(name, [])
        if not found:
            hint = nearest(name, by_name)
            troubles.append(f"{name}: nobody in the programme has this id. {hint}".strip())
        if len(found) > 1:
            troubles.append(
                f"{name}: is a person and a delegation. Write person:{name} or delegation:{name}."
            )
    if troubles:
        raise InputError(*troubles)
    return tuple(owners) if everybody else tuple(by_name[name][0] for name in dict.fromkeys(given))


def _show(conference: Conference, tokens: Tokens, *, as_json: bool) -> None:
    if as_json:
        rows = [
            TokenRecord.of(
                owner,
                token=token,
                addresses={
                    each: _address(conference, token, each) for each in conference.languages
                },
            )
            for owner, token in sorted(tokens.items())
        ]
        print_json(NewTokensAnswer.of(conference=conference.name, tokens=rows))
        return
    paper = Paper()
    paper.print("Shown only this once; anyone who has one can read that agenda:")
    for owner, token in sorted(tokens.items()):
        said = _address(conference, token, conference.languages[0])
        paper.print(f"{owner.sort.value} {owner.id}: {said}")


def _address(conference: Conference, token: str, language: Language) -> str:
    path = personal_path(token, language)
    return address_of(conference, path) or path


def _row(owner: Owner, title: str | None, one: Issued | None) -> IssuedRecord:
    times = {"made": None, "revoked": None} if one is None else {}
    return IssuedRecord.of(one, sort=owner.sort, id=owner.id, title=title, **times)


def _state(one: Issued | None) -> str:
    if one is None:
        return "none"
    if one.revoked is not None:
        return f"revoked {moment(one.revoked)}"
    return f"since {moment(one.made)}"
