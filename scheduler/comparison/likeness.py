"""Which conferences are alike, so that penalties and counts of their programmes compare and may rank."""

from collections.abc import Iterator, Sequence
from typing import Any

from scheduler.catalogue import RULES
from scheduler.comparison.programmes import Programme
from scheduler.instance import Instance, ItemLevels, minutes_of
from scheduler.phrases import say
from scheduler.wording import chained

_FOR = ("sessions", "people", "delegations", "audiences", "sites")
"""Tables of those for whom rules count: the same ones must be there, sessions with the same lengths."""
_BY = (
    *("kinds", "bodies", "late_after", "late_until", "late_steps", "not_beside", "preferences"),
    *("series", "common_starts", "tracks", "relations", "time_features", "feature_wishes"),
    *("meals", "local_hours", "prime_time", "reserve", "adjacent", "parallel_limits", "quotas"),
    *("items", "item_orders"),
)
"""Fields that say what rules count; not those of what there is (rooms, teams, days) and may be used."""


def alike(one: Instance, other: Instance) -> bool:
    """Return whether two conferences have the same sessions, as long, for the same people, counted alike.

    Penalties and counts of others are no measure of their programmes: who plans for more pays for more.
    """
    return not any(_unlike(one, other))


def ranked(one: Instance, other: Instance) -> bool:
    """Return whether programmes of two conferences can be ranked: both and their levels are alike."""
    return alike(one, other) and not any(levels_differ(one, other, rule) for rule in RULES)


def levels_differ(one: Instance, other: Instance, rule: str) -> bool:
    """Return whether a rule, or an item of it, has another level in another conference."""
    items = {"", *_own_levels(one, rule), *_own_levels(other, rule)}
    return any(one.level(rule, item) != other.level(rule, item) for item in items)


def _own_levels(instance: Instance, rule: str) -> Iterator[str]:
    """Yield the items of a rule that have a level of their own."""
    in_force = instance.profiles[instance.profile] if instance.profile else {}
    for levels in (in_force, instance.levels):
        said = levels.get(rule)
        if isinstance(said, ItemLevels):
            yield from said.items


def unlike_in_words(base: Instance, other: Instance) -> str:
    """Return in which tables and fields one conference plans for something else; nothing if alike."""
    return chained(_unlike(base, other))


def _unlike(base: Instance, other: Instance) -> Iterator[str]:
    for field in (*_FOR, *_BY):
        if _counted(base, field) != _counted(other, field):
            yield field


def _counted(instance: Instance, field: str) -> Any:
    """Return what a field counts: of tables the ids, of sessions the lengths as well, no names for people."""
    value = getattr(instance, field)
    if field == "sessions":
        return {each.id: minutes_of(each.duration) for each in value}
    if field in _FOR:
        return {each.id for each in value}
    named = field in ("kinds", "bodies")
    return [each.model_dump(exclude={"title"}) for each in value] if named else value


def note_on(programmes: Sequence[Programme]) -> str:
    """Say in a sentence which programmes are not ranked, and why; nothing if all are."""
    base, *others = programmes
    said = [
        say("{} ({})", each.label, words)
        for each in others
        if (words := unlike_in_words(base.instance, each.instance))
    ]
    if not said:
        return ""
    return say(
        "Not ranked against {}, because these differ: {}. Penalties and counts of "
        "different conferences cannot be compared.",
        base.label,
        chained(said),
    )
