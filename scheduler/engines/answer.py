"""What an engine answers."""

from dataclasses import dataclass

from scheduler.schedule import Schedule
from scheduler.search import Status, Stop


@dataclass(frozen=True, slots=True)
class Answer:
    """Result of a search: a value, whatever it is."""

    status: Status
    schedule: Schedule | None
    penalty: int | None
    """Penalty of the schedule in thousandths, as the engine counts."""
    bound: int | None
    """Lower bound in thousandths; None if nothing is proved."""
    stop: Stop
