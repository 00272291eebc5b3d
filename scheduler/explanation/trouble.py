"""What a screening finds: troubles, certain or likely."""

from dataclasses import dataclass, field

Place = tuple[str | int, ...]
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
    place: Place = field(default=(), compare=False)
    """Where the file says what is doubted; empty if that is no single place."""
