"""Make the changes of variants to the tree of an instance, and remove what refers to rows that are gone."""

from collections.abc import Callable, Iterator, Mapping, Sequence, Set

from scheduler.catalogue import OFF, OLD_RULES, RULES, current_rule
from scheduler.instance import (
    EXPECTED,
    TABLES,
    Instance,
    Room,
    nearest,
    nearest_row,
    quoted,
    references_of,
    sentence,
    tables_of,
)
from scheduler.sources.drafts import draft_of
from scheduler.sources.nodes import (
    Complaint,
    Node,
    Path,
    brief,
    copied,
    data_of,
    entries_of,
    line_of,
    mapping_of,
    node_at,
    put,
    rows_of,
    table_of,
    text_of,
)
from scheduler.sources.shapes import turn_dates
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
from scheduler.sources.variants.layers import Assembly, Page, Pages, is_variant


def assembly_of(chain: Sequence[Page]) -> Assembly:
    """Make the changes of all variants of a chain, beginning with the one next to the instance."""
    pages = Pages()
    complaints: list[Complaint] = []
    roots: list[tuple[Node, int]] = []
    for page in chain:
        later = pages.add(page.name, page.lines)
        complaints += (Complaint(each.line + later, each.text) for each in page.complaints)
        if page.root is not None:
            # Nothing changes an instance alone, so it needs no copy.
            roots.append((copied(page.root, later) if len(chain) > 1 else page.root, later))
    base = roots.pop(0)[0] if roots and not is_variant(roots[0][0]) else None
    names: dict[str, int] = {}
    if base is not None:
        complaints += rename_rules(base, pages.where)
    for variant, before in roots:
        reading = VariantReading(variant)
        if base is not None:
            called = base.child("name") or Node(0, None)
            names.setdefault(text_of(called) or "", called.line)
            name = text_of(variant.child("name"))
            if name and name in names:
                where = pages.where(names[name])
                found = f"{quoted(name)}, the name of what it extends ({where})"
                reading.complain(("name",), found, "another name, for its files")
            Edits(base, reading, before).make()
            complaints += rename_rules(base, pages.where)
        complaints += reading.complaints
    return Assembly(base, pages, tuple(complaints))


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
        rows = rows_of(self._root.child(table))
        found = [row for row in rows if name and name_of(table, row) == name]
        if not found and (table, name) in self._said:
            words = f"{table}[{name}], which is removed in line {self._said[table, name][0][2]}"
            self._complain(path, words, "one change of each thing")
        elif not found and table in KEYS_OF_ROWS:
            self._complain(path, "a row that does not exist", f"one of `{table}`")
        elif not found:
            known = ((name_of(table, row), text_of(row.child("title"))) for row in rows)
            hint = nearest_row(name, (each for each in known if each[0]))
            self._complain(path, quoted(name), EXPECTED[table], hint)
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
        subject, other = (table, name_of(table, row)), _OTHERWISE.get(field)
        if self._claim(subject, field, data_of(value), path):
            put(row, field, copied(value), self._line(path))
            if other and all(aspect != other for aspect, _, _ in self._said[subject]):
                entries_of(row).pop(other, None)

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


_OTHERWISE = {"days": "duration", "duration": "days"}
"""Fields that say the same in another way: a change of one replaces the other."""
_NEEDED = frozenset(
    {"bodies", "day_profiles", "interpretation", "kinds", "person_classes", "places", "regions"}
    | {"rooms", "untimed"}
)
"""Tables of rows whose references stay, as errors."""
FORGOTTEN = frozenset({*TABLES, "topics"}) - _NEEDED
"""Tables (and tags) of rows whose references go with them."""

NAMING = frozenset({"publishing", "translations"})
"""Tables with names for people, from which references to any removed row go."""


def tags_of(root: Node) -> dict[str, set[str]]:
    """Return the themes and topics of sessions and items of a tree, and the buildings of its rooms."""
    rows = [*rows_of(root.child("sessions")), *rows_of(root.child("items"))]
    rooms = (text_of(room.child("building")) for room in rows_of(root.child("rooms")))
    return {"buildings": {name or Room.model_fields["building"].default for name in rooms}} | {
        tag: {
            text
            for row in rows
            for node in rows_of(row.child(tag))
            if (text := text_of(node)) is not None
        }
        for tag in ("themes", "topics")
    }


_EMPTIED: Mapping[str, Sequence[Sequence[str]]] = {
    "item_orders": (
        ("items_first", "sessions_first"),
        ("items_then", "sessions_then"),
        ("items_first", "items_then"),
    ),
    "external_events": (("avoided_by", "used_by"),),
    **dict.fromkeys(
        (
            *("adjacent", "orders", "not_beside", "preferences", "series", "common_starts"),
            *("minimum_loads", "tracks", "relations", "feature_wishes", "deadlines"),
            "preparations",
        ),
        (),
    ),
}
"""Tables whose rows go when a field loses its last name; of grouped fields, one name is enough.

Rows that ask for something stay, such as an item, a task or a quota without a session.
"""


