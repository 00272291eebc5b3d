"""Make the changes of variants to the tree of an instance."""

from collections.abc import Callable, Iterator, Mapping

from scheduler.catalogue import OLD_RULES, RULES
from scheduler.instance import EXPECTED, nearest, quoted
from scheduler.sources.nodes import (
    Node,
    Path,
    brief,
    copied,
    data_of,
    entries_of,
    line_of,
    mapping_of,
    put,
    rows_of,
    table_of,
    text_of,
)
from scheduler.sources.variants.forgetting import forget, tags_of
from scheduler.sources.variants.forms import (
    HEAD,
    KEYS_OF_ROWS,
    OWN,
    WHOLE,
    Subject,
    VariantChange,
    VariantReading,
    name_of,
)
from scheduler.sources.variants.layers import Assembly, Layers
from scheduler.sources.variants.levels import rename_rules, set_item, set_level


def assembly_of(layers: Layers) -> Assembly:
    """Make the changes of all variants, beginning with the one next to the instance."""
    complaints = list(layers.complaints)
    names: dict[str, int] = {}
    if layers.base is not None:
        complaints += rename_rules(layers.base, layers.pages.where)
    for variant, before in layers.variants:
        reading = VariantReading(variant)
        if layers.base is not None:
            called = layers.base.child("name") or Node(0, None)
            names.setdefault(text_of(called) or "", called.line)
            name = text_of(variant.child("name"))
            if name and name in names:
                where = layers.pages.where(names[name])
                found = f"{quoted(name)}, the name of what it extends ({where})"
                reading.complain(("name",), found, "another name, for its files")
            Edits(layers.base, reading, before).make()
            complaints += rename_rules(layers.base, layers.pages.where)
        complaints += reading.complaints
    return Assembly(layers.base, layers.pages, tuple(complaints))


