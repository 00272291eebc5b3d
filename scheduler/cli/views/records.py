"""Records of the JSON output: each field names its source; the schema is generated from them.

A record is validated from any object with these attributes, or paths to them (`at`), so that
each name of the output is written once. Units are points,
minutes, and the local time of the venue.
"""

from datetime import UTC, datetime, timedelta
from operator import not_
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import (
    AliasPath,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    PrivateAttr,
    SerializationInfo,
    WithJsonSchema,
)

from scheduler.catalogue import RULES
from scheduler.cli.console import VERSION
from scheduler.instance import MILLI, Instance, minutes_of


def _at_venue(instant: datetime, info: SerializationInfo) -> str:
    zone = info.context
    return (instant.astimezone(zone) if zone else instant).isoformat(timespec="seconds")


def _time(description: str) -> WithJsonSchema:
    return WithJsonSchema(
        {"description": description, "type": "string", "format": "date-time", "pattern": _TIME}
    )


_TIME = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?[+-]\d\d:\d\d$"
Instant = Annotated[
    datetime,
    PlainSerializer(_at_venue, return_type=str),
    _time("An instant by the clocks of the venue, with their distance from UTC."),
]
LocalInstant = Annotated[
    datetime,
    PlainSerializer(lambda instant: instant.isoformat(timespec="seconds"), return_type=str),
    _time("An instant by the clocks of who follows from afar."),
]
Moment = Annotated[
    datetime,
    PlainSerializer(lambda moment: moment.astimezone(UTC).isoformat(), return_type=str),
    _time("When something was done, in UTC."),
]
Clock = Annotated[
    str,
    Field(
        description="A time of day; after 24:00 it is of the next day.",
        json_schema_extra={"pattern": r"^\d\d:\d\d$"},
    ),
]
Minutes = Annotated[
    int, BeforeValidator(lambda each: minutes_of(each) if isinstance(each, timedelta) else each)
]
Points = Annotated[
    float,
    BeforeValidator(lambda thousandths: thousandths / MILLI),
    Field(description="Points: amounts times weights."),
]
"""Made from thousandths."""
_NOT_NEGATIVE = {"minimum": 0}
Amount = Annotated[
    int, Field(description="Amount of a rule, in its unit.", json_schema_extra=_NOT_NEGATIVE)
]
Gap = Annotated[
    float,
    Field(description="(penalty - bound) / penalty, from 0 to 1.", json_schema_extra=_NOT_NEGATIVE),
]
Level = Annotated[
    float | int | str,
    Field(description="A weight in points per unit, as a number or its text, `hard` or `off`."),
]
RuleId = Annotated[str, Field(description="Id of a rule (rules.md).")]
Unit = Annotated[
    str,
    BeforeValidator(lambda rule: RULES[rule].unit),
    Field(description="Unit of an amount."),
]
"""Found in the id of its rule."""
SessionId = Annotated[str, Field(description="Id of a session, never its title.")]
SessionIds = tuple[SessionId, ...]
RoomId = Annotated[str, Field(description="Id of a room, never its title.")]
InstanceName = Annotated[
    str, Field(description="Name of an instance, under which its conference is published.")
]
File = Annotated[Path, Field(description="Path of a file.")]
Where = Annotated[str, Field(description="Place in the instance file, as `file:line`.")]
PathInInstance = Annotated[
    tuple[str | int, ...],
    Field(description="Table, id or position, and field of the instance."),
]
IsEmpty = Annotated[bool, BeforeValidator(not_)]
"""Whether it is empty."""
OrNone = BeforeValidator(lambda told: told or None)
"""An empty text is none."""


def at(path: str) -> Any:
    """Return a field that is read from a path of the source: ``finding.item``."""
    return Field(validation_alias=AliasPath(*path.split(".")))


class Record(BaseModel):
    """An object of the JSON output.

    Fields without a default are always printed; those with a default only if given.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        from_attributes=True,
        populate_by_name=True,
        use_attribute_docstrings=True,
        defer_build=True,
    )

    @classmethod
    def of(cls, told: object = None, /, **given: Any) -> Self:
        """Return the record of an object; `given` adds fields."""
        return cls.model_validate(_Completed(told, given))


class _Completed:
    """An object with additional attributes."""

    def __init__(self, told: object, given: dict[str, Any]) -> None:
        self._told, self._given = told, given

    def __getattr__(self, name: str) -> Any:
        return self._given[name] if name in self._given else getattr(self._told, name)


class JsonAnswer(Record):
    """The whole output of a command."""

    version: Literal[2]
    """Version of the output: fields are only added within it."""
    _zone: ZoneInfo | None = PrivateAttr(default=None)

    @classmethod
    def of(cls, told: object = None, /, clocks: ZoneInfo | None = None, **given: Any) -> Self:
        """Return the answer of an object, with times in a time zone."""
        return cls.model_validate(_Completed(told, {"version": VERSION, **given}), context=clocks)

    @classmethod
    def about(cls, instance: Instance, told: object = None, /, **given: Any) -> Self:
        """Return an answer about an instance, in its time zone."""
        return cls.of(told, clocks=instance.zone, **({"instance": instance.name} | given))

    def model_post_init(self, context: Any, /) -> None:
        """Store the time zone."""
        self._zone = context

    def printed(self) -> dict[str, Any]:
        """Return the JSON object."""
        return printed(self, self._zone)


def printed(record: Record, zone: ZoneInfo | None = None) -> dict[str, Any]:
    """Return a record as JSON; instants in a time zone, if one is given."""
    return record.model_dump(mode="json", by_alias=True, exclude_unset=True, context=zone)


class InstanceAnswer(JsonAnswer):
    """The whole output of a command about an instance."""

    instance: InstanceName


class ConferenceAnswer(JsonAnswer):
    """The whole output of a command about a published conference."""

    conference: InstanceName


class ErrorsAnswer(JsonAnswer):
    """The errors of a command."""

    errors: tuple[str, ...]
    """A sentence each."""


class FindingRecord(Record):
    """A finding of a rule. The penalty is null if the rule is hard, which is then broken."""

    rule: RuleId
    item: str = at("finding.item")
    """Id of the item: a person, a room, a session …"""
    amount: Amount = at("finding.amount")
    unit: Unit = at("rule")
    penalty: Points | None = at("cost")
    sessions: SessionIds = at("finding.sessions")
    message: str = at("finding.message")


class StartRecord(Record):
    """When a session begins, and where."""

    start: Instant
    room: RoomId


class PlaceRecord(StartRecord):
    """Where and when a session is."""

    end: Instant
