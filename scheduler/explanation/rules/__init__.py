"""The words of each rule in explanations, and what breaking it weighs; no other module here knows an id."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import ModuleType

from scheduler.catalogue import RULES
from scheduler.explanation.rules import (
    bodies,
    hours,
    items,
    people,
    rooms,
    selection,
    services,
    stability,
)
from scheduler.explanation.rules.voice import Voice
from scheduler.findings import Judgement

__all__ = ["VOICES", "Voice", "weight_broken", "weight_of"]

_FAMILIES: Mapping[str, ModuleType] = {
    "hours": hours,
    "rooms": rooms,
    "people": people,
    "bodies": bodies,
    "services": services,
    "audience": people,
    "selection": selection,
    "panels": selection,
    "stability": stability,
    "tracks": bodies,
    "items": items,
    "preparation": items,
}
"""Modules of the families with words of their own; small families stand in a neighbour's module."""


def _voice_of(rule: str, family: str) -> Voice:
    own: Voice = getattr(_FAMILIES.get(family), rule, Voice())
    return replace(own, rule=rule)


class _Voices(dict[str, Voice]):
    """Voices by rule; one that is registered from Python speaks by its entry in the catalogue."""

    def __missing__(self, rule: str) -> Voice:
        return self.setdefault(rule, _voice_of(rule, RULES[rule].family))


VOICES: Mapping[str, Voice] = _Voices(
    {rule.id: _voice_of(rule.id, rule.family) for rule in RULES.values()}
)
"""The voice of each rule, in the order of the catalogue."""

GRAVER = 20
"""Number of units of a rule that weigh as much as one of a graver rule."""
OTHER_UNIT = 60
"""Minutes, or people, that one of any other unit weighs."""


def weight_broken(judgements: Iterable[Judgement]) -> int:
    """Return how much is broken of hard rules, each unit by its weight."""
    return sum(
        each.finding.amount * weight_of(each.rule) for each in judgements if each.price is None
    )


def weight_of(rule: str) -> int:
    """Return how many minutes, or people, of the lightest rules a unit of a rule weighs."""
    unit = 1 if RULES[rule].unit in ("minutes", "people", "seats") else OTHER_UNIT
    return unit * int(GRAVER ** (VOICES[rule].gravity - 1))
