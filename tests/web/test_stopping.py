"""How a service stops, and loses a worker."""

import signal
import socket
from pathlib import Path

import pytest

from scheduler.publishing.records import Release
from tests.processes import soon
from tests.publishing.releases import entry, release
from tests.web.running import (
    client,
    published,
    request,
    running,
)


def large() -> Release:
    """Return a release whose programme is far larger than what a socket takes at once."""
    texts = {"en": "All about it, at length. " * 120}
    sessions = [
        entry(f"s{n}", f"2021-11-08T{6 + n % 12:02}:00", descriptions=texts) for n in range(250)
    ]
    return release(*sessions)


@pytest.mark.slow
def test_a_stop_waits_for_answers_under_way(tmp_path: Path) -> None:
    """A reader who has begun to read gets all of it; new ones are not accepted; the code is 0."""
    place = str(tmp_path / "tiny.db")
    published(place, large())
    with running(tmp_path, place) as service:
        reader = socket.socket()
        reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        reader.settimeout(30)
        with reader:
            reader.connect(("127.0.0.1", service.port))
            reader.sendall(request("/feeds/en/programme.ics"))
            answer = reader.recv(1_000)
            service.process.send_signal(signal.SIGTERM)
            soon(lambda: _is_closed(service.port))
            while part := reader.recv(65_536):
                answer += part
        assert answer.endswith(b"END:VCALENDAR\r\n")
        assert len(answer) > 300_000
        assert service.process.wait(30) == 0
        assert [each["event"] for each in service.logged("started", "stopped")] == [
            "started",
            "stopped",
        ]


def _is_closed(port: int) -> bool:
    with socket.socket() as other:
        other.settimeout(5)
        return other.connect_ex(("127.0.0.1", port)) != 0


@pytest.mark.slow
def test_a_stop_does_not_wait_for_those_who_do_not_read(tmp_path: Path) -> None:
    """Neither an idle connection nor half a request holds it up, and the code is 0."""
    place = str(tmp_path / "tiny.db")
    published(place, release(entry("talk")))
    with running(tmp_path, place) as service, client(service) as idle:
        assert idle.get("/health").status_code == 200
        with socket.create_connection(("127.0.0.1", service.port)) as half:
            half.sendall(b"GET / HTTP/1.1\r\n")
            assert service.stop() == 0
