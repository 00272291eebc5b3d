"""`scheduler desk`: the desk of an instance in a browser."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.commands.desk.wishes import added
from scheduler.cli.exit_codes import Code
from scheduler.cli.inputs.options import InstancePath, StorePlace
from scheduler.cli.inputs.servers import Port, server_of
from scheduler.cli.inputs.stores import Asked, is_there, opened_store
from scheduler.cli.terminal.console import complain
from scheduler.cli.views.claims import proved_in_brief
from scheduler.cli.views.report_page import Shown, report_of
from scheduler.comparison import Programme, compare
from scheduler.desk import Desk, LiveDesk, open_desk
from scheduler.publishing.store import Store

Variant = Annotated[
    Path | None,
    typer.Argument(
        metavar="[VARIANT]",
        help="The variant that takes the changes; <instance>.desk.yaml beside the instance unless given.",
        show_default=False,
    ),
]


def desk(
    instance: InstancePath, variant: Variant = None, *, port: Port = 0, store: StorePlace = None
) -> Code:
    """Open the desk of an instance in a browser, on this machine alone, until Ctrl-C."""
    server = server_of("desk", "scheduler.web.desk.server")
    live = LiveDesk(open_desk(instance, variant))

    @contextmanager
    def opened(*, make: bool) -> Iterator[Store | None]:
        asked = Asked(live.desk.base.name)
        if not make and not is_there(asked, store):
            yield None
            return
        with opened_store(asked, store, make=make) as kept:
            yield kept

    try:
        server.serve_desk(live, server.Tools(added, _report, opened), port, _told)
    except KeyboardInterrupt:
        complain("Stopped.")
    return Code.FINE


def _report(desks: Sequence[tuple[str, Desk]]) -> str:
    """Return the page of `compare --html` for the programmes of some desks, the base first."""
    programmes = [Programme(name, each.instance, each.schedule) for name, each in desks]
    found = compare(programmes)
    claim = proved_in_brief(None, None)
    shown = [Shown(each.label, each.instance, each.schedule, claim) for each in programmes]
    return report_of(shown, found)


def _told(address: str, reading: str) -> None:
    typer.echo(f"The desk is open at {address}")
    typer.echo(f"To look on only: {reading}")
    typer.echo("Whoever knows the first address can change the programme. Ctrl-C ends it.")
