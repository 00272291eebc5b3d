"""`scheduler notices`: what a release changes for each participant, to read, to keep, or to send."""

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.answers import answer
from scheduler.cli.console import complain, say
from scheduler.cli.exit_codes import Code
from scheduler.cli.options import AsJson, ConferenceName, StorePlace, option, output
from scheduler.cli.stores import published
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
from scheduler.publishing.notices.mailing import Mail, make_sure_of_folder, sender_of, write_notices
from scheduler.publishing.publicity import secrets_of
from scheduler.publishing.records import Release
from scheduler.publishing.release_drafts import as_known_now
from scheduler.wording import counted, one_line


@dataclass(frozen=True, slots=True)
class NoticesReport:
    """The participants whom a release affects, and the notices sent."""

    release: Release
    mail: Mail
    sent: Report | None
    """None without --send."""


def lines_of(told: NoticesReport) -> Iterator[str]:
    """Yield the report; e-mail addresses only of those who got no notice."""
    release, mail, report = told.release, told.mail, told.sent
    number = counted(len(mail.concerns), "participant")
    yield f"Release {release.number} of {release.conference.name} affects {number}."
    for concern in mail.concerns:
        turns = Counter(news.turn.value for news in concern.news)
        said = ", ".join(f"{amount} {turn}" for turn, amount in turns.items())
        yield f"  {concern.name}: {said}"
    if mail.recipients and mail.without_address:
        yield f"No address: {', '.join(each.name for each in mail.without_address)}"
    if report is None:
        yield "Sent nothing. Add --send SERVER to send."
    else:
        yield from map(one_line, _sent(report))


def _sent(report: Report) -> Iterator[str]:
    told = f"Sent {counted(len(report.told), 'notice')}"
    earlier = f" ({len(report.already)} sent earlier)" if report.already else ""
    yield f"{told}{earlier}."
    for who, why in report.refused:
        yield f"Not sent, refused: {_named(who)}: {why}"
    for who in report.left:
        yield f"Not sent, connection lost: {_named(who)}"
    for who in report.unsure:
        yield f"Perhaps sent, no answer from the server: {_named(who)}. It is not sent again."
    if report.refused or report.left:
        yield "Run the same command again to send the rest. Nobody gets a notice twice."


def _named(who: Recipient) -> str:
    return f"{who.name} <{who.email}>"


Number = Annotated[
    int | None,
    typer.Argument(metavar="RELEASE", min=1, help="Release number. Default: the latest."),
]
Since = Annotated[
    int | None,
    typer.Option(
        metavar="RELEASE",
        min=0,
        help="The release participants know. Default: the one before; 0 for none.",
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
SentBy = Annotated[str | None, option("Sender. Default: the organiser.", "ADDRESS")]

Rate = Annotated[
    int, typer.Option(metavar="N", min=1, max=6000, help="Messages per minute, at most.")
]


def notices(
    conference: ConferenceName,
    release: Number = None,
    *,
    since: Since = None,
    output: Folder = None,
    addresses: Addresses = None,
    send: Send = None,
    sender: SentBy = None,
    rate: Rate = 120,
    store: StorePlace = None,
    as_json: AsJson = False,
) -> Code:
    """Write a notice to each participant whom a release affects. --send sends them."""
    if send is not None and addresses is None:
        raise InputError("--send needs --addresses, the list of recipients.")
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
    told = NoticesReport(new, mail, report)
    say(as_json, lambda: answer(told, conference=new.conference.name), lambda: lines_of(told))
    is_complete = report is None or (report.is_complete and not mail.without_address)
    return Code.FINE if is_complete else Code.BAD_INPUT


def _releases(
    given: str, number: int | None, since: int | None, place: str | None
) -> tuple[Release | None, Release]:
    """Return the release that participants know, and the new one.

    A session that becomes private leaves the programme of those who knew it, once;
    later notices do not mention it.
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
    if addresses is None:
        return ()
    return read_addresses(addresses, participants(old, new), new.conference.languages)
