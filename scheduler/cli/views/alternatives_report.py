"""Alternatives, as people and machines read them."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from rich.console import RenderableType
from rich.text import Text

from scheduler.cli.inputs.files import command
from scheduler.cli.views.solution_report import judged_as_json
from scheduler.desk import DeskFile, title_of
from scheduler.instance import MILLI
from scheduler.wording import counted, one_line, points


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
        back = command("alternatives", "restore", path)
        yield Text(f"{path}{_called(title_of(path))}  deleted; bring it back: {back}")


def _called(title: str) -> str:
    return f"  “{one_line(title)}”" if title else ""


def alternatives_as_json(files: Iterable[DeskFile], deleted: Iterable[Path]) -> dict[str, Any]:
    """Return the same for machines."""
    return {
        "alternatives": [alternative_as_json(each) for each in files],
        "deleted": [deleted_as_json(each) for each in deleted],
    }


def alternative_as_json(file: DeskFile) -> dict[str, Any]:
    """Return an alternative for machines."""
    evaluation = file.desk.evaluation
    return {
        "variant": str(file.variant),
        "name": file.desk.name,
        "title": file.title or None,
        "programme": str(file.programme),
        "penalty": evaluation.penalty / MILLI,
        "breaks": [judged_as_json(each) for each in evaluation.forbidden],
    }


def deleted_as_json(aside: Path) -> dict[str, Any]:
    """Return an alternative that was deleted for machines."""
    return {"file": str(aside), "title": title_of(aside) or None}
