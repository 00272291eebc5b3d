"""Background searches of a desk: room for a change, better programmes, conflicts."""

import itertools
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from scheduler.desk import (
    Chains,
    DeskState,
    LiveDesk,
    Nearby,
    Outcome,
    Way,
    Worker,
    adopted,
    conflicts_of,
    conflicts_with,
    make_room,
    said_of_one,
    search_nearby,
    way_out,
)
from scheduler.errors import InputError, LackError, SchedulerError
from scheduler.instance import remade
from scheduler.phrases import say
from scheduler.solution import Status
from scheduler.sources import fingerprint
from scheduler.web.desk.answers import chain_row, conflicts_row, finding_row
from scheduler.web.desk.facts import Row

CHAINS = 1.5
"""Seconds for ejection chains, before the exact search."""
ROOM, ROOM_LONGER = 20.0, 60.0
"""Seconds of the exact search: the first and the longer one."""
WHY, LONGER = 10.0, 60.0
"""Seconds of the search for a conflict: the first and the longer one."""
WORKERS = 2
"""Threads of a search."""
NEAR = (1, 2, 3, 5, 8, 12, 20, 30, 45, 70)
"""Moves that each step of the slider allows; one more step has no limit."""


MOST = 12
"""Most findings that are shown of a programme that breaks least."""
OLD = say("The desk has changed since this result was found. Search again.")


