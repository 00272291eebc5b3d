"""The notices of a release with their recipients: as files in a folder, and as letters that are sent."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.utils import parseaddr
from pathlib import Path

from scheduler.errors import InputError
from scheduler.publishing.notices.addresses import Recipient, is_mailbox
from scheduler.publishing.notices.messages import Notice, Writer
from scheduler.publishing.notices.news import Concern
from scheduler.publishing.notices.sending import Letter, Report, Sender, Server, connection, ledger
from scheduler.publishing.records import Release
from scheduler.storage import folder_atomically, replace_atomically


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
        raise InputError(f"{folder.parent}: there is no such folder. Create it first.")


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
