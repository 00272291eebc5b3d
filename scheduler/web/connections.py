"""Connections that do not wait for ever: for a request that does not come, or an answer that nobody reads."""

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

REQUEST = 5.0
"""Seconds within which a request has to come, from its first byte to the last of its headers."""
READING = 60.0
"""Seconds for which a client may read nothing of an answer."""


class Patient(H11Protocol):
    """A connection with an end to its patience."""

    _request: asyncio.TimerHandle | None = None
    _reading: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._request = self._soon(REQUEST)

    def data_received(self, data: bytes) -> None:
        """Take what has come; wait for the rest if that is not all of a request."""
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
        super().connection_lost(exc)

    def _soon(self, seconds: float) -> asyncio.TimerHandle:
        return self.loop.call_later(seconds, self.transport.abort)


def _cancel(timer: asyncio.TimerHandle | None) -> None:
    if timer is not None:
        timer.cancel()
