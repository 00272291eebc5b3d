"""The mapping of a list: which column holds what, and how it is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from scheduler.instance import nearest, quoted
from scheduler.sources.documents import document
from scheduler.sources.nodes import (
    BrokenError,
    Complaint,
    Node,
    blemishes,
    data_of,
    line_of,
)
from scheduler.sources.programmes.formats.fields import complaints_of, wrong
from scheduler.sources.programmes.intake import Intake, content_of
from scheduler.sources.variants.layers import Pages

ORDERS = {"day month year": "DMY", "month day year": "MDY", "year month day": "YMD"}
"""In which order the parts of a date may stand, and what `dateparser` calls it."""
UNITS = {"minutes": 1, "hours": 60}
"""What numbers without a unit may count, and how many minutes that is."""
LONGEST = 10_080
"""Minutes of a session at most."""
MOST_PEOPLE = 10**6
"""Seats of a room, and people at a session, at most."""


def _one_or_more(value: Any) -> Any:
    """Return a value, or those of a list; nothing is an empty text."""
    return tuple("" if each is None else each for each in _listed(value))


def _persons(value: Any) -> Any:
    """Return columns of persons, each as the columns of its parts: first name and surname."""
    return tuple(map(_one_or_more, _listed(value)))


def _listed(value: Any) -> Any:
    return value if isinstance(value, list) else (value,)


Text = Annotated[str, Field(min_length=1)]
Headings = Annotated[tuple[Text, ...], BeforeValidator(_one_or_more)]
Names = Annotated[tuple[tuple[Text, ...], ...], BeforeValidator(_persons)]
States = Annotated[tuple[str, ...], BeforeValidator(_one_or_more)]


class _Said(BaseModel):
    """What a mapping says; `null` says nothing."""

    model_config = ConfigDict(frozen=True, coerce_numbers_to_str=True)

    @model_validator(mode="before")
    @classmethod
    def _without_nulls(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        return {key: each for key, each in value.items() if each is not None}


class Columns(_Said):
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


class ListMapping(_Said):
    """Which column of a list holds what, and how it is written."""

    columns: Columns
    list: Headings = ()
    """Sheets of a workbook, files, or keys of JSON; that with the columns, if nothing is said."""
    title: str = ""
    zone: str = ""
    first_day: date | None = None
    last_day: date | None = None
    days: Mapping[str, date | None] = {}
    """What cells, or names of sheets, mean that are no dates: ``Day 1``."""
    down: Headings = ()
    """Columns whose empty cells hold what stands above."""
    dates: Literal["day month year", "month day year", "year month day"] = "day month year"
    year: Annotated[int, Field(ge=1970, le=2199)] | None = None
    durations: Literal["minutes", "hours"] = "minutes"
    minutes: Annotated[int, Field(ge=1, le=LONGEST)] | None = None
    """The length of a session that does not say it."""
    between: Headings = (";",)
    """What stands between several persons in a cell."""
    only: Mapping[str, States] = {}
    """Rows that are read: those with one of these values in a column."""
    rooms: Mapping[str, Annotated[int, Field(ge=1, le=MOST_PEOPLE)] | None] = {}
    """Rooms with their seats."""

    @model_validator(mode="after")
    def _days_are_in_order(self) -> Self:
        first, last = self.first_day, self.last_day
        if first is not None and last is not None and last < first:
            raise wrong(f"`last_day` at {first} or later", str(last))
        return self


@dataclass(frozen=True, slots=True)
class Given:
    """A mapping as its file has it."""

    said: ListMapping
    zone: ZoneInfo
    root: Node
    later: int
    """By how much its lines are counted later than its own."""

    def line(self, *path: str) -> int:
        """Return where it says something; where it does not, where it begins."""
        return self.later + line_of(self.root, path)


def mapping_in(path: Path, intake: Intake, pages: Pages) -> Given | None:
    """Return what a file says; complain of what is wrong with it. None if anything is."""
    taken = content_of(path, intake, pages)
    if taken is None:
        return None
    content, later = taken
    own = Intake(intake.given)
    found = None
    try:
        root = document(content, is_json=path.suffix.lower() == ".json")
        own.complaints += blemishes(root)
        if own.is_mapping(root, "mapping"):
            found = _given(root, later, own)
    except BrokenError as error:
        own.complaints.append(Complaint(error.line, str(error)))
    intake.complaints += (Complaint(each.line + later, each.text) for each in own.complaints)
    return None if own.complaints else found


def _given(root: Node, later: int, intake: Intake) -> Given | None:
    _complain_of_others(root, ListMapping, "", intake)
    if (columns := root.child("columns")) is not None:
        _complain_of_others(columns, Columns, "columns.", intake)
    zone = intake.zone(intake.text(root, "zone", "mapping"), line_of(root, ("zone",)), "zone")
    try:
        return Given(ListMapping.model_validate(data_of(root)), zone, root, later)
    except ValidationError as error:
        intake.complaints += complaints_of(error, root, "")
        return None


def _complain_of_others(node: Node, model: type[_Said], where: str, intake: Intake) -> None:
    """Complain of fields that a model does not have."""
    for key in node.value if isinstance(node.value, dict) else ():
        if key not in model.model_fields:
            line, hint = node.key_lines.get(key, node.line), nearest(key, model.model_fields)
            intake.complain(line, f"{where}{key}", quoted(key), "a field that a mapping has", hint)
