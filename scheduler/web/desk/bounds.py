"""What searches at a desk have proved of facts: a bound of the penalty, or that no programme is possible."""

import threading

from scheduler.desk import Desk
from scheduler.instance import Instance, Pin, remade, with_pins
from scheduler.sources import fingerprint

Pins = frozenset[tuple[str, Pin]]
"""Pins, each with the session that has it."""


class Bounds:
    """The best bounds so far, of all desks of one instance; asked and told from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._by_facts: dict[str, int] = {}
        self._impossible: dict[str, set[Pins]] = {}

    def learn(self, desk: Desk, bound: int) -> None:
        """Take note that no programme with the facts of a desk costs less, wherever its sessions are."""
        facts = _facts(desk)
        with self._lock:
            self._by_facts[facts] = max(bound, self._by_facts.get(facts, bound))

    def of(self, desk: Desk) -> int | None:
        """Return the best bound for the facts of a desk; None if nothing is proved."""
        with self._lock:
            return self._by_facts.get(_facts(desk))

    def learn_none(self, desk: Desk, instance: Instance) -> None:
        """Take note that no programme of an instance of a desk, real or wished, keeps every hard rule."""
        facts, pins = _apart(desk, instance)
        with self._lock:
            self._impossible.setdefault(facts, set()).add(pins)

    def is_none(self, desk: Desk, instance: Instance) -> bool:
        """Tell whether that is known of an instance: of its facts, and of no other pins than it has."""
        facts, pins = _apart(desk, instance)
        with self._lock:
            return any(each <= pins for each in self._impossible.get(facts, ()))


def _facts(desk: Desk) -> str:
    """Return what is the same for two desks with the same facts, whatever they are called."""
    return _called_alike(desk, desk.instance)


def _called_alike(desk: Desk, instance: Instance) -> str:
    return fingerprint(remade(instance, name=desk.base.name))


def _apart(desk: Desk, instance: Instance) -> tuple[str, Pins]:
    """Return the facts of an instance without pins, and its pins: more of them make nothing possible."""
    pins = {each.id: each.pin for each in instance.sessions if each.pin is not None}
    free = with_pins(instance, dict.fromkeys(pins))
    assert free is not None  # noqa: S101 - nothing is pinned in it
    return _called_alike(desk, free), frozenset(pins.items())
