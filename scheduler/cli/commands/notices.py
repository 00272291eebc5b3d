"""`scheduler notices`: what a release changes for each participant, to read, to keep, or to send."""

import os
from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.exit_codes import Code
from scheduler.cli.inputs.options import AsJson, ConferenceName, StorePlace, option, output
from scheduler.cli.inputs.stores import published
from scheduler.cli.terminal.console import Paper, complain, print_json
from scheduler.cli.views.notice_report import (
    Mail,
    lines_of,
    make_sure_of_folder,
    notices_answer,
    sender_of,
    write_notices,
)
from scheduler.errors import InputError
from scheduler.publishing.notices import (
    Recipient,
    Report,
    Writer,
    concerns,
    participants,
    read_addresses,
    server_at,
)
from scheduler.publishing.publicity import secrets_of
from scheduler.publishing.records import Release
from scheduler.publishing.release_drafts import as_known_now

Number = Annotated[
    int | None, typer.Argument(metavar="[RELEASE]", min=1, help="Which release. Default: the last.")
]
Since = Annotated[
    int | None,
    typer.Option(
        metavar="RELEASE",
        min=0,
        help="What participants know. Default: the one before; 0 for none.",
    ),
]
Folder = Annotated[Path | None, output("Write all notices into this folder.", "FOLDER")]
Addresses = Annotated[
    Path | None,
    option("Recipients: CSV with the columns id, email, language.", "FILE"),
]
Send = Annotated[
    str | None,
    option(
        "Send by smtp://host:port, smtp+starttls://user@host:port or smtps://user@host:port; "
        "password in SCHEDULER_SMTP_PASSWORD.",
        "SERVER",
    ),
]
Sender = Annotated[str | None, option("Sender. Default: the organiser.", "ADDRESS")]

Rate = Annotated[int, typer.Option(min=1, max=6000, help="Messages per minute, at most.")]


def notices(
    conference: ConferenceName,
    release: Number = None,
    *,
    since: Since = None,
    output: Folder = None,
    addresses: Addresses = None,
    send: Send = None,
    sender: Sender = None,
    rate: Rate = 120,
    store: StorePlace = None,
    as_json: AsJson = False,
) -> Code:
    """Tell each participant what a release changes. --send sends it."""
    if send is not None and addresses is None:
        raise InputError("--send: needs --addresses, which tells who is told where.")
    if output is not None:
        make_sure_of_folder(output)
    old, new = _releases(conference, release, since, store)
    found = concerns(old, new)
    recipients = _recipients(addresses, old, new)
    mail = Mail(
        Writer(old, new), found, recipients, new.conference.languages[0], sender_of(sender, new)
    )
    report = None
    if output is not None:
        write_notices(output, mail)
        complain(f"Wrote {output}")
    if send is not None:
        server = server_at(send, password=os.environ.get("SCHEDULER_SMTP_PASSWORD"))
        kept = Path(f"notices-{new.conference.name}-{new.number}.jsonl")
        report = mail.sent(server, kept, f"{new.conference.name} {new.number}", rate)
    if as_json:
        print_json(notices_answer(new, mail, report))
    else:
        Paper().print(*lines_of(new, mail, report), sep="\n")
    return Code.FINE if report is None or _is_complete(report, mail) else Code.BAD_INPUT


def _is_complete(report: Report, mail: Mail) -> bool:
    return report.is_complete and not mail.without_address


def _releases(
    given: str, number: int | None, since: int | None, place: str | None
) -> tuple[Release | None, Release]:
    """Return the release that participants know, and the one of which they are told.

    Who knew of a session is told that it leaves their programme in the release in which it becomes private;
    of what has become so since, nothing is told.
    """
    with published(given, place) as kept:
        name, store, new = kept.name, kept.store, kept.shown(number)
        known = new.number - 1 if since is None else since
        if known >= new.number:
            raise InputError(f"--since: found {known}, expected a release before {new.number}.")
        if not known:
            return None, new
        late = secrets_of(new) - secrets_of(store.release(name, new.number))
        old = store.release(name, known)
        return as_known_now(old, old, late), new


def _recipients(addresses: Path | None, old: Release | None, new: Release) -> tuple[Recipient, ...]:
    """Return who is told where; nobody without a file that says so."""
    if addresses is None:
        return ()
    return read_addresses(addresses, participants(old, new), new.conference.languages)