class ProvedBounds:
    """Proved lower bounds by facts, for all desks of an instance; thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._by_facts: dict[str, int] = {}

    def learn(self, desk: DeskState, bound: int) -> None:
        """Store a lower bound for the facts of a desk."""
        facts = _facts(desk)
        with self._lock:
            self._by_facts[facts] = max(bound, self._by_facts.get(facts, bound))

    def of(self, desk: DeskState) -> int | None:
        """Return the best lower bound for the facts of a desk; None if unknown."""
        with self._lock:
            return self._by_facts.get(_facts(desk))


def _facts(desk: DeskState) -> str:
    return fingerprint(remade(desk.instance, name=desk.base.name))


@dataclass(frozen=True, slots=True)
class SearchResult:
    """A result that can be applied while the desk is in the same state."""

    number: str
    outcome: Outcome | None
    """The result; or the change that a conflict is about, which is applied with a way out."""
    programme: bool = False
    """Whether single moves can be applied."""
    ways: tuple[Way, ...] = ()
    """Ways out of a conflict that suffice together."""


class Searches:
    """The searches of one desk, at most one of each kind."""

    def __init__(
        self, live: LiveDesk, publish: Callable[[Row], None], bounds: ProvedBounds, worker: Worker
    ) -> None:
        self._live, self._publish, self._bounds = live, publish, bounds
        self._worker, self._why = worker, Worker()
        self._keys = map(str, itertools.count(1))
        self._found: dict[str, SearchResult] = {}
        self._stops: dict[str, threading.Event] = {}
        self._near = 0
        live.listeners.append(lambda _news: self._restarted())

    def room(self, number: str, outcome: Outcome, *, longer: bool = False) -> None:
        """Search for room for a change; results are sent to pages."""
        seconds = ROOM_LONGER if longer else ROOM
        search = partial(self._room, number, outcome, seconds=seconds)
        self._start("room", search)

    def beside(self, near: int) -> None:
        """Search for better programmes until stopped; restart after each change."""
        self._near = near
        self._start("solve", self._beside)

    def collide(self, *, longer: bool = False, change: tuple[str, Outcome] | None = None) -> None:
        """Search for the conflict of hard rules, with a change or without."""
        seconds = LONGER if longer else WHY
        self._start("collide", partial(self._collide, change, seconds=seconds))

    def stop(self, kind: str = "solve") -> None:
        """Stop a search; announce it for the search for better programmes."""
        self._end(kind)
        if kind == "solve":
            self._publish({"event": "stopped"})

    def close(self) -> None:
        """Stop everything."""
        for kind in [*self._stops]:
            self._end(kind)
        self._why.close()

    def taken(self, key: str, only: int | None) -> tuple[str, Callable[[DeskState], Outcome]]:
        """Return a result as a change, with the number of its state.

        Raises
        ------
        InputError
            When it is outdated.
        """
        found = self._found.get(key)
        if found is None or found.outcome is None:
            raise InputError(OLD)
        outcome = found.outcome
        if only is None or not found.programme:
            return found.number, lambda _desk: outcome
        moves = outcome.moves
        if not 0 <= only < len(moves):
            raise InputError("only: there is no such move.")
        move = moves[only]
        said = said_of_one(outcome.instance, move)
        return found.number, lambda desk: adopted(desk, said, outcome.schedule, (move.session,))

    def way(self, key: str, *, found: bool) -> Callable[[DeskState], Outcome]:
        """Return a way out of a conflict as a change; with `found`, also the verified programme.

        Raises
        ------
        InputError
            When the desk has changed since.
        """
        result = self._found.get(key)
        if result is None or result.number != self._live.number or not result.ways:
            raise InputError(OLD)
        ways, change = result.ways, result.outcome
        return lambda desk: way_out(desk, ways, found=found, granting=change)

    def _start(self, kind: str, work: Callable[[threading.Event], None]) -> None:
        self._end(kind)
        stop = self._stops[kind] = threading.Event()

        def search() -> None:
            try:
                work(stop)
            except Exception as error:
                if not (stop.is_set() and isinstance(error, SchedulerError)):  # it was ended
                    why = str(error) if isinstance(error, LackError) else ""
                    self._publish({"event": "lost", "kind": kind, "why": why})
                    if not why:
                        raise
            finally:
                if self._stops.get(kind) is stop:
                    del self._stops[kind]

        threading.Thread(target=search, name=kind, daemon=True).start()

    def _end(self, kind: str) -> None:
        stop = self._stops.pop(kind, None)
        if stop is not None:
            stop.set()
            if kind == "collide":  # it does not hear of it until its time is over
                self._why.drop()

    def _restarted(self) -> None:
        self._end("room")
        self._end("collide")
        if "solve" in self._stops:
            self._start("solve", self._beside)

    def _keep(self, result: SearchResult) -> str:
        key = next(self._keys)
        self._found = {k: f for k, f in self._found.items() if f.number == result.number}
        self._found[key] = result
        return key

    def _room(
        self,
        number: str,
        outcome: Outcome,
        stop: threading.Event,
        *,
        seconds: float,
    ) -> None:
        said, keeps_facts = outcome.change.said, outcome.keeps_facts
        keys: dict[int, str] = {}

        def told(chains: Sequence[Outcome], **more: object) -> None:
            rows = []
            for each in chains:
                key = keys.setdefault(id(each), "") or self._keep(SearchResult(number, each))
                keys[id(each)] = key
                rows.append(chain_row(each.instance, each) | {"key": key})
            if not stop.is_set():
                self._publish({"event": "room", "said": said, "chains": rows} | more)

        chains = Chains(self._live.table, outcome, time.monotonic() + CHAINS)
        if keeps_facts:
            chains.search(lambda found: told(found, running=True))
        if stop.is_set():
            return
        known = chains.found
        search = partial(make_room, outcome, known=known if known or keeps_facts else None)
        made = search(time_limit=seconds, workers=WORKERS, stop=stop, call=self._worker.call)
        ways = joined(known, made)
        told(ways, running=False, **proof(made, ways))

    def _collide(
        self, change: tuple[str, Outcome] | None, stop: threading.Event, *, seconds: float
    ) -> None:
        row: Row = {"event": "collide", "seconds": seconds}
        number, desk = self._live.state
        outcome, least, instance = None, None, desk.instance
        if change is None:
            found, least = conflicts_of(desk, stop, self._why.call, time_limit=seconds)
        else:
            number, outcome = change
            found = conflicts_with(outcome, stop, self._why.call, time_limit=seconds)
            instance = outcome.sought
            row["said"] = outcome.change.said
        if stop.is_set():
            return

        def key_of(ways: tuple[Way, ...]) -> str:
            return self._keep(SearchResult(number, outcome, ways=ways))

        row |= {"number": number} | conflicts_row(instance, found, key_of)
        if least is not None:
            shown = chain_row(least.instance, least)
            row |= {"key": self._keep(SearchResult(number, least)), "moves": shown["moves"]}
            row |= {"left": [finding_row(each) for each in least.evaluation.forbidden[:MOST]]}
        self._publish(row)

    def _beside(self, stop: threading.Event) -> None:
        number, desk = self._live.state
        near = self._near
        moves = NEAR[near] if near < len(NEAR) else None

        def is_gone() -> bool:
            """Return True if another search took the slot of this one; what a stopped one knows is told."""
            return stop.is_set() and ("solve" in self._stops or self._live.number != number)

        def tell(found: Nearby[Outcome], *, running: bool) -> None:
            if moves is None and found.bound is not None:  # of all programmes, not of those nearby
                self._bounds.learn(desk, found.bound)
            if not is_gone():
                known = {"near": near, "running": running, "proved": is_best(desk, found)}
                self._publish(self._row(number, found) | known)

        tell(Nearby(None, None), running=True)
        last = search_nearby(
            desk, moves, lambda found: tell(found, running=True), stop, self._worker.call
        )
        tell(last, running=False)

    def _row(self, number: str, found: Nearby[Outcome]) -> Row:
        """Return what a search beside has found, as the page learns of it."""
        row: Row = {"event": "solve", "number": number, "bound": found.bound, "ended": True}
        if found.best is None or not found.best.moves:
            return row
        key = self._keep(SearchResult(number, found.best, programme=True))
        shown = chain_row(found.best.instance, found.best)
        told = {name: shown[name] for name in ("moves", "panels")}
        return row | told | {"key": key, "difference": shown["penalty"]}


def joined(chains: Sequence[Outcome], made: Outcome) -> Sequence[Outcome]:
    """Return chains and search result, the best first, without duplicates."""
    found = made.made is not None and made.made.solution.schedule is not None
    if not found or any(each.schedule == made.schedule for each in chains):
        return chains
    return sorted([*chains, made], key=lambda each: each.touched)


def proof(made: Outcome, ways: Sequence[Outcome]) -> Row:
    """Return what is proved about the numbers of moves and changed panels."""
    if made.made is None:
        return {"proved": False}
    return {
        "proved": made.made.fewest or any(not each.others for each in ways),
        "impossible": made.made.solution.status is Status.INFEASIBLE,
        "panels": made.made.gentlest,
        "holds": made.holds,
    }


def is_best(desk: DeskState, found: Nearby[Outcome]) -> bool:
    """Return True if the result is proved optimal."""
    best = found.best or desk
    return found.bound is not None and best.evaluation.measure <= (0, found.bound)
