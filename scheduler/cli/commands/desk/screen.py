"""`scheduler desk open`: the desk of an instance in a browser."""

import shlex
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import typer

from scheduler.cli.commands.compare import Shown, report_of
from scheduler.cli.console import complain
from scheduler.cli.exit_codes import Code
from scheduler.cli.files import SOLUTIONS
from scheduler.cli.options import InstancePath, Port, StorePlace
from scheduler.cli.stores import opened_store, usual_store
from scheduler.cli.views.claims import proved_at_desk
from scheduler.comparison import compare
from scheduler.desk import LiveDesk, changes_of, open_desk
from scheduler.extras import load
from scheduler.instance import remade
from scheduler.solutions import stored_at
from scheduler.sources import fingerprint

if TYPE_CHECKING:  # what extras install
    from scheduler.publishing.store import Store
    from scheduler.web.desk.tools import NamedDesk


def desk(instance: InstancePath, *, port: Port = 0, store: StorePlace = None) -> Code:
    """Open the desk in a browser, on this machine only."""
    server = load("scheduler.web.desk.server", "`desk open`")
    live = LiveDesk(open_desk(instance))

    @contextmanager
    def opened(*, make: bool) -> Iterator["Store | None"]:
        name = live.desk.base.name
        if not make and store is None and not usual_store(name).exists():
            yield None
            return
        with opened_store(name, store, make=make) as kept:
            yield kept

    try:
        after = partial(commands_after, instance, store)
        server.serve_desk(live, server.Tools(_report, opened, after), port, _told)
    except KeyboardInterrupt:
        complain("Stopped.")
    return Code.FINE


def _report(desks: Sequence["NamedDesk"], language: str) -> str:
    """Return the page of `compare --html` for the programmes of some desks, the base first, in a language."""
    base, *others = (each.programme for each in desks)
    own = remade(base.instance, name=desks[0].desk.base.name)  # not that of an alternative
    programmes = [replace(base, instance=own), *others]
    found = compare(programmes)
    shown = [
        Shown(
            each.programme.label,
            proved_at_desk(each.desk.evaluation, _bound(each)),
            called=each.programme.label,
            wishes=changes_of(each.desk),
        )
        for each in desks
    ]
    return report_of(shown, found, language=language)


def _bound(each: "NamedDesk") -> int | None:
    """Return the best bound that is known: of a search beside, or of a stored solution of the same facts."""
    desk = each.desk
    facts = {fingerprint(desk.instance), fingerprint(remade(desk.instance, name=desk.base.name))}
    files = (stored_at(SOLUTIONS / f"{name}.json") for name in (desk.base.name, desk.name))
    stored = (one.bound for one in files if one is not None and one.fingerprint in facts)
    return max((bound for bound in (each.bound, *stored) if bound is not None), default=None)


def _told(address: str, reading: str) -> None:
    typer.echo(f"The desk is open at {address}")
    typer.echo(f"Read-only: {reading}")
    typer.echo("Anyone who has the first address can change the programme. Ctrl-C stops the desk.")


SITE, ADDRESSES, SERVER = "site", "addresses.csv", "smtp+starttls://USER@SERVER:587"
"""Examples in the commands: a folder, a list of addresses, a mail server."""


def commands_after(instance: Path, store: str | None, release: int) -> Mapping[str, str]:
    """Return the commands to run after publishing a release from a desk, by purpose."""
    kept = "" if store is None else f" --store {_named(store)}"
    given = shlex.quote(str(instance))
    told = f"scheduler notices {given} {release}"
    return {
        "feeds": f"scheduler feeds {given} -o {SITE}{kept}",
        "page": f"scheduler page {given} -o {SITE}{kept}",
        "notices": f"{told} -o notices-{release}{kept}",
        "send": f"{told} --addresses {ADDRESSES} --send {SERVER}{kept}",
    }


def _named(store: str) -> str:
    is_secret = "://" in store and urlsplit(store).password is not None
    return '"$AGENDA_STORE"' if is_secret else shlex.quote(store)
