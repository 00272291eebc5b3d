"""Calendar feeds of a release: which there are, their bytes, and a folder of them."""

from scheduler.publishing.feeds.addresses import path_of, personal_path
from scheduler.publishing.feeds.making import Feeds, TooLargeError, UnknownFeedError, feed
from scheduler.publishing.feeds.which import (
    ForDelegation,
    ForPerson,
    InRoom,
    OfBody,
    OfKind,
    OfRegion,
    OnTheme,
    Personal,
    Picked,
    Programme,
    Public,
    Single,
    Which,
)

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
    "Programme",
    "Public",
    "Single",
    "TooLargeError",
    "UnknownFeedError",
    "Which",
    "feed",
    "path_of",
    "personal_path",
]
