"""How long sessions last, in minutes or in days, and days between them."""

from datetime import timedelta
from typing import Annotated, Any

from pydantic import Field, PlainSerializer, WithJsonSchema

from scheduler.instance.frozen import minutes_of
from scheduler.instance.moments import DAY

Days = Annotated[int, Field(ge=0, le=800)]
"""A number of days; no horizon is longer."""
PositiveDays = Annotated[int, Field(ge=1, le=800)]
"""A number of days, one or more."""
Length = Annotated[int, Field(ge=1, le=60)]
"""Days that a session lasts."""
UNSAID = timedelta.min
"""The duration of a session that says none."""


def _of_days(said: dict[str, Any]) -> timedelta:
    """Return the duration of a session that says its days."""
    days: int | None = said.get("days")
    return UNSAID if days is None else days * DAY


Duration = Annotated[
    timedelta,
    Field(gt=timedelta(), default_factory=_of_days, validate_default=True),
    PlainSerializer(minutes_of, return_type=int),
    WithJsonSchema({"type": "integer", "minimum": 1, "maximum": 10080}),
]
"""How long a session lasts: what it says in minutes, or else in days."""


def with_duration(schema: dict[str, Any]) -> None:
    """Say in the schema of a session that it needs a `duration`, as all do that say no `days`."""
    schema["required"].append("duration")
