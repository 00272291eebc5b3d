"""Levels in a tree: how they are set, and those of rules that older files call otherwise."""

from collections.abc import Callable, Iterator

from scheduler.catalogue import OFF, OLD_RULES, RULES, current_rule
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
    """Set the level of a rule; single items keep theirs, unless all of it is off."""
    entry = levels.child(rule)
    if entry is not None and isinstance(entry.value, dict) and data_of(level) != OFF:
        put(entry, "level", copied(level), line)
    else:
        put(levels, rule, copied(level), line)


def set_item(levels: Node, rule: str, item: str, level: Node, line: int) -> None:
    """Set the level of an item; its rule, and the other items, keep theirs."""
    entry = levels.child(rule)
    if entry is None or not isinstance(entry.value, dict):
        kept = {} if entry is None else {"level": entry}
        lines = dict.fromkeys(kept, levels.key_lines.get(rule, line))
        entry = Node(line, kept, key_lines=lines)
        put(levels, rule, entry, line)
    put(mapping_of(entry, "items", line), item, copied(level), line)


def rename_rules(root: Node, where: Callable[[int], str]) -> Iterator[Complaint]:
    """Give levels that stand under the old id of a rule to the rule that it has become, with a note.

    Parameters
    ----------
    root
        The tree of an instance, which is changed.
    where
        Returns the file and the line of a line of the tree, to begin the note.

    Yields
    ------
    Complaint
        What cannot be said of the rule: two levels, of the same items, of what is one rule now.
    """
    sets: dict[str, Node | None] = {"levels": root.child("levels")}
    for name, profile in entries_of(root.child("profiles")).items():
        sets[f"profiles.{name}"] = profile
    for place, levels in sets.items():
        for rule in dict.fromkeys(old.rule for old in OLD_RULES.values()):
            before = [id_ for id_ in OLD_RULES if OLD_RULES[id_].rule == rule]
            if levels is not None and any(levels.child(id_) is not None for id_ in before):
                yield from _Renaming(root, place, levels, rule, before).made(where)


_ALL = frozenset({""})
"""In the place of the items of what was about all that its rule is about, or about the rest of it."""


class _Renaming:
    """Levels of what was several rules, and is one now."""

    def __init__(self, root: Node, place: str, levels: Node, rule: str, before: list[str]) -> None:
        self._root, self._place, self._levels = root, place, levels
        self._rule, self._before = rule, before
        entries = entries_of(levels)
        self._said = {id_: entries.pop(id_) for id_ in before if id_ in entries}

    def made(self, where: Callable[[int], str]) -> Iterator[Complaint]:
        """Set the levels of the rule; yield what cannot be said of it."""
        for id_, entry in self._said.items():
            line = self._levels.key_lines.pop(id_, entry.line)
            current_rule(id_, f"{where(line)}: {self._place}: ")
            level = _level_of(entry)
            if level is not None:
                yield from self._set(id_, level, line)
            for item, of_item in entries_of(entry.child("items")).items():
                set_item(self._levels, self._rule, item, of_item, line)

    def _set(self, id_: str, level: Node, line: int) -> Iterator[Complaint]:
        items, others = self._items(id_), self._others(id_, data_of(level))
        against = next((other for other in others if self._items(other) & items), None)
        if against is not None:
            expected = f"{others[against]}, the level of `{against}`"
            hint = f"Both are the rule `{self._rule}` now, which has one level."
            yield Complaint(line, sentence(f"{self._place}.{id_}", brief(level), expected, hint))
        elif not others:
            set_level(self._levels, self._rule, level, line)
        else:
            for item in sorted(items):
                set_item(self._levels, self._rule, item, level, line)

    def _others(self, id_: str, level: object) -> dict[str, object]:
        """Return the levels of the other rules that differ, and are about anything here."""
        of_rule = _level_of(self._levels.child(self._rule))
        rest = RULES[self._rule].default if of_rule is None else data_of(of_rule)
        found: dict[str, object] = {}
        for other in (*self._before, self._rule):
            said = _level_of(self._said.get(other))
            of_other = rest if said is None else data_of(said)
            if other != id_ and of_other != level and self._items(other):
                found[other] = of_other
        return found

    def _items(self, id_: str) -> frozenset[str]:
        """Return the items that a rule was about."""
        if id_ not in OLD_RULES:
            return _ALL if OLD_RULES[self._before[0]].widened else frozenset()
        table, where = OLD_RULES[id_].table, OLD_RULES[id_].where
        rows = rows_of(self._root.child(table))
        ids = (text_of(row.child("id")) for row in rows if where is None or _has(row, *where))
        return frozenset(filter(None, ids)) if table else _ALL


def _has(row: Node, field: str, value: object) -> bool:
    said = row.child(field)
    return said is not None and said.value == value


def _level_of(entry: Node | None) -> Node | None:
    """Return the level of a rule, without those of its items."""
    return entry.child("level") if entry is not None and isinstance(entry.value, dict) else entry
