"""What commands print as JSON, made of the schema of the output."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scheduler.cli.registry import COMMANDS, Group

SCHEMA = Path(__file__).parents[3] / "docs/output.schema.json"
HEAD = "| command | content | fields |\n|---|---|---|\n"


def page() -> str:
    """Return a table of what each command prints; commands that print the same are in one row."""
    definitions = json.loads(SCHEMA.read_text(encoding="utf-8"))["$defs"]
    by_answers: dict[str, list[str]] = {}
    for words in _named(COMMANDS):
        name = "_".join(words).removeprefix("desk_")
        if name in definitions:
            answers = "".join(map(_cells, _answers(definitions, definitions[name])))
            by_answers.setdefault(answers, []).append(f"`{' '.join(words)}`")
    rows = (
        f"| {names if at == 0 else ''} {cells}\n"
        for answers, commands in by_answers.items()
        for names in [", ".join(commands)]
        for at, cells in enumerate(answers.splitlines())
    )
    return HEAD + "".join(rows)


def _named(commands: Any, *before: str) -> Iterator[tuple[str, ...]]:
    for name, command in commands.items():
        if isinstance(command, Group):
            yield from _named(command.commands, *before, name)
        else:
            yield (*before, name)


def _answers(definitions: Any, schema: Any) -> Iterator[Any]:
    """Yield the objects that a schema allows."""
    if "$ref" in schema:
        yield from _answers(definitions, definitions[schema["$ref"].rpartition("/")[2]])
    elif "anyOf" in schema:
        for each in schema["anyOf"]:
            yield from _answers(definitions, each)
    else:
        yield schema


def _cells(answer: Any) -> str:
    fields = ", ".join(f"`{each}`" for each in answer["properties"] if each != "version")
    return f"| {answer['description']} | {fields} |\n"
