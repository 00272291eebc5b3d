"""The door: a service that runs until it is told to stop."""

import errno
import os
import signal
import socket
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from typing import Any

from uvicorn import Config, Server
from uvicorn.config import STARTUP_FAILURE
from uvicorn.supervisors import Multiprocess

from scheduler.errors import InputError
from scheduler.web.application import Service
from scheduler.web.connections import IDLE, Patient
from scheduler.web.limits import QUEUE, Crowd, Room, files_allowed, room_for
from scheduler.web.log import LOGGING
from scheduler.web.metrics import SHARED_FOLDER
from scheduler.web.settings import Settings

FAREWELL = 5
"""Seconds for which answers under way may go on after the service has been told to stop."""
SIGN_OF_LIFE = 30
"""Seconds within which a worker has to answer the process that has started it, or is replaced: on a busy
machine it takes more than the usual five to begin, and would be ended for that again and again."""


def serve(settings: Settings, said: Callable[[str], None]) -> None:
    """Serve the newest release of a conference until SIGTERM or SIGINT.

    Parameters
    ----------
    settings
        What to serve, and where.
    said
        Told the address, once requests are accepted.

    Raises
    ------
    InputError
        When the store or the address cannot be used.
    """
    service = Service(settings)
    try:
        listener = listening(settings.host, settings.port)
    except BaseException:
        service.close()
        raise
    with listener:
        said(f"Serving release {service.number} of {settings.conference} at {address_of(listener)}")
        if settings.workers == 1:
            _serve_alone(settings, service, listener)
        else:
            service.close()
            _serve_together(settings, listener)


def _serve_alone(settings: Settings, service: Service, listener: socket.socket) -> None:
    server = Server(_configuration(settings, service))
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, server.handle_exit)  # uvicorn raises the signal again when it has ended
    server.run(sockets=[listener])


def _serve_together(settings: Settings, listener: socket.socket) -> None:
    """Let several processes accept at one socket; one that dies is replaced."""
    with tempfile.TemporaryDirectory(prefix="agenda-metrics-") as folder:
        os.environ[SHARED_FOLDER] = folder
        together = Multiprocess(_configuration(settings, None), sockets=[listener])
        together.run()
    if any(each.exitcode == STARTUP_FAILURE for each in together.processes):
        raise InputError("The workers could not be started; the log says why.")


def _configuration(settings: Settings, service: Service | None) -> Config:
    """Return how the server runs; without a service, each worker makes its own."""
    room = room_for(files_allowed())
    return Config(
        service or partial(Service, settings),
        factory=service is None,
        interface="asgi3",
        lifespan="on",
        loop="asyncio",
        http=_protocol(room, fronted=settings.proxied),
        ws="none",
        workers=settings.workers,
        log_config=LOGGING,
        access_log=False,
        server_header=False,
        proxy_headers=settings.proxied,
        backlog=room.queue,
        timeout_worker_healthcheck=SIGN_OF_LIFE,
        timeout_keep_alive=IDLE,
        timeout_graceful_shutdown=FAREWELL,
        h11_max_incomplete_event_size=32_768,
    )


def _protocol(room: Room, *, fronted: bool) -> Any:
    """Return what makes a connection; the server calls it like a class. Each worker has one of its own."""
    return partial(Patient, Crowd(room, fronted=fronted))


def listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens.

    Raises
    ------
    InputError
        When another program listens there, or there is no such address.
    """
    where = f"{host}:{port}"
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        family, kind, protocol, _, address = found[0]
        listener = socket.socket(family, kind, protocol)  # known as TCP, it is not delayed
    except OSError as error:
        raise InputError(f"{where}: cannot be listened at: {error.strerror}.") from error
    except UnicodeError as error:  # too long, or with letters that no name of a machine has
        raise InputError(f"{where}: cannot be the name of a machine.") from error
    try:
        if sys.platform != "win32":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(QUEUE)
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise InputError(
                f"{where}: another program listens there already. Stop it, or give another --port."
            ) from error
        raise InputError(f"{where}: cannot be listened at: {error.strerror}.") from error
    return listener


def address_of(listener: socket.socket) -> str:
    """Return the address at which a socket of this machine is reached."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
