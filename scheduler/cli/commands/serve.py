"""`scheduler serve`: the service, whose packages are an extra of their own."""

from typing import Annotated

import typer

from scheduler.cli.console import complain
from scheduler.cli.exit_codes import Code
from scheduler.cli.options import ConferenceName, Port, StorePlace, option
from scheduler.cli.stores import published, usual_store
from scheduler.extras import load

Host = Annotated[str, option("Address to listen on.", "ADDRESS")]


def serve(
    conference: ConferenceName,
    *,
    host: Host = "127.0.0.1",
    port: Port = 8080,
    store: StorePlace = None,
) -> Code:
    """Serve the latest release: the programme page and its calendars."""
    server = load("scheduler.web.server", "`serve`")
    with published(conference, store) as kept:
        name = kept.name
    place = store or str(usual_store(name))
    try:
        server.serve(name, place, typer.echo, host=host, port=port)
    except KeyboardInterrupt:
        complain("Stopped.")
    return Code.FINE
