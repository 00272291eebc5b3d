"""The third voice of each rule: its words when things go wrong. Nothing else here knows a rule by its id."""

from collections.abc import Mapping
from types import MappingProxyType, ModuleType

from scheduler.catalogue import RULES
from scheduler.explanation.rules import (
    audience,
    bodies,
    features,
    hours,
    items,
    panels,
    people,
    preferences,
    preparation,
    relations,
    rooms,
    selection,
    services,
    stability,
    tracks,
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
    "tracks": tracks,
    "preferences": preferences,
    "relations": relations,
    "features": features,
    "items": items,
    "preparation": preparation,
}

VOICES: Mapping[str, Voice] = MappingProxyType(
    {rule.id: getattr(_FAMILIES[rule.family], rule.id) for rule in RULES.values()}
)
"""The voice of each rule, in the order of the catalogue."""
