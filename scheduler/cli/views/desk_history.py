"""The steps on a desk, as people and machines read them."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from scheduler.cli.views.records import Answer, File, FindingRecord, Points, at
from scheduler.desk import DeskFile
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
    steps: tuple[str, ...]
    penalty: Points = at("desk.evaluation.penalty")
    breaks: tuple[FindingRecord, ...] = at("desk.evaluation.forbidden")


def history_answer(file: DeskFile) -> HistoryAnswer:
    """Return the steps on a desk for machines."""
    return HistoryAnswer.of(file, steps=[step.said for step in file.desk.steps])
