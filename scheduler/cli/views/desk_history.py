"""The steps on a desk, as people and machines read them."""

from collections.abc import Iterator
from typing import Any

from rich.console import RenderableType
from rich.text import Text

from scheduler.cli.views.solution_report import judged_as_json
from scheduler.desk import DeskFile
from scheduler.instance import MILLI
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


def history_as_json(file: DeskFile) -> dict[str, Any]:
    """Return the steps on a desk for machines."""
    return {
        "variant": str(file.variant),
        "programme": str(file.programme),
        "done": file.desk.done,
        "steps": [step.said for step in file.desk.steps],
        "penalty": file.desk.evaluation.penalty / MILLI,
        "breaks": [judged_as_json(each) for each in file.desk.evaluation.forbidden],
    }
