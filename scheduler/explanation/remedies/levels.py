"""The way out that is always there: a level that is hard becomes a weight."""

from scheduler.explanation.remedies.changing import Break, Remedy, remade
from scheduler.instance import Instance
from scheduler.instance.levels import ItemLevels, Level, Levels

WEIGHT = 1
"""What a unit costs then; whoever plans decides how much it should be."""


def softened(broken: Break, rule: str) -> Remedy:
    """Return the remedy of letting an item of a rule cost something instead of forbidding it."""
    words = f"let it cost something: {rule}: {{items: {{{broken.item}: {WEIGHT}}}}}"
    changed = with_level(broken.instance, rule, broken.item, WEIGHT)
    profile = broken.instance.profile
    path = ("levels", rule) if profile is None else ("profiles", profile, rule)
    return Remedy(words, path, changed, broken.schedule)


def with_level(instance: Instance, rule: str, item: str, level: Level) -> Instance:
    """Return an instance in which an item of a rule has another level, whatever profile is in force."""
    if instance.profile is None:
        return remade(instance, levels=_with(instance.levels, rule, item, level))
    own = _with(instance.profiles[instance.profile], rule, item, level)
    return remade(instance, profiles={**instance.profiles, instance.profile: own})


def with_rule_level(instance: Instance, rule: str, level: Level) -> Instance:
    """Return an instance in which a rule has another level for all of its items."""
    if instance.profile is None:
        return remade(instance, levels={**instance.levels, rule: level})
    own = {**instance.profiles[instance.profile], rule: level}
    return remade(instance, profiles={**instance.profiles, instance.profile: own})


def _with(levels: Levels, rule: str, item: str, level: Level) -> Levels:
    said = levels.get(rule)
    if isinstance(said, ItemLevels):
        return {**levels, rule: ItemLevels(level=said.level, items={**said.items, item: level})}
    return {**levels, rule: ItemLevels(level=said, items={item: level})}
