"""A list of objects in JSON as a sheet: a row for each, and a column for each key."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scheduler.sources.documents import document
from scheduler.sources.nodes import BrokenError, data_of
from scheduler.sources.tables.sheets import Sheet

_NAMES = ("name", "title", "full_name", "public_name", "label", "en")
"""Keys of the name of an object that stands inside another one; the first that it has."""
_MOST = 500
"""Columns, at most."""
_EXPECTED = 'a list of objects, such as [{"title": "Opening", "start": "2026-06-09 09:00"}].'


@dataclass(frozen=True, slots=True)
class JsonList(Sheet):
    """A sheet whose cells are told by the number of an object, from 1, and its key."""

    def cell(self, row: int, column: int) -> str:
        """Return what errors call a cell: ``talks.json: 3: start``."""
        key = self.rows.get(1, {}).get(column, "")
        return f"{self.file}: {row - 1}: {key}" if row > 1 and key else f"{self.file}: {column}"


def _is_list(value: Any) -> bool:
    """Tell whether a value of JSON is a list of objects."""
    return isinstance(value, list) and bool(value) and all(isinstance(each, dict) for each in value)


def sheet_of_objects(content: bytes, file: str, name: str) -> Sheet:
    """Return the objects of a file of JSON as a sheet of texts, or raise `BrokenError`.

    They are the file, or the longest list in the object that is.
    """
    objects = _objects(data_of(document(content, is_json=True)))
    rows = [dict(_cells(each)) for each in objects]
    keys = list(dict.fromkeys(key for row in rows for key in row))[:_MOST]
    numbers = {key: number for number, key in enumerate(keys, 1)}
    cells = {
        row: {numbers[key]: text for key, text in own.items() if key in numbers}
        for row, own in enumerate(rows, 2)
    }
    filled = {row: dict(sorted(own.items())) for row, own in cells.items() if own}
    return JsonList(file, name, {1: dict(enumerate(keys, 1)), **filled}, in_book=False)


def _objects(value: Any) -> Sequence[Mapping[str, Any]]:
    found = [value] if _is_list(value) else []
    if isinstance(value, dict):
        found = [each for each in value.values() if _is_list(each)]
    if not found:
        raise BrokenError(1, f"holds no list of talks; expected {_EXPECTED}")
    return max(found, key=len)


def _cells(item: Mapping[str, Any], before: str = "", deep: int = 0) -> Iterator[tuple[str, str]]:
    """Yield keys and texts; what is inside another object has its key before its own."""
    for key, value in item.items():
        heading = f"{before}{key}"
        text = _text(value)
        if text:
            yield heading, text
        elif isinstance(value, dict) and deep == 0:
            yield from _cells(value, f"{heading} ", deep + 1)


def _text(value: Any) -> str:
    """Return a value as a text: names of objects, and what is in a list with signs between."""
    if value is None or isinstance(value, bool):
        return {True: "yes", False: "no"}.get(value, "") if isinstance(value, bool) else ""
    if isinstance(value, list):
        return "; ".join(filter(None, map(_text, value)))
    if isinstance(value, dict):
        return next((_text(value[key]) for key in _NAMES if value.get(key)), "")
    return str(value).strip()
