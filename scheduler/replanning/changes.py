"""Changes of a published programme: what each costs, and what is not to change."""

from dataclasses import dataclass
from functools import cached_property

from scheduler.catalogue import HARD, OFF, RULES
from scheduler.engines.nearness import Nearness
from scheduler.instance import Instance, price_of
from scheduler.restrictions import Problem
from scheduler.rules import with_seats
from scheduler.rules.common import affected
from scheduler.schedule import Schedule


@dataclass(frozen=True)
class Changes(Nearness):
    """How changes are counted: first their number, then the panels on which others sit, then people affected.

    The harm of a change is that of the people affected, times the weight of a moved start or of a changed
    room. Seats on panels are followers, and no changes; whoever gets a seat or loses it is harmed.
    """

    instance: Instance
    published: Schedule

    @classmethod
    def of(cls, instance: Instance, problem: Problem, published: Schedule) -> "Changes":
        """Return the changes of a programme, given the problem of the instance."""
        return cls(problem, with_seats(published), instance, published)

    @cached_property
    def representable(self) -> frozenset[str]:
        """Sessions that were published for a start and a room that there still are."""
        starts, rooms = frozenset(self.problem.starts), frozenset(self.problem.rooms)
        places = self.near.by_session
        return frozenset(
            name
            for name in self.planned
            if places[name].start in starts and places[name].room in rooms
        )

    def harm_of(self, name: str) -> tuple[int, int]:
        """Return what the people affected cost, if a start is moved and if a room is changed."""
        session = self.problem.followers.get(name, name)
        moved, changed = (self._price(rule, session) for rule in ("session_moved", "room_changed"))
        if session != name:
            return moved, moved
        planned = self.published.by_session.get(name)
        seated = () if planned is None else planned.seated
        people = affected(self.instance, self.instance.session_by_id[name], seated)
        return people * moved, people * changed

    def _price(self, rule: str, session: str) -> int:
        level = self.instance.level(rule, session)
        return price_of(RULES[rule].default if level in (HARD, OFF) else level) or 1
