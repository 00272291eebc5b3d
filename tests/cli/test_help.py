"""What `--help` says: whole words and whole sentences, in terminals of any width."""

from collections.abc import Sequence

import pytest
import typer

from scheduler.cli import main
from scheduler.cli.app import application
from scheduler.cli.registry import PANELS
from tests.cli.test_commands import ALL

HEADINGS = {"Usage:", "Arguments:", "Options:", "Commands:", *(f"{panel}:" for panel in PANELS)}
GROUPS = {names[:-1] for names, _ in ALL if names[1:]}
NAMES = [(), *sorted(GROUPS), *(names for names, _ in ALL)]


def _said(names: Sequence[str]) -> str:
    """Return all that a command says of itself, in no order and in no width."""
    command = typer.main.get_command(application(names))
    context = command.context_class(command, info_name="scheduler", **command.context_settings)
    for name in names:
        command = command.commands[name]  # type: ignore[attr-defined]  # a list of commands
        context = command.context_class(command, info_name=name, parent=context)
    records = (each.get_help_record(context) for each in command.get_params(context))
    told = [text for record in records if record for text in record]
    for name, each in getattr(command, "commands", {}).items():
        told += [name, each.help]
    usage = (context.command_path, *command.collect_usage_pieces(context))
    return " ".join((*usage, command.help or "", command.epilog or "", *told))


@pytest.mark.parametrize("width", [60, 80])
@pytest.mark.parametrize("names", NAMES, ids=" ".join)
def test_help_breaks_no_word_and_cuts_no_sentence(
    names: Sequence[str],
    width: int,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """All words of a command are there, and no others."""
    monkeypatch.setenv("COLUMNS", str(width))
    assert main([*names, "--help"]) == 0
    page = capsys.readouterr().out
    assert {*page.split()} - HEADINGS == {*_said(names).split()}
    for line in page.splitlines():
        assert len(line) <= width or len(line.split()) <= 2, line
