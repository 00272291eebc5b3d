"""The JSON Schema of instance files, for editors that check while one writes."""

import json
from datetime import timedelta
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
    return json.dumps(_as_written(schema), indent=2, ensure_ascii=False) + "\n"


def _as_written(value: Any) -> Any:
    """Turn defaults such as ``PT30M`` into what a file would say: minutes, or a clock time."""
    if isinstance(value, list):
        return [_as_written(each) for each in value]
    if not isinstance(value, dict):
        return value
    default = value.get("default")
    if isinstance(default, str) and default.startswith("P"):
        duration = _DURATION.validate_python(default)
        is_number = value.get("type") == "integer"
        value = value | {"default": minutes_of(duration) if is_number else clock_text(duration)}
    return {key: _as_written(each) for key, each in value.items()}
