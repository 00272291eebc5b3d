"""The kinds of change of variants, and the form of each in a file."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from scheduler.instance import TABLES, Instance
from scheduler.sources.nodes import (
    Complaint,
    Node,
    Path,
    brief,
    complaint_at,
    data_of,
    entries_of,
    known_keys,
    rows_of,
    text_of,
)

KEYS_OF_ROWS: Mapping[str, tuple[str, ...]] = {
    "orders": ("first", "then"),
    "item_orders": ("items_first", "sessions_first", "items_then", "sessions_then"),
    "walks": ("between",),
    "published": ("session",),
}
"""Tables whose rows have no id, and the fields by which changes find them: some, or all."""

Subject = tuple[str, ...]
"""A row by table and id, a rule, or a field of the instance."""

WHOLE = ""
"""The aspect of a change of all of its subject."""

ROWS = (*TABLES, *KEYS_OF_ROWS)
"""Tables whose rows can be added and removed."""
OWN = ("summary", "agreed_by")
"""Fields of a variant itself; what extends it does not have them."""
HEAD = ("name", "title", *OWN)
"""Fields at the top of a variant."""
SETTINGS = tuple(
    name
    for name in Instance.model_fields
    if name not in {*ROWS, *HEAD, "format", "levels", "profiles"}
)
"""Fields of an instance that `set` changes."""

_TEXT, _LIST, _MAPPING, _ANY = "text", "a list", "a mapping", "a value"
_FORM = {_TEXT: str, _LIST: list, _MAPPING: dict, _ANY: object}


@dataclass(frozen=True, slots=True)
class ChangeForm:
    """The fields of a kind of change, each with the form of its value."""

    fields: Mapping[str, str]
    required: tuple[str, ...] = ()
    """Needed fields; if none, at least one of all."""


FORMS: Mapping[str, ChangeForm] = {
    "remove": ChangeForm(dict.fromkeys(ROWS, _LIST)),
    "change": ChangeForm(dict.fromkeys(TABLES, _MAPPING)),
    "set": ChangeForm(dict.fromkeys(SETTINGS, _ANY)),
    "close_room": ChangeForm({"room": _TEXT, "during": _LIST}, ("room", "during")),
    "pin": ChangeForm({"session": _TEXT, "start": _ANY, "room": _ANY}, ("session",)),
    "unpin": ChangeForm({"session": _TEXT}, ("session",)),
    "set_level": ChangeForm({"rule": _TEXT, "level": _ANY, "items": _MAPPING}, ("rule",)),
    "add": ChangeForm(dict.fromkeys(ROWS, _LIST)),
}
"""Kinds of change, in the order in which a variant makes them."""

_TOP = ("format", "extends", *HEAD, "changes")


@dataclass(frozen=True, slots=True)
class VariantChange:
    """One change, of a known kind and form."""

    kind: str
    path: Path
    """The place of its fields in the variant."""
    fields: Mapping[str, Node]
    key_lines: Mapping[str, int]


class VariantReading:
    """The changes of a variant with a known form, and the errors in the others."""

    def __init__(self, root: Node) -> None:
        self.root = root
        self.complaints: list[Complaint] = []
        self._top()
        changes = root.child("changes")
        if changes is not None and not isinstance(changes.value, list):
            self.complain(("changes",), brief(changes), "a list of changes", "Write [] for none.")
        found = [
            change
            for position, row in enumerate(rows_of(changes))
            for change in self._change(("changes", position), row)
        ]
        order = list(FORMS)
        self.changes = sorted(found, key=lambda change: order.index(change.kind))

    def complain(self, path: Path, found: str, expected: str, hint: str = "") -> None:
        """Add an error."""
        self.complaints.append(complaint_at(self.root, path, found, expected, hint))

    def _top(self) -> None:
        for key in entries_of(self.root):
            if key not in _TOP:
                self.complain((key,), "an unknown key", *known_keys(key, _TOP))
        if self.root.child("name") is None:
            self.complain(
                ("name",), "no `name`", "one", "(Name of the variant, also of its files.)"
            )
        version = self.root.child("format")
        if version is not None and (version.value != 1 or isinstance(version.value, bool)):
            self.complain(("format",), brief(version), "1")

    def _change(self, path: Path, row: Node) -> Iterator[VariantChange]:
        entries = entries_of(row)
        if len(entries) != 1:
            found = f"{len(entries)} keys" if entries else brief(row)
            hint = "Write each change as a separate entry." if entries else ""
            self.complain(path, found, "one key, the kind of the change", hint)
            return
        for kind, body in entries.items():
            if kind not in FORMS:
                expected, hint = known_keys(kind, FORMS)
                self.complain((*path, kind), "an unknown change", expected, hint)
            elif not isinstance(body.value, dict):
                self.complain((*path, kind), brief(body), "a mapping of its fields")
            else:
                yield from self._formed(kind, (*path, kind), body)

    def _formed(self, kind: str, path: Path, body: Node) -> Iterator[VariantChange]:
        form, before = FORMS[kind], len(self.complaints)
        entries = entries_of(body)
        fine: dict[str, Node] = {}
        for key, value in entries.items():
            if key not in form.fields:
                self.complain((*path, key), "an unknown key", *known_keys(key, form.fields))
            elif not isinstance(value.value, _FORM[form.fields[key]]):
                self.complain((*path, key), brief(value), form.fields[key])
            else:
                fine[key] = value
        for key in form.required:
            if key not in entries:
                self.complain(path, f"no `{key}`", "one")
        if not entries and not form.required:
            self.complain(path, "an empty mapping", "at least one entry")
        if not form.required or len(self.complaints) == before:
            yield VariantChange(kind, path, fine, body.key_lines)


def name_of(table: str, row: Node) -> str:
    """Return the name of a row: its id, or the content of the fields that replace one."""
    keys = KEYS_OF_ROWS.get(table)
    if keys is None:
        return text_of(row.child("id")) or ""
    return json.dumps(
        [_words_of(table, row.child(key)) for key in keys], ensure_ascii=False, sort_keys=True
    )


def _words_of(table: str, node: Node | None) -> object:
    words = None if node is None else data_of(node)
    # A walk leads in both directions.
    return sorted(words, key=str) if table == "walks" and isinstance(words, list) else words
