"""Room for a change: the fewest other moves after which it breaks no hard rule.

Ejection chains come first, and the exact search starts from the best of them.
"""

import math
import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice

from scheduler.desk.outcomes import Outcome, granted, rearranged, resettled, with_room
from scheduler.desk.prices import Pricing
from scheduler.desk.steps import DeskState
from scheduler.engines.compilation.compiler import await_kernels
from scheduler.engines.price_board import PriceTable, best_places
from scheduler.instance import Instance, latest, remade, sessions_for
from scheduler.processes import Call, here
from scheduler.progress import Watch, nobody
from scheduler.replanning import Replan, replan
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
            rows = sorted(longer, key=lambda row: (row[0].broken, row[0].difference))
            rows = [row for row in rows if row[0].consequences.broken][: 2 * BRANCHES]
            if any(len(each.others) <= DEEPEST for each in self.found):
                return

    def _one_by_one(self) -> None:
        """Move each displaced session to its best free slot, one after the other."""
        outcome, places = self.outcome, list[Assignment]()
        while outcome.consequences.broken and len(places) < MANY and not self._is_over():
            gone = {each.session for each in places}
            movable = _movable(outcome, outcome.displaced, gone)
            firsts = (place for each in movable for place in islice(self._best(outcome, each), 1))
            place = next(firsts, None)
            if place is None:
                return
            places.append(place)
            outcome = rearranged(self.outcome, places)
            self._seen.add(frozenset(places))
        if places and not outcome.consequences.broken:
            self._keep(outcome)

    def _steps(
        self, outcome: Outcome, moved: tuple[Assignment, ...]
    ) -> Iterator[tuple[Outcome, tuple[Assignment, ...]]]:
        """Yield the outcomes of moving one more displaced session."""
        gone = {each.session for each in moved}
        for present in _movable(outcome, outcome.displaced[:BRANCHES], gone):
            for place in self._best(outcome, present):
                places = (*moved, place)
                if frozenset(places) not in self._seen:
                    self._seen.add(frozenset(places))
                    yield rearranged(self.outcome, places), places

    def _best(self, outcome: Outcome, present: Assignment) -> Iterator[Assignment]:
        """Yield the best slots of a session at different times, if no other session moves."""
        table = self.table(self.outcome.desk, outcome.schedule, present.session)
        most, _ = table.at(present.start, present.room)
        for row, column in best_places(table.forbidden, table.penalty, BRANCHES):
            if table.forbidden[row, column] < most:
                yield replace(present, start=table.starts[row], room=table.rooms[column])

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
        place = outcome.schedule.by_session.get(each)
        pinned = outcome.instance.session_by_id[each].pin is not None
        if each not in gone and place is not None and not pinned:
            yield place


QUICK = 0.2
"""Share of the time for ejection chains, before the exact search."""
TRIES = 40
"""Programmes that are tried instead with one worker."""
PASSES = 3
"""Most passes in which moved sessions go to their best slots."""
HELD = 0.7
"""Share of the remaining time in which all optional sessions stay scheduled."""


def make_room(
    outcome: Outcome,
    *,
    known: Sequence[Outcome] | None = None,
    time_limit: float = 10.0,
    seed: int = 0,
    workers: int = 1,
    watch: Watch = nobody,
    stop: threading.Event | None = None,
    call: Call = here,
) -> Outcome:
    """Search for the fewest and cheapest moves after which a change breaks no hard rule.

    Optional sessions that are held stay held. Only where nothing else is found others are left out, and what
    the change is about never is.

    Parameters
    ----------
    outcome
        The outcome of the change if all others stay.
    known
        Ways that were found before: the search is for a better one. None: they are looked for first.
    time_limit
        Seconds of search, positive; with one worker, an amount of work that takes about as long.
    seed
        Equal seeds give equal searches, with one worker.
    workers
        Threads, at least one.
    watch
        Called with progress, from any thread; a function of a module, if it is called in another process.
    stop
        Ends the search when it is set.
    call
        Carries it out: in this thread, or in a process.

    Returns
    -------
    Outcome
        With those moves; `made` says what is proved. If no way was found, all others stay in it.
    """
    stop, pricing = stop or threading.Event(), Pricing()
    if known is None:
        await_kernels(watch, stop.is_set)
    began = time.perf_counter()
    if known is None:
        known = _quickly(outcome, pricing, QUICK * time_limit, workers)

    def left() -> float:
        """Return the seconds that are left; with one worker they do not depend on the clock."""
        passed = 0.0 if workers == 1 else time.perf_counter() - began
        return max(time_limit - passed, (1.0 - HELD) * time_limit)

    def searched(held: Collection[str], share: float, known: Sequence[Outcome]) -> Replan:
        start = min(known, key=lambda each: each.touched).schedule if known else None
        search = partial(call, replan, instance=_holding(outcome.sought, held), published=begin)
        search = partial(search, start=start, seed=seed, workers=workers, watch=watch, stop=stop)
        return search(time_limit=share * left())

    begin = outcome.desk.schedule if outcome.change.sought is not None else outcome.schedule
    optional, about = _optional(outcome), _about(outcome)
    others = not about.issuperset(optional)
    found = searched(optional, HELD if others and not known else 1.0, known)
    holds = others and found.solution.schedule is not None
    if others and not holds and not stop.is_set():
        share = 1.0 - HELD if workers == 1 else 1.0
        found = searched(about.intersection(optional), share, ())
    return _settled(replace(with_room(outcome, found), holds=holds), pricing)


