"""The JSON Schema of instance files, for editors that check while one writes."""

import json
from datetime import timedelta
from functools import partial
from typing import Any

from pydantic import TypeAdapter

from scheduler.instance import Instance
from scheduler.instance.frozen import minutes_of
from scheduler.instance.moments import clock_text

_DURATION = TypeAdapter(timedelta)
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_text() -> str:
    """Return the JSON Schema of the format, as it stands in ``docs/instance.schema.json``."""
    schema = {"$schema": _DIALECT, **Instance.model_json_schema()}
    return json.dumps(_as_written(schema, is_clock=False), indent=2, ensure_ascii=False) + "\n"


def _as_written(value: Any, *, is_clock: bool) -> Any:
    """Turn defaults such as ``PT30M`` into what a file would say: minutes, or a clock time."""
    inside = partial(_as_written, is_clock=is_clock)
    if isinstance(value, list):
        return [inside(each) for each in value]
    if not isinstance(value, dict):
        return value
    default = value.get("default")
    if isinstance(default, str) and default.startswith("P"):
        duration = _DURATION.validate_python(default)
        is_number = value.get("type") == "integer"
        value = value | {"default": minutes_of(duration) if is_number else clock_text(duration)}
    elif isinstance(default, dict):
        value = value | {"default": {key: _default(each) for key, each in default.items()}}
    return {key: inside(each) for key, each in value.items()}


def _default(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _default(each) for key, each in value.items()}
    if isinstance(value, str) and value.startswith("P"):
        return clock_text(_DURATION.validate_python(value))
    return value
