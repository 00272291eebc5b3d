"""How many people a change of a session affects: what several rules have in common."""

from collections.abc import Collection

from scheduler.instance.meetings import Session


def affected(session: Session, seated: Collection[str] = ()) -> int:
    """Return the people whom a change affects, at least 1.

    Those expected in the room, or those named in the session or published to be seated on its panel if
    they are more, and the remote ones.
    """
    named = {person for people in session.people.values() for person in people}
    people = max(session.attendance, len(named.union(seated)))
    return max(1, people + sum(session.remote.values()))
