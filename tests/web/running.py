"""A service in a process of its own, and clients that speak as they like."""

import asyncio
import json
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scheduler.publishing.records import Release
from scheduler.publishing.store import open_store
from scheduler.publishing.store.tokens import Owner, rotate
from tests.publishing.releases import FIRST

if TYPE_CHECKING:  # there are tests without a client that use the rest
    import httpx

PATIENCE = 120.0
"""Seconds until what does not happen has failed; a busy machine is slow."""
_START = """
import json, sys
from scheduler.web.server import serve
conference, store = sys.argv[1:3]
serve(conference, store, lambda text: print(text, flush=True), **json.loads(sys.argv[3]))
"""


@dataclass
class Running:
    """A service that runs."""

    address: str
    process: "subprocess.Popen[str]"
    log_file: Path

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.address.rpartition(":")[2])

    def log(self) -> str:
        """Return all that it has logged."""
        return self.log_file.read_text(encoding="utf-8")

    def logged(self, *events: str) -> list[dict[str, Any]]:
        """Return the lines of some events."""
        lines = [json.loads(line) for line in self.log().splitlines()]
        return [line for line in lines if line["event"] in events]

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Tell it to stop; return its exit code."""
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)


@contextmanager
def running(
    folder: Path, store: str, conference: str = "tiny", **settings: Any
) -> Iterator[Running]:
    """Run a service at a free port."""
    wanted = json.dumps({"port": 0, **settings})
    command = [sys.executable, "-c", _START, conference, store, wanted]
    log_file = folder / f"log-{time.monotonic_ns()}"
    with log_file.open("wb") as log:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True)
    assert process.stdout is not None
    try:
        said = process.stdout.readline()
        match = re.fullmatch(r"Serving release \d+ of [a-z]+ at (http://127\.0\.0\.1:\d+)\n", said)
        assert match, said + log_file.read_text()
        yield Running(match[1], process, log_file)
    finally:
        if process.poll() is None:
            process.terminate()
        process.wait(PATIENCE)
        process.stdout.close()


def published(place: str, *releases: Release) -> None:
    """Publish releases, which follow each other, in a store that is made if there is none."""
    store = open_store(place, make=True)
    try:
        for each in releases:
            store.publish("tiny", lambda _, each=each: each)  # type: ignore[misc]
    finally:
        store.close()


def token_for(place: str, owner: Owner) -> str:
    """Return a new token."""
    store = open_store(place)
    try:
        return rotate(store, "tiny", [owner], FIRST)[owner]
    finally:
        store.close()


def spoken(port: int, *parts: bytes, wait: float = 10.0) -> bytes:
    """Send bytes as they are; return all that is answered until the connection is closed."""
    with socket.create_connection(("127.0.0.1", port), timeout=wait) as connection:
        for part in parts:
            connection.sendall(part)
        answer = b""
        while part := _received(connection):
            answer += part
        return answer


def _received(connection: socket.socket) -> bytes:
    try:
        return connection.recv(65_536)
    except ConnectionResetError:
        return b""


def request(target: str, *headers: str, method: str = "GET") -> bytes:
    """Return the bytes of a request after which the connection is closed."""
    lines = [f"{method} {target} HTTP/1.1", "Host: x", "Connection: close", *headers, "", ""]
    return "\r\n".join(lines).encode("latin-1")


def client(service: Running) -> "httpx.Client":
    """Return a client that sends no header that a test has not asked for."""
    made: httpx.Client = import_module("httpx").Client(
        base_url=service.address, timeout=PATIENCE, trust_env=False
    )
    for name in (*made.headers,):
        del made.headers[name]
    return made


def answer_of(app: Any, path: str, method: str = "GET", **more: Any) -> "httpx.Response":
    """Return what an application answers in this process, without a server."""
    library = import_module("httpx")

    async def ask() -> "httpx.Response":
        transport = library.ASGITransport(app)
        async with library.AsyncClient(transport=transport, base_url="http://app") as asks:
            answer: httpx.Response = await asks.request(method, path, **more)
            return answer

    return asyncio.run(ask())
