"""Who gets a seat on a panel that was published without them, and who loses one."""

from collections.abc import Iterator
from dataclasses import dataclass

from scheduler.instance import Instance
from scheduler.instance.lookups import attending
from scheduler.schedule import Schedule


@dataclass(frozen=True, slots=True)
class Reseating:
    """A panel on which others sit than were published."""

    session: str
    joined: tuple[str, ...]
    """Persons who get a seat, sorted."""
    left: tuple[str, ...]
    """Persons who lose theirs and have no other part in the session, sorted; they may be no more."""

    @property
    def people(self) -> tuple[str, ...]:
        """All of them."""
        return (*self.left, *self.joined)


def reseatings_of(
    instance: Instance, published: Schedule, schedule: Schedule
) -> Iterator[Reseating]:
    """Yield the panels that change of sessions that are held as before, in the order of publication."""
    places = schedule.by_session
    for before in published.assignments:
        now = places.get(before.session)
        if now is None:
            continue
        session = instance.session_by_id[before.session]
        left = set(before.seated).difference(now.seated, attending(session))
        joined = set(now.seated).difference(before.seated)
        if left or joined:
            yield Reseating(session.id, tuple(sorted(joined)), tuple(sorted(left)))
