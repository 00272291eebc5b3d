"""What must fit together between the tables of an instance."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scheduler.instance.model import Instance


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not fit: where, what was found, what was expected, what may help."""

    path: tuple[str | int, ...]
    """Keys and list positions from the top of the instance to the value."""
    found: str
    """What is there."""
    expected: str
    """What was expected instead."""
    hint: str = ""
    """What may help, such as the nearest known name."""

    def __str__(self) -> str:
        where = ".".join(map(str, self.path))
        hint = f" {self.hint}" if self.hint else ""
        return f"{where}: found {self.found}, expected {self.expected}.{hint}"


def faults_of(_instance: "Instance") -> Iterator[Fault]:
    """Yield everything that does not fit."""
    yield from ()
