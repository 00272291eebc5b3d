"""`scheduler notices`: what a release changes for each participant, to read, to keep, or to send."""

import os
from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.exit_codes import Code
from scheduler.cli.inputs.options import AsJson, ConferenceName, StorePlace
from scheduler.cli.inputs.stores import (
    conference_asked,
    make_sure_of_language,
    opened_store,
    release_shown,
)
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
    int | None,
    typer.Argument(
        metavar="[RELEASE]",
        min=1,
        help="Which release; the last one unless given.",
        show_default=False,
    ),
]
Since = Annotated[
    int | None,
    typer.Option(
        metavar="RELEASE",
        min=0,
        help="The release that participants know: the one before unless given; 0 for none.",
        show_default=False,
    ),
]
Folder = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FOLDER", help="Write all notices into this folder."),
]
Lang = Annotated[
    str | None,
    typer.Option(
        "--lang",
        help="Language of those for whom none is given; the first of the conference unless given.",
    ),
]
Addresses = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE", help="Who is told where: CSV with the columns id, email, language."
    ),
]
Send = Annotated[
    str | None,
    typer.Option(
        metavar="SERVER",
        help="Send, by smtp://host:port, smtp+starttls://user@host:port or smtps://user@host:port. "
        "The password is in the variable SCHEDULER_SMTP_PASSWORD.",
    ),
]
From = Annotated[
    str | None,
    typer.Option("--from", metavar="ADDRESS", help="Sender; the organiser unless given."),
]
Rate = Annotated[int, typer.Option(min=1, max=6000, help="Letters a minute at most.")]
Record = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="Record of who has been told; notices-<name>-<release>.jsonl unless given.",
        show_default=False,
    ),
]
Authority = Annotated[
    Path | None,
    typer.Option("--ca", metavar="FILE", help="Certificates to believe instead of the machine's."),
]


def notices(
    conference: ConferenceName,
    release: Number = None,
    *,
    since: Since = None,
    output: Folder = None,
    lang: Lang = None,
    addresses: Addresses = None,
    send: Send = None,
    sender: From = None,
    rate: Rate = 120,
    record: Record = None,
    ca: Authority = None,
    store: StorePlace = None,
    as_json: AsJson = False,
) -> Code:
    """Tell each participant what a release changes for them; nothing is sent without --send."""
    if send is not None and addresses is None:
        raise InputError("--send: needs --addresses, which tells who is told where.")
    if output is not None:
        make_sure_of_folder(output)
    old, new = _releases(conference, release, since, store)
    language = _language(new, lang)
    found = concerns(old, new)
    recipients = _recipients(addresses, old, new)
    mail = Mail(Writer(old, new), found, recipients, language, sender_of(sender, new))
    report = None
    if output is not None:
        write_notices(output, mail)
        complain(f"Wrote {output}")
    if send is not None:
        server = server_at(send, password=os.environ.get("SCHEDULER_SMTP_PASSWORD"), authority=ca)
        kept = record or Path(f"notices-{new.conference.name}-{new.number}.jsonl")
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
    asked = conference_asked(given)
    name = asked.name
    with opened_store(asked, place) as store:
        new = release_shown(store, asked, number)
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


def _language(release: Release, lang: str | None) -> str:
    known = release.conference.languages
    make_sure_of_language(lang, known)
    return lang or known[0]
