"""Levels of rules that have nothing to count, and of items of which they count nothing."""

from collections.abc import Iterator, Mapping

from scheduler.catalogue import OFF, RULES
from scheduler.explanation.presolve import Presolve
from scheduler.explanation.rules import VOICES
from scheduler.explanation.trouble import Idle, Place
from scheduler.instance import Instance
from scheduler.instance.levels import ItemLevels, Levels
from scheduler.rules import items_of


def _counted(instance: Instance, rule: str) -> frozenset[str | None]:
    """Return the items of which a rule counts something, or would if more came together."""
    counts = VOICES[rule].counts
    return items_of(instance, rule) if counts is None else frozenset(counts(instance))


def of_rules(presolve: Presolve) -> Iterator[Idle]:
    """Yield the levels without effect, of the file and of the set in force.

    Levels about the published plan wait for one: `scheduler replan` brings it.
    """
    instance = presolve.instance
    places: Mapping[Place, Levels] = {("levels",): instance.levels}
    if instance.profile:
        places = {**places, ("profiles", instance.profile): instance.profiles[instance.profile]}
    for place, levels in places.items():
        for rule, level in levels.items():
            if RULES[rule].family != "stability":
                yield from _of_rule((*place, rule), level, _counted(instance, rule))


def _of_rule(place: Place, level: object, counted: frozenset[str | None]) -> Iterator[Idle]:
    rule, items = str(place[-1]), level.items if isinstance(level, ItemLevels) else {}
    own = level.level if isinstance(level, ItemLevels) else level
    if not counted and (own not in (OFF, None) or any(each != OFF for each in items.values())):
        yield Idle(place, f"nothing in the file is counted by this rule (docs/rules.md#{rule})")
        return
    for item, each in items.items():
        if each != OFF and item not in counted:
            why = f"this rule counts nothing of this item (docs/rules.md#{rule})"
            yield Idle((*place, "items", item), why)
