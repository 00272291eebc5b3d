"""Serve a conference until the process is stopped."""

import errno
import signal
import socket
import sys
from collections.abc import Callable
from typing import Any

from starlette.types import ASGIApp
from uvicorn import Config, Server

from scheduler.errors import InputError
from scheduler.web.application import Service
from scheduler.web.log import LOGGING

FAREWELL = 5
"""Seconds that open requests may take after a stop."""
IDLE = 65
"""Keep-alive of idle connections in seconds, longer than that of nginx."""
QUEUE = 2_048
"""Connections that may wait to be accepted."""


def serve(
    conference: str,
    store: str,
    said: Callable[[str], None],
    *,
    host: str = "127.0.0.1",
    port: int = 8080,
) -> None:
    """Serve the newest release of a conference until SIGTERM or SIGINT.

    Parameters
    ----------
    conference
        Name of the conference.
    store
        Where its releases are: a file, or the URL of a database.
    said
        Called the address, once requests are accepted.
    host, port
        Where it listens; port 0 for any that is free.

    Raises
    ------
    InputError
        When the store or the address cannot be used.
    """
    service = Service(conference, store)
    try:
        listener = listening(host, port)
    except BaseException:
        service.close()
        raise
    with listener:
        said(f"Serving release {service.number} of {conference} at {address_of(listener)}")
        more = {"proxy_headers": False, "backlog": QUEUE, "timeout_keep_alive": IDLE}
        run(Server(configuration(service, FAREWELL, **more)), listener)


def run(server: Server, listener: socket.socket) -> None:
    """Run a server until SIGTERM or SIGINT, also if one comes before it hears them itself."""
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, server.handle_exit)  # uvicorn raises the signal again when it has ended
    server.run(sockets=[listener])


def configuration(app: ASGIApp, farewell: int, **more: Any) -> Config:
    """Return the settings of a server; `farewell` is how many seconds open requests may take."""
    return Config(
        app,
        interface="asgi3",
        lifespan="on",
        loop="asyncio",
        http="h11",
        ws="none",
        log_config=LOGGING,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=farewell,
        **more,
    )


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
        raise InputError(f"{where}: cannot listen: {error.strerror}.") from error
    except UnicodeError as error:  # too long, or with letters that no name of a machine has
        raise InputError(f"{where}: not a valid host name.") from error
    try:
        if sys.platform != "win32":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(QUEUE)
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise InputError(
                f"{where}: the port is in use. Stop the other program or give another --port."
            ) from error
        raise InputError(f"{where}: cannot listen: {error.strerror}.") from error
    return listener


def address_of(listener: socket.socket) -> str:
    """Return the address at which a socket of this machine is reached."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
