"""Serve a desk until the process is stopped."""

from collections.abc import Callable

from uvicorn import Config, Server

from scheduler.desk import LiveDesk
from scheduler.web.desk.application import DeskService
from scheduler.web.desk.tools import NamedDesk, Tools
from scheduler.web.log import LOGGING
from scheduler.web.server import address_of, listening, run

__all__ = ["NamedDesk", "Tools", "serve_desk"]

HOST = "127.0.0.1"
FAREWELL = 2
"""Seconds that open requests may take after a stop."""


class _Server(Server):
    """A server that lets streams of news end before it waits for them."""

    def __init__(self, config: Config, service: DeskService) -> None:
        super().__init__(config)
        self._service = service

    async def shutdown(self, sockets: list[object] | None = None) -> None:  # type: ignore[override]
        """End."""
        self._service.end_streams()
        await super().shutdown(sockets)  # type: ignore[arg-type]


def serve_desk(live: LiveDesk, tools: Tools, port: int, said: Callable[[str, str], None]) -> None:
    """Serve a desk on this machine alone until SIGTERM or SIGINT.

    Parameters
    ----------
    live
        The desk.
    tools
        Functions of its command.
    port
        Where it listens; 0 for any that is free.
    said
        Called the address of planners, and that of those who only look on, once requests are accepted.

    Raises
    ------
    InputError
        When the port is taken.
    """
    with listening(HOST, port) as listener:
        service = DeskService(live, (HOST, "localhost"), tools)
        server = _Server(
            Config(
                service,
                interface="asgi3",
                lifespan="on",
                loop="asyncio",
                http="h11",
                ws="none",
                log_config=LOGGING,
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=FAREWELL,
            ),
            service,
        )
        root = address_of(listener)
        said(f"{root}/{service.secret}/", f"{root}/{service.reading_secret}/")
        run(server, listener)
