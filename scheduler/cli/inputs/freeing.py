"""What stays of an imported programme, freed: as levels of a new instance, or as a variant of one."""

import json
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from scheduler.errors import InputError
from scheduler.instance import FREED, Instance
from scheduler.storage import write_atomically


class What(StrEnum):
    """What can be freed."""

    DAYS = "days"
    ROOMS = "rooms"
    TIMES = "times"
    ALL = "all"


Free = Annotated[
    list[What] | None,
    typer.Option("--free", help="What an imported programme need not keep. Repeatable."),
]


def rules_of(what: Sequence[What]) -> list[str]:
    """Return the rules that keep what is to be freed, each once."""
    return [rule for name, rule in FREED.items() if {What.ALL, What(name)} & {*what}]


def freed(what: Sequence[What]) -> list[str]:
    """Return what is freed, each once; ``all`` where nothing is left to free."""
    return [What.ALL] if len(rules_of(what)) == len(FREED) else sorted({*what})


def freed_variant(path: Path, facts: Instance, what: Sequence[What]) -> Path:
    """Write the variant of an instance in which something is free, beside it; return its path.

    Raises
    ------
    InputError
        When nothing stays in the instance, or another file is in the way.
    """
    if not facts.kept.days:
        raise InputError(
            f"--free: {path} does not come from a programme (no session has `was`), so all is free."
        )
    names = freed(what)
    name = f"{facts.name}-free-{'-'.join(names)}"
    lines = [f"  - set_level: {{rule: {rule}, level: off}}\n" for rule in rules_of(what)]
    text = f"extends: {json.dumps(path.name, ensure_ascii=False)}\nname: {name}\n\nchanges:\n{''.join(lines)}"
    variant = path.with_name(f"{path.stem}-free-{'-'.join(names)}.yaml")
    if variant.exists() and variant.read_text("utf-8") != text:
        raise InputError(
            f"{variant}: stands in the way of --free, as it holds something else; move it, or solve that."
        )
    if not variant.exists():
        write_atomically(variant, text.encode())
    return variant
