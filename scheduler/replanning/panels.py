"""Panels of a published programme, as restrictions on how many change and who sits on them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from scheduler.restrictions import LoadQuota, Present, Priced, Problem, Unary, Unfit, Worst
from scheduler.rules import with_seats
from scheduler.schedule import Schedule

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
