"""`scheduler desk undo`, `redo`, `history` and `alternatives`: steps on a desk, and desks side by side."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from rich.console import RenderableType
from rich.text import Text

from scheduler import desk as steps
from scheduler.cli.answers import answer
from scheduler.cli.console import say, table
from scheduler.cli.exit_codes import Code
from scheduler.cli.options import AsJson, InstancePath, argument
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


@dataclass(frozen=True, slots=True)
class DeletedDesk:
    """A desk that was deleted."""

    file: Path
    title: str


@dataclass(frozen=True, slots=True)
class DesksReport:
    """The desks of an instance, and those that were deleted."""

    alternatives: tuple[DeskFile, ...]
    deleted: tuple[DeletedDesk, ...]


def undo(instance: InstancePath, *, as_json: AsJson = False) -> Code:
    """Undo the last step."""
    return _to(instance, steps.undo, "Undone", as_json=as_json)


def redo(instance: InstancePath, *, as_json: AsJson = False) -> Code:
    """Redo the last undone step."""
    return _to(instance, steps.redo, "Redone", as_json=as_json)


def history(instance: InstancePath, *, as_json: AsJson = False) -> Code:
    """List all steps."""
    file = open_desk(instance)
    say(as_json, lambda: answer(file), lambda: _history(file))
    return Code.FINE


def list_alternatives(instance: InstancePath, *, as_json: AsJson = False) -> Code:
    """List the desks of an instance."""
    file = open_desk(instance)
    files = (open_desk(path) if path != file.variant else file for path in alternatives_of(file))
    deleted = (DeletedDesk(each, title_of(each)) for each in deleted_alternatives(file))
    told = DesksReport(tuple(files), tuple(deleted))
    say(as_json, lambda: answer(told), lambda: _alternatives(told))
    return Code.FINE


def begin(instance: InstancePath, title: Title, *, as_json: AsJson = False) -> Code:
    """Start another desk as a copy of this one."""
    made = begin_alternative(open_desk(instance), title)
    say(as_json, lambda: answer(made), lambda: [f"Wrote {made.variant}"])
    return Code.FINE


def _to(
    instance: Path, step: Callable[[DeskState], DeskState], words: str, *, as_json: bool
) -> Code:
    before = open_desk(instance)
    after = before.save(step(before.desk))
    said = f"{words}: {steps.said_between(before.desk, after.desk)}"
    say(as_json, lambda: answer(after), lambda: _step(said, before, after))
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


def _alternatives(told: DesksReport) -> Iterator[RenderableType]:
    rows: list[tuple[str, ...]] = [
        (
            str(file.variant),
            one_line(file.title),
            brief_points(file.desk.evaluation.penalty),
            _broken(file) if file.desk.evaluation.forbidden else "",
        )
        for file in told.alternatives
    ]
    rows += [(str(each.file), one_line(each.title), "", "deleted") for each in told.deleted]
    yield from table(("desk", "name", "penalty", ""), rows, right=(2,))
