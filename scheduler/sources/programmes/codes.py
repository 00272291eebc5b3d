"""Sessions of a newer programme that an older one has under another id: known by their codes, or titles."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from scheduler.sources.identifiers import identifier
from scheduler.sources.programmes.alike import folded
from scheduler.sources.programmes.conversion import Converted
from scheduler.sources.programmes.records import Event
from scheduler.wording import counted

Row = Mapping[str, Any]
FEWEST_RUNNING = 3
"""Ids that count the rows of a list, rather than that some happen to be 1 and 2."""


def matched_by_code(made: Converted, older: Sequence[Mapping[str, Any]]) -> Converted:
    """Return what is made of a newer programme, with ids of an older one's sessions of equal codes or guids.

    Sessions of one code (a talk that is given twice) are taken in their order. One whose id another has
    taken by its code gets a new one; all others keep the ids that are made of their names.
    """
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for code_of in (_code, _guid):
        before, now = _by_code(older, code_of), _by_code(made.tables["sessions"], code_of)
        for code, rows in now.items():
            olds = [old for old in before.get(code, ()) if old not in taken]
            news = [new for new in rows if new not in ids]
            pairs = dict(zip(news, olds, strict=False))
            ids |= pairs
            taken.update(pairs.values())
    return _called(made, older, ids)


def matched_by_title(
    made: Converted, events: Iterable[Event], older: Sequence[Mapping[str, Any]]
) -> Converted:
    """Return what is made of a newer list, with an older one's ids by title.

    Only if it has no ids, or none that the older one has, or such as are nothing but 1, 2, 3 and so on in the
    order of its rows (`events`). Titles that two sessions have tell nothing.
    """
    given = [each.name for each in events if each.name]
    numbers = [f"session-{number}" for number in range(1, len(given) + 1)]
    is_numbered = len(given) >= FEWEST_RUNNING and given == numbers
    known = {str(row.get("id")) for row in older}
    if not is_numbered and any(identifier(each, "session") in known for each in given):
        return made
    before, now = _by_title(older), _by_title(made.tables["sessions"])
    ids = {id_: before[title] for title, id_ in now.items() if title in before}
    moved = sum(new != old for new, old in ids.items())
    if not moved:
        return made
    called = _called(made, older, ids)
    if not is_numbered:
        return called
    are = "is" if moved == 1 else "are"
    note = (
        f"Ids of the list are running numbers, and {counted(moved, 'title')} {are} at another number than in "
        "the older instance: sessions are known by their titles, and keep the ids that they had there."
    )
    return replace(called, notes=(*called.notes, note))


def _by_title(rows: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Return the ids of sessions by titles that one alone has."""
    found = [(folded(str(row.get("title", ""))), str(row.get("id"))) for row in rows]
    number = Counter(title for title, _ in found)
    return {title: id_ for title, id_ in found if title and number[title] == 1}


def _called(
    made: Converted, older: Sequence[Mapping[str, Any]], known_ids: Mapping[str, str]
) -> Converted:
    """Return what is made of a programme with other ids, by those of now; no two are the same."""
    ids = {**known_ids}
    taken, known = {*ids.values()}, {str(row.get("id")) for row in older}
    for row in made.tables["sessions"]:
        id_ = row["id"]
        if id_ not in ids:
            ids[id_] = id_ if id_ not in taken else _free(id_, {*taken, *known, *ids})
            taken.add(ids[id_])
    rows = [row | {"id": ids[row["id"]]} for row in made.tables["sessions"]]
    return replace(
        made,
        tables=made.tables | {"sessions": rows},
        assignments=tuple(replace(each, session=ids[each.session]) for each in made.assignments),
    )


def _by_code(rows: Iterable[Row], code_of: Callable[[Row], str]) -> dict[str, list[str]]:
    """Return the ids of sessions by code, in their order."""
    found: dict[str, list[str]] = {}
    for row in rows:
        if code := code_of(row):
            found.setdefault(code, []).append(str(row["id"]))
    return found


def _code(row: Row) -> str:
    return str(row.get("code") or "")


def _guid(row: Row) -> str:
    origin = row.get("origin")
    return str(origin.get("guid") or "") if isinstance(origin, Mapping) else ""


def _free(id_: str, taken: Collection[str]) -> str:
    number = 2
    while f"{id_}-{number}" in taken:
        number += 1
    return f"{id_}-{number}"
