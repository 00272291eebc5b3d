"""Searches beside the desk: room for a session, and a better programme near the one there is."""

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
    Worker,
    adopted,
    conflicts_of,
    conflicts_with,
    make_room,
    said_of_one,
    search_nearby,
)
from scheduler.errors import InputError, LackError, SchedulerError
from scheduler.web.desk.answers import chain_row
from scheduler.web.desk.facts import Row
from scheduler.web.desk.proofs import Bounds, is_best, joined, proof
from scheduler.web.desk.state import finding_row
from scheduler.web.desk.ways import MOST, OLD, FoundWays

CHAINS = 1.5
"""Seconds in which chains are looked for, before the search that proves something."""
ROOM, ROOM_LONGER = 20.0, 60.0
"""Seconds of that search: at first, and if it has not proved that fewer moves are not possible."""
WHY, LONGER = 10.0, 60.0
"""Seconds in which it is looked for what stands in the way: at first, and if that has proved nothing."""
WORKERS = 2
"""Its threads: by the clock, as somebody waits for it."""
NEAR = (1, 2, 3, 5, 8, 12, 20, 30, 45, 70)
"""Moves that the steps of the slider allow, as its page is told; one more step is without limit."""


@dataclass(frozen=True, slots=True)
class Found:
    """Something that a search has found, to be taken as long as the desk is in that state."""

    number: str
    outcome: Outcome
    programme: bool = False
    """Whether it may be taken move by move."""


class Searches:
    """The searches of one desk: one for room and one beside at a time."""

    def __init__(
        self, live: LiveDesk, publish: Callable[[Row], None], bounds: Bounds, worker: Worker
    ) -> None:
        self._live, self._publish, self._bounds = live, publish, bounds
        self._worker, self._why = worker, Worker()
        self._keys = map(str, itertools.count(1))
        self._found: dict[str, Found] = {}
        self.ways = FoundWays(live)
        """Ways out of conflicts, as they were found last."""
        self._stops: dict[str, threading.Event] = {}
        self._near = 0
        live.listeners.append(lambda _news: self._restarted())

    def room(self, number: str, outcome: Outcome, *, longer: bool = False) -> None:
        """Look for room for a wish, in chains first if it changes no facts; what is found is published."""
        seconds = ROOM_LONGER if longer else ROOM
        search = partial(self._room, number, outcome, seconds=seconds)
        self._start("room", search)

    def beside(self, near: int) -> None:
        """Look for better programmes until it is stopped, anew from each state of the desk."""
        self._near = near
        self._start("solve", self._beside)

    def collide(self, *, longer: bool = False, wish: tuple[str, Outcome] | None = None) -> None:
        """Look for what stands in the way of every programme, or of those that grant a wish of a state."""
        seconds = LONGER if longer else WHY
        if wish is None:
            self._start("collide", lambda stop: self._collide(stop, seconds))
        else:
            self._start("collide", lambda stop: self._collide_with(stop, seconds, *wish))

    def stop(self, kind: str = "solve") -> None:
        """Stop looking for better programmes, and say so; or for what else was asked for."""
        self._end(kind)
        if kind == "solve":
            self._publish({"event": "stopped"})

    def close(self) -> None:
        """Stop everything."""
        for kind in [*self._stops]:
            self._end(kind)
        self._why.close()

    def taken(self, key: str, only: int | None) -> tuple[str, Callable[[DeskState], Outcome]]:
        """Return what a search has found, as a wish, with the state that it was found for.

        Raises
        ------
        InputError
            When it is no longer there.
        """
        found = self._found.get(key)
        if found is None:
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
        """Begin anew from the present state."""
        self._end("room")
        self._end("collide")
        if "solve" in self._stops:
            self._start("solve", self._beside)

    def _keep(self, number: str, outcome: Outcome, *, programme: bool = False) -> str:
        key = next(self._keys)
        self._found = {k: f for k, f in self._found.items() if f.number == number}
        self._found[key] = Found(number, outcome, programme)
        return key

    def _room(
        self,
        number: str,
        outcome: Outcome,
        stop: threading.Event,
        *,
        seconds: float,
    ) -> None:
        said, keeps_facts = outcome.wish.said, outcome.keeps_facts
        keys: dict[int, str] = {}

        def told(chains: Sequence[Outcome], **more: object) -> None:
            rows = []
            for each in chains:
                key = keys.setdefault(id(each), "") or self._keep(number, each)
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

    def _collide(self, stop: threading.Event, seconds: float) -> None:
        number, desk = self._live.state
        found, least = conflicts_of(desk, stop, self._why.call, time_limit=seconds)
        if stop.is_set():
            return
        row = self.ways.keep(number, desk, found)
        if least is not None:
            shown = chain_row(least.instance, least)
            row |= {"key": self._keep(number, least), "moves": shown["moves"]}
            row |= {"left": [finding_row(each) for each in least.evaluation.forbidden[:MOST]]}
        self._publish({"event": "collide", "number": number, "seconds": seconds} | row)

    def _collide_with(
        self, stop: threading.Event, seconds: float, number: str, outcome: Outcome
    ) -> None:
        found = conflicts_with(outcome, stop, self._why.call, time_limit=seconds)
        if stop.is_set():
            return
        row = self.ways.keep_with(number, outcome, found)
        event = {"event": "collide", "number": number, "said": outcome.wish.said}
        self._publish(event | {"seconds": seconds} | row)

    def _beside(self, stop: threading.Event) -> None:
        number, desk = self._live.state
        near = self._near
        moves = NEAR[near] if near < len(NEAR) else None

        def is_gone() -> bool:
            """Tell whether another search took the place of this one; what a stopped one knows is told."""
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
        """Return what a search beside has found, as the page is told of it."""
        row: Row = {"event": "solve", "number": number, "bound": found.bound, "ended": True}
        if found.best is None or not found.best.moves:
            return row
        key = self._keep(number, found.best, programme=True)
        shown = chain_row(found.best.instance, found.best)
        told = {name: shown[name] for name in ("moves", "panels")}
        return row | told | {"key": key, "difference": shown["penalty"]}
