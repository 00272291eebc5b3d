"""Calendar feeds of a release: which there are, their bytes, and a folder of them.

What makes calendars is loaded when it is first asked for: who publishes asks only when they change.
"""

from typing import TYPE_CHECKING

from scheduler.lazy import names_of
from scheduler.publishing.feeds.addresses import (
    ForDelegation,
    ForPerson,
    InRoom,
    OfBody,
    OfKind,
    OfRegion,
    OnTheme,
    Personal,
    Picked,
    ProgrammeFeed,
    Public,
    SessionFeed,
    Which,
    path_of,
    personal_path,
)

if TYPE_CHECKING:
    from scheduler.publishing.feeds.calendars import Feeds, TooLargeError, UnknownFeedError

__all__ = [
    "Feeds",
    "ForDelegation",
    "ForPerson",
    "InRoom",
    "OfBody",
    "OfKind",
    "OfRegion",
    "OnTheme",
    "Personal",
    "Picked",
    "ProgrammeFeed",
    "Public",
    "SessionFeed",
    "TooLargeError",
    "UnknownFeedError",
    "Which",
    "path_of",
    "personal_path",
]

__getattr__ = names_of(__name__)
"""Functions that need `icalendar`, which is slow to load."""
