"""The words of each rule in explanations. No other module of the package knows a rule's id."""

from collections.abc import Mapping
from dataclasses import replace
from types import ModuleType

from scheduler.catalogue import RULES
from scheduler.explanation.rules import (
    audience,
    bodies,
    hours,
    items,
    panels,
    people,
    rooms,
    selection,
    services,
    stability,
)
from scheduler.explanation.rules.voice import Sharing, Stage, Tally, Voice

__all__ = ["VOICES", "Sharing", "Stage", "Tally", "Voice"]

_FAMILIES: Mapping[str, ModuleType] = {
    "hours": hours,
    "rooms": rooms,
    "people": people,
    "bodies": bodies,
    "services": services,
    "audience": audience,
    "selection": selection,
    "panels": panels,
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
