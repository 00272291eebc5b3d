"""In which room somebody is during a session, if in any: decided here for all that people are told."""

from typing import Protocol


class Participant(Protocol):
    """Somebody who takes part: of an instance or of a release."""

    @property
    def remote(self) -> bool:
        """Whether they take part from afar."""


def is_online(somebody: Participant | None) -> bool:
    """Tell whether somebody takes part from afar, whatever room a session is in."""
    return somebody is not None and somebody.remote


def room_for(room: str, *, online: bool) -> str | None:
    """Return the room in which somebody is during a session that is in a room; None if they are online."""
    return None if online else room
