"""Ejection chains: displaced sessions move to good slots, one after the other; ranked."""

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from scheduler.desk.outcomes import Outcome, rearranged
from scheduler.desk.steps import DeskState
from scheduler.engines.price_board import PriceTable, best_places
from scheduler.schedule import Assignment, Schedule

DEEPEST = 3
"""Most other sessions that move in a chain."""
MANY = 16
"""Most sessions that the greedy pass moves to the best free slot."""
BRANCHES = 4
"""Slots that are tried for each session."""
MOST = 4
"""Most chains that are returned."""


@dataclass
class Chains:
    """A search for ejection chains, the shortest and cheapest first."""

    table: Callable[[DeskState, Schedule, str], PriceTable]
    """Prices all slots of a session in a programme of a desk."""
    outcome: Outcome
    """The outcome of the change if all others stay."""
    until: float
    """When it ends, by `time.monotonic`."""
    tries: int | None = None
    """Programmes that are looked at, at most; None for as many as there is time for."""
    found: list[Outcome] = field(default_factory=list)
    _seen: set[frozenset[Assignment]] = field(default_factory=set)

    def search(self, told: Callable[[Sequence[Outcome]], None]) -> None:
        """Search for chains by length; call `told` with the best ones after each new one."""
        self._one_by_one()
        if self.found:
            told(self.found)
        rows: list[tuple[Outcome, tuple[Assignment, ...]]] = [(self.outcome, ())]
        is_hopeless = bool(self.found) and len(self.outcome.displaced) > DEEPEST
        for _ in range(0 if is_hopeless else DEEPEST):
            longer = []
            for outcome, moved in rows:
                for each, places in self._steps(outcome, moved):
                    if self._is_over():
                        return
                    longer.append((each, places))
                    if not each.consequences.broken:
                        self._keep(each)
                        told(self.found)
            # Those that break least go on first.
            rows = sorted(longer, key=lambda row: _broken(row[0]))
            rows = [row for row in rows if row[0].consequences.broken][: 2 * BRANCHES]
            if any(len(each.others) <= DEEPEST for each in self.found):
                return

    def _one_by_one(self) -> None:
        """Move each displaced session to its best free slot, one after the other."""
        outcome, places = self.outcome, list[Assignment]()
        while outcome.consequences.broken and len(places) < MANY and not self._is_over():
            gone = {each.session for each in places}
            place = next(self._first_places(outcome, gone), None)
            if place is None:
                return
            places.append(place)
            outcome = rearranged(self.outcome, places)
            self._seen.add(frozenset(places))
        if places and not outcome.consequences.broken:
            self._keep(outcome)

    def _first_places(self, outcome: Outcome, gone: Collection[str]) -> Iterator[Assignment]:
        for here in _movable(outcome, outcome.displaced, gone):
            yield from islice(self._best(outcome, here), 1)

    def _steps(
        self, outcome: Outcome, moved: tuple[Assignment, ...]
    ) -> Iterator[tuple[Outcome, tuple[Assignment, ...]]]:
        """Yield the outcomes of moving one more displaced session."""
        gone = {each.session for each in moved}
        for here in _movable(outcome, outcome.displaced[:BRANCHES], gone):
            for place in self._best(outcome, here):
                places = (*moved, place)
                if frozenset(places) not in self._seen:
                    self._seen.add(frozenset(places))
                    yield rearranged(self.outcome, places), places

    def _best(self, outcome: Outcome, here: Assignment) -> Iterator[Assignment]:
        """Yield the best slots of a session at different times, if no other session moves."""
        table = self.table(self.outcome.desk, outcome.schedule, here.session)
        most, _ = table.at(here.start, here.room)
        for row, column in best_places(table.forbidden, table.penalty, BRANCHES):
            if table.forbidden[row, column] < most:
                yield replace(here, start=table.starts[row], room=table.rooms[column])

    def _is_over(self) -> bool:
        spent = self.tries is not None and len(self._seen) > self.tries
        return spent or time.monotonic() > self.until

    def _keep(self, outcome: Outcome) -> None:
        self.found = sorted((*self.found, outcome), key=lambda each: each.touched)[:MOST]


def _movable(
    outcome: Outcome, sessions: Iterable[str], gone: Collection[str]
) -> Iterator[Assignment]:
    """Yield the present slots of sessions that can move: scheduled, not pinned, not moved yet."""
    for each in sessions:
        here = outcome.schedule.by_session.get(each)
        pinned = outcome.instance.session_by_id[each].pin is not None
        if each not in gone and here is not None and not pinned:
            yield here


def _broken(outcome: Outcome) -> tuple[int, int]:
    return outcome.broken, outcome.difference
