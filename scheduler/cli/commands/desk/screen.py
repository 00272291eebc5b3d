"""`scheduler desk`: the desk of an instance in a browser."""

import importlib
from pathlib import Path
from typing import Annotated, Any

import typer

from scheduler.cli.exit_codes import Code
from scheduler.cli.inputs.options import InstancePath
from scheduler.cli.terminal.console import complain
from scheduler.desk import LiveDesk, open_desk
from scheduler.errors import InputError

_EXTRA = frozenset({"h11", "uvicorn"})
"""Packages of the extra `web` without which there is no desk."""

Variant = Annotated[
    Path | None,
    typer.Argument(
        metavar="[VARIANT]",
        help="The variant that takes the changes; <instance>.desk.yaml beside the instance unless given.",
        show_default=False,
    ),
]
Port = Annotated[
    int, typer.Option("--port", min=0, max=65_535, help="The port; 0 for any that is free.")
]


def desk(instance: InstancePath, variant: Variant = None, *, port: Port = 0) -> Code:
    """Open the desk of an instance in a browser, on this machine alone, until Ctrl-C."""
    server = _library()
    live = LiveDesk(open_desk(instance, variant))
    try:
        server.serve_desk(live, port, _told)
    except KeyboardInterrupt:
        complain("Stopped.")
    return Code.FINE


def _told(address: str, reading: str) -> None:
    typer.echo(f"The desk is open at {address}")
    typer.echo(f"To look on only: {reading}")
    typer.echo("Whoever knows the first address can change the programme. Ctrl-C ends it.")


def _library() -> Any:
    """Return the server, whose packages are an extra: whoever works by commands need not have them."""
    try:
        return importlib.import_module("scheduler.web.desk.server")
    except ModuleNotFoundError as error:
        if error.name not in _EXTRA | {"prometheus_client"}:
            raise
        raise InputError(
            "desk needs packages that are not installed: pip install 'agenda-scheduler[web]'"
        ) from error
