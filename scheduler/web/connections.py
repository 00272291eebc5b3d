"""Connections that do not wait for ever: for a request that does not come, or an answer that nobody reads.

Where there are too many, the one that has waited the longest goes for a new one.
"""

import asyncio
from typing import Any

import h11
from uvicorn import Config
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

from scheduler.web.limits import Crowd, sender

REQUEST = 5.0
"""Seconds within which a request has to come, from its first byte to the last of its headers."""
READING = 60.0
"""Seconds for which a client may read nothing of an answer."""
IDLE = 65
"""Seconds for which a connection may be kept without a request: longer than fronts keep theirs."""
HURRIED = 5
"""The same, where there are many connections."""


class Patient(H11Protocol):
    """A connection with an end to its patience.

    Parameters
    ----------
    crowd
        All connections of this process.
    config, server_state, app_state, _loop
        What the server gives to each connection.
    """

    _request: asyncio.TimerHandle | None = None
    _reading: asyncio.TimerHandle | None = None
    address = ""
    """Of whom it is."""

    def __init__(
        self,
        crowd: Crowd,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self._crowd = crowd

    @property
    def reads(self) -> bool:
        """Whether an answer is under way."""
        return self.transport.get_write_buffer_size() > 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first request; if there is no room, another connection goes."""
        super().connection_made(transport)
        self.address = sender(self.client[0] if self.client else "")
        self._request = self._soon(REQUEST)
        self._crowd.enter(self)

    def go(self) -> None:
        """End at once."""
        self.transport.abort()

    def data_received(self, data: bytes) -> None:
        """Take what has come; wait for the rest if that is not all of a request."""
        self._crowd.heard(self)
        self.timeout_keep_alive = HURRIED if self._crowd.is_large else IDLE
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE:
            _cancel(self._request)
            self._request = None
        elif self._request is None:
            self._request = self._soon(REQUEST)

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no request; if an answer has been begun, there is no room for another."""
        if self.conn.our_state is h11.IDLE:
            super().send_400_response(msg)
        else:
            self.transport.close()

    def pause_writing(self) -> None:
        """Begin to wait for the client to read."""
        super().pause_writing()
        self._reading = self._soon(READING)

    def resume_writing(self) -> None:
        """Go on: the client has read."""
        super().resume_writing()
        _cancel(self._reading)
        self._reading = None

    def timeout_keep_alive_handler(self) -> None:
        """Close the connection, and wait no longer than so for the client to read what is left."""
        super().timeout_keep_alive_handler()
        _cancel(self._reading)
        self._reading = self._soon(READING)

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing any more."""
        _cancel(self._request)
        _cancel(self._reading)
        self._request = self._reading = None
        self._crowd.leave(self)
        super().connection_lost(exc)

    def _soon(self, seconds: float) -> asyncio.TimerHandle:
        return self.loop.call_later(seconds, self.transport.abort)


def _cancel(timer: asyncio.TimerHandle | None) -> None:
    if timer is not None:
        timer.cancel()
