"""Answers of the API of pretalx, as they are given: a file each, page by page, or all in one by name."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from scheduler.sources.nodes import Node, brief
from scheduler.sources.programmes.intake import Intake

_OTHER_NAMES = {
    "talks": "submissions",
    "types": "submission_types",
    "submission-types": "submission_types",
}
TABLES = ("submissions", "speakers", "rooms", "slots", "tracks", "submission_types")
_SIGNS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "submissions": (("code", "title"),),
    "speakers": (("code", "name"),),
    "submission_types": (("id", "default_duration"),),
    "slots": (("id", "start", "room"),),
    "tracks": (("id", "name", "color"),),
    "rooms": (
        ("id", "name", "capacity"),
        ("id", "name", "position"),
        ("id", "name", "availabilities"),
    ),
}
"""Fields by which rows are recognised: all of one of these."""


@dataclass(slots=True)
class Answers:
    """Rows of all answers, by what they are."""

    event: Node | None = None
    rows: dict[str, list[Node]] = field(default_factory=dict)
    lacking: dict[str, int] = field(default_factory=dict)
    """Rows that there are, as a page says."""

    def of(self, table: str) -> list[Node]:
        """Return the rows of a table."""
        return self.rows.get(table, [])


def is_answer(root: Node) -> bool:
    """Tell whether a file is an answer of the API, or several by name."""
    found = Answers()
    _take(found, root)
    return found.event is not None or bool(found.rows)


def answers_in(roots: Iterable[Node], intake: Intake) -> Answers:
    """Return the rows of all answers; complain of what is none, and of pages that are missing."""
    answers = Answers()
    for root in roots:
        if not _take(answers, root):
            expected = f"an event, or rows of {', '.join(TABLES)}"
            intake.complain(root.line, "pretalx", brief(root), expected)
    for table, all_ in answers.lacking.items():
        if len(answers.of(table)) < all_:
            found = f"{len(answers.of(table))} of {all_}"
            hint = "Ask for the other pages too, and give their files as well."
            intake.complain(answers.of(table)[0].line, table, found, "all of them", hint)
    return answers


def _take(answers: Answers, root: Node) -> bool:
    """Take the rows of a file; tell whether it is an answer."""
    if root.child("slug") is not None and root.child("date_from") is not None:
        answers.event = root
        return True
    if isinstance(root.value, dict) and root.child("results") is None:
        named = {_OTHER_NAMES.get(key, key): node for key, node in root.value.items()}
        event = named.pop("event", None)
        answers.event = event or answers.event
        known = [
            _take_rows(answers, table, node) for table, node in named.items() if table in TABLES
        ]
        if any(known) and answers.event is None and root.child("timezone") is not None:
            answers.event = root  # what pages read names it beside the talks
        return any(known) or event is not None
    return _take_rows(answers, "", root)


def _take_rows(answers: Answers, table: str, node: Node) -> bool:
    results = node.child("results")
    rows = (results or node).value
    if not isinstance(rows, list):
        return False
    table = table or _table_of(rows)
    if not table:
        return False
    taken = answers.rows.setdefault(table, [])
    known = {name for each in taken if (name := _name_of(each)) is not None}
    taken.extend(
        each for each in rows if _name_of(each) not in known
    )  # the same page may come twice
    count = node.child("count")
    if rows and count is not None and isinstance(count.value, int):
        answers.lacking[table] = count.value
    return True


def _name_of(row: Node) -> str | int | None:
    """Return the code or the number of a row, if it has one."""
    for key in ("code", "id"):
        child = row.child(key)
        if child is not None and isinstance(child.value, str | int):
            return child.value
    return None


def _table_of(rows: list[Node]) -> str:
    """Return what rows are, by the fields of the first; slots have no titles, as talks of others do."""
    if rows and rows[0].child("title") is not None and rows[0].child("code") is None:
        return ""
    for table, signs in _SIGNS.items():
        if rows and any(all(rows[0].child(each) for each in fields) for fields in signs):
            return table
    return ""


def names_in(rows: Iterable[Node], intake: Intake, table: str) -> dict[str, str]:
    """Return names by number; two of one name have their numbers with them."""
    names = {
        intake.text(row, "id", table): intake.text(row, "name", table, needed=True) for row in rows
    }
    twice = {name for name, times in Counter(names.values()).items() if times > 1}
    return {id_: f"{name} ({id_})" if name in twice else name for id_, name in names.items()}


def says(row: Node, key: str) -> bool:
    """Tell whether a field says anything."""
    node = row.child(key)
    return node is not None and node.value not in (None, "", 0)
