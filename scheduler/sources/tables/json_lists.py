"""A list of objects in JSON as a sheet: a row for each, and a column for each key."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scheduler.sources.documents import document
from scheduler.sources.nodes import BrokenError, blemishes, data_of
from scheduler.sources.tables.sheets import Sheet
from scheduler.wording import counted

_NAMES = ("name", "title", "full_name", "public_name", "label", "en")
"""Keys of the name of an object that stands inside another one; the first that it has."""
_PARTS = (
    ("first_name", "firstName", "firstname", "first", "given_name", "givenName", "given"),
    ("last_name", "lastName", "lastname", "last", "family_name", "familyName", "family", "surname"),
)
"""The same of a name in two parts."""
_DEEPEST = 2
"""Levels inside an object whose values have columns."""
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

    They are the file, or the longest list in the object that is. What is not read is told in notes.
    """
    root = document(content, is_json=True)
    for broken in blemishes(root):
        raise BrokenError(broken.line, broken.text)
    objects, notes = _objects(data_of(root), file)
    reading = _Reading()
    rows = [dict(reading.cells(each)) for each in _spread(objects)]
    keys = list(dict.fromkeys(key for row in rows for key in row))
    if more := keys[_MOST:]:
        notes.append(
            f"{file}: {counted(len(more), 'key')} after the first {_MOST} not read: {more[0]} …"
        )
    if reading.deeper:
        notes.append(f"{file}: too deep to be read: {', '.join(sorted(reading.deeper)[:12])}.")
    numbers = {key: number for number, key in enumerate(keys[:_MOST], 1)}
    cells = {
        row: {numbers[key]: text for key, text in own.items() if key in numbers}
        for row, own in enumerate(rows, 2)
    }
    filled = {row: dict(sorted(own.items())) for row, own in cells.items() if own}
    heads = {number: " ".join(key.split()) for key, number in numbers.items()}
    return JsonList(file, name, {1: heads, **filled}, in_book=False, notes=tuple(notes))


def lists_in(value: Any) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """Return the lists of objects of a file: the file itself, without a name, or those in its object."""
    named = value if isinstance(value, dict) else {"": value}
    return {key: each for key, each in named.items() if _is_list(each)}


def _objects(value: Any, file: str) -> tuple[Sequence[Mapping[str, Any]], list[str]]:
    """Return the list of objects that is read, and what is said of others."""
    found = lists_in(value)
    if not found:
        raise BrokenError(1, f"holds no list of talks; expected {_EXPECTED}")
    chosen = max(found, key=lambda key: len(found[key]))
    others = [f"{key} ({len(each)})" for key, each in found.items() if key != chosen]
    note = f"{file}: {chosen} is read; not read: {', '.join(others)}."
    return found[chosen], [note] if others else []


def _spread(objects: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Yield objects; those of an inner list that have times in its place, with what is beside it."""
    for item in objects:
        inner = next(
            (key for key, value in item.items() if _is_list(value) and _is_timed(value)), ""
        )
        if not inner:
            yield item
            continue
        outer = {key: value for key, value in item.items() if key != inner}
        yield from _spread([{**outer, **each} for each in item[inner]])


def _is_timed(objects: Sequence[Mapping[str, Any]]) -> bool:
    """Tell whether objects have titles and times: talks of a day, or of a session."""
    keys = {key.lower() for each in objects for key in each}
    return bool(keys & {"title", "name"}) and any(
        key.startswith(("start", "begin", "time")) for key in keys
    )


class _Reading:
    """Reads objects, and knows what was too deep in them."""

    def __init__(self) -> None:
        self.deeper: set[str] = set()

    def cells(
        self, item: Mapping[str, Any], before: str = "", deep: int = 0
    ) -> Iterator[tuple[str, str]]:
        """Yield keys and texts; what is inside another object has its key before its own."""
        for key, value in item.items():
            heading = f"{before}{key}"
            text = _text(value)
            if text:
                yield heading, text
            if isinstance(value, dict):
                if deep < _DEEPEST:
                    yield from self.cells(_besides(value), f"{heading} ", deep + 1)
                elif value and not text:
                    self.deeper.add(heading)


def _besides(value: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what an object says besides its name."""
    name = _name(value)
    return {key: each for key, each in value.items() if not name or _text(each) not in name}


def _text(value: Any) -> str:
    """Return a value as a text: names of objects, and what is in a list with signs between."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "; ".join(filter(None, map(_text, value)))
    if isinstance(value, dict):
        return _name(value)
    return "" if value is None else str(value).strip()


def _name(value: Mapping[str, Any]) -> str:
    """Return the name of an object, if it has one: in one piece, or in two."""
    for key in _NAMES:
        if text := _text(value.get(key)):
            return text
    parts = [next((_text(value[key]) for key in keys if value.get(key)), "") for keys in _PARTS]
    return " ".join(parts).strip()
