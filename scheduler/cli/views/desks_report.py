"""The desks of an instance beside each other, and the steps on one, as people and machines read them."""

from collections.abc import Iterable, Iterator
from operator import attrgetter
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator
from rich.console import RenderableType
from rich.text import Text

from scheduler.cli.inputs.files import command
from scheduler.cli.views.records import (
    Answer,
    File,
    FindingRecord,
    InstanceName,
    OrNone,
    Points,
    Record,
    at,
)
from scheduler.desk import DeskFile, title_of
from scheduler.wording import counted, one_line, points


def step_report(said: str, before: DeskFile, after: DeskFile) -> Iterator[RenderableType]:
    """Yield what a planner reads of a step that was undone or redone."""
    yield Text(said, "bold")
    old, new = before.desk.evaluation, after.desk.evaluation
    yield Text(f"The penalty was {points(old.penalty)} and is {points(new.penalty)}.")
    if new.forbidden:
        yield Text(f"{counted(len(new.forbidden), 'finding')} against hard rules.", "bold red")
    yield Text(f"Written to {after.variant}, and the programme to {after.programme}.")


def history_report(file: DeskFile) -> Iterator[RenderableType]:
    """Yield the steps on a desk, those that were undone dim."""
    for number, step in enumerate(file.desk.steps, 1):
        back = number > file.desk.done
        mark = " (undone)" if back else ""
        yield Text(f"{number:>3}  {one_line(step.said)}{mark}", "dim" if back else "")


class HistoryAnswer(Answer):
    """The steps on a desk."""

    variant: File
    programme: File
    done: int = at("desk.done")
    """How many of the steps count; those after them were taken back."""
    steps: tuple[Annotated[str, BeforeValidator(attrgetter("said"))], ...] = at("desk.steps")
    penalty: Points = at("desk.evaluation.penalty")
    breaks: tuple[FindingRecord, ...] = at("desk.evaluation.forbidden")


def alternatives_report(
    files: Iterable[DeskFile], deleted: Iterable[Path]
) -> Iterator[RenderableType]:
    """Yield each alternative with what it is called, its penalty and what it breaks; then those deleted."""
    for file in files:
        evaluation = file.desk.evaluation
        broken = counted(len(evaluation.forbidden), "finding")
        hard = f", {broken} against hard rules" if evaluation.forbidden else ""
        yield Text(
            f"{file.variant}{_called(file.title)}  penalty {points(evaluation.penalty)}{hard}"
        )
    for path in deleted:
        back = command("desk", "alternatives", "restore", path)
        yield Text(f"{path}{_called(title_of(path))}  deleted; bring it back: {back}")


def _called(title: str) -> str:
    return f"  “{one_line(title)}”" if title else ""


class AlternativeRecord(Record):
    """A desk of an instance beside others."""

    variant: File
    name: InstanceName = at("desk.name")
    """Name of the variant."""
    title: Annotated[str | None, OrNone]
    """What people call it, as it was typed; null: it has its name alone."""
    programme: File
    penalty: Points = at("desk.evaluation.penalty")
    breaks: tuple[FindingRecord, ...] = at("desk.evaluation.forbidden")


class AlternativeAnswer(AlternativeRecord, Answer):
    """A desk that was begun, renamed or brought back."""


class DeletedRecord(Record):
    """What brings a desk back that was deleted."""

    file: File
    title: Annotated[str | None, OrNone]


class DeletedAnswer(DeletedRecord, Answer):
    """What brings a desk back that was deleted."""


class AlternativesAnswer(Answer):
    """The desks of an instance, and those that were deleted."""

    alternatives: tuple[AlternativeRecord, ...]
    deleted: tuple[DeletedRecord, ...]


def alternatives_answer(files: Iterable[DeskFile], deleted: Iterable[Path]) -> AlternativesAnswer:
    """Return the same for machines."""
    gone = [DeletedRecord.of(file=each, title=title_of(each)) for each in deleted]
    return AlternativesAnswer.of(alternatives=tuple(files), deleted=gone)


def deleted_answer(aside: Path) -> DeletedAnswer:
    """Return a desk that was deleted, for machines."""
    return DeletedAnswer.of(file=aside, title=title_of(aside))
