"""Fields of a file that say something and are not taken over."""

from collections import Counter
from collections.abc import Collection

from scheduler.sources.nodes import Node
from scheduler.sources.programmes.intake import Intake

_NOTHING = (None, "", False, "false", "False", "no", "null", "{}", "[]")


class Unread:
    """How many rows of each kind say something in fields that nobody reads."""

    def __init__(self) -> None:
        self._fields: Counter[str] = Counter()

    def take(self, node: Node, read: Collection[str], prefix: str = "") -> None:
        """Count the fields of a row, but for those that are read."""
        if isinstance(node.value, dict):
            for key, child in node.value.items():
                if key not in read and says_something(child):
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


def says_something(node: Node) -> bool:
    """Tell whether a value is anything but empty."""
    if isinstance(node.value, dict):
        return any(map(says_something, node.value.values()))
    if isinstance(node.value, list):
        return any(map(says_something, node.value))
    value = node.value.strip() if isinstance(node.value, str) else node.value
    return value not in _NOTHING
