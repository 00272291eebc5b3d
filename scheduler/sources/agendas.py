"""The agendas of a solution file: read with every fault named, and written."""

from collections.abc import Iterator, Sequence
from typing import Any

from scheduler.instance import (
    Instance,
    minutes_of,
    nearest,
    quoted,
    sentence,
    times_of,
)
from scheduler.schedule import AgendaEntry, Assignment, Schedule
from scheduler.sources.nodes import Complaint, Node, Path, brief, line_of, place

_FIELDS = ("item", "start", "end", "minutes")


def read_agendas(
    root: Node, instance: Instance, *, strict: bool
) -> tuple[Sequence[AgendaEntry], Sequence[Complaint]]:
    """Return the agendas that a solution file gives, and what is wrong with them.

    `start` and `end` are for readers: they follow from the minutes. Not strict, items and sessions that the
    instance no longer has are left out.
    """
    reading, rows = _Reading(root, instance, strict), root.child("schedule")
    entries: list[AgendaEntry] = []
    for number, row in enumerate(rows.value if rows and isinstance(rows.value, list) else ()):
        session = row.child("session") if isinstance(row.value, dict) else None
        if session is not None and isinstance(session.value, str) and row.child("agenda"):
            entries += reading.agenda(number, session.value, row)
    return entries, reading.complaints


class _Reading:
    """What was wrong so far."""

    def __init__(self, root: Node, instance: Instance, strict: bool) -> None:  # noqa: FBT001
        self._root, self._instance, self._strict = root, instance, strict
        self.complaints: list[Complaint] = []

    def _complain(self, path: Path, *words: str) -> None:
        whole = ("schedule", *path)
        said = sentence(place(self._root, whole), *words)
        self.complaints.append(Complaint(line_of(self._root, whole), said))

    def agenda(self, number: int, session: str, row: Node) -> Iterator[AgendaEntry]:
        """Yield the entries of a session."""
        rows, seen = row.child("agenda"), set[str]()
        assert rows is not None  # noqa: S101 - looked for by the caller
        if not isinstance(rows.value, list):
            self._complain((number, "agenda"), brief(rows), "a list of items")
            return
        for position, each in enumerate(rows.value):
            entry = self._entry((number, "agenda", position), session, each)
            if entry is not None and entry.item in seen:
                found = f"{quoted(entry.item)} again"
                expected = "each item once in a session"
                self._complain((number, "agenda", position, "item"), found, expected)
            elif entry is not None:
                seen.add(entry.item)
                yield entry

    def _entry(self, path: Path, session: str, row: Node) -> AgendaEntry | None:
        if not isinstance(row.value, dict):
            self._complain(path, brief(row), f"a mapping with {', '.join(_FIELDS)}")
            return None
        for key in row.value:
            if key not in _FIELDS:
                expected = f"one of {', '.join(_FIELDS)}"
                self._complain((*path, key), "an unknown key", expected, nearest(key, _FIELDS))
        item = self._item(path, row)
        minutes = None if item is None else self._minutes(path, item, row)
        if item is None or minutes is None or session not in self._instance.session_by_id:
            return None
        return AgendaEntry(session, item, minutes)

    def _item(self, path: Path, row: Node) -> str | None:
        node, known = row.child("item"), self._instance.item_by_id
        text = node.value if node is not None and isinstance(node.value, str) else ""
        if text in known:
            return text
        if self._strict or not text:
            found = "no `item`" if node is None else brief(node)
            expected = "the id of an agenda item of the instance"
            self._complain((*path, "item"), found, expected, nearest(text, known))
        return None

    def _minutes(self, path: Path, item: str, row: Node) -> int | None:
        """Return the minutes that an item is given: those that it needs, if nothing is said."""
        node = row.child("minutes")
        if node is None:
            return max(1, minutes_of(self._instance.item_by_id[item].needed))
        value = node.value
        if isinstance(value, int) and not isinstance(value, bool) and 0 < value <= _LONGEST:
            return value
        expected = f"whole minutes from 1 to {_LONGEST}"
        self._complain((*path, "minutes"), brief(node), expected)
        return None


_LONGEST = 10_080


def agenda_rows(
    instance: Instance, schedule: Schedule, assignment: Assignment
) -> list[dict[str, Any]]:
    """Return the agenda of a session as solution files have it, each item with its time on the clock."""
    entries = schedule.agenda_of(assignment.session)
    session = instance.session_by_id[assignment.session]
    minutes = (entry.minutes for entry in entries)
    spans = times_of(instance, session, assignment.start, minutes)
    return [
        {
            "item": entry.item,
            "start": start.astimezone(instance.zone).isoformat(),
            "end": end.astimezone(instance.zone).isoformat(),
            "minutes": entry.minutes,
        }
        for entry, (start, end) in zip(entries, spans, strict=True)
    ]


def left_out(instance: Instance, schedule: Schedule | None) -> list[str]:
    """Return the items that are not dealt with, though they are not settled; in the order of the instance."""
    dealt = {} if schedule is None else schedule.entries_by_item
    return [item.id for item in instance.items if item.is_open and item.id not in dealt]
