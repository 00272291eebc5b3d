"""Seats mended one by one: a steepest descent on what is forbidden, from panels as they were published.

A search that looks for any programme first seats whoever fits. This begins with those who sat there, and
takes the step after which least is forbidden, and of these one that changes the fewest panels and people: a
seat that has a part in what is forbidden is given or taken, alone or with another one of its panel in return.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from scheduler.engines.counting import Counter
from scheduler.replanning.panels import Panels
from scheduler.restrictions import Problem, sessions_of
from scheduler.schedule import Schedule

STEPS = 12
"""Steps at most: each mends something."""

Seats = frozenset[str]


@dataclass(frozen=True)
class SeatDescent:
    """Sessions at their places, and who may sit on their panels."""

    problem: Problem
    panels: Panels
    where: Schedule
    """A schedule of the problem, with seats: those of sessions that were not published are kept."""

    def mended(self, over: Callable[[], bool]) -> Schedule | None:
        """Return the schedule with seats near to those published; None if anything is still forbidden."""
        seats = frozenset(s for s in self._free if s in self.panels.given)
        amount = self._amount(seats)
        for _ in range(STEPS):
            if not amount or over():
                break
            steps = ((*self._rank(each), sorted(each)) for each in self._steps(seats) if not over())
            best = min(steps, default=None)
            if best is None or best[0] >= amount:
                break
            amount, seats = best[0], frozenset(best[-1])
        return None if amount else self._schedule(seats)

    @cached_property
    def _free(self) -> Seats:
        """Seats of panels that were published and are held."""
        held = self.where.by_session
        return frozenset(
            seat for session, all_ in self.panels.seats.items() if session in held for seat in all_
        )

    @cached_property
    def _counter(self) -> Counter:
        """Counts what is forbidden about seats."""
        priced = tuple(
            each
            for each in self.problem.priced
            if each.price is None and not self._free.isdisjoint(sessions_of(each.restriction))
        )
        return Counter(replace(self.problem, priced=priced))

    def _amount(self, seats: Seats) -> int:
        return sum(amount for _, amount in self._counter.amounts(self._schedule(seats)))

    def _rank(self, seats: Seats) -> tuple[int, int, int]:
        """Return what is forbidden with some seats given, on how many panels others sit, and how many."""
        other = (seats ^ self.panels.given) & self._free
        return (
            self._amount(seats),
            len({self.problem.followers[seat] for seat in other}),
            len(other),
        )

    def _steps(self, seats: Seats) -> Iterator[Seats]:
        """Yield the seats after each step that may mend anything."""
        found = self._counter.amounts(self._schedule(seats))
        named = {s for each, amount in found if amount for s in sessions_of(each.restriction)}
        for seat in sorted(named & self._free):
            flipped = seats ^ {seat}
            yield flipped
            panel = self.panels.seats[self.problem.followers[seat]]
            yield from (
                flipped ^ {s} for s in panel if s != seat and (s in seats) != (seat in seats)
            )

    def _schedule(self, seats: Seats) -> Schedule:
        leaders = self.problem.followers
        kept = [each for each in self.where.assignments if each.session not in self._free]
        places = self.where.by_session
        given = (replace(places[leaders[seat]], session=seat) for seat in seats)
        return self.where.with_places((*kept, *given))
