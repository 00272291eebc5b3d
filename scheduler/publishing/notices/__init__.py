"""Notices of a release: what has changed for each participant, written and sent.

The doors are `concerns` (who is concerned by what), `Writer` (text, calendar and message), `read_addresses`
and `Sender`.
"""

from scheduler.publishing.notices.addresses import Recipient, read_addresses
from scheduler.publishing.notices.mailing import (
    Letter,
    Report,
    Sender,
    connection,
    ledger,
    server_at,
)
from scheduler.publishing.notices.messages import (
    Concern,
    Notice,
    PersonalNews,
    Turn,
    Writer,
    concerns,
    participants,
)

__all__ = [
    "Concern",
    "Letter",
    "Notice",
    "PersonalNews",
    "Recipient",
    "Report",
    "Sender",
    "Turn",
    "Writer",
    "concerns",
    "connection",
    "ledger",
    "participants",
    "read_addresses",
    "server_at",
]
