"""The screening of an instance: what cannot work, and what may not, found without a search."""

from collections.abc import Iterator, Sequence

from scheduler.explanation.chains import broken_chains
from scheduler.explanation.idle import without_effect
from scheduler.explanation.loads import overfull_rooms, overloads
from scheduler.explanation.placements import without_place
from scheduler.explanation.plausibility import (
    incomplete,
    lone_tags,
    nobody_asks_for,
    outside_the_dates,
    switched_off,
)
from scheduler.explanation.presolve import Presolve, presolve_of
from scheduler.explanation.quotas import missed_peaks, missed_quotas
from scheduler.explanation.rules import VOICES, Stage
from scheduler.explanation.trouble import Trouble
from scheduler.instance import Instance

SCREENING = 3e-3
"""Nominal seconds that it takes, for each session."""


def screen(instance: Instance) -> tuple[Trouble, ...]:
    """Return the troubles of an instance: those that prove that there is no programme, then warnings.

    What is certain proves that no programme satisfies every hard rule. That nothing is certain proves
    nothing.
    """
    presolve = presolve_of(instance)
    found = (
        *_collisions(presolve),
        *outside_the_dates(presolve),
        *lone_tags(presolve.instance),
        *without_effect(presolve.instance),
        *nobody_asks_for(presolve.instance),
        *incomplete(presolve.instance),
        *_by_rules(presolve, Stage.SETTINGS),
        *switched_off(presolve.instance),
    )
    return tuple(sorted(found, key=lambda trouble: not trouble.certain))


def certainties(presolve: Presolve) -> tuple[Trouble, ...]:
    """Return the troubles that prove that there is no programme."""
    return tuple(trouble for trouble in _collisions(presolve) if trouble.certain)


def _collisions(presolve: Presolve) -> Iterator[Trouble]:
    """Yield what cannot work, by all that may find it, with what nearly does not."""
    yield from without_place(presolve)
    chains = tuple(broken_chains(presolve))
    yield from chains
    yield from (each for each in overloads(presolve) if not _is_told(each, chains))
    clashes = tuple(_by_rules(presolve, Stage.CLASHES))
    yield from clashes
    fixed = {session for trouble in clashes for session in trouble.sessions}
    found = overfull_rooms(presolve)
    yield from (each for each in found if not fixed.issuperset(each.sessions))
    yield from missed_quotas(presolve)
    yield from missed_peaks(presolve)
    yield from _by_rules(presolve, Stage.SHORTAGES)


def _by_rules(presolve: Presolve, stage: Stage) -> Iterator[Trouble]:
    """Yield what the rules have found out by themselves that is told at a stage."""
    for voice in VOICES.values():
        if voice.screen is not None and voice.screen[0] is stage:
            yield from voice.screen[1](presolve)


def _is_told(overload: Trouble, chains: Sequence[Trouble]) -> bool:
    """Return whether it is only that sessions overlap which, in order, do not fit either."""
    words = [VOICES[rule].sharing for rule in overload.rules]
    sessions = set(overload.sessions)
    in_order = all(each.in_order for each in words)
    return in_order and any(sessions.issubset(chain.sessions) for chain in chains)
