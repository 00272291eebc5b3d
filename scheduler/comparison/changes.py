"""What becomes of each session from one programme to another."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from scheduler.comparison.programmes import Programme
from scheduler.evaluation.runs import Run


class Change(StrEnum):
    """What becomes of a session."""

    ADDED = "added"
    """It is held, and the instance of the first programme has no such session."""
    TAKEN_UP = "taken up"
    """It is held, and was not in the first programme, though its instance has it."""
    MOVED = "moved"
    """It starts or ends at another time; its room may be another as well."""
    ROOM = "other room"
    """It is held at the same time in another room."""
    PANEL = "other panel"
    """It is held at the same time in the same room, with others on its panel."""
    UNCHANGED = "unchanged"
    """It is held at the same time in the same room, with the same people on its panel."""
    DROPPED = "dropped"
    """It was held and is not, though the instance has it."""
    REMOVED = "removed"
    """It was held, and the instance has no such session any more."""


@dataclass(frozen=True, slots=True)
class SessionChange:
    """A session that is held in one of two programmes at least, and what becomes of it."""

    session: str
    """Id of the session."""
    change: Change
    before: Run | None
    """How it ran in the first programme, if it did."""
    after: Run | None
    """How it runs in the second, if it does."""

    @property
    def runs(self) -> tuple[Run, ...]:
        """How it runs in either, the first programme first."""
        return tuple(run for run in (self.before, self.after) if run is not None)

    @property
    def reseated(self) -> frozenset[str]:
        """Persons who have a seat on its panel in one of the programmes alone."""
        before, after = (run.seated if run else () for run in (self.before, self.after))
        return frozenset(before).symmetric_difference(after)

    @property
    def title(self) -> str:
        """Its title, the newest."""
        return self.runs[-1].title

    @property
    def when(self) -> datetime:
        """When it is in order of time: by its new start, or else by the one it had."""
        return self.runs[-1].start


def changes(base: Programme, other: Programme) -> tuple[SessionChange, ...]:
    """Return what becomes of each session that either programme holds, in order of time."""
    ids = dict.fromkeys((*base.run_by_id, *other.run_by_id))
    found = [_change(session, base, other) for session in ids]
    return tuple(sorted(found, key=lambda each: (each.when, each.session)))


def _change(session: str, base: Programme, other: Programme) -> SessionChange:
    before, after = base.run_by_id.get(session), other.run_by_id.get(session)
    if before is None:
        known = session in base.instance.session_by_id
        change = Change.TAKEN_UP if known else Change.ADDED
    elif after is None:
        known = session in other.instance.session_by_id
        change = Change.DROPPED if known else Change.REMOVED
    elif (before.start, before.end) != (after.start, after.end):
        change = Change.MOVED
    elif before.room != after.room:
        change = Change.ROOM
    else:
        change = Change.UNCHANGED if before.seated == after.seated else Change.PANEL
    return SessionChange(session, change, before, after)


def counts(found: Sequence[SessionChange]) -> Mapping[Change, int]:
    """Return how many sessions each kind of change befalls, zeros included."""
    counted = Counter(each.change for each in found)
    return {change: counted[change] for change in Change}
