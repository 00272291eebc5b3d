"""`scheduler desk undo`, `redo` and `history`: steps on a desk, undone, redone, listed."""

from collections.abc import Callable
from pathlib import Path

from scheduler import desk as steps
from scheduler.cli.exit_codes import Code
from scheduler.cli.inputs.options import AsJson, InstancePath
from scheduler.cli.terminal.console import say
from scheduler.cli.views.desks_report import HistoryAnswer, history_report, step_report
from scheduler.desk import DeskState, open_desk


def undo(instance: InstancePath, *, as_json: AsJson = False) -> Code:
    """Undo the last step."""
    return _to(instance, steps.undo, "Undone", as_json=as_json)


def redo(instance: InstancePath, *, as_json: AsJson = False) -> Code:
    """Redo the step undone last."""
    return _to(instance, steps.redo, "Redone", as_json=as_json)


def history(instance: InstancePath, *, as_json: AsJson = False) -> Code:
    """List all steps."""
    file = open_desk(instance)
    say(as_json, lambda: HistoryAnswer.of(file), lambda: history_report(file))
    return Code.FINE


def _to(
    instance: Path, step: Callable[[DeskState], DeskState], words: str, *, as_json: bool
) -> Code:
    """Take a step on a desk, and say which."""
    before = open_desk(instance)
    after = before.save(step(before.desk))
    said = f"{words}: {steps.said_between(before.desk, after.desk)}"
    say(as_json, lambda: HistoryAnswer.of(after), lambda: step_report(said, before, after))
    return Code.FINE
