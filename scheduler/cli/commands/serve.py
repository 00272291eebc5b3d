"""`scheduler serve`: the newest release over HTTP."""

from typing import Annotated

import typer

from scheduler.cli.exit_codes import Code
from scheduler.cli.inputs.options import ConferenceName, StorePlace
from scheduler.cli.inputs.servers import Port, server_of
from scheduler.cli.inputs.stores import RELEASES, conference_asked, latest_of, opened_store
from scheduler.cli.terminal.console import complain
from scheduler.web.settings import RATE, Settings

Host = Annotated[
    str, typer.Option("--host", help="The address to listen at; that of this machine alone.")
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
    server = server_of("serve", "scheduler.web.server")
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
