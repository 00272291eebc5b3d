"""What a solver says of a linear programme."""

from collections.abc import Sequence
from dataclasses import dataclass

from scheduler.search import Status


@dataclass(frozen=True, slots=True)
class Outcome:
    """The end of a search on a programme."""

    status: Status
    values: Sequence[int] | None
    """Of each variable; they keep all rows."""
    bound: int | None
    """No values that keep all rows have a smaller objective."""


NOTHING = Outcome(Status.UNKNOWN, None, None)
