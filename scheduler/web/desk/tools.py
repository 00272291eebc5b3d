"""What the page of a desk does by functions of its command: the same that other commands use."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from scheduler.desk import DeskState, Outcome

if TYPE_CHECKING:  # the extra `publish` may not be there
    from scheduler.publishing.store import Store


@dataclass(frozen=True, slots=True)
class Named:
    """A desk, and what its programme is called."""

    name: str
    desk: DeskState
    bound: int | None = None
    """Thousandths below which there is no programme, as a search beside has proved; None: none has."""


class Opening(Protocol):
    """Opens the store of releases; gives None if there is none yet, and it is not to be made."""

    def __call__(self, *, make: bool) -> "AbstractContextManager[Store | None]":
        """Open it."""


@dataclass(frozen=True, slots=True)
class Tools:
    """Functions that the command of the desk gives its page."""

    add: Callable[[DeskState, str, str | None], Outcome]
    """Weighs a new session from a line of text; like another one, whose id or title is given."""
    report: Callable[[Sequence[Named], str], str]
    """Makes the page for a committee of two programmes or more, the base first, in a language."""
    store: Opening
    """Opens the store of releases."""
    commands: Callable[[int], Mapping[str, str]]
    """Tells by what they do the commands that bring a release to its readers, by its number."""
