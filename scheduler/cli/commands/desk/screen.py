"""`scheduler desk`: the desk of an instance in a browser."""

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.exit_codes import Code
from scheduler.cli.inputs.options import InstancePath
from scheduler.cli.inputs.servers import Port, server_of
from scheduler.cli.terminal.console import complain
from scheduler.desk import LiveDesk, open_desk

Variant = Annotated[
    Path | None,
    typer.Argument(
        metavar="[VARIANT]",
        help="The variant that takes the changes; <instance>.desk.yaml beside the instance unless given.",
        show_default=False,
    ),
]


def desk(instance: InstancePath, variant: Variant = None, *, port: Port = 0) -> Code:
    """Open the desk of an instance in a browser, on this machine alone, until Ctrl-C."""
    server = server_of("desk", "scheduler.web.desk.server")
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
