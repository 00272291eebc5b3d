"""What has been published: where everybody expects a session to be."""

from scheduler.instance.frozen import Frozen, Identifier
from scheduler.instance.moments import Instant


class Published(Frozen):
    """Where a session was published to be."""

    session: Identifier
    """The session."""
    start: Instant
    """The start that was published."""
    room: Identifier | None = None
    """The room that was published; none, if only the start was."""
    seated: tuple[Identifier, ...] | None = None
    """Who was published to sit on its panel, nobody of an empty list; none, if that was not said."""
