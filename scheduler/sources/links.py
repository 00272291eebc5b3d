"""Links: which agenda items of a conference are settled by the meetings that prepare it."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from scheduler.errors import InputError
from scheduler.instance import EXPECTED, Instance, closest, meetings_of, nearest, quoted
from scheduler.sources.documents import bytes_of, document
from scheduler.sources.instances import read_instance
from scheduler.sources.nodes import BrokenError, Complaint, Node, blemishes, brief, numbered
from scheduler.sources.programmes.intake import Intake
from scheduler.sources.suggestions import INSTANCE_FOR_LINKS, is_instance

FORMAT = 1
_FIELDS = ("format", "name", "title", "preparatory", "conference", "programme", "links")
_LINK_FIELDS = ("task", "session", "items", "settled")
_PERCENT = "a whole percentage from 1 to 100"
_IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_NAME = "the name of the variant that is made"


@dataclass(frozen=True, slots=True)
class Link:
    """A task, or a meeting, and the agenda items that it settles."""

    items: tuple[str, ...]
    """Agenda items of the conference."""
    settled: int
    """Percent of each that is settled, 1 to 100."""
    sessions: tuple[str, ...]
    """Meetings of which one has to be held: that of the link, or else those of its task."""
    task: str | None = None
    """Task of the preparatory instance; None if a meeting as such settles the items."""


@dataclass(frozen=True, slots=True)
class Links:
    """What a links file says, and the two instances that it joins."""

    name: str
    """Name of the variant."""
    title: str
    """Title of the variant, for people; may be empty."""
    preparatory: Instance
    preparatory_path: Path
    conference: Instance
    conference_path: Path
    programme: Path | None
    """Solution file of the preparatory instance, if the file names one."""
    links: tuple[Link, ...]
    """In the order of the file."""


def read_links(path: Path) -> Links:
    """Read a links file, and the two instances that it names.

    Raises
    ------
    InputError
        When the file, or an instance that it names, cannot be used; it names everything that is wrong.
    """
    intake = Intake(None)
    try:
        root = document(bytes_of(path), is_json=path.suffix.lower() == ".json")
    except BrokenError as error:
        raise InputError(*numbered(str(path), [Complaint(error.line, str(error))])) from error
    intake.complaints += blemishes(root)
    if is_instance(root):
        raise InputError(f"{path}:{root.line}: {INSTANCE_FOR_LINKS}")
    found = _Reading(path, intake).links(root) if intake.is_mapping(root, "the file") else None
    if found is None or intake.complaints:
        raise InputError(*numbered(str(path), intake.complaints))
    return found


class _Reading:
    """A links file, with a complaint for each thing that is not what it should be."""

    def __init__(self, path: Path, intake: Intake) -> None:
        self._path, self._intake = path, intake

    def links(self, root: Node) -> Links | None:
        """Return all of it; None if an instance cannot be looked up."""
        self._unknown(root, _FIELDS, "")
        version = root.child("format")
        if version is not None and (version.value != FORMAT or isinstance(version.value, bool)):
            self._intake.complain(version.line, "format", brief(version), str(FORMAT))
        paths = [self._named(root, key, needed=key != "programme") for key in _FIELDS[3:6]]
        rows = self._rows(root, "links", "links")
        if paths[0] is None or paths[1] is None:
            return None
        preparatory, conference = _instances(paths[0], paths[1])
        links = [self._link(row, n, preparatory, conference) for n, row in enumerate(rows, 1)]
        return Links(
            name=self._name(root, conference),
            title=self._intake.text(root, "title", "links"),
            preparatory=preparatory,
            preparatory_path=paths[0],
            conference=conference,
            conference_path=paths[1],
            programme=paths[2],
            links=tuple(link for link in links if link is not None),
        )

    def _unknown(self, node: Node, known: Iterable[str], where: str) -> None:
        entries = node.value if isinstance(node.value, dict) else {}
        fields = [*known]
        for key in entries.keys() - {*fields}:
            place, expected = f"{where}{key}", f"one of {', '.join(fields)}"
            line = node.key_lines.get(key, node.line)
            self._intake.complain(line, place, "an unknown key", expected, nearest(key, fields))

    def _rows(self, parent: Node, key: str, where: str) -> list[Node]:
        """Return the entries of a list that must not be empty."""
        child = parent.child(key)
        rows = child.value if child is not None else None
        if child is not None and isinstance(rows, list) and rows:
            return rows
        line = parent.line if child is None else child.line
        found = f"no `{key}`" if child is None else brief(child)
        self._intake.complain(line, where, found, "a list of one or more")
        return []

    def _named(self, root: Node, key: str, *, needed: bool) -> Path | None:
        """Return the file that a field names, from the folder of the links file."""
        node = root.child(key)
        if node is None and not needed:
            return None
        expected = f"the path of {_FILES[key]}"
        if node is None or not isinstance(node.value, str) or not node.value.strip():
            line = root.line if node is None else node.line
            found = f"no `{key}`" if node is None else brief(node)
            self._intake.complain(line, key, found, expected)
            return None
        named = Path(os.path.normpath(self._path.parent / node.value))
        if named.is_file():
            return named
        found = f"{quoted(node.value)}, but there is no such file"
        self._intake.complain(node.line, key, found, expected, _near_file(named))
        return None

    def _name(self, root: Node, conference: Instance) -> str:
        node = root.child("name")
        name = node.value if node is not None and isinstance(node.value, str) else ""
        if name == conference.name:
            line = root.line if node is None else node.line
            expected = f"{_NAME}, other than that of the conference"
            self._intake.complain(line, "name", quoted(name), expected)
        elif not _IDENTIFIER.fullmatch(name):
            line = root.line if node is None else node.line
            found = "no `name`" if node is None else brief(node)
            expected = f"{_NAME}: letters, digits, dot, hyphen and underscore"
            self._intake.complain(line, "name", found, expected)
        return name

    def _link(
        self, row: Node, number: int, preparatory: Instance, conference: Instance
    ) -> Link | None:
        where = f"links[{number}]"
        if not self._intake.is_mapping(row, where):
            return None
        self._unknown(row, _LINK_FIELDS, f"{where}.")
        task = self._one(row, "task", where, "tasks", preparatory)
        session = self._one(row, "session", where, "sessions", preparatory)
        if row.child("task") is None and row.child("session") is None:
            found = "neither `task` nor `session`"
            self._intake.complain(row.line, where, found, "what settles the items: one of them")
        tasks = {each.id: meetings_of(preparatory, each) for each in preparatory.tasks}
        meetings = tasks.get(task or "", ())
        if task is not None and session is not None and session not in meetings:
            node, expected = row.child("session"), f"a meeting of {task}: {', '.join(meetings)}"
            line = row.line if node is None else node.line
            self._intake.complain(line, f"{where}.session", quoted(session), expected)
        items, sessions = self._items(row, where, conference), (session,) if session else meetings
        return Link(items, self._settled(row, where), sessions, task)

    def _one(
        self, row: Node, key: str, where: str, table: str, preparatory: Instance
    ) -> str | None:
        """Return the id that a field names, if it is one of a table."""
        node = row.child(key)
        if node is None:
            return None
        known = [each.id for each in getattr(preparatory, table)]
        if isinstance(node.value, str) and node.value in known:
            return node.value
        expected = f"{EXPECTED[table]} of {preparatory.name}"
        hint = nearest(node.value, known) if isinstance(node.value, str) else ""
        self._intake.complain(node.line, f"{where}.{key}", brief(node), expected, hint)
        return None

    def _items(self, row: Node, where: str, conference: Instance) -> tuple[str, ...]:
        found: list[str] = []
        known = conference.item_by_id
        for node in self._rows(row, "items", f"{where}.items"):
            place = f"{where}.items[{len(found) + 1}]"
            text = node.value if isinstance(node.value, str) else ""
            if text in found:
                self._intake.complain(node.line, place, f"{quoted(text)} again", "each item once")
            elif text not in known:
                expected = f"{EXPECTED['items']} of {conference.name}"
                self._intake.complain(node.line, place, brief(node), expected, nearest(text, known))
            found.append(text)
        return tuple(found)

    def _settled(self, row: Node, where: str) -> int:
        node = row.child("settled")
        value = 100 if node is None else node.value
        if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 100:
            return value
        line = row.line if node is None else node.line
        found = "nothing" if node is None else brief(node)
        self._intake.complain(line, f"{where}.settled", found, _PERCENT)
        return 0


_FILES: Mapping[str, str] = {
    "preparatory": "the instance of the months before",
    "conference": "the instance of the conference",
    "programme": "a solution of the preparatory instance",
}


def _instances(*paths: Path) -> Iterator[Instance]:
    """Yield instances; raise `InputError` with all that is wrong with any."""
    troubles: list[str] = []
    found: list[Instance] = []
    for path in paths:
        try:
            found.append(read_instance(path))
        except InputError as error:
            troubles += error.troubles
    if troubles:
        raise InputError(*troubles)
    yield from found


def _near_file(path: Path) -> str:
    """Return a hint at the file that may have been meant."""
    try:
        return closest(path.name, (each.name for each in path.parent.iterdir() if each.suffix))
    except (OSError, ValueError):
        return ""