def forget(root: Node, gone: Mapping[str, Set[str]], before: int) -> None:
    """Remove references to rows that are gone, rows that are empty without them, and so on.

    Parameters
    ----------
    root
        A tree without the rows that are gone.
    gone
        Their ids by table; also `themes` and `topics` of no session, and `buildings` without rooms.
    before
        References beyond this line stay: a variant that names what it removes is an error.
    """
    while any(gone.values()):
        known = _ids_by_table(root)
        _forget_names(root, gone, before)
        left = _ids_by_table(root)
        gone = {table: ids - left[table] for table, ids in known.items()}


def _ids_by_table(root: Node) -> dict[str, set[str]]:
    return {
        table: {name_of(table, row) for row in rows_of(root.child(table))}
        for table in FORGOTTEN & TABLES.keys()
    }


def _forget_names(root: Node, gone: Mapping[str, Set[str]], before: int) -> None:
    """Remove names from lists and mappings, and rows that are empty without them."""
    lost = [
        path
        for path, name, table in _references(root)
        if (table in FORGOTTEN or path[0] in NAMING)
        and name in gone.get(table, ())
        and node_at(root, path).line <= before
    ]
    # A row of one session goes with it; other rows lose a name.
    rows_lost = {path[:2] for path in lost if path[2:] == ("session",)}
    lost = [path for path in lost if path[:2] not in rows_lost] + list(rows_lost)
    touched: dict[Path, set[str]] = {}
    for path in lost:
        if path[0] in _EMPTIED and len(path) > 2:
            touched.setdefault(path[:2], set()).add(str(path[2]))
    rows = {path: node_at(root, path) for path in touched}
    parents, nodes = ([node_at(root, path[:end]) for path in lost] for end in (-1, None))
    gone_nodes = {*map(id, nodes)}
    for parent in {id(each): each for each in parents}.values():
        _drop(parent, gone_nodes)
    for path, fields in touched.items():
        if not _says(str(path[0]), rows[path], fields):
            left = rows_of(root.child(path[0]))
            left[:] = [row for row in left if row is not rows[path]]


def _says(table: str, row: Node, fields: Set[str]) -> bool:
    """Tell whether a row is not empty after some of its fields lost names."""
    for field in fields & {"groups", "tracks"} if table == "not_beside" else ():
        lists = rows_of(row.child(field))
        lists[:] = [each for each in lists if len(rows_of(each)) > 1]
    least = 2 if table == "adjacent" else 1
    needed = _EMPTIED[table] or [(field,) for field in fields]
    return all(sum(_left(row.child(each)) for each in some) >= least for some in needed)


def _left(side: Node | None) -> int:
    lists = entries_of(side).values() if entries_of(side) else [side]
    return sum(len(rows_of(each)) for each in lists)


def _drop(parent: Node, lost: Set[int]) -> None:
    rows_of(parent)[:] = [each for each in rows_of(parent) if id(each) not in lost]
    for key in [key for key, each in entries_of(parent).items() if id(each) in lost]:
        del entries_of(parent)[key]


def _references(root: Node) -> Iterator[tuple[Path, str, str]]:
    tree = copied(root)
    turn_dates(tree)
    facts = draft_of(Instance, tree).facts
    for path, name, expected in references_of(facts) if facts is not None else ():
        for table in tables_of(expected):
            yield path, name, table


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
    sets = {"levels": node_at(root, ("levels",))}
    for name, profile in entries_of(root.child("profiles")).items():
        sets[f"profiles.{name}"] = profile
    for place, levels in sets.items():
        for id_ in [each for each in OLD_RULES if levels.child(each) is not None]:
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
        if old.where is not None:
            field, value = old.where
            rows = [row for row in rows if node_at(row, (field,)).value == value]
        ids = (text_of(row.child("id")) for row in rows)
        own = {each: level for each in ids if each} | own
    elif level is not None and there is not None and data_of(there) != data_of(level):
        hint = f"This rule is now part of `{old.rule}`, which has one level."
        yield Complaint(line, sentence(f"{place}.{id_}", brief(level), brief(there), hint))
    elif level is not None:
        set_level(levels, old.rule, level, line)
    for item, of_item in own.items():
        set_item(levels, old.rule, item, of_item, line)


def _level_of(entry: Node | None) -> Node | None:
    return entry.child("level") if entry is not None and isinstance(entry.value, dict) else entry
