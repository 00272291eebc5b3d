"""Ways out of conflicts of sessions, tried without agendas: those that go with them, or what they break."""

import threading
from collections.abc import Sequence
from dataclasses import replace

from scheduler.engines.searching import Effort
from scheduler.evaluation import about_agendas
from scheduler.evaluation.evaluator import OF_AGENDAS, judgements_of
from scheduler.explanation.conflicts.collisions import Collision
from scheduler.explanation.conflicts.oracle import Clock
from scheduler.explanation.conflicts.ways import Way
from scheduler.instance import Instance
from scheduler.replanning import replan_agendas
from scheduler.schedule import Schedule
from scheduler.solution import Engine

ANEW = 1.0
"""Nominal seconds in which agendas are planned anew for a way out, at most."""


def with_agendas(found: Collision, instance: Instance, known: Schedule, clock: Clock) -> Collision:
    """Return ways out of conflicts of sessions, tried without agendas, with agendas that go with them.

    As they are, if that breaks no more about items; else as near to that as can be, if there are such.
    """
    before = _items_forbidden(instance, known)

    def broken(way: Way, schedule: Schedule) -> int:
        return len(_items_forbidden(way.instance, schedule) - before)

    def with_items(way: Way) -> Way:
        kept = (each for each in known.agendas if each.session in way.schedule.by_session)
        number = broken(way, way.schedule.with_agendas(kept))
        anew = _anew(way, known, clock) if number and clock.left > 0 else None
        if anew is not None and not broken(way, anew):
            return replace(way, schedule=anew)
        return replace(way, items_broken=number)

    def told(ways: Sequence[Way], *, joint: bool = True) -> tuple[Way, ...]:
        """Return ways with that; those that are done together have a programme in common."""
        least = len(ways) - 1 if joint else 0
        return tuple(
            with_items(each) if number >= least else each for number, each in enumerate(ways)
        )

    return replace(
        found,
        together=told(found.together),
        by_facts=told(found.by_facts),
        instead=told(found.instead),
        conflicts=tuple(replace(c, ways=told(c.ways, joint=False)) for c in found.conflicts),
    )


def _anew(way: Way, known: Schedule, clock: Clock) -> Schedule | None:
    """Return the programme of a way out with other agendas, as few items elsewhere as can be; None: none."""
    effort = Effort(Engine.CP_SAT, max(0.2, min(ANEW, clock.left)))
    stop = threading.Event()
    return replan_agendas(way.instance, way.schedule, known, effort, stop=stop).schedule


def _items_forbidden(instance: Instance, schedule: Schedule) -> frozenset[str]:
    """Return what is said of items that is forbidden."""
    judged = judgements_of(instance, schedule, OF_AGENDAS)
    found = (each for each in judged if each.price is None and about_agendas(each))
    return frozenset(each.finding.message for each in found)
