"""The calendar of GNOME, Evolution Data Server, subscribes to a personal feed of the service."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.processes import soon
from tests.publishing.test_changes import SEEN, Row, five
from tests.web.running import PATIENCE, client, published, running, token_for
from tests.web.test_programmes import ADA

PYTHON = "/usr/bin/python3"
"""The system's: it has the bindings of GNOME."""
BINDINGS = """
import gi
gi.require_version("ECal", "2.0")
gi.require_version("EDataServer", "1.2")
from gi.repository import ECal, EDataServer, GLib
"""
CLIENT = """
import sys
import time

registry = EDataServer.SourceRegistry.new_sync(None)
source = EDataServer.Source.new(None, None)
source.set_parent("webcal-stub")
source.get_extension("Calendar").set_backend_name("webcal")
address = GLib.Uri.parse(sys.argv[1], GLib.UriFlags.NONE)
source.get_extension("WebDAV Backend").set_uri(address)
own = source.get_extension("Authentication")
own.set_host(address.get_host())
own.set_port(address.get_port())
own.set_method("none")
registry.commit_source_sync(source, None)
while registry.ref_source(source.get_uid()) is None:
    time.sleep(0.1)
events = ECal.ClientSourceType.EVENTS
calendar = ECal.Client.connect_sync(registry.ref_source(source.get_uid()), events, 1, None)
for _ in sys.stdin:
    calendar.refresh_sync(None)
    time.sleep(0.2)
    for each in calendar.get_object_list_as_comps_sync("#t", None)[1]:
        event = each.get_icalcomponent()
        start = event.get_dtstart().as_ical_string()
        status = each.get_status().value_nick
        print(start, event.get_summary(), event.get_location(), status, event.get_sequence(), sep="|")
    print(flush=True)
"""


@contextmanager
def subscribed(folder: Path, feed: str) -> Iterator[Callable[[], list[str]]]:
    """Subscribe to a feed, with settings of its own; give what looks at the calendar."""
    runner = shutil.which("dbus-run-session")
    bindings = [PYTHON, "-c", BINDINGS]
    if runner is None or subprocess.run(bindings, capture_output=True, check=False).returncode:
        pytest.skip(
            "Evolution Data Server is not installed (Debian: apt-get install evolution-data-server "
            "gir1.2-ecal-2.0 gir1.2-edataserver-1.2 python3-gi dbus-daemon)"
        )
    places = dict.fromkeys(("HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME"), str(folder))
    places |= {"XDG_DATA_HOME": str(folder), "XDG_CACHE_HOME": str(folder)}
    usual = {"GSETTINGS_BACKEND": "memory", "GIO_USE_VFS": "local", "TZ": "Pacific/Auckland"}
    command = [runner, "--", PYTHON, "-c", BINDINGS + CLIENT, feed]
    with (
        (folder / "said").open("wb") as said,
        subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=said,
            text=True,
            env=os.environ | places | usual,
        ) as process,
    ):
        asks, says = process.stdin, process.stdout
        assert asks is not None
        assert says is not None

        def look() -> list[str]:
            asks.write("\n")
            asks.flush()
            found = []
            while line := says.readline().strip():
                found.append(line)
            assert process.poll() is None, (folder / "said").read_text()
            return sorted(found)

        yield look
        asks.close()
        process.wait(PATIENCE)


def shown(name: str, row: Row) -> str:
    """Return a session as the calendar shows it, by the clocks of Addis Ababa."""
    (day, hour), room, status, sequence, _ = row[0].split("T"), *row[1:]
    title = f"CANCELLED: {name.title()}" if status == "CANCELLED" else name.title()
    start = f"2021{day.replace('-', '')}T{int(hour) + 3:02}0000"
    return f"{start}|{title}|{room}|{status.lower()}|{sequence}"


@pytest.mark.slow
def test_f46_gnome_follows_five_releases(tmp_path: Path) -> None:
    """Moved, in another room, cancelled, back, rolled back; what is unchanged is not sent again."""
    place, folder = str(tmp_path / "tiny.db"), tmp_path / "gnome"
    folder.mkdir(mode=0o700)
    published(place, five()[0])
    path = f"/feeds/en/personal/{token_for(place, ADA)}.ics"
    with running(tmp_path, place) as service, client(service) as ask:
        soon(lambda: ask.get(path).status_code == 200)
        with subscribed(folder, f"{service.address}{path}") as look:
            for made, seen in zip(five(), SEEN, strict=True):
                if made.number > 1:
                    published(place, made)
                wanted = sorted(shown(name, seen[name]) for name in ("talk", "lecture"))
                soon(lambda wanted=wanted: look() == wanted)  # type: ignore[misc]
            look()
        service.stop()
        statuses = [
            each["status"] for each in service.logged("request") if each["sort"] == "personal"
        ]
    assert {200, 304} <= {*statuses}
