"""Levels of rules that have nothing to count, and of items of which they count nothing."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from scheduler.catalogue import OFF, RULES
from scheduler.explanation.ground import Ground
from scheduler.explanation.idle.settings import Idle
from scheduler.explanation.trouble import Place
from scheduler.instance import Instance
from scheduler.instance.levels import ItemLevels, Levels
from scheduler.rules import items_of

_Items = Callable[[Instance], Iterable[str | None]]
_LIMITED: Mapping[str, _Items] = {
    "room_overflow": lambda instance: (each.id for each in instance.sessions if each.attendance),
    "room_lacks_feature": lambda instance: (
        each.id
        for each in instance.sessions
        if each.needs or each.layout or each.interpretation or each.remote
    ),
    "daily_load_exceeded": lambda instance: (
        each.id for each in instance.people if instance.daily_load_of(each) is not None
    ),
    "teams_exceeded": lambda instance: (each.interpretation for each in instance.sessions),
    "support_exceeded": lambda instance: (use for each in instance.sessions for use in each.uses),
    "parallel_limit_exceeded": lambda instance: (each.id for each in instance.parallel_limits),
    "too_many_sessions": lambda instance: (
        each.id for each in instance.quotas if each.at_most is not None
    ),
    "too_few_sessions": lambda instance: (each.id for each in instance.quotas if each.at_least),
    "delegation_overstretched": lambda instance: (
        each.id for each in instance.delegations if instance.selected(each.must)
    ),
    "wish_missed": lambda instance: (
        each.id for each in instance.delegations if instance.selected(each.wishes)
    ),
    "role_missing": lambda instance: instance.pools,
    "panel_too_large": lambda instance: instance.pools,
    "theme_mismatch": lambda instance: instance.pools,
    "levels_mixed": lambda instance: instance.pools,
}
"""Rules that count what is beyond a limit: the items that have one, though it may never be reached."""


def _counted(instance: Instance, rule: str) -> frozenset[str | None]:
    """Return the items of which a rule counts something, or would if more came together."""
    limited = _LIMITED.get(rule)
    return items_of(instance, rule) if limited is None else frozenset(limited(instance))


def of_rules(ground: Ground) -> Iterator[Idle]:
    """Yield the levels without effect, of the file and of the set in force.

    Levels about the published plan wait for one: `scheduler replan` brings it.
    """
    instance = ground.instance
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