class Edits:
    """The changes of a variant to a tree; `before` is the line before the first of the variant."""

    def __init__(self, root: Node, reading: VariantReading, before: int) -> None:
        self._root, self._reading, self._before = root, reading, before
        self._said: dict[Subject, list[tuple[str, object, int]]] = {}
        """Changed aspects of subjects, with their values and lines."""

    def make(self) -> None:
        """Make all changes, and give the tree the fields at the top of the variant."""
        for field in OWN:
            entries_of(self._root).pop(field, None)
        for field in HEAD:
            node = self._reading.root.child(field)
            if node is not None:
                put(self._root, field, copied(node), self._line((field,)))
        gone: dict[str, set[str]] = {}
        tags = tags_of(self._root)
        for change in self._reading.changes:
            if change.kind == "remove":
                self._remove(change, gone)
        makers: Mapping[str, Callable[[VariantChange], None]] = {
            "change": self._change,
            "set": self._set,
            "close_room": self._close_room,
            "pin": self._pin,
            "unpin": self._unpin,
            "add": self._add,
        }
        for change in self._reading.changes:
            if change.kind in makers:
                makers[change.kind](change)
        self._set_levels([each for each in self._reading.changes if each.kind == "set_level"])
        left = tags_of(self._root)
        for tag, names in tags.items():
            gone.setdefault(tag, set()).update(names - left[tag])
        forget(self._root, gone, self._before)

    # Rows

    def _remove(self, change: VariantChange, gone: dict[str, set[str]]) -> None:
        for table, names in change.fields.items():
            rows = rows_of(self._root.child(table))
            for position, node in enumerate(rows_of(names)):
                path = (*change.path, table, position)
                name = self._name_to_find(path, table, node)
                found = self._found(path, table, name) if name else []
                if found and self._claim((table, name), WHOLE, "removed", path):
                    rows[:] = [row for row in rows if all(row is not each for each in found)]
                    gone.setdefault(table, set()).add(name)

    def _name_to_find(self, path: Path, table: str, node: Node) -> str:
        """Return the name of a row to remove, or nothing and an error."""
        keys = KEYS_OF_ROWS.get(table)
        if keys is None:
            name = text_of(node) or ""
            if not name:
                self._complain(path, brief(node), EXPECTED[table])
            return name
        unknown = [key for key in entries_of(node) if key not in keys]
        if unknown or not any(node.child(key) for key in keys):
            found = f"the key {quoted(unknown[0])}" if unknown else brief(node)
            self._complain(path, found, f"a mapping with only {', '.join(keys)}")
            return ""
        return name_of(table, node)

    def _found(self, path: Path, table: str, name: str) -> list[Node]:
        """Return the rows of a name; complain if there is none."""
        rows = rows_of(self._root.child(table))
        found = [row for row in rows if name and name_of(table, row) == name]
        if not found and (table, name) in self._said:
            words = f"{table}[{name}], which is removed in line {self._said[table, name][0][2]}"
            self._complain(path, words, "one change of each thing")
        elif not found and table in KEYS_OF_ROWS:
            self._complain(path, "a row that does not exist", f"one of `{table}`")
        elif not found:
            known = (name_of(table, row) for row in rows)
            self._complain(path, quoted(name), EXPECTED[table], nearest(name, filter(None, known)))
        return found

    def _add(self, change: VariantChange) -> None:
        for table, rows in change.fields.items():
            for position, row in enumerate(rows_of(rows)):
                name, path = name_of(table, row), (*change.path, table, position)
                if not name or self._claim((table, name), WHOLE, data_of(row), path):
                    table_of(self._root, table, row.line).append(copied(row))

    def _change(self, change: VariantChange) -> None:
        for table, rows in change.fields.items():
            for name, fields in entries_of(rows).items():
                path = (*change.path, table, name)
                found = self._found(path, table, name)
                if not entries_of(fields):
                    self._complain(path, brief(fields), "a mapping of fields to their new values")
                for field, value in entries_of(fields).items():
                    if field == "id":
                        self._complain((*path, field), "an id", "other fields; an id cannot change")
                    elif found:
                        self._give(table, found[0], field, value, (*path, field))

    def _give(self, table: str, row: Node, field: str, value: Node, path: Path) -> None:
        if self._claim((table, name_of(table, row)), field, data_of(value), path):
            put(row, field, copied(value), self._line(path))

    # Single things

    def _set(self, change: VariantChange) -> None:
        for field, value in change.fields.items():
            path = (*change.path, field)
            if self._claim((field,), WHOLE, data_of(value), path):
                put(self._root, field, copied(value), self._line(path))

    def _close_room(self, change: VariantChange) -> None:
        path = (*change.path, "during")
        for room in self._row_meant(change, "rooms", "room"):
            # Several closures add up, but contradict another change of all closures.
            if self._claim(("rooms", name_of("rooms", room)), "closures", "more", path):
                windows = table_of(room, "closures", self._line(path))
                windows += map(copied, rows_of(change.fields["during"]))

    def _pin(self, change: VariantChange) -> None:
        entries = {key: copied(node) for key, node in change.fields.items() if key != "session"}
        pin = Node(self._line(change.path), entries, key_lines=dict(change.key_lines))
        for session in self._row_meant(change, "sessions", "session"):
            self._give("sessions", session, "pin", pin, change.path)

    def _unpin(self, change: VariantChange) -> None:
        for session in self._row_meant(change, "sessions", "session"):
            if session.child("pin") is None:
                self._complain(change.path, "a session without a pin", "one that is pinned")
            none = Node(self._line(change.path), None)
            self._give("sessions", session, "pin", none, change.path)

    def _row_meant(self, change: VariantChange, table: str, field: str) -> list[Node]:
        name = text_of(change.fields[field]) or ""
        return self._found((*change.path, field), table, name)[:1]

    # Levels

    def _set_levels(self, changes: list[VariantChange]) -> None:
        """Set levels of rules, and then those of single items, which `off` would remove."""
        known = [(change, rule) for change in changes for rule in self._rule_meant(change)]
        for change, rule in known:
            level, path = change.fields.get("level"), (*change.path, "level")
            if level is not None and self._claim(("levels", rule), "level", data_of(level), path):
                for levels in self._sets_of_levels(rule, self._line(path)):
                    set_level(levels, rule, level, self._line((*change.path, "rule")))
        for change, rule in known:
            for item, level in entries_of(change.fields.get("items")).items():
                path = (*change.path, "items", item)
                if self._claim(("levels", rule), f"items.{item}", data_of(level), path):
                    for levels in self._sets_of_levels(rule, self._line(path)):
                        set_item(levels, rule, item, level, self._line(path))

    def _rule_meant(self, change: VariantChange) -> Iterator[str]:
        rule = text_of(change.fields["rule"]) or ""
        if rule not in RULES and rule not in OLD_RULES:
            path = (*change.path, "rule")
            self._complain(path, quoted(rule), EXPECTED["rules"], nearest(rule, RULES))
        elif not change.fields.keys() & {"level", "items"}:
            self._complain(change.path, "neither `level` nor `items`", "one of them, or both")
        else:
            yield rule

    def _sets_of_levels(self, rule: str, line: int) -> Iterator[Node]:
        """Yield `levels`, and the profile in force if it has the rule."""
        yield mapping_of(self._root, "levels", line)
        profiles, profile = self._root.child("profiles"), text_of(self._root.child("profile"))
        in_force = profiles.child(profile) if profiles is not None and profile else None
        names = (rule, OLD_RULES[rule].rule) if rule in OLD_RULES else (rule,)
        if in_force is not None and any(in_force.child(name) is not None for name in names):
            yield in_force

    # What all changes do

    def _claim(self, subject: Subject, aspect: str, value: object, path: Path) -> bool:
        """Tell whether no other change of the variant contradicts this one; complain if one does."""
        earlier = self._said.setdefault(subject, [])
        against = [
            line
            for of, other, line in earlier
            if (WHOLE in (of, aspect) or of == aspect) and (of, other) != (aspect, value)
        ]
        earlier.append((aspect, value, self._line(path) - self._before))
        if against:
            thing = ".".join(filter(None, ("[".join(subject) + "]" * (len(subject) - 1), aspect)))
            found = f"{thing}, which is changed in line {against[0]}"
            self._complain(path, found, "one change of each thing")
        return not against

    def _line(self, path: Path) -> int:
        return line_of(self._reading.root, path)

    def _complain(self, path: Path, found: str, expected: str, hint: str = "") -> None:
        self._reading.complain(path, found, expected, hint)
