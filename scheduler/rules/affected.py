"""How many people a change of a session affects: what several rules have in common."""

from scheduler.instance.meetings import Session


def affected(session: Session) -> int:
    """Return the people whom a change affects, at least 1.

    Those expected in the room, or those named in the session if they are more, and the remote ones.
    """
    named = sum(len(people) for people in session.people.values())
    return max(1, max(session.attendance, named) + sum(session.remote.values()))
