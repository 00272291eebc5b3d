"""How a reader sees an event: all in which one event may differ from feed to feed."""

from dataclasses import dataclass
from datetime import datetime

from scheduler.publishing.feeds.texts import DESCRIPTION
from scheduler.publishing.records import Language


@dataclass(frozen=True, slots=True)
class View:
    """Who reads an event. Equal views of an entry have equal bytes."""

    language: Language
    personal: bool = False
    """Whether the feed is somebody's own: others who see that calendar only see when its owner is busy."""
    invited: bool = False
    """Whether the reader may join from afar."""
    remote: bool = False
    """Whether the reader takes part from afar."""
    zone: str | None = None
    """Home zone of a remote reader."""
    busy: bool = False
    """Whether the event takes the reader's time."""
    detail: int = DESCRIPTION
    """UTF-16 units of the session's own description at most."""
    changed: datetime | None = None
    """When what the reader is shown last changed; when the session did, if nothing is said."""
