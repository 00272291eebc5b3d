"""What searches at a desk have proved: below which penalty there is no programme, by the facts they saw."""

import threading

from scheduler.desk import Desk
from scheduler.instance import remade
from scheduler.sources import fingerprint


class Bounds:
    """The best bounds so far, of all desks of one instance; asked and told from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._by_facts: dict[str, int] = {}

    def learn(self, desk: Desk, bound: int) -> None:
        """Take note that no programme with the facts of a desk costs less, wherever its sessions are."""
        facts = _facts(desk)
        with self._lock:
            self._by_facts[facts] = max(bound, self._by_facts.get(facts, bound))

    def of(self, desk: Desk) -> int | None:
        """Return the best bound for the facts of a desk; None if nothing is proved."""
        with self._lock:
            return self._by_facts.get(_facts(desk))


def _facts(desk: Desk) -> str:
    """Return what is the same for two desks with the same facts, whatever they are called."""
    return fingerprint(remade(desk.instance, name=desk.base.name))
