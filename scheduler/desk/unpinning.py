"""Ways out that let a session leave where the desk has pinned it: it is unpinned, and no rule weakened."""

from collections.abc import Collection
from dataclasses import replace

from scheduler.desk.locks import pinned_by
from scheduler.desk.steps import DeskState
from scheduler.explanation.conflicts import Collision, Way, broken_in
from scheduler.instance import Instance, ItemLevels, remade, with_pins
from scheduler.phrases import say
from scheduler.rules import ABOUT_PINS
from scheduler.wording import name


def with_unpinning(desk: DeskState, found: Collision, besides: Collection[str] = ()) -> Collision:
    """Return what collides with pins of the desk dropped instead of allowed to be broken at a price.

    `besides` are sessions whose pins are what is wished.
    """
    base = desk.base.session_by_id
    own = {
        each
        for each in pinned_by(desk)
        if each not in besides and (each not in base or base[each].pin is None)
    }

    def told(ways: tuple[Way, ...]) -> tuple[Way, ...]:
        return _unpinned(desk.instance, ways, own)

    def alone(ways: tuple[Way, ...]) -> tuple[Way, ...]:
        changed = [(each, told((each,))[0]) for each in ways]
        facts = {each.path for each in ways}
        return tuple(new for old, new in changed if new is old or new.path not in facts)

    return replace(
        found,
        conflicts=tuple(replace(each, ways=alone(each.ways)) for each in found.conflicts),
        together=told(found.together),
    )


def _unpinned(before: Instance, ways: tuple[Way, ...], own: Collection[str]) -> tuple[Way, ...]:
    """Return ways, each after those before it, in which pins of the desk are dropped."""
    gone: list[tuple[str, str]] = []
    found: list[Way] = []
    for way in ways:
        path = ("sessions", way.item, "pin")
        is_own = way.by_level and way.item in own and way.rule in ABOUT_PINS
        gone += [(way.rule, way.item)] if is_own else []
        instance = way.instance
        for rule, each in gone:
            insisting = _insisting(instance, before, rule, each)
            instance = with_pins(insisting, {each: None}) or insisting
        after = replace(way, instance=instance) if gone else way
        if is_own:
            words = say("unpin {}", name(before.session_by_id[way.item]))
            after = replace(after, words=words, path=path, by_level=False)
        found.append(after)
    if not gone:
        return ways
    last, new = ways[-1], found[-1]
    left = broken_in(last.instance, last.schedule)
    is_kept = all(each in left for each in broken_in(new.instance, new.schedule))
    return tuple(found) if is_kept else ways


def _insisting(instance: Instance, before: Instance, rule: str, session: str) -> Instance:
    """Return an instance in which the pin of a session matters as it did."""
    profile = instance.profile
    levels, were = (
        each.levels if profile is None else each.profiles[profile] for each in (instance, before)
    )
    said, was = levels.get(rule), were.get(rule)
    if not isinstance(said, ItemLevels):
        return instance
    known = was.items if isinstance(was, ItemLevels) else {}
    left = {key: level for key, level in said.items.items() if key != session or key in known}
    kept = {key: level for key, level in levels.items() if key != rule}
    if left != known:
        kept[rule] = remade(said, items=left)
    elif was is not None:
        kept[rule] = was
    if profile is None:
        return remade(instance, levels=kept)
    return remade(instance, profiles={**instance.profiles, profile: kept})
