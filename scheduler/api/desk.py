"""The planner's desk in Python: wishes, each weighed before it is done."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

from scheduler import desk as doors
from scheduler.api.arguments import checked
from scheduler.desk import DeskFile, Goal, Outcome
from scheduler.findings import Evaluation
from scheduler.instance import Instance
from scheduler.schedule import Schedule

P = ParamSpec("P")
Q = ParamSpec("Q")
R = TypeVar("R")


class Wish(Generic[P]):
    """A function of the desk as a method: it weighs a wish upon what the desk has now."""

    def __init__(self, function: Callable[Concatenate[doors.DeskState, P], Outcome]) -> None:
        self.function = function
        self.__doc__ = function.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = f"{owner.__name__}.{name.lstrip('_')}"

    def __get__(self, desk: "Desk | None", owner: type) -> Callable[P, Outcome]:
        bound = partial(self.function, *(() if desk is None else (desk.file.desk,)))
        bound.__doc__ = self.__doc__
        return checked(bound, self.name)


def method(function: Callable[Q, R]) -> Callable[Q, R]:
    """Let a method of the desk check its arguments."""
    return checked(function, function.__qualname__)


class Desk:
    """The desk of a conference: what a planner wishes, what it would cost, and what was done.

    A wish such as `move` returns an `Outcome` and changes nothing; `apply` does it and keeps it in the
    variant file of the desk, its history and its programme. docs/how-to/desk.md has an example.

    Parameters
    ----------
    instance
        The instance file; or the variant of a desk, which is taken up again.
    variant
        The variant file that takes the changes; ``<name>.desk.yaml`` beside the instance unless given.
    solutions
        Folder of programmes. The desk begins with ``<name of the instance>.json`` there, or else with the
        published plan.

    Raises
    ------
    InputError
        When a file cannot be used, or there is no programme to begin with.
    """

    def __init__(
        self,
        instance: Path | str,
        variant: Path | str | None = None,
        *,
        solutions: Path | str = "solutions",
    ) -> None:
        self.file: DeskFile = doors.open_desk(instance, variant, solutions=solutions)

    @classmethod
    def _of(cls, file: DeskFile) -> "Desk":
        desk = cls.__new__(cls)
        desk.file = file
        return desk

    def __repr__(self) -> str:
        return f"Desk({str(self.file.variant)!r}, {len(self.history)} steps)"

    @property
    def instance(self) -> Instance:
        """The conference with all changes."""
        return self.file.desk.instance

    @property
    def schedule(self) -> Schedule:
        """The programme."""
        return self.file.desk.schedule

    @property
    def evaluation(self) -> Evaluation:
        """What is wrong with the programme, rule by rule."""
        return self.file.desk.evaluation

    @property
    def history(self) -> tuple[str, ...]:
        """The steps so far, a sentence each, the first one first."""
        return doors.history(self.file.desk)

    swap = Wish(doors.swap)
    pin = Wish(doors.pin)
    unpin = Wish(doors.unpin)
    lock = Wish(doors.lock)
    unlock = Wish(doors.unlock)
    close = Wish(doors.close)
    away = Wish(doors.away)
    available = Wish(doors.available)
    teams_away = Wish(doors.teams_away)
    teams_available = Wish(doors.teams_available)
    change = Wish(doors.change_fact)
    drop = Wish(doors.drop)
    hold = Wish(doors.hold)
    cancel = Wish(doors.cancel)
    cancel_person = Wish(doors.cancel_person)
    prefer = Wish(doors.prefer)
    set_level = Wish(doors.set_level)
    _move = Wish(doors.move)
    _add = Wish(doors.add)
    make_room = staticmethod(checked(doors.make_room, "Desk.make_room"))

    @method
    def move(self, session: str, to: datetime | date, room: str | None = None) -> Outcome:
        """Weigh that a session is at another time: an aware datetime, or the best time of a day.

        Parameters
        ----------
        session
            Its id.
        to
            When.
        room
            Id of the room; the cheapest one unless given.

        Raises
        ------
        InputError
            When there is no such session or room, or no such time.
        """
        return self._move(session, _goal(to), room)

    @method
    def add(
        self,
        row: Mapping[str, Any],
        to: datetime | date | None = None,
        room: str | None = None,
    ) -> Outcome:
        """Weigh a new session, given as a row of the table `sessions`; at the cheapest place unless given.

        Raises
        ------
        InputError
            When the row is no session, or there is no place for it.
        """
        return self._add(row, None if to is None else _goal(to), room)

    @method
    def apply(self, outcome: Outcome) -> None:
        """Do what was wished, and keep it in the files of the desk.

        Raises
        ------
        InputError
            When the desk has changed since, or a file cannot be written.
        """
        self.file = self.file.save(doors.apply(self.file.desk, outcome))

    def undo(self) -> None:
        """Take the last step back.

        Raises
        ------
        InputError
            When there is none.
        """
        self.file = self.file.save(doors.undo(self.file.desk))

    def redo(self) -> None:
        """Do the step again that was undone last.

        Raises
        ------
        InputError
            When there is none.
        """
        self.file = self.file.save(doors.redo(self.file.desk))

    def alternatives(self) -> tuple[Path, ...]:
        """Return the variant files of all desks of the same instance, this one first."""
        return doors.alternatives_of(self.file)

    @method
    def begin_alternative(self, title: str) -> "Desk":
        """Begin another desk beside this one, with all that was done on it.

        Raises
        ------
        InputError
            When there is one of that name.
        """
        return Desk._of(doors.begin_alternative(self.file, title))

    @method
    def rename(self, title: str) -> None:
        """Give this alternative another name; its files are written under it.

        Raises
        ------
        InputError
            When there is one of that name.
        """
        self.file = doors.rename_alternative(self.file, title)

    def delete(self) -> Path:
        """Delete this alternative; return its history, with which `restore` brings it back."""
        return doors.delete_alternative(self.file)

    @classmethod
    def restore(cls, aside: Path | str, *, solutions: Path | str = "solutions") -> "Desk":
        """Bring back an alternative that was deleted.

        Raises
        ------
        InputError
            When nothing was deleted there.
        """
        return cls._of(doors.restore_alternative(aside, solutions))


def _goal(to: datetime | date) -> Goal:
    return Goal(start=to) if isinstance(to, datetime) else Goal(day=to)
