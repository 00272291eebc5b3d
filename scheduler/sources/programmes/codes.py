"""Sessions of a newer programme that an older one has under another id: known by their codes."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from scheduler.sources.programmes.conversion import Converted


def matched_by_code(made: Converted, older: Sequence[Mapping[str, Any]]) -> Converted:
    """Return what is made of a newer programme, with the ids of an older one's sessions of equal codes.

    Sessions of one code (a talk that is given twice) are taken in their order. One whose id another has
    taken by its code gets a new one; all others keep the ids that are made of their names.
    """
    before, now = _by_code(older), _by_code(made.tables["sessions"])
    ids = {
        new: old
        for code, rows in now.items()
        for new, old in zip(rows, before.get(code, ()), strict=False)
    }
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


def _by_code(rows: Iterable[Mapping[str, Any]]) -> dict[str, list[str]]:
    """Return the ids of sessions by code, in their order."""
    found: dict[str, list[str]] = {}
    for row in rows:
        if row.get("code"):
            found.setdefault(str(row["code"]), []).append(str(row["id"]))
    return found


def _free(id_: str, taken: Collection[str]) -> str:
    number = 2
    while f"{id_}-{number}" in taken:
        number += 1
    return f"{id_}-{number}"
