"""Changes of a published programme, as restrictions: what each costs, and what is not to change."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from scheduler.catalogue import HARD, OFF, RULES
from scheduler.engines.nearness import elsewhere
from scheduler.instance import Instance, price_of
from scheduler.restrictions import LoadQuota, Present, Priced, Problem, Unary, Unfit, Worst
from scheduler.rules import with_seats
from scheduler.rules.common import affected
from scheduler.schedule import Assignment, Schedule

RESEATED = "reseated"
"""Stands for a rule where it is paid for that others sit on a panel, or forbidden that more do."""


@dataclass(frozen=True)
class Panels:
    """The panels of sessions that were published; those of others are all new."""

    problem: Problem
    published: Schedule

    @cached_property
    def seats(self) -> Mapping[str, tuple[str, ...]]:
        """Seats of each panel, by its session."""
        found: dict[str, list[str]] = {}
        for seat, session in self.problem.followers.items():
            if session in self.published.by_session:
                found.setdefault(session, []).append(seat)
        return {session: tuple(seats) for session, seats in found.items()}

    @cached_property
    def given(self) -> frozenset[str]:
        """Seats that were published as given."""
        return self._given_in(self.published)

    def reseated(self, schedule: Schedule) -> frozenset[str]:
        """Return the seats that are given and were not, and those that were given and are not."""
        return self.given ^ self._given_in(schedule)

    def changed(self, schedule: Schedule) -> frozenset[str]:
        """Return the sessions of the panels on which others sit."""
        return frozenset(self.problem.followers[seat] for seat in self.reseated(schedule))

    def other(self, seat: str) -> Unary:
        """Return what counts 1 if a seat is given and was not, or was given and is not."""
        return Present(seat, seat) if seat in self.given else Unfit(seat, seat, None)

    def priced(self, price: int) -> Iterator[Priced]:
        """Yield what each panel costs on which others sit, however many they are."""
        for session, seats in self.seats.items():
            yield Priced(RESEATED, Worst(session, tuple((self.other(s),) for s in seats)), price)

    def held(self, schedule: Schedule) -> Iterator[Priced]:
        """Yield what keeps panels as they were published that a schedule leaves so.

        On no other one more people get a seat or lose it.
        """
        changed, reseated = self.changed(schedule), self.reseated(schedule)
        for session, seats in self.seats.items():
            if session not in changed:
                yield from (Priced(RESEATED, self.other(seat), None) for seat in seats)
                continue
            number = sum(seat in reseated for seat in seats)
            yield Priced(RESEATED, self._at_most(session, seats, number), None)

    def _at_most(self, session: str, seats: tuple[str, ...], number: int) -> LoadQuota:
        """Return what asks that at most so many get a seat or lose it: ``got + given - kept <= number``."""
        given = sum(seat in self.given for seat in seats)
        loads = {seat: -1 if seat in self.given else 1 for seat in seats}
        if number >= given:
            return LoadQuota(session, loads, None, at_most=number - given)
        outweighed = {seat: -load for seat, load in loads.items()}
        return LoadQuota(session, outweighed, None, at_least=given - number)

    def _given_in(self, schedule: Schedule) -> frozenset[str]:
        placed = with_seats(schedule).by_session
        return frozenset(s for seats in self.seats.values() for s in seats if s in placed)


CHANGED = "changed"
"""Stands for a rule where the number of changes is what is paid for."""
_RULES = ("session_moved", "room_changed")
HELD = "held"
"""Stands for a rule where a session is not to change at all."""


@dataclass(frozen=True)
class Changes:
    """How changes are counted: first their number, then the panels on which others sit, then people affected.

    A change costs `unit`, and beside that its harm: the people affected, times the weight of a moved
    start or of a changed room. Seats on panels are no changes: a panel on which others sit costs
    `panel_unit`, and whoever gets a seat or loses it is harmed. All harm together is less than the unit of
    a panel, and panels and harm together are less than a unit, so that ``penalty // unit`` is the number of
    changes.
    """

    instance: Instance
    problem: Problem
    """The problem of the instance."""
    published: Schedule

    @cached_property
    def planned(self) -> tuple[Assignment, ...]:
        """What was published of sessions that the conference still has."""
        known = self.instance.session_by_id
        return tuple(each for each in self.published.assignments if each.session in known)

    @cached_property
    def representable(self) -> frozenset[str]:
        """Sessions that were published for a start and a room that there still are."""
        rooms = frozenset(self.problem.rooms)
        known = (each for each in self.planned if each.start in self._starts and each.room in rooms)
        return frozenset(each.session for each in known)

    @cached_property
    def added(self) -> tuple[str, ...]:
        """Sessions that may be absent and were not published: to hold one is a change."""
        planned = {each.session for each in self.planned}
        return tuple(
            each for each in self.problem.durations if each in self.problem.optional - planned
        )

    @cached_property
    def new(self) -> frozenset[str]:
        """Sessions that have to take place and were not published: where they are is no change."""
        planned = {each.session for each in self.planned}
        return frozenset(self.problem.durations) - self.problem.omissible - planned

    @cached_property
    def panels(self) -> Panels:
        """The panels that were published."""
        return Panels(self.problem, self.published)

    @cached_property
    def panel_unit(self) -> int:
        """Price of a panel on which others sit, beside the harm."""
        sessions = (*(each.session for each in self.planned), *self.added)
        seats = sum(map(self._reseated, self.problem.followers))
        return 1 + seats + sum(max(self._harm(session)) for session in sessions)

    @cached_property
    def unit(self) -> int:
        """Price of a change, beside the rest."""
        return self.panel_unit * (1 + len(self.panels.seats))

    def _reseated(self, seat: str) -> int:
        """Return what it costs that one person gets a seat, or loses it; nothing where all is new."""
        session = self.problem.followers[seat]
        if session not in self.published.by_session:
            return 0
        return _price(self.instance, _RULES[0], session)

    def _harm(self, session: str) -> tuple[int, int]:
        """Return what the people affected cost, if a start is moved and if a room is changed."""
        planned = self.published.by_session.get(session)
        seated = () if planned is None else planned.seated
        people = affected(self.instance, self.instance.session_by_id[session], seated)
        moved, changed = (_price(self.instance, rule, session) for rule in _RULES)
        return people * moved, people * changed

    def harm(self, schedule: Schedule) -> int:
        """Return what the people affected by all changes cost, in thousandths."""
        places, total = schedule.by_session, 0
        for each in self.planned:
            place, (moved, changed) = places.get(each.session), self._harm(each.session)
            if place is None or place.start != each.start:
                total += moved
            elif place.room != each.room:
                total += changed
        total += sum(map(self._reseated, self.panels.reseated(schedule)))
        return total + sum(self._harm(session)[0] for session in self.added if session in places)

    def priced(self) -> Iterator[Priced]:
        """Yield what each change costs; to drop a session, or to add one, costs as much as to move it.

        Another person on a panel is no change by itself, and costs what a panel does, and its harm.
        """
        for name, each in self._elsewhere():
            moved, changed = self._harm(name)
            is_room = isinstance(each, Unfit) and each.amounts is not None
            yield Priced(CHANGED, each, self.unit + (changed if is_room else moved))
        yield from self.panels.priced(self.panel_unit)
        for seats in self.panels.seats.values():
            for seat in seats:
                yield Priced(CHANGED, self.panels.other(seat), self._reseated(seat))

    def price(self, schedule: Schedule) -> int:
        """Return what a schedule costs by all of that; less is gentler."""
        changed, panels = self.changed(schedule), self.panels.changed(schedule)
        return self.unit * len(changed) + self.panel_unit * len(panels) + self.harm(schedule)

    def held(self, free: Set[str]) -> Iterator[Priced]:
        """Yield what keeps every session where it was published, but those that are free."""
        yield from (
            Priced(HELD, each, None) for name, each in self._elsewhere() if name not in free
        )

    def _elsewhere(self) -> Iterator[tuple[str, Unary]]:
        """Yield what each session counts that is not where it was published, or that is added."""
        for name in (*(each.session for each in self.planned), *self.added):
            place = self.published.by_session.get(name)
            yield from ((name, each) for each in elsewhere(self.problem, name, place))

    @cached_property
    def _starts(self) -> frozenset[datetime]:
        return frozenset(self.problem.starts)

    def changed(self, schedule: Schedule) -> frozenset[str]:
        """Return the sessions that have another start or room than published, or are dropped or added."""
        places = schedule.by_session
        elsewhere = (
            each.session
            for each in self.planned
            if (place := places.get(each.session)) is None
            or (place.start, place.room) != (each.start, each.room)
        )
        return frozenset([*elsewhere, *(name for name in self.added if name in places)])


def _price(instance: Instance, rule: str, session: str) -> int:
    level = instance.level(rule, session)
    return price_of(RULES[rule].default if level in (HARD, OFF) else level) or 1
