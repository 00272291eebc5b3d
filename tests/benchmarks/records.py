"""Searches that nobody has made."""

from dataclasses import replace
from typing import Any

from benchmarks.searches import Point, Record, Search, code_now

SEARCH = Search("tiny", 0, 60.0, 2)


def record(*points: tuple[float, int | None, int | None], **fields: Any) -> Record:
    """Return a record of moments with the best penalty and the bound at each of them."""
    names = fields.keys() & {*Search.__dataclass_fields__}
    search = replace(SEARCH, **{name: fields.pop(name) for name in names})
    return Record(search, code_now(), tuple(Point(*each) for each in points), **fields)
