"""What searches come to: their ways, what is proved of them, and the bounds that stay known."""

import threading
import time
from collections.abc import Callable, Sequence

from scheduler.desk import DeskState, LiveDesk, Nearby, Outcome, adopted, pinned_by, said_of_one
from scheduler.instance import remade
from scheduler.solution import Status
from scheduler.sources import fingerprint
from scheduler.web.desk.facts import Row, epoch_minutes

PINS = 5
"""Pins that cost most, of those that are shown beside what was found."""


class Bounds:
    """The best bounds that searches have proved, of all desks of one instance; used from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._by_facts: dict[str, int] = {}

    def learn(self, desk: DeskState, bound: int) -> None:
        """Take note that no programme with the facts of a desk costs less, wherever its sessions are."""
        facts = _facts(desk)
        with self._lock:
            self._by_facts[facts] = max(bound, self._by_facts.get(facts, bound))

    def of(self, desk: DeskState) -> int | None:
        """Return the best bound for the facts of a desk; None if nothing is proved."""
        with self._lock:
            return self._by_facts.get(_facts(desk))


def _facts(desk: DeskState) -> str:
    """Return what is the same for two desks with the same facts, whatever they are called."""
    return fingerprint(remade(desk.instance, name=desk.base.name))


def joined(chains: Sequence[Outcome], made: Outcome) -> Sequence[Outcome]:
    """Return the chains and what the search has found, the best one first, each once."""
    found = made.made is not None and made.made.solution.schedule is not None
    if not found or any(each.schedule == made.schedule for each in chains):
        return chains
    return sorted([*chains, made], key=lambda each: each.touched)


def is_impossible(made: Outcome) -> bool:
    """Tell whether a search for room has proved that there is none."""
    return made.made is not None and made.made.solution.status is Status.INFEASIBLE


def proof(made: Outcome, ways: Sequence[Outcome]) -> Row:
    """Return what is proved of the fewest moves, and of the panels that change with so few."""
    if made.made is None:
        return {"proved": False}
    is_fewest = made.made.fewest or any(not each.others for each in ways)
    held = {"panels": made.made.gentlest, "holds": made.holds}
    return {"proved": is_fewest, "impossible": is_impossible(made)} | held


def is_best(desk: DeskState, found: Nearby[Outcome]) -> bool:
    """Tell whether it is proved that nothing of the kind that is looked for is better."""
    best = found.best or desk
    return found.bound is not None and best.evaluation.measure <= (0, found.bound)


def each_alone(
    desk: DeskState, best: Outcome | None, seconds: float, is_gone: Callable[[], bool]
) -> list[tuple[int, int]]:
    """Return what each move of a better programme breaks, in findings, and costs, if it is made alone.

    Of the first ones, as long as there is time, and no other search has taken the place of theirs.
    """
    found: list[tuple[int, int]] = []
    if best is None:
        return found
    end = time.monotonic() + seconds
    for move in best.moves:
        if is_gone() or time.monotonic() > end:
            break
        said = said_of_one(best.instance, move)
        alone = adopted(desk, said, best.schedule, (move.session,))
        found.append((len(alone.consequences.broken), alone.difference))
    return found


def held_back(
    live: LiveDesk, number: str, seconds: float, is_gone: Callable[[], bool]
) -> list[Row]:
    """Return which sessions that were pinned at the desk would cost less elsewhere, the dearest first.

    Of very many those are looked at that were pinned last, as long as nobody has to wait for it.
    """
    found: list[Row] = []
    end = time.monotonic() + seconds
    for session in reversed(pinned_by(live.desk)):
        now, desk, prices = live.prices(session)
        if now != number or is_gone() or time.monotonic() > end:
            break
        here = desk.schedule.by_session.get(session)
        for start, room in () if here is None else prices.best(1, here):
            forbidden, penalty = prices.at(start, room)
            if forbidden + prices.pin <= 0 and penalty < 0:
                place = [epoch_minutes(start), epoch_minutes(start), room]
                found.append({"session": session, "penalty": penalty, "place": place})
    return sorted(found, key=lambda each: (each["penalty"], each["session"]))[:PINS]