def _settled(roomy: Outcome, pricing: Pricing) -> Outcome:
    """Return an outcome with each moved session in its best slot; no further session moves.

    A search that runs out of time has found the fewest moves, and not yet the best of them. Of slots that
    are equally good it finds any, and not the same one each time.
    """
    if roomy.made is None or roomy.made.solution.schedule is None:
        return roomy
    after = granted(roomy.desk, roomy)
    sessions = roomy.instance.session_by_id
    free = [
        each.session
        for each in roomy.moves
        if each.after is not None and sessions[each.session].pin is None
    ]
    best = roomy
    for _ in range(PASSES):
        before = best
        for session in free:
            best = _bettered(best, session, pricing.table(after, best.schedule, session))
        if best is before:
            break
    return best


def _bettered(roomy: Outcome, session: str, table: PriceTable) -> Outcome:
    """Return an outcome with one session in its best slot, of equal ones the nearest to its old one."""
    here, was = roomy.schedule.by_session[session], roomy.desk.schedule.by_session.get(session)
    best = [replace(here, start=start, room=room) for start, room in table.best]
    place = min(best, key=lambda each: _distance(was, each))
    if place == here:
        return roomy
    found = resettled(roomy, roomy.schedule.with_place(place))
    return found if found.evaluation.measure <= roomy.evaluation.measure else roomy


def _distance(was: Assignment | None, place: Assignment) -> tuple[object, ...]:
    if was is None:
        return place.start, place.room
    away = abs(place.start - was.start)
    return place.start != was.start, place.room != was.room, away, place.start, place.room


def _quickly(outcome: Outcome, pricing: Pricing, seconds: float, workers: int) -> Sequence[Outcome]:
    """Search for ejection chains after the change; no session is left out."""
    after = granted(outcome.desk, outcome)
    pricing.warm(after)

    def table(_desk: DeskState, schedule: Schedule, session: str) -> PriceTable:
        return pricing.table(after, schedule, session)

    is_counted = workers == 1
    until = math.inf if is_counted else time.monotonic() + seconds
    tries = TRIES if is_counted else None
    chains = Chains(table, outcome, until, tries)
    chains.search(lambda _: None)
    return chains.found


@latest
def demanded(outcome: Outcome) -> Instance:
    """Return the instance for which room is searched; sessions of the change are required in it."""
    return _holding(outcome.sought, _about(outcome).intersection(_optional(outcome)))


def _optional(outcome: Outcome) -> list[str]:
    sessions = outcome.instance.session_by_id
    held = (each.session for each in outcome.schedule.assignments)
    return [each for each in held if sessions[each].optional]


def _about(outcome: Outcome) -> set[str]:
    facts = changed(outcome.desk.instance, outcome.instance)
    return {session for _, session, _ in facts}.union(outcome.change.about)


def changed(before: Instance, after: Instance) -> set[tuple[str, str, str]]:
    """Return the changed fields of sessions without pins, as table, id and field."""
    known = before.session_by_id
    return {
        ("sessions", each.id, field)
        for each in after.sessions
        if each.id in known and each is not known[each.id]
        for field in type(each).model_fields
        if field != "pin" and getattr(each, field) != getattr(known[each.id], field)
    }


def _holding(instance: Instance, held: Collection[str]) -> Instance:
    """Return an instance in which some optional sessions have to take place.

    Items that no session may take any more may be left out: no room would ever be found otherwise.
    """
    some = frozenset(held)
    lost = {each.id for each in instance.items if each.is_open and not sessions_for(instance, each)}
    if not some and not lost:
        return instance
    rows = (remade(each, optional=False) if each.id in some else each for each in instance.sessions)
    items = (remade(each, optional=True) if each.id in lost else each for each in instance.items)
    return remade(instance, sessions=tuple(rows), items=tuple(items))
