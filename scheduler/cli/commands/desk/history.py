"""`scheduler desk undo`, `redo`, `history` and `alternatives`: steps on a desk, and desks side by side."""

from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator
from rich.console import RenderableType
from rich.text import Text

from scheduler import desk as steps
from scheduler.cli.console import say, table
from scheduler.cli.exit_codes import Code
from scheduler.cli.options import AsJson, InstancePath, argument
from scheduler.cli.views.records import (
    File,
    FindingRecord,
    InstanceName,
    JsonAnswer,
    OrNone,
    Points,
    Record,
    at,
)
from scheduler.desk import (
    DeskFile,
    DeskState,
    alternatives_of,
    begin_alternative,
    deleted_alternatives,
    open_desk,
    title_of,
)
from scheduler.wording import brief_points, counted, one_line

Title = Annotated[
    str, argument("Name of the new desk. Its files get it in lower case, with hyphens.", "NAME")
]


class HistoryAnswer(JsonAnswer):
    """The steps on a desk."""

    variant: File
    programme: File
    done: int = at("desk.done")
    """How many of the steps count; those after them were undone."""
    steps: tuple[Annotated[str, BeforeValidator(attrgetter("said"))], ...] = at("desk.steps")
    penalty: Points = at("desk.evaluation.penalty")
    breaks: tuple[FindingRecord, ...] = at("desk.evaluation.forbidden")


class AlternativeRecord(Record):
    """One of the desks of an instance."""

    variant: File
    name: InstanceName = at("desk.name")
    """Name of the variant."""
    title: Annotated[str | None, OrNone]
    """Its name for people, as it was typed; null if it has none."""
    programme: File
    penalty: Points = at("desk.evaluation.penalty")
    breaks: tuple[FindingRecord, ...] = at("desk.evaluation.forbidden")


class AlternativeAnswer(AlternativeRecord, JsonAnswer):
    """A desk that was begun."""


class DeletedRecord(Record):
    """A desk that was deleted."""

    file: File
    title: Annotated[str | None, OrNone]


class AlternativesAnswer(JsonAnswer):
    """The desks of an instance, and those that were deleted."""

    alternatives: tuple[AlternativeRecord, ...]
    deleted: tuple[DeletedRecord, ...]


def undo(instance: InstancePath, *, as_json: AsJson = False) -> Code:
    """Undo the last step."""
    return _to(instance, steps.undo, "Undone", as_json=as_json)


def redo(instance: InstancePath, *, as_json: AsJson = False) -> Code:
    """Redo the last undone step."""
    return _to(instance, steps.redo, "Redone", as_json=as_json)


def history(instance: InstancePath, *, as_json: AsJson = False) -> Code:
    """List all steps."""
    file = open_desk(instance)
    say(as_json, lambda: HistoryAnswer.of(file), lambda: _history(file))
    return Code.FINE


def list_alternatives(instance: InstancePath, *, as_json: AsJson = False) -> Code:
    """List the desks of an instance."""
    file = open_desk(instance)
    files = [open_desk(path) if path != file.variant else file for path in alternatives_of(file)]
    deleted = deleted_alternatives(file)
    gone = [DeletedRecord.of(file=each, title=title_of(each)) for each in deleted]
    say(
        as_json,
        lambda: AlternativesAnswer.of(alternatives=tuple(files), deleted=gone),
        lambda: _alternatives(files, deleted),
    )
    return Code.FINE


def begin(instance: InstancePath, title: Title, *, as_json: AsJson = False) -> Code:
    """Start another desk as a copy of this one."""
    made = begin_alternative(open_desk(instance), title)
    say(as_json, lambda: AlternativeAnswer.of(made), lambda: [f"Wrote {made.variant}"])
    return Code.FINE


def _to(
    instance: Path, step: Callable[[DeskState], DeskState], words: str, *, as_json: bool
) -> Code:
    """Undo or redo a step, and report it."""
    before = open_desk(instance)
    after = before.save(step(before.desk))
    said = f"{words}: {steps.said_between(before.desk, after.desk)}"
    say(as_json, lambda: HistoryAnswer.of(after), lambda: _step(said, before, after))
    return Code.FINE


def _step(said: str, before: DeskFile, after: DeskFile) -> Iterator[RenderableType]:
    yield Text(said, "bold")
    old, new = before.desk.evaluation, after.desk.evaluation
    yield f"Penalty: {brief_points(old.penalty)} before, {brief_points(new.penalty)} now."
    if new.forbidden:
        yield Text(f"The programme {_broken(after)}.", "bold red")
    yield f"Wrote {after.variant} and {after.programme}"


def _broken(file: DeskFile) -> str:
    return f"breaks hard rules ({counted(len(file.desk.evaluation.forbidden), 'finding')})"


def _history(file: DeskFile) -> Iterator[RenderableType]:
    for number, step in enumerate(file.desk.steps, 1):
        back = number > file.desk.done
        mark = " (undone)" if back else ""
        yield Text(f"{number:>3}  {one_line(step.said)}{mark}", "dim" if back else "")


def _alternatives(files: Iterable[DeskFile], deleted: Iterable[Path]) -> Iterator[RenderableType]:
    """Yield a table of the desks; then those that were deleted."""
    rows: list[tuple[str, ...]] = [
        (
            str(file.variant),
            one_line(file.title),
            brief_points(file.desk.evaluation.penalty),
            _broken(file) if file.desk.evaluation.forbidden else "",
        )
        for file in files
    ]
    rows += [(str(path), one_line(title_of(path)), "", "deleted") for path in deleted]
    yield from table(("desk", "name", "penalty", ""), rows, right=(2,))
