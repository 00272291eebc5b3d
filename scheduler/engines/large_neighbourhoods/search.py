"""Adaptive large neighbourhood search (Shaw 1998, Ropke and Pisinger 2006): free sessions, place them anew.

It goes on from the best schedule that anybody has found, and tells of each better one at once.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from random import Random

from scheduler.engines.budget import Budget
from scheduler.engines.counting import Counter
from scheduler.engines.interruption import UnfinishedError
from scheduler.engines.large_neighbourhoods.neighbourhoods import CHOICES, Draw, Standing
from scheduler.engines.large_neighbourhoods.repair import Repair
from scheduler.engines.large_neighbourhoods.room_permutations import Rooms, Sessions, permuted
from scheduler.engines.large_neighbourhoods.structure import Structure
from scheduler.engines.large_neighbourhoods.weights import Weights
from scheduler.engines.model import Places
from scheduler.engines.phases import Task
from scheduler.restrictions import sessions_of

MOMENT = 2.0
"""Seconds that a repair may take."""
COUNTING = 5e-5
"""Nominal seconds to count what a session costs."""
ROOMS = ("rooms of a time", "whole rooms")
"""Neighbourhoods in which all sessions keep their times."""
WIDER = 3
"""So many times as many sessions are freed if only their rooms are."""


class LargeNeighbourhoods:
    """A search of large neighbourhoods, and what it has learnt."""

    def __init__(self, task: Task, seed: int) -> None:
        self._task, self._model = task, task.model
        self._chance = Random(seed)  # noqa: S311 - nothing is secret
        self._structure = Structure(task.model)
        self._repair = Repair(task.model, seed)
        self._counter = Counter(task.model.problem)
        self._weights = Weights((*CHOICES, *ROOMS), len(self._structure.leaders))
        self._places: Places = ()
        self._standing: Standing | None = None
        self._gained = 0
        """By how much less what the last step has found costs."""
        self._permutations: Iterator[tuple[Sessions, Rooms]] = iter(())
        """Those of whole rooms that are left to try around the schedule."""

    def search(self, budget: Budget, seconds: float, until: Callable[[], bool]) -> int:
        """Search around the incumbent for about so many seconds, or until `until` says so.

        Returns by how much less what it has found costs.
        """
        state, gained, end = self._task.state, 0, budget.used + seconds

        # Work is counted once it is done: what it comes to must not end a repair at a chance moment.
        def over() -> bool:
            spent = budget.is_spent or budget.interrupted
            return spent or until() or state.proved or state.closed

        while state.places is not None and budget.used < end and not (budget.over or over()):
            if state.places is not self._places:
                self._take(state.places)
            with suppress(UnfinishedError):
                gained += self._step(budget, over)
        return gained

    def _take(self, places: Places) -> None:
        """Go on from a schedule."""
        costs = []
        for priced, amount in self._counter.amounts(self._model.schedule(places)):
            numbers = [self._model.numbers[name] for name in sessions_of(priced.restriction)]
            if priced.price:
                costs.append((priced.price * amount, self._structure.leading(numbers)))
        structure = self._structure
        starts, rooms = structure.starts(places), structure.rooms(places)
        self._places, self._standing = places, Standing(starts, rooms, costs)
        self._permutations = permuted(self._model, starts, rooms)

    def _step(self, budget: Budget, over: Callable[[], bool]) -> int:
        """Try one neighbourhood, and return by how much less what it has found costs."""
        position = self._weights.draw(self._chance)
        name, size = self._weights.names[position], self._weights.size(position)
        used, self._gained = budget.used, 0
        budget.spend(COUNTING * len(self._places))
        optimal = True
        if name == "whole rooms":
            self._permute()
        else:
            optimal = self._free(name, size, budget, over)
        gain = float(self._gained > 0)
        self._weights.learn(position, gain=gain, work=budget.used - used, optimal=optimal)
        return self._gained

    def _free(self, name: str, size: int, budget: Budget, over: Callable[[], bool]) -> bool:
        """Free sessions, place them anew, and tell whether they are proved to be placed best."""
        assert self._standing is not None  # noqa: S101 - a schedule has been taken
        rooms_alone = name in ROOMS
        choice = CHOICES["time" if rooms_alone else name]
        size = WIDER * size if rooms_alone else size
        chosen = choice(Draw(self._structure, self._standing, self._chance, size))[:size]
        free = self._structure.with_followers(chosen)
        part = budget.share(min(1.0, MOMENT / budget.seconds))
        optimal, places = self._repair.place(
            self._places, free, part, over, at_their_times=rooms_alone
        )
        if places is not None and places != self._places:
            self._found(places, self._task.objective.counted(places))
        return optimal

    def _found(self, places: Places, penalty: int) -> None:
        """Tell of a schedule, and note by how much less it costs than the incumbent."""
        state = self._task.state
        if state.penalty is not None:
            self._gained += max(0, state.penalty - penalty)
        state.found(places, penalty)

    def _permute(self) -> None:
        """Let whole rooms change places in one stretch of time."""
        for sessions, others in self._permutations:
            assert self._standing is not None  # noqa: S101 - there is one where there are permutations
            rooms = self._standing.rooms.copy()
            rooms[sessions] = others
            places = self._with_rooms(rooms)
            if places is not None:
                penalty, broken = self._task.objective.count(places)
                if not broken:
                    self._found(places, penalty)
                return

    def _with_rooms(self, rooms: Rooms) -> Places | None:
        """Return the places in other rooms; None if a session has no such place."""
        places = []
        pairs = zip(self._structure.domains, self._places, rooms.tolist(), strict=True)
        for domain, (start, _), room in pairs:
            position = domain.room_positions.get(room)
            if position is None or not domain.allowed[start, position]:
                return None
            places.append((start, position))
        return places
