"""The mapping of a list: which column holds what, and how it is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator

from scheduler.instance import Frozen
from scheduler.sources.documents import document
from scheduler.sources.drafts import draft_of
from scheduler.sources.nodes import Node, line_of, text_of
from scheduler.sources.programmes.intake import Intake, tree_of
from scheduler.sources.variants.layers import Pages

ORDERS = {"day month year": "DMY", "month day year": "MDY", "year month day": "YMD"}
"""In which order the parts of a date may stand, and what `dateparser` calls it."""
UNITS = {"minutes": 1, "hours": 60}
"""Units of numbers without one, in minutes."""
LONGEST = 10_080
"""Minutes of a session at most."""
MOST_PEOPLE = 10**6
"""Seats of a room, and people at a session, at most."""


def _one_or_more(value: Any) -> Any:
    return tuple("" if each is None else each for each in _listed(value))


def _persons(value: Any) -> Any:
    return tuple(map(_one_or_more, _listed(value)))


def _listed(value: Any) -> Any:
    return value if isinstance(value, list) else (value,)


Text = Annotated[str, Field(min_length=1)]
Headings = Annotated[tuple[Text, ...], BeforeValidator(_one_or_more)]
Names = Annotated[tuple[tuple[Text, ...], ...], BeforeValidator(_persons)]
"""Columns of persons, each as the columns of its parts: first name and surname."""
States = Annotated[tuple[str, ...], BeforeValidator(_one_or_more)]


class MappedColumns(Frozen):
    """The headings of columns, by what these hold."""

    title: Text
    id: str = ""
    kind: str = ""
    track: str = ""
    room: Headings = ()
    """Several name it together, such as a building and a room."""
    date: str = ""
    start: str = ""
    end: Headings = ()
    """Several say it together: a day and a time."""
    duration: str = ""
    speakers: Names = ()
    """Each of several has a person; first name and surname in brackets of their own are one."""
    chair: Names = ()
    attendance: str = ""
    language: str = ""
    description: str = ""

    def of(self, field: str) -> tuple[str, ...]:
        """Return the headings of all columns of a field."""
        said = getattr(self, field)
        if isinstance(said, str):
            return (said,) if said else ()
        return tuple(name for each in said for name in ((each,) if isinstance(each, str) else each))

    @property
    def all(self) -> Mapping[str, tuple[str, ...]]:
        """The headings that are named, by field."""
        found = {field: self.of(field) for field in type(self).model_fields}
        return {field: headings for field, headings in found.items() if headings}


class ListMapping(Frozen):
    """The columns of a list, and how their cells are written."""

    columns: MappedColumns
    list: Headings = ()
    """Sheets of a workbook, files, or keys of JSON; that with the columns, if nothing is said."""
    title: str = ""
    zone: str | None = None
    first_day: date | None = None
    last_day: date | None = None
    days: Mapping[str, date | None] = {}
    """Dates of cells or names of sheets such as ``Day 1``."""
    down: Headings = ()
    """Columns whose empty cells hold what stands above."""
    dates: Literal["day month year", "month day year", "year month day"] = "day month year"
    year: Annotated[int, Field(ge=1970, le=2199)] | None = None
    durations: Literal["minutes", "hours"] = "minutes"
    minutes: Annotated[int, Field(ge=1, le=LONGEST)] | None = None
    """The length of a session that does not say it."""
    between: Headings = (";",)
    """Separators of persons in a cell."""
    only: Mapping[str, States] = {}
    """Rows that are read: those with one of these values in a column."""
    rooms: Mapping[str, Annotated[int, Field(ge=1, le=MOST_PEOPLE)] | None] = {}
    """Rooms with their seats."""

    @field_validator("last_day")
    @classmethod
    def _is_not_before_the_first(cls, last: date | None, info: ValidationInfo) -> date | None:
        first = info.data.get("first_day")
        if first is not None and last is not None and last < first:
            raise ValueError(f"expected `first_day` ({first}) or a later date")
        return last


@dataclass(frozen=True, slots=True)
class ReadMapping:
    """A mapping as its file has it."""

    said: ListMapping
    zone: ZoneInfo
    root: Node

    def line(self, *path: str) -> int:
        """Return where it says something; where it does not, where it begins."""
        return line_of(self.root, path)


def mapping_in(path: Path, intake: Intake, pages: Pages) -> ReadMapping | None:
    """Return what a file says; complain of what is wrong with it. None if anything is."""
    is_json = path.suffix.lower() == ".json"
    root = tree_of(path, intake, pages, partial(document, is_json=is_json))
    if root is None:
        return None
    draft = draft_of(ListMapping, root)
    intake.complaints += draft.complaints()
    zone = intake.zone(text_of(root.child("zone")) or "", line_of(root, ("zone",)), "zone")
    if intake.complaints or draft.facts is None:
        return None
    return ReadMapping(draft.facts, zone, root)
