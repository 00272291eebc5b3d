"""How long sessions are of which a list says the start alone: until the next one begins."""

from bisect import bisect_right
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from scheduler.instance import quoted
from scheduler.sources.programmes.lists.mappings import ListMapping
from scheduler.sources.programmes.lists.rows import Row
from scheduler.sources.programmes.records import Event
from scheduler.wording import counted

Key = TypeVar("Key", bound=Hashable)

LONGEST_UNTIL = 4 * 60
"""Minutes until the next start, at most; what is longer is a gap."""
MOST_NAMED = 6
"""Sessions that are named whose length is assumed."""


@dataclass(frozen=True, slots=True)
class Begun:
    """When and where a session begins."""

    day: Hashable
    minute: int
    room: str


class Starts:
    """The starts of a list, by day and room."""

    def __init__(self, sessions: Sequence[Begun]) -> None:
        self._of: dict[tuple[Hashable, str | None], list[int]] = {}
        for each in sessions:
            for room in (each.room, None):
                self._of.setdefault((each.day, room), []).append(each.minute)
        for minutes in self._of.values():
            minutes.sort()

    def until_next(self, session: Begun) -> int | None:
        """Return the minutes until the next start in its room; None if none is near on that day.

        What has no room, such as a break, is for all: it ends what is in any room, and the next start in
        any room ends it.
        """
        rooms: tuple[str | None, ...] = (session.room, "") if session.room else (None,)
        later = []
        for room in rooms:
            minutes = self._of.get((session.day, room), [])
            later += minutes[bisect_right(minutes, session.minute) :][:1]
        found = min(later, default=None)
        is_near = found is not None and found - session.minute <= LONGEST_UNTIL
        return found - session.minute if is_near and found is not None else None


class Lengths:
    """Gives sessions their lengths that do not say them."""

    def __init__(self, said: ListMapping) -> None:
        self._said = said
        self._until, self._given = 0, 0
        self._assumed: list[str] = []
        self._has_rooms = False

    def of(self, events: Mapping[Key, Event], rows: Mapping[Key, Row]) -> dict[Key, Event]:
        """Return all sessions with a length; complain of those that cannot have one.

        Parameters
        ----------
        events
            Sessions; those with 0 minutes do not say their length.
        rows
            Their rows.
        """
        begun = {key: each for key, event in events.items() if (each := self._begun(event))}
        self._has_rooms = any(each.room for each in begun.values())
        starts = Starts([*begun.values()])
        found = {}
        for key, event in events.items():
            minutes = event.minutes
            if not minutes:
                minutes = self._lacking(rows[key], starts, begun.get(key), event.title)
            found[key] = replace(event, minutes=minutes)
        return found

    def _begun(self, event: Event) -> Begun | None:
        if event.start is None:
            return None
        wall = event.start.astimezone(self._said.zone)
        return Begun(wall.date(), wall.hour * 60 + wall.minute, event.room)

    def _lacking(self, row: Row, starts: Starts, begun: Begun | None, title: str) -> int:
        """Return the minutes of a session that does not say them; 0 if nothing does, which is told."""
        said = self._said
        until = starts.until_next(begun) if said.is_until_next and begun else None
        if until is not None:
            self._until += 1
            return until
        if said.minutes is None:
            hint = "Give `minutes` in the mapping to all sessions that do not say it."
            row.complain("duration", "nothing", "how long it is", hint)
            return 0
        if said.is_until_next and begun:
            self._assumed.append(f"{quoted(title)} ({row.place('title')})")
        else:
            self._given += 1
        return said.minutes

    def notes(self) -> Iterator[str]:
        """Yield how many lengths the list does not say, and what they are."""
        where = "in its room or for all" if self._has_rooms else "on its day"
        minutes = f"{self._said.minutes} min"
        if self._until:
            number = counted(self._until, "session")
            yield f"{number} without a length: each lasts until the next start {where}."
        if self._assumed:
            more = len(self._assumed) - MOST_NAMED
            names = ", ".join(self._assumed[:MOST_NAMED]) + (
                f" and {more} more" if more > 0 else ""
            )
            yield (
                f"{counted(len(self._assumed), 'session')} without a length, and with no start soon after: "
                f"{minutes} are assumed (`minutes`): {names}."
            )
        if self._given:
            yield f"{counted(self._given, 'session')} without a length: {minutes} each (`minutes`)."
