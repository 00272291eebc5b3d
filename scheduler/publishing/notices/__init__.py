"""Notices of a release: what has changed for each participant, written and sent.

The doors are `concerns` (who is concerned by what), `Writer` (text, calendar and message) and
`read_addresses`; `mailing` writes and sends.
"""

from scheduler.publishing.notices.addresses import Recipient, read_addresses
from scheduler.publishing.notices.mailing import (
    Report,
    server_at,
)
from scheduler.publishing.notices.messages import (
    Concern,
    Notice,
    Turn,
    Writer,
    concerns,
    participants,
)

__all__ = [
    "Concern",
    "Notice",
    "Recipient",
    "Report",
    "Turn",
    "Writer",
    "concerns",
    "participants",
    "read_addresses",
    "server_at",
]
