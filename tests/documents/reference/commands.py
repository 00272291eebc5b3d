"""The reference of commands, made of the command line itself."""

from collections.abc import Iterator, Mapping
from typing import Any

import typer
from typer.core import TyperGroup

from scheduler.cli.app import application
from scheduler.cli.registry import PANELS, Command, Group


def page() -> str:
    """Return every command with its arguments and options, panel by panel."""
    return "\n".join(
        "\n".join((f"## {panel}\n", *_described(commands))) for panel, commands in PANELS.items()
    )


def _described(
    commands: Mapping[str, Command | Group], above: tuple[str, ...] = ()
) -> Iterator[str]:
    for name, command in commands.items():
        words = (*above, name)
        if isinstance(command, Group):
            yield from _described(command.commands, words)
        else:
            yield _section(words)


def _section(words: tuple[str, ...]) -> str:
    group = typer.main.get_command(application(words))
    context = group.context_class(group, info_name="scheduler")
    command: Any = group
    for word in words:
        assert isinstance(command, TyperGroup)
        command = command.get_command(context, word)
        context = command.context_class(command, info_name=word, parent=context)
    usage, rows = ["[OPTIONS]"], []
    for param in command.params:
        if record := param.get_help_record(context):
            name, _, kind = record[0].removesuffix(">").partition(" <")
            if param.param_type_name == "argument":
                usage.append(name)
            rows.append(f"| `{name.replace('|', ' or ')}` | {_meaning(record[1], kind)} |\n")
    return (
        f"### `scheduler {' '.join(words)}` {{ #{'-'.join(words)} }}\n\n{command.help}\n\n"
        f"`scheduler {' '.join((*words, *usage))}`\n\n"
        f"| argument or option | meaning |\n|---|---|\n{''.join(rows)}"
    )


def _meaning(said: str, kind: str) -> str:
    """Return a text of help in one line of a table, with the values to choose from."""
    values = kind.removeprefix("list[").removesuffix("]").split("|")
    chosen = f" One of: {', '.join(f'`{value}`' for value in values)}." if values[1:] else ""
    return f"{' '.join(said.split())}{chosen}".replace("|", "&#124;").replace("<", "&lt;")
