"""Functions of the command line that the desk's page needs."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from scheduler.desk import DeskState, Outcome

if TYPE_CHECKING:  # the extra `publish` may not be there
    from scheduler.publishing.store import Store


@dataclass(frozen=True, slots=True)
class NamedDesk:
    """A desk and the name of its programme."""

    name: str
    desk: DeskState
    bound: int | None = None
    """Proved lower bound in thousandths; None if unknown."""


class Opening(Protocol):
    """Opens the store of releases; returns None if there is none and `make` is false."""

    def __call__(self, *, make: bool) -> "AbstractContextManager[Store | None]":
        """Open it."""


@dataclass(frozen=True, slots=True)
class Tools:
    """Functions of the command line for the page."""

    add: Callable[[DeskState, str, str | None], Outcome]
    """Previews a new session from a line of text, with the other fields of a given session."""
    report: Callable[[Sequence[NamedDesk], str], str]
    """Renders the report for a committee on two or more programmes, the base first."""
    store: Opening
    """Opens the store of releases."""
    commands: Callable[[int], Mapping[str, str]]
    """Returns the commands that distribute a release, by purpose."""
