"""Build a conference in code, row by row. Each row is checked when it is added."""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel, TypeAdapter, ValidationError

from scheduler.catalogue import RULES
from scheduler.errors import InstanceError
from scheduler.instance import Instance, Weekday, closest, minutes_of, quoted, sentence, utc_text
from scheduler.sources import read_mapping

HOURS = {"morning": ("09:00", "12:30"), "afternoon": ("14:00", "17:30")}
"""The bands of a day, unless others are given."""
_TABLES: Mapping[str, Any] = {
    table: get_args(field.annotation)[0]
    for table, field in Instance.model_fields.items()
    if ... in get_args(field.annotation)
}
"""Noun for a row of each table."""
_WRITTEN: Mapping[type, Callable[[Any], Any]] = {
    BaseModel: lambda row: getattr(row, "id", None) or row.model_dump(mode="json", by_alias=True),
    timedelta: minutes_of,
    datetime: utc_text,
    date: date.isoformat,
}
"""How values of Python stand in an instance file."""


class Conference:
    """A conference to plan, built in code.

    Each ``add_…`` checks its row, and raises an `InstanceError` that names the field. `build` checks how
    rows fit together and returns the `Instance`. Fields are those of instance files. Give dates as `date`
    or ISO text, instants as aware `datetime`, durations as minutes or `timedelta`. Pass the row that an
    ``add_…`` returns, or its id, wherever another row refers to it.

    Parameters
    ----------
    name
        Id of the conference; its files are named after it.
    first_day, last_day
        Its first and last date.
    zone
        Time zone of the venue, such as ``Africa/Addis_Ababa``.
    hours
        Bands of each day: ``{"morning": ("09:30", "12:30")}``. Default: a morning and an afternoon.
    fields
        Other top-level fields of an instance file, such as ``title`` or ``grid``.
    """

    def __init__(
        self,
        name: str,
        first_day: date | str,
        last_day: date | str,
        zone: str,
        *,
        hours: Mapping[str, tuple[str, str]] | None = None,
        **fields: Any,
    ) -> None:
        bands = HOURS if hours is None else hours
        day = {
            "id": "day",
            "weekdays": [*Weekday],
            "bands": [{"id": band, "from": at, "to": to} for band, (at, to) in bands.items()],
        }
        given = {"name": name, "first_day": first_day, "last_day": last_day, "zone": zone}
        values = {**given, **fields, "day_profiles": [day]}
        self._values = {field: _plain(value, field) for field, value in values.items()}
        _make_sure(self._values)
        self._bands = [*bands]

    def __repr__(self) -> str:
        rows = (f"{len(self._rows(table))} {table}" for table in ("rooms", "sessions"))
        return f"Conference({self._values['name']!r}, {', '.join(rows)})"

    def add(self, table: str, **fields: Any) -> Any:
        """Add a row to a table of the instance file, such as ``regions``; return the row."""
        return self._add(table, fields)

    def add_kind(self, id: str, *, bands: Iterable[str] | None = None, **fields: Any) -> Any:
        """Add a kind of session, and the bands of the day in which it is allowed (default: all)."""
        row = {"id": id, "bands": self._bands if bands is None else [*bands], **fields}
        return self._add("kinds", row)

    def add_room(self, id: str, *, capacity: int, **fields: Any) -> Any:
        """Add a room; `capacity` is its number of seats."""
        return self._add("rooms", {"id": id, "capacity": capacity, **fields})

    def add_body(self, id: str, **fields: Any) -> Any:
        """Add a body, such as a committee. Its sessions are held in the order in which you add them."""
        return self._add("bodies", {"id": id, **fields})

    def add_person(self, id: str, **fields: Any) -> Any:
        """Add a person who takes part in sessions."""
        return self._add("people", {"id": id, **fields})

    def add_session(
        self,
        id: str,
        *,
        minutes: int | timedelta,
        kind: Any = None,
        title: str | None = None,
        **fields: Any,
    ) -> Any:
        """Add a session.

        Parameters
        ----------
        id
            Its id: letters, digits, dots, hyphens and underscores.
        minutes
            Its duration.
        kind
            Its kind. Default: the first kind added, or a kind named ``session`` if there is none.
        title
            Its title. Default: its id.
        fields
            Other fields of a session, such as ``attendance``, ``people`` or ``body``.
        """
        if kind is None:
            if not self._rows("kinds"):
                self.add_kind("session")
            kind = self._rows("kinds")[0]["id"]
        row = {"id": id, "title": title or id, "kind": kind, "duration": minutes, **fields}
        return self._add("sessions", row)

    def set_level(self, rule: str, level: int | str) -> None:
        """Set the level of a rule: ``hard``, a weight (points for each unit), or ``off``."""
        if rule not in RULES:
            hint = closest(rule, RULES)
            raise InstanceError(sentence("levels", quoted(rule), "the id of a rule", hint))
        _make_sure({"levels": {rule: level}})
        self._values.setdefault("levels", {})[rule] = level

    def build(self) -> Instance:
        """Return the conference as an `Instance`.

        Raises
        ------
        InstanceError
            When rows do not fit together. It names everything that is wrong.
        """
        return read_mapping(self._values)

    def _rows(self, table: str) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self._values.get(table, [])
        return rows

    def _add(self, table: str, fields: Mapping[str, Any]) -> Any:
        values = {key: _plain(each, f"{table}.{key}") for key, each in fields.items()}
        id_ = values.get("id")
        if id_ is not None and any(each.get("id") == id_ for each in self._rows(table)):
            raise InstanceError(f"{table}[{id_}]: exists already.")
        try:
            row = _adapter(table).validate_json(json.dumps(values))
        except (KeyError, ValidationError) as error:
            _make_sure({table: [values]})
            raise InstanceError(
                f"{table}: {error}"
            ) from None  # a file would be read, as an older form
        self._values.setdefault(table, []).append(values)
        return row


@cache
def _adapter(table: str) -> TypeAdapter[Any]:
    return TypeAdapter(_TABLES[table])


def _make_sure(values: Mapping[str, Any]) -> None:
    """Raise an `InstanceError` with what is wrong with a part of an instance, aside from what it lacks."""
    try:
        read_mapping(values)
    except InstanceError as error:
        troubles = [
            each for each in error.troubles if not each.startswith("the mapping: found no ")
        ]
        if troubles:
            raise InstanceError(*troubles) from None


def _plain(value: Any, where: str) -> Any:
    """Return a value as an instance file has it; a row that was added stands for its id."""
    if isinstance(value, datetime) and value.tzinfo is None:
        raise InstanceError(sentence(where, f"{value} without a zone", "a datetime with its zone"))
    if isinstance(value, Mapping):
        return {key: _plain(each, where) for key, each in value.items()}
    if isinstance(value, Iterable) and not isinstance(value, str | bytes | BaseModel):
        return [_plain(each, where) for each in value]
    written = next((write for kind, write in _WRITTEN.items() if isinstance(value, kind)), None)
    return value if written is None else written(value)
