"""A desk that several planners have open at once: each step is saved before others see it."""

import hashlib
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from scheduler.desk.alternatives import rename_alternative
from scheduler.desk.files import DeskFile, open_desk
from scheduler.desk.outcomes import Outcome, apply
from scheduler.desk.prices import Prices, Pricing
from scheduler.desk.steps import DeskState, carried, redo, said_between, undo
from scheduler.engines.compilation.compiler import COMPILER
from scheduler.engines.price_board import PriceTable
from scheduler.errors import InputError
from scheduler.phrases import say
from scheduler.schedule import Schedule
from scheduler.wording import chained

KNOWN = 40
"""Earlier states that are cached for undo and redo."""
TOLD = 500
"""Most steps that are listed for a page with an old state."""


class StaleError(InputError):
    """A request is for an older state of the desk."""

    def __init__(self, since: tuple[str, ...]) -> None:
        said = chained(since, " ") or say("Another command has changed it.")
        super().__init__(say("The desk has changed: {}", said))
        self.since = since
        """What has been done since, in sentences; empty, if that is not known."""


@dataclass(frozen=True, slots=True)
class DeskEvent:
    """A new state of a desk, and the step that led to it."""

    number: str
    """Identifies the state."""
    said: str
    """The step, in a sentence."""
    by: str
    """Who did it; empty for another command."""


class LiveDesk:
    """One desk, used from several threads."""

    def __init__(self, file: DeskFile) -> None:
        self._file = file
        self._lock = threading.RLock()
        self._pricing = Pricing()
        self._known: deque[DeskState] = deque(maxlen=KNOWN)
        self._told: deque[DeskEvent] = deque([DeskEvent(number_of(file), "", "")], maxlen=TOLD)
        self.listeners: list[Callable[[DeskEvent], None]] = []
        """Called with each new state, from any thread."""
        self.behind = False
        """Whether variant and programme are still to be written."""

    @property
    def file(self) -> DeskFile:
        """The desk as it is now, with its files."""
        return self._file

    @property
    def desk(self) -> DeskState:
        """The desk as it is now."""
        return self._file.desk

    @property
    def number(self) -> str:
        """Identifies the present state."""
        return self._told[-1].number

    @property
    def state(self) -> tuple[str, DeskState]:
        """Number and desk, of one and the same state."""
        with self._lock:
            return self.number, self.desk

    @property
    def outdated(self) -> str:
        """Which file of its instance has changed since it was read, in a sentence; nothing: none has."""
        watched = self._file.watched
        changed = None if watched is None else watched.changed
        if changed is None:
            return ""
        return say(
            "The file {} has changed since you opened the desk. Open the desk again.", changed
        )

    def make_sure_of_instance(self) -> None:
        """Raise `InputError` if a file of its instance has changed since: it is no longer what is planned."""
        if self.outdated:
            raise InputError(self.outdated)

    def prices(self, session: str) -> tuple[str, DeskState, Prices]:
        """Return number and desk, and the prices of all slots of a session in that state."""
        with self._lock:
            return self.number, self.desk, self._pricing.prices(self.desk, session)

    def table(self, desk: DeskState, schedule: Schedule, session: str) -> PriceTable:
        """Return the prices of all slots of a session in another programme, up to a constant."""
        with self._lock:
            return self._pricing.table(desk, schedule, session)

    def warm(self, over: Callable[[], bool] = lambda: False) -> None:
        """Work out what the next answers need, unless `over` says so before the fast engine is compiled."""
        if COMPILER.wait(over):
            with self._lock:
                _ = self.desk.evaluation
                self._pricing.warm(self.desk)

    def grant(self, number: str, change: Callable[[DeskState], Outcome], by: str) -> Outcome:
        """Apply a change and save it.

        Raises
        ------
        StaleError
            When the state has another number by now.
        InputError
            When the change makes no sense, or cannot be written.
        """
        with self._lock:
            self._at(number)
            outcome = change(self.desk)
            self._keep(apply(self.desk, outcome), outcome.step.said, by)
            return outcome

    def turn(self, number: str, by: str, *, back: bool) -> str:
        """Undo the last step, or redo the one undone last, and return a message.

        Raises
        ------
        StaleError
            When the state has another number by now.
        InputError
            When there is no such step, or it cannot be written.
        """
        with self._lock:
            self._at(number)
            after = undo(self.desk) if back else redo(self.desk)
            said = say("Undone: {}" if back else "Redone: {}", said_between(self.desk, after))
            return self._keep(after, said, by)

    def retitle(self, title: str, by: str) -> None:
        """Give it another title and save that.

        Raises
        ------
        InputError
            When that is no title, or it cannot be written.
        """
        with self._lock:
            self.look()
            self._file = rename_alternative(self._file, title)
            self._tell(say("Renamed to {}", self._file.title), by)

    def follow(self) -> None:
        """Write variant and programme, if they are behind the history."""
        with self._lock:
            if self.behind:
                self._file.follow()
                self.behind = False

    def look(self) -> None:
        """Reload the desk if another command has changed it."""
        with self._lock:
            if self._file.is_current:
                return
            before = self._file
            again = open_desk(before.variant, solutions=before.programme.parent)
            self._file, self.behind = again, False
            done = again.desk.steps[again.desk.done - 1].said
            self._tell(say("By another command: {}", done), "")

    def _at(self, number: str) -> None:
        self.look()
        self.make_sure_of_instance()
        if number != self.number:
            since = [each.number for each in self._told]
            at = len(since) - since[::-1].index(number) if number in since else len(since)
            raise StaleError(tuple(each.said for each in [*self._told][at:]))

    def _keep(self, desk: DeskState, said: str, by: str) -> str:
        self._known.append(self.desk)
        for known in self._known:
            carried(desk, known)
        self._file = self._file.keep(desk)
        self.behind = True
        self._tell(said, by)
        return said

    def _tell(self, said: str, by: str) -> None:
        news = DeskEvent(number_of(self._file), said, by)
        self._told.append(news)
        for listener in self.listeners:
            listener(news)


def number_of(file: DeskFile) -> str:
    """Return the identifier of a state, stable across restarts."""
    return hashlib.sha256(file.content or b"").hexdigest()[:16]
