"""`scheduler notices`: what a release changes for each participant, to read, to keep, or to send."""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.utils import parseaddr
from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.exit_codes import Code
from scheduler.cli.inputs.options import AsJson, ConferenceName, StorePlace, option, output
from scheduler.cli.inputs.stores import published
from scheduler.cli.terminal.console import Paper, complain, print_json
from scheduler.cli.views.records import ConferenceAnswer, Record, SessionId, at
from scheduler.errors import InputError
from scheduler.publishing.notices import (
    Concern,
    Letter,
    Notice,
    Recipient,
    Report,
    Sender,
    Turn,
    Writer,
    concerns,
    connection,
    ledger,
    participants,
    read_addresses,
    server_at,
)
from scheduler.publishing.notices.addresses import is_mailbox
from scheduler.publishing.notices.sending import Server
from scheduler.publishing.publicity import secrets_of
from scheduler.publishing.records import Release
from scheduler.publishing.release_drafts import as_known_now
from scheduler.storage import folder_atomically, replace_atomically
from scheduler.wording import counted, one_line


@dataclass(frozen=True, slots=True)
class Mail:
    """The notices of a release, and to whom they go."""

    writer: Writer
    concerns: Sequence[Concern]
    recipients: Sequence[Recipient]
    language: str
    """Of those for whom none is given."""
    sender: Address

    @property
    def without_address(self) -> tuple[Concern, ...]:
        """Those who are concerned, and for whom there is no address."""
        known = {recipient.name for recipient in self.recipients}
        return tuple(concern for concern in self.concerns if concern.name not in known)

    def notices(self) -> Iterator[tuple[Notice, Recipient | None]]:
        """Yield each notice for each of its recipients; for nobody in particular, where there is none."""
        readers: dict[str, list[Recipient]] = {}
        for recipient in self.recipients:
            readers.setdefault(recipient.name, []).append(recipient)
        for concern in self.concerns:
            for reader in readers.get(concern.name, [None]):
                language = (reader and reader.language) or self.language
                yield self.writer.notice(concern, language), reader

    def letters(self) -> tuple[Letter, ...]:
        """Return a letter for each recipient who is concerned."""
        return tuple(
            Letter(reader, self.writer.message(notice, self.sender, reader.email))
            for notice, reader in self.notices()
            if reader is not None
        )

    def sent(self, server: Server, record: Path, release: str, rate: int) -> Report:
        """Send all letters, and say what became of each; nothing is sent that the record knows of."""
        letters = self.letters()
        with ledger(record, release) as kept, connection(server) as client:
            return Sender(client, kept, self.sender.addr_spec, rate).send(letters)


def sender_of(given: str | None, release: Release) -> Address:
    """Return who sends: as given, ``Secretariat <agenda@example.org>``, or the organiser."""
    office = release.conference.organiser
    name, mailbox = (office.name, office.email) if given is None else parseaddr(given)
    try:
        if is_mailbox(mailbox):
            plain = "".join(letter for letter in name if letter.isprintable())
            return Address(plain, addr_spec=mailbox)
    except (HeaderParseError, ValueError):
        pass
    raise InputError(
        f"--sender: {given or mailbox!r} is no address such as Secretariat <agenda@example.org>."
    )


def make_sure_of_folder(folder: Path) -> None:
    """Raise `InputError` unless a folder can be made, or is there and empty."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(f"{folder}: exists, and is no empty folder; give another name.")
    if not folder.absolute().parent.is_dir():
        raise InputError(f"{folder.parent}: there is no such folder; make it first.")


def write_notices(folder: Path, mail: Mail) -> None:
    """Write all notices into a folder that its owner alone may open; it is there whole or not at all."""
    with folder_atomically(folder) as draft:
        seen: dict[str, int] = {}
        for notice, reader in mail.notices():
            stem = notice.name.replace(":", "-")
            seen[stem] = seen.get(stem, 0) + 1
            if seen[stem] > 1:
                stem = f"{stem}+{seen[stem]}"
            message = mail.writer.message(
                notice, mail.sender, None if reader is None else reader.email
            )
            replace_atomically(
                draft / f"{stem}.txt", notice.text.encode(), private=True, drafts=draft
            )
            replace_atomically(
                draft / f"{stem}.eml", message.as_bytes(), private=True, drafts=draft
            )
            if notice.calendar is not None:
                replace_atomically(
                    draft / f"{stem}.ics", notice.calendar, private=True, drafts=draft
                )


def lines_of(release: Release, mail: Mail, report: Report | None) -> Iterator[str]:
    """Yield the report in words: no e-mail address but of those who were not told."""
    number = counted(len(mail.concerns), "participant")
    yield f"Release {release.number} of {release.conference.name} concerns {number}."
    for concern in mail.concerns:
        turns = Counter(news.turn.value for news in concern.news)
        said = ", ".join(f"{amount} {turn}" for turn, amount in turns.items())
        yield f"  {concern.name}: {said}"
    if mail.recipients and mail.without_address:
        yield f"No address: {', '.join(each.name for each in mail.without_address)}"
    if report is None:
        yield "Nothing was sent; --send sends."
    else:
        yield from map(one_line, _sent(report))


def _sent(report: Report) -> Iterator[str]:
    told = f"Told {counted(len(report.told), 'recipient')}"
    yield f"{told}; {len(report.already)} had been told before." if report.already else f"{told}."
    for who, answer in report.refused:
        yield f"Not told, refused: {_named(who)}: {answer}"
    for who in report.left:
        yield f"Not told, the server is gone: {_named(who)}"
    for who in report.unsure:
        yield f"Perhaps told, no answer came: {_named(who)}; not told again."
    if report.refused or report.left:
        yield "The same command again tells those who were not told, and nobody twice."


def _named(who: Recipient) -> str:
    return f"{who.name} <{who.email}>"


class NewsRecord(Record):
    """What somebody is told of a session."""

    session: SessionId
    turn: Turn


class ConcernRecord(Record):
    """Whom a release concerns."""

    id: str = at("name")
    news: tuple[NewsRecord, ...]


class RecipientRecord(Record):
    """A recipient."""

    id: str = at("name")
    email: str


class RefusedRecord(RecipientRecord):
    """A recipient, and what the server said."""

    answer: str


class SentRecord(Record):
    """Who was told."""

    told: tuple[RecipientRecord, ...]
    already: tuple[RecipientRecord, ...]
    unsure: tuple[RecipientRecord, ...]
    left: tuple[RecipientRecord, ...]
    refused: tuple[RefusedRecord, ...]


class NoticesAnswer(ConferenceAnswer):
    """Whom a release concerns, and who was told."""

    release: int
    """Its number."""
    concerned: tuple[ConcernRecord, ...]
    without_address: tuple[str, ...]
    sent: SentRecord | None
    """Null without --send."""


def notices_answer(release: Release, mail: Mail, report: Report | None) -> NoticesAnswer:
    """Return the report for machines."""
    refused = () if report is None else report.refused
    answers = [RefusedRecord.of(who, answer=answer) for who, answer in refused]
    return NoticesAnswer.of(
        conference=release.conference.name,
        release=release.number,
        concerned=mail.concerns,
        without_address=[each.name for each in mail.without_address],
        sent=None if report is None else SentRecord.of(report, refused=answers),
    )


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
SentBy = Annotated[str | None, option("Sender. Default: the organiser.", "ADDRESS")]

Rate = Annotated[int, typer.Option(min=1, max=6000, help="Messages per minute, at most.")]


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
