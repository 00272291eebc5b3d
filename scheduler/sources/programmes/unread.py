"""Fields of a file that say something and are not taken over."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from scheduler.sources.programmes.intake import Intake

_NOTHING = (None, "", False, "false", "False", "no", "null", "{}", "[]")


class Unread:
    """How many rows of each kind say something in fields that nobody reads."""

    def __init__(self) -> None:
        self._fields: Counter[str] = Counter()

    def take(self, fields: Mapping[str, Any], prefix: str = "") -> None:
        """Count those fields of a row that say something."""
        for key, value in fields.items():
            if _says_something(value):
                self._fields[f"{prefix}{key}"] += 1

    def add(self, field: str) -> None:
        """Count a field."""
        self._fields[field] += 1

    def tell(self, intake: Intake, what: str = "Fields") -> None:
        """Say which fields are not taken over, with how many rows each has, if several."""
        if self._fields:
            named = (
                f"{field} ({number})" if number > 1 else field
                for field, number in self._fields.items()
            )
            intake.leave(f"{what} that are not taken over: {', '.join(named)}.")


def _says_something(value: Any) -> bool:
    """Tell whether a value is anything but empty."""
    if isinstance(value, dict):
        return any(map(_says_something, value.values()))
    if isinstance(value, list):
        return any(map(_says_something, value))
    said = value.strip() if isinstance(value, str) else value
    return said not in _NOTHING
