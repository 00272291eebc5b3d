"""Which conferences are alike, so that penalties and counts of their programmes compare and may rank."""

from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Any

from scheduler.catalogue import RULES
from scheduler.comparison.programmes import Programme
from scheduler.instance import Instance, ItemLevels, minutes_of
from scheduler.phrases import say
from scheduler.wording import chained, counted

COUNTED = {
    "people": ("person", "people"),
    "delegations": ("delegation", "delegations"),
    "audiences": ("audience", "audiences"),
    "sites": ("remote site", "remote sites"),
}
"""Tables of those for whom rules count, and what one and several of them are called."""

_PARAMETERS = {
    "kinds": "other kinds",
    "bodies": "other bodies",
    "late_after": "another hour from which on it is late",
    "late_until": "another hour until which it is late",
    "late_steps": "other prices of late hours",
    "not_beside": "other wishes for what is not beside what",
    "preferences": "other wishes for times and rooms",
    "series": "other series at one time of day",
    "common_starts": "other sessions that begin together",
    "tracks": "other tracks",
    "relations": "other wishes for sessions that share something",
    "time_features": "other features of times",
    "feature_wishes": "other wishes for features",
    "meals": "other meals",
    "local_hours": "other prices of local hours",
    "prime_time": "other good times",
    "reserve": "other time kept free for overruns",
    "adjacent": "other wishes for what is adjacent",
    "parallel_limits": "other limits of what runs at once",
    "quotas": "other numbers of sessions asked for",
    "items": "other agenda items",
    "item_orders": "other orders of agenda items",
}
"""Fields that say what rules count; not those of what there is (rooms, teams, days) and may be used."""


def alike(one: Instance, other: Instance) -> bool:
    """Tell whether two conferences have the same sessions, as long, for the same people, counted alike.

    Penalties and counts of others are no measure of their programmes: who plans for more pays for more.
    """
    return not any(_unlike(one, other))


def ranked(one: Instance, other: Instance) -> bool:
    """Tell whether programmes of two conferences can be ranked: these are alike, and so are their levels."""
    return alike(one, other) and not any(levels_differ(one, other, rule) for rule in RULES)


def levels_differ(one: Instance, other: Instance, rule: str) -> bool:
    """Tell whether a rule, or an item of it, has another level in another conference."""
    items = {"", *own_levels(one, rule), *own_levels(other, rule)}
    return any(one.level(rule, item) != other.level(rule, item) for item in items)


def own_levels(instance: Instance, rule: str) -> Iterator[str]:
    """Yield the items of a rule that have a level of their own."""
    in_force = instance.profiles[instance.profile] if instance.profile else {}
    for levels in (in_force, instance.levels):
        said = levels.get(rule)
        if isinstance(said, ItemLevels):
            yield from said.items


def unlike_in_words(base: Instance, other: Instance) -> str:
    """Return what one conference has more, less or of other lengths than the base; nothing if alike."""
    return chained(_unlike(base, other))


def _unlike(base: Instance, other: Instance) -> Iterator[str]:
    before, after = _lengths(base), _lengths(other)
    yield from _more_or_less(before.keys(), after.keys(), "session", "sessions")
    longer = sum(before[each] != after[each] for each in before.keys() & after.keys())
    if longer:
        yield say("{} of another length", counted(longer, "session"))
    for table, (noun, plural) in COUNTED.items():
        before_ids, ids = ({row.id for row in getattr(each, table)} for each in (base, other))
        yield from _more_or_less(before_ids, ids, noun, plural)
    for field, words in _PARAMETERS.items():
        if _parameter(base, field) != _parameter(other, field):
            yield say(words)


def _parameter(instance: Instance, field: str) -> Any:
    """Return what a field says, without names for people."""
    value = getattr(instance, field)
    named = field in ("kinds", "bodies")
    return [each.model_dump(exclude={"title"}) for each in value] if named else value


def _more_or_less(before: Set[str], after: Set[str], noun: str, plural: str) -> Iterator[str]:
    for number, word in ((len(after - before), "{} more"), (len(before - after), "{} less")):
        if number:
            yield say(word, counted(number, noun, plural))


def _lengths(instance: Instance) -> Mapping[str, int]:
    return {each.id: minutes_of(each.duration) for each in instance.sessions}


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
        "Not ranked against {}, as they plan for something else: {}; penalties and counts "
        "of unlike conferences do not compare.",
        base.label,
        chained(said),
    )
