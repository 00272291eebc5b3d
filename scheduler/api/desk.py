"""The planner's desk in Python: changes by hand, each shown with its effect before it is applied."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Concatenate, Generic, ParamSpec, TypeVar

from scheduler import desk as doors
from scheduler.api.arguments import checked
from scheduler.desk import DeskFile, Outcome
from scheduler.findings import Evaluation
from scheduler.instance import Instance
from scheduler.schedule import Schedule

P = ParamSpec("P")
Q = ParamSpec("Q")
R = TypeVar("R")


class ChangeMethod(Generic[P]):
    """A function of the desk as a method: it returns the effect of a change on the desk as it is now."""

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
    """Check the arguments of a method of the desk."""
    return checked(function, function.__qualname__)


class Desk:
    """The desk of a conference: change its programme by hand, and see the effect of each change first.

    A change such as `move` returns an `Outcome` with its effect. Pass the outcome to `apply` to keep it
    in the variant file of the desk, its history and its programme.

    Parameters
    ----------
    instance
        The instance file; or the variant file of a desk, to reopen that desk.
    variant
        The variant file to write. Default: ``<name>.desk.yaml`` beside the instance.
    solutions
        Folder of programmes. The desk starts from ``<name of the instance>.json`` in it, else from the
        published programme.

    Raises
    ------
    InputError
        When a file cannot be used, or there is no programme to start from.
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
        """The evaluation of the programme."""
        return self.file.desk.evaluation

    @property
    def history(self) -> tuple[str, ...]:
        """The steps so far, oldest first, a sentence each."""
        return doors.history(self.file.desk)

    move = ChangeMethod(doors.move)
    add = ChangeMethod(doors.add)
    swap = ChangeMethod(doors.swap)
    pin = ChangeMethod(doors.pin)
    unpin = ChangeMethod(doors.unpin)
    lock = ChangeMethod(doors.lock)
    unlock = ChangeMethod(doors.unlock)
    close = ChangeMethod(doors.close)
    away = ChangeMethod(doors.away)
    available = ChangeMethod(doors.available)
    teams_away = ChangeMethod(doors.teams_away)
    teams_available = ChangeMethod(doors.teams_available)
    change = ChangeMethod(doors.change_fact)
    drop = ChangeMethod(doors.drop)
    hold = ChangeMethod(doors.hold)
    cancel = ChangeMethod(doors.cancel)
    cancel_person = ChangeMethod(doors.cancel_person)
    prefer = ChangeMethod(doors.prefer)
    set_level = ChangeMethod(doors.set_level)
    make_room = staticmethod(checked(doors.make_room, "Desk.make_room"))

    @method
    def apply(self, outcome: Outcome) -> None:
        """Apply a change, and write the files of the desk.

        Raises
        ------
        InputError
            When the desk has changed since, or a file cannot be written.
        """
        self.file = self.file.save(doors.apply(self.file.desk, outcome))

    def undo(self) -> None:
        """Undo the last step.

        Raises
        ------
        InputError
            When there is no such step.
        """
        self.file = self.file.save(doors.undo(self.file.desk))

    def redo(self) -> None:
        """Redo the step undone last.

        Raises
        ------
        InputError
            When there is no such step.
        """
        self.file = self.file.save(doors.redo(self.file.desk))

    def alternatives(self) -> tuple[Path, ...]:
        """Return the variant files of all desks of the same instance, this one first."""
        return doors.alternatives_of(self.file)

    @method
    def begin_alternative(self, title: str) -> "Desk":
        """Return a new desk beside this one, as a copy of it.

        Raises
        ------
        InputError
            When a desk has that name already.
        """
        return Desk._of(doors.begin_alternative(self.file, title))

    @method
    def rename(self, title: str) -> None:
        """Give this alternative another title; its files keep their names.

        Raises
        ------
        InputError
            When the title has no letter or digit.
        """
        self.file = doors.rename_alternative(self.file, title)

    def delete(self) -> Path:
        """Delete this alternative; return the path to pass to `restore`."""
        return doors.delete_alternative(self.file)

    @classmethod
    def restore(cls, aside: Path | str, *, solutions: Path | str = "solutions") -> "Desk":
        """Restore a deleted alternative.

        Raises
        ------
        InputError
            When nothing was deleted there.
        """
        return cls._of(doors.restore_alternative(aside, solutions))
