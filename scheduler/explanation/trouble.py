"""What a screening finds: troubles, certain or likely, and settings without effect."""

from dataclasses import dataclass, field

from scheduler.instance import TABLES

_UNNAMED = ("orders", "published", "walks")
"""Tables whose rows have no id, and are counted."""

FieldPath = tuple[str | int, ...]
"""Where something stands in an instance: table, id of the row (or its position, from 0), and fields."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that cannot work, or that may not."""

    message: str
    """What a planner should read: names, numbers, and what may help."""
    certain: bool
    """True: proves that no programme can keep every hard rule."""
    sessions: tuple[str, ...]
    """Ids of the sessions concerned."""
    rules: tuple[str, ...]
    """Ids of the rules that are in each other's way."""
    place: FieldPath = field(default=(), compare=False)
    """Where the file says what is doubted; empty if that is no single place."""


@dataclass(frozen=True, slots=True)
class Idle:
    """A setting that has no effect on the programme."""

    place: FieldPath
    """Where it stands."""
    why: str
    """What is missing, to follow a colon."""
    value: str = ""
    """What it says, where a place alone does not tell which one of several is meant."""
    sessions: tuple[str, ...] = ()
    """Ids of the sessions that it is about."""
    verdict: str = "has no effect on the programme"
    """What it does, to follow the place."""

    @property
    def text(self) -> str:
        """Return the setting as messages name it: ``sessions[opening].value``."""
        return place_text(self.place) + (f" ({self.value})" if self.value else "")


def place_text(place: FieldPath) -> str:
    """Return a place as errors of a file call it: rows by id, or counted from 1."""
    head, *rest = place
    text = str(head)
    is_row = head in TABLES or head in _UNNAMED
    for part in rest:
        if isinstance(part, int):
            text += f"[{part + 1}]"
        else:
            text += f"[{part}]" if is_row else f".{part}"
        is_row = False
    return text
