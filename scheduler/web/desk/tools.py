"""Functions of the command line that the desk's page needs."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from scheduler.comparison import Programme
from scheduler.desk import DeskState, facts_of, without_locks

if TYPE_CHECKING:  # the extra `publish` may not be there
    from scheduler.publishing.store import Store


@dataclass(frozen=True, slots=True)
class NamedDesk:
    """A desk and its programme, by its name."""

    programme: Programme
    desk: DeskState
    bound: int | None = None
    """Proved lower bound in thousandths; None if unknown."""


def programme_of(name: str, desk: DeskState) -> Programme:
    """Return the programme of a desk for comparisons."""
    unlocked = without_locks(desk, desk.instance)
    return Programme(name, desk.instance, desk.schedule, unlocked=unlocked, known=facts_of(desk))


class Opening(Protocol):
    """Opens the store of releases; returns None if there is none and `make` is false."""

    def __call__(self, *, make: bool) -> "AbstractContextManager[Store | None]":
        """Open it."""


@dataclass(frozen=True, slots=True)
class Tools:
    """Functions of the command line for the page."""

    report: Callable[[Sequence[NamedDesk], str], str]
    """Renders the report for a committee on two or more programmes, the base first."""
    store: Opening
    """Opens the store of releases."""
    commands: Callable[[int], Mapping[str, str]]
    """Returns the commands that distribute a release, by purpose."""
