"""What searches come to: their ways, what is proved of them, and the bounds that stay known."""

import threading
from collections.abc import Sequence

from scheduler.desk import DeskState, Nearby, Outcome
from scheduler.instance import remade
from scheduler.solution import Status
from scheduler.sources import fingerprint
from scheduler.web.desk.facts import Row


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
