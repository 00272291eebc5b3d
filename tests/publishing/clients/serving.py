"""What a subscriber needs: a calendar server of their own."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

PATIENCE = 20.0
"""Seconds until a server that does not answer has failed."""


def free_port() -> int:
    """Return a port of loopback on which nobody listens."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@contextmanager
def calendar_server(folder: Path) -> Iterator[str]:
    """Run Radicale with one empty calendar; give the calendar's address."""
    port, settings = free_port(), folder / "radicale.conf"
    settings.write_text(
        f"[server]\nhosts = 127.0.0.1:{port}\n[auth]\ntype = none\n"
        f"[storage]\nfilesystem_folder = {folder / 'collections'}\n[logging]\nlevel = error\n"
    )
    with (folder / "radicale.log").open("wb") as log:
        command = [sys.executable, "-m", "radicale", "--config", str(settings)]
        running = subprocess.Popen(command, stdout=log, stderr=log)
        try:
            _make_calendar(port, running)
            yield f"http://127.0.0.1:{port}/reader/programme/"
        finally:
            running.terminate()
            running.wait(timeout=PATIENCE)


def _make_calendar(port: int, running: "subprocess.Popen[bytes]") -> None:
    """Make the calendar as soon as the server answers."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            if _asked(port, "PROPFIND", "/reader/") == 207:
                break
        except ConnectionRefusedError:
            assert running.poll() is None, "Radicale has stopped"
        assert time.monotonic() < end, "Radicale does not answer"
        time.sleep(0.1)
    assert _asked(port, "MKCALENDAR", "/reader/programme/") == 201


def _asked(port: int, method: str, path: str) -> int:
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request(method, path, headers={"Authorization": "Basic cmVhZGVyOng="})
        return connection.getresponse().status
    finally:
        connection.close()
