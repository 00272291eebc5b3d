"""Set levels in a tree, and rename those of rules with older ids."""

from collections.abc import Callable, Iterator

from scheduler.catalogue import OFF, OLD_RULES, current_rule
from scheduler.instance import sentence
from scheduler.sources.nodes import (
    Complaint,
    Node,
    brief,
    copied,
    data_of,
    entries_of,
    mapping_of,
    put,
    rows_of,
    text_of,
)


def set_level(levels: Node, rule: str, level: Node, line: int) -> None:
    """Set the level of a rule; single items keep theirs, unless the rule is off."""
    entry = levels.child(rule)
    if entry is not None and isinstance(entry.value, dict) and data_of(level) != OFF:
        put(entry, "level", copied(level), line)
    else:
        put(levels, rule, copied(level), line)


def set_item(levels: Node, rule: str, item: str, level: Node, line: int) -> None:
    """Set the level of an item; its rule and the other items keep theirs."""
    entry = levels.child(rule)
    if entry is None or not isinstance(entry.value, dict):
        kept = {} if entry is None else {"level": entry}
        lines = dict.fromkeys(kept, levels.key_lines.get(rule, line))
        entry = Node(line, kept, key_lines=lines)
        put(levels, rule, entry, line)
    put(mapping_of(entry, "items", line), item, copied(level), line)


def rename_rules(root: Node, where: Callable[[int], str]) -> Iterator[Complaint]:
    """Move levels from the older ids of rules to their current ids in a tree, with notes.

    `where` returns the file and the line of a line of the tree. Yields an error for two older rules with
    different levels that are one rule now.
    """
    sets = {"levels": root.child("levels")}
    for name, profile in entries_of(root.child("profiles")).items():
        sets[f"profiles.{name}"] = profile
    for place, levels in sets.items():
        for id_ in [each for each in OLD_RULES if levels is not None and levels.child(each)]:
            if levels is not None:
                yield from _renamed(root, place, levels, id_, where)


def _renamed(
    root: Node, place: str, levels: Node, id_: str, where: Callable[[int], str]
) -> Iterator[Complaint]:
    """Move the level of an older id to its rule, or to the items of the older rule."""
    old, entry = OLD_RULES[id_], entries_of(levels).pop(id_)
    line = levels.key_lines.pop(id_, entry.line)
    current_rule(id_, f"{where(line)}: {place}: ")
    level, there = _level_of(entry), _level_of(levels.child(old.rule))
    own = entries_of(entry.child("items"))
    if level is not None and old.table:
        rows = rows_of(root.child(old.table))
        ids = (
            text_of(row.child("id")) for row in rows if old.where is None or _has(row, *old.where)
        )
        own = {each: level for each in ids if each} | own
    elif level is not None and there is not None and data_of(there) != data_of(level):
        hint = f"This rule is now part of `{old.rule}`, which has one level."
        yield Complaint(line, sentence(f"{place}.{id_}", brief(level), brief(there), hint))
    elif level is not None:
        set_level(levels, old.rule, level, line)
    for item, of_item in own.items():
        set_item(levels, old.rule, item, of_item, line)


def _has(row: Node, name: str, value: object) -> bool:
    said = row.child(name)
    return said is not None and said.value == value


def _level_of(entry: Node | None) -> Node | None:
    return entry.child("level") if entry is not None and isinstance(entry.value, dict) else entry
