"""Sending notices: at a measured pace, each once, with a record of what became of it."""

import smtplib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from email.message import EmailMessage

from scheduler.publishing.notices.addresses import Recipient
from scheduler.publishing.notices.ledger import Fate, Ledger
from scheduler.publishing.notices.servers import answer


@dataclass(frozen=True, slots=True)
class Letter:
    """A message to somebody."""

    recipient: Recipient
    message: EmailMessage


@dataclass(frozen=True, slots=True)
class Report:
    """What became of the letters of a run."""

    told: tuple[Recipient, ...] = ()
    already: tuple[Recipient, ...] = ()
    """Told in an earlier run, and not again."""
    unsure: tuple[Recipient, ...] = ()
    """A connection ended before the server had answered: they may have been told, and are not told again."""
    refused: tuple[tuple[Recipient, str], ...] = ()
    """With the server's answer; tried again in the next run."""
    left: tuple[Recipient, ...] = ()
    """Not tried, since the server was gone."""

    @property
    def is_complete(self) -> bool:
        """Whether everybody has surely been told."""
        return not (self.unsure or self.refused or self.left)


Pause = Callable[[float], None]


class Sender:
    """Sends letters over a connection.

    Parameters
    ----------
    client
        A connection to a server, ready to send.
    ledger
        The record, open.
    sender
        Address to which the server sends back what cannot be delivered.
    rate
        Letters a minute at most.
    pause
        Waits so many seconds.
    """

    def __init__(
        self,
        client: smtplib.SMTP,
        ledger: Ledger,
        sender: str,
        rate: int,
        pause: Pause = time.sleep,
    ) -> None:
        self._sender = sender
        self._client = client
        self._ledger = ledger
        self._gap = 60.0 / rate
        self._pause = pause

    def send(self, letters: Sequence[Letter]) -> Report:
        """Send letters to those who have not been told, and say what became of each."""
        told, already, unsure, left = [], [], [], []
        refused: list[tuple[Recipient, str]] = []
        gone, first = False, True
        for letter in letters:
            who, fate = letter.recipient, self._ledger.fate(letter.recipient)
            if fate is Fate.TOLD:
                already.append(who)
            elif fate is Fate.BEGUN:
                unsure.append(who)
            elif gone:
                left.append(who)
            else:
                if not first:
                    self._pause(self._gap)
                first = False
                trouble, gone = self._try(letter)
                match self._ledger.fate(who):
                    case Fate.TOLD:
                        told.append(who)
                    case Fate.BEGUN:
                        unsure.append(who)
                    case Fate.REFUSED:
                        refused.append((who, trouble))
                    case None:
                        left.append(who)
        return Report(tuple(told), tuple(already), tuple(unsure), tuple(refused), tuple(left))

    def _try(self, letter: Letter) -> tuple[str, bool]:
        """Send a letter; return what the server said against it, and whether the server is gone.

        What became of it stands in the record: nothing, where the connection ended before the content was
        sent.
        """
        who = letter.recipient
        try:
            self._client.ehlo_or_helo_if_needed()
            code, text = self._client.mail(self._sender)
            if code != 250:
                return self._refused(who, code, text), True  # no other letter would fare better
            code, text = self._client.rcpt(who.email)
            if code not in (250, 251):
                return self._refused(who, code, text), self._is_lost()
            self._ledger.note(who, Fate.BEGUN)
            code, text = self._client.data(letter.message.as_bytes())
            if code != 250:
                return self._refused(who, code, text), self._is_lost()
        except smtplib.SMTPDataError as error:
            return self._refused(who, error.smtp_code, error.smtp_error), self._is_lost()
        except (smtplib.SMTPException, OSError) as error:
            return str(error), True
        self._ledger.note(who, Fate.TOLD)
        return "", False

    def _refused(self, who: Recipient, code: int, text: bytes | str) -> str:
        self._ledger.note(who, Fate.REFUSED)
        return answer(code, text)

    def _is_lost(self) -> bool:
        """Give up a letter; tell whether the server no longer listens."""
        try:
            return self._client.rset()[0] != 250
        except (smtplib.SMTPException, OSError):
            return True
