"""`scheduler serve`: the newest release over HTTP."""

import importlib
from typing import Annotated, Any

import typer

from scheduler.cli.exit_codes import Code
from scheduler.cli.inputs.options import ConferenceName, StorePlace
from scheduler.cli.inputs.stores import RELEASES, conference_asked, latest_of, opened_store
from scheduler.cli.terminal.console import complain
from scheduler.errors import InputError
from scheduler.web.settings import RATE, Settings

_EXTRA = frozenset({"h11", "prometheus_client", "uvicorn"})
"""Packages of the extra `web`."""

Host = Annotated[
    str, typer.Option("--host", help="The address to listen at; that of this machine alone.")
]
Port = Annotated[
    int, typer.Option("--port", min=0, max=65_535, help="The port; 0 for any that is free.")
]
Workers = Annotated[int, typer.Option("--workers", min=1, max=64, help="Processes that answer.")]
Proxied = Annotated[
    bool,
    typer.Option(
        "--proxy-headers",
        help="A web server on this machine stands in front, and says for whom it asks.",
    ),
]
Rate = Annotated[
    float,
    typer.Option(
        "--rate",
        metavar="N",
        min=0,
        max=1_000_000,
        help="Requests a second that one address may send to a worker for ever; 0 for any number.",
    ),
]


def serve(
    conference: ConferenceName,
    *,
    host: Host = "127.0.0.1",
    port: Port = 8080,
    workers: Workers = 1,
    proxy_headers: Proxied = False,
    rate: Rate = RATE,
    store: StorePlace = None,
) -> Code:
    """Serve the newest release: the programme page and its calendars, until Ctrl-C."""
    server = _library()
    asked = conference_asked(conference)
    name = asked.name
    with opened_store(asked, store) as kept:
        latest_of(kept, asked)
    place = store or str(RELEASES / f"{name}.db")
    try:
        server.serve(Settings(name, place, host, port, workers, proxy_headers, rate), typer.echo)
    except KeyboardInterrupt:
        complain("Stopped.")
    return Code.FINE


def _library() -> Any:
    """Return the service, whose packages are an extra: whoever does not serve need not have them."""
    try:
        return importlib.import_module("scheduler.web.server")
    except ModuleNotFoundError as error:
        if error.name not in _EXTRA:
            raise
        raise InputError(
            "serve needs packages that are not installed: pip install 'agenda-scheduler[web]'"
        ) from error
