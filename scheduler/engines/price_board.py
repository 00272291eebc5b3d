"""A board that prices every place of a session and moves sessions quickly."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.annealing.prices import BITS
from scheduler.engines.annealing.search import Annealer
from scheduler.engines.domains import Domain
from scheduler.engines.model import Model, prepared
from scheduler.restrictions import Priced, Problem
from scheduler.schedule import Schedule

Table = NDArray[np.int64]


@dataclass(frozen=True)
class PriceTable:
    """The price of each place of a session beside all others, up to a constant."""

    starts: Sequence[datetime]
    rooms: Sequence[str]
    forbidden: Table
    """Weighted amounts of violations; (starts, rooms)."""
    penalty: Table
    """Penalties in thousandths; (starts, rooms)."""
    absent: tuple[int, int]
    """The same if the session is absent."""

    def at(self, start: datetime, room: str) -> tuple[int, int]:
        """Return the hard and soft price of a place."""
        row, column = self.row_of[start], self.column_of[room]
        return int(self.forbidden[row, column]), int(self.penalty[row, column])

    @property
    def best(self) -> Iterator[tuple[datetime, str]]:
        """All best places, in order of start and room."""
        least = self.forbidden == self.forbidden.min()
        cheapest = least & (self.penalty == self.penalty[least].min())
        for row, column in np.argwhere(cheapest).tolist():
            yield self.starts[row], self.rooms[column]

    @cached_property
    def row_of(self) -> Mapping[datetime, int]:
        """Position of each start."""
        return {start: row for row, start in enumerate(self.starts)}

    @cached_property
    def column_of(self) -> Mapping[str, int]:
        """Position of each room."""
        return {room: column for column, room in enumerate(self.rooms)}


def best_places(forbidden: Table, penalty: Table, number: int) -> Iterator[tuple[int, int]]:
    """Yield the best places at so many different starts, the best first: rows and columns of the tables."""
    columns = np.lexsort((penalty, forbidden))[:, 0]
    rows = np.arange(len(columns))
    order = np.lexsort((rows, penalty[rows, columns], forbidden[rows, columns]))
    for row in order[:number].tolist():
        yield row, int(columns[row])


class PriceBoard:
    """Prices all places of one session after another, in a schedule that changes little by little."""

    def __init__(self, problem: Problem, schedule: Schedule, weight: Callable[[str], int]) -> None:
        """Make the board.

        Parameters
        ----------
        problem
            What to place, and what is asked; what is forbidden is counted.
        schedule
            Where sessions are; each start is one of the problem.
        weight
            What a unit of a rule weighs that is forbidden.
        """
        self._problem = problem
        self._followers = _by_leader(problem)
        free = (each for each in problem.priced if each.price is not None)
        bound = (
            replace(each, price=weight(each.rule)) for each in problem.priced if each.price is None
        )
        self._free, self._bound = (_Side(problem, some, schedule) for some in (free, bound))
        self._sides = (self._bound, self._free)

    def knows(self, schedule: Schedule) -> bool:
        """Return True if the starts of a schedule are among those that are priced."""
        starts = {*self._problem.starts}
        return all(each.start in starts for each in schedule.assignments)

    def along(self, schedule: Schedule, session: str) -> tuple[str, ...]:
        """Return a session, and those that follow it and are held."""
        held = schedule.by_session
        return (session, *(each for each in self._followers.get(session, ()) if each in held))

    def moved(self, schedule: Schedule, session: str, start: datetime, room: str) -> Schedule:
        """Return a schedule with a session elsewhere, with those that follow it, all others staying."""
        along = self.along(schedule, session)
        return schedule.with_places(
            replace(each, start=start, room=room) if each.session in along else each
            for each in schedule.assignments
        )

    def _without(self, schedule: Schedule, session: str) -> tuple[Schedule, Sequence[str]]:
        """Return a schedule without a session and what comes along with it, and what that is."""
        movers = self.along(schedule, session)
        kept = (each for each in schedule.assignments if each.session not in movers)
        return schedule.with_places(kept), movers[1:]

    def prices(self, schedule: Schedule, session: str) -> PriceTable:
        """Return what each place of a session comes to; those that follow it and are held come along."""
        others, along = self._without(schedule, session)
        forbidden, penalty = (side.together(others, session, along) for side in self._sides)
        problem = self._problem
        return PriceTable(
            problem.starts,
            problem.rooms,
            forbidden[0],
            penalty[0],
            (forbidden[1], penalty[1]),
        )


def _by_leader(problem: Problem) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for follower, leader in problem.followers.items():
        found.setdefault(leader, []).append(follower)
    return found


class _Side:
    """Prices of violations alone, or of soft rules alone, so that sums are exact."""

    def __init__(self, problem: Problem, priced: Iterable[Priced], schedule: Schedule) -> None:
        self._model = _model_of(problem, priced)
        self._domains: Sequence[Domain] = [*self._model.domains.values()]
        self._annealer = Annealer(self._model, 0, self._places(schedule))
        self._now = schedule

    def put(self, schedule: Schedule) -> None:
        if schedule is not self._now:
            self._annealer.reset(self._places(schedule))
            self._now = schedule

    def prices(self, session: str) -> tuple[Table, int]:
        """Return the price of each place of a session, (starts, rooms), and that of none."""
        number = self._model.numbers[session]
        domain = self._domains[number]
        forbidden, rest = self._annealer.prices(number)
        whole = (forbidden << BITS) + rest
        table = whole.reshape(len(domain.rooms), len(domain.starts)).T
        return table[:-1, :-1], int(table[-1, -1])

    def together(self, others: Schedule, session: str, along: Sequence[str]) -> tuple[Table, int]:
        """Return the same of a session and of those that come along, beside some others."""
        self.put(others)
        table, nowhere = self.prices(session)
        for each in along:
            table = table + self.prices(each)[0]
        return table, nowhere

    def _places(self, schedule: Schedule) -> list[tuple[int, int]]:
        """Return positions of start and room; all domains have all starts and rooms, and absence last."""
        model, placed = self._model, schedule.by_session
        away = len(model.problem.starts), len(model.problem.rooms)
        return [
            away
            if (place := placed.get(name)) is None
            else (self._rows[place.start], model.room_numbers[place.room])
            for name in model.domains
        ]

    @cached_property
    def _rows(self) -> Mapping[datetime, int]:
        return {start: row for row, start in enumerate(self._model.problem.starts)}


def _model_of(problem: Problem, priced: Iterable[Priced]) -> Model:
    """Return a model in which sessions may have any slot or be absent, at the price of broken rules."""
    return prepared(
        replace(
            problem,
            priced=tuple(priced),
            optional=frozenset(problem.durations),
            followers={},
        )
    )
