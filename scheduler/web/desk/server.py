"""The desk as an application of Starlette: a page, answers to it, and a stream of news; and its server."""

import asyncio
import contextlib
import json
import secrets
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PurePosixPath
from typing import TypeVar

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route
from uvicorn import Config, Server

from scheduler.desk import LiveDesk, StaleError
from scheduler.errors import InputError
from scheduler.phrases import say
from scheduler.web.contents import MEDIA_TYPES
from scheduler.web.desk.alternatives import Alternatives, GoneError
from scheduler.web.desk.facts import Row
from scheduler.web.desk.requests import LARGEST, Asked, asked_in
from scheduler.web.desk.texts import language_of, script, spoken, translations_of
from scheduler.web.desk.tools import NamedDesk, Tools
from scheduler.web.server import address_of, configuration, listening, run
from scheduler.wording import chained

Found = TypeVar("Found")

LOOK = 0.5
"""Seconds between two checks for changes by other commands."""
BEAT = 2.0
"""Seconds between two heartbeats of a silent event stream (see `SILENCE` in the page)."""
PARTS = (
    *("words.js", "titles.js", "once.js", "working.js", "desk.js", "outcome.js", "horizon.js"),
    *("grid.js", "drag.js", "week.js", "find.js", "side.js", "hand.js", "room.js", "here.js"),
    *("engine.js", "alternatives.js", "forms.js", "outside.js", "conflicts.js", "start.js"),
)
"""Parts of the script, in their order."""
FILES = {
    "": (("desk.html",), "text/html"),
    "icon.svg": (("icon.svg",), "image/svg+xml"),
    "desk.css": (("desk.css", "panels.css", "screens.css"), "text/css"),
    "desk.js": (PARTS, "text/javascript"),
}
"""Files of the page, with their parts and media types."""
_TEMPLATES = Path(__file__).parent / "templates"
HEADERS = {
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}
_HALVES = "backslashreplace"
"""How incomplete characters are encoded, as in file names that are not UTF-8."""


class DeskService(Starlette):
    """Answers pages at secret addresses and sends them events.

    Parameters
    ----------
    live
        The desk.
    hosts
        Accepted host names, such as ``127.0.0.1``; others are refused.
    tools
        Functions of the command line.
    """

    def __init__(self, live: LiveDesk, hosts: tuple[str, ...], tools: Tools) -> None:
        self.secret, self.reading_secret = (secrets.token_urlsafe(18) for _ in range(2))
        self._loop: asyncio.AbstractEventLoop | None = None
        self._streams: set[asyncio.Queue[bytes | None]] = set()
        self._desks = Alternatives(live, self._publish, tools)
        self._workers = ThreadPoolExecutor(2, "desk")
        super().__init__(
            routes=[
                *(Route(f"/{{secret}}/{name}", self._file) for name in FILES),
                Route("/{secret}/events", self._events),
                Route("/{secret}/report.html", self._report),
                Route("/{secret}/seen/{desk}/{file:path}", self._seen),
                Route("/{secret}/{question}", self._answer, methods=["POST"]),
            ],
            middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=hosts, www_redirect=False)],
            exception_handlers={HTTPException: _refused, InputError: _explained},
            lifespan=lambda _: self._living(),
        )

    def _may_write(self, request: Request) -> bool:
        """Return True for the address of planners, False for the read-only one; raise 404 for others."""
        secret = request.path_params["secret"].encode()
        if secrets.compare_digest(secret, self.secret.encode()):
            return True
        if secrets.compare_digest(secret, self.reading_secret.encode()):
            return False
        raise HTTPException(404)

    async def _file(self, request: Request) -> Response:
        self._may_write(request)
        parts, kind = FILES[request.scope["path"].rpartition("/")[2]]
        body = b"".join((_TEMPLATES / name).read_bytes() for name in parts)
        return _response(script().encode() + body if parts == PARTS else body, kind)

    async def _report(self, request: Request) -> Response:
        self._may_write(request)
        names = request.query_params.getlist("desk")
        language = language_of(request.query_params.getlist("language"))
        body = await self._work(lambda: self._desks.report(names, language))
        policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
        return _response(body, "text/html", policy=policy)

    async def _seen(self, request: Request) -> Response:
        """Send a file of the preview of the participants' page, to planners only."""
        name, file = (request.path_params[each] for each in ("desk", "file"))
        body = None
        if self._may_write(request):
            body = await self._work(lambda: self._desks.page(name, file))
        if body is None:
            raise HTTPException(404)
        kind = MEDIA_TYPES.get(PurePosixPath(file).suffix, "application/octet-stream")
        return _response(body, kind, policy="default-src 'self'; worker-src 'none'")

    async def _answer(self, request: Request) -> Response:
        """Answer a request of the desk's own page; other origins are refused."""
        may_write, headers = self._may_write(request), request.headers
        is_own = headers.get("origin") == f"http://{headers['host']}"
        if not is_own or headers.get("content-type") != "application/json":
            raise HTTPException(403)
        asked: Asked
        status, answer, asked = 200, Row(), Row()
        try:
            asked = asked_in(await _body(request))
            question = request.path_params["question"]
            answer = await self._work(
                lambda: self._desks.answer(question, asked, may_write=may_write)
            )
        except StaleError as error:
            status, answer = 409, {"error": _words(error), "since": error.since}
        except GoneError as error:
            status, answer = 410, {"error": _words(error)}
        except PermissionError:
            status, answer = 403, {"error": say("This address is read-only.")}
        except InputError as error:
            status, answer = 422, {"error": _words(error)}
        said = translations_of(answer, [language_of([asked.get("language", "")])])
        told = {**answer, "translations": said} if said else answer
        return _response(_encoded(told), "application/json", status)

    async def _work(self, work: Callable[[], Found]) -> Found:
        return await asyncio.get_running_loop().run_in_executor(self._workers, work)

    async def _events(self, request: Request) -> Response:
        self._may_write(request)
        return StreamingResponse(self._news(), headers=HEADERS, media_type="text/event-stream")

    async def _news(self) -> AsyncIterator[bytes]:
        queue: asyncio.Queue[bytes | None] = asyncio.Queue()
        self._streams.add(queue)
        try:
            now = {"numbers": self._desks.numbers(), "outdated": self._desks.outdated()}
            event: bytes | None = _event({"event": "hello"} | now)
            while event is not None:
                yield event
                try:
                    async with asyncio.timeout(BEAT):
                        event = await queue.get()
                except TimeoutError:
                    event = b"event: beat\ndata:\n\n"
        finally:
            self._streams.discard(queue)

    def _publish(self, event: Row) -> None:
        if self._loop is not None:
            with contextlib.suppress(RuntimeError):  # the loop has ended
                self._loop.call_soon_threadsafe(self._send_all, _event(event))

    def _send_all(self, event: bytes | None) -> None:
        for queue in self._streams:
            queue.put_nowait(event)

    @contextlib.asynccontextmanager
    async def _living(self) -> AsyncIterator[None]:
        """Check for changes and write pending files until the server stops."""
        self._loop = asyncio.get_running_loop()
        look = asyncio.create_task(self._look())
        yield
        look.cancel()
        await asyncio.to_thread(self.close)

    async def _look(self) -> None:
        await asyncio.to_thread(self._desks.warm)
        while True:
            await asyncio.sleep(LOOK)
            await asyncio.to_thread(self._desks.look)

    def end_streams(self) -> None:
        """End all event streams so that the server can stop."""
        self._send_all(None)

    def close(self) -> None:
        """Stop all searches and write pending files."""
        self._workers.shutdown(cancel_futures=True)
        self._desks.close()


def _response(
    body: bytes, kind: str, status: int = 200, policy: str = "default-src 'self'"
) -> Response:
    rest = f"{policy}; base-uri 'none'; frame-ancestors 'none'"
    headers = {**HEADERS, "content-security-policy": rest}
    return Response(body, status, headers, media_type=kind)


async def _refused(_request: Request, error: Exception) -> Response:
    return _response(b"", "text/plain", getattr(error, "status_code", 404))


async def _explained(_request: Request, error: Exception) -> Response:
    return _response(str(error).encode(errors=_HALVES), "text/plain", 422)


def _event(event: Row) -> bytes:
    told = event | {"translations": translations_of(event, spoken())}
    return b"data: %s\n\n" % _encoded(told)


def _encoded(row: Row) -> bytes:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode(errors=_HALVES)


def _words(error: Exception) -> str:
    troubles = error.troubles if isinstance(error, InputError) else (str(error),)
    return chained(troubles, "\n")


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > LARGEST:
            raise InputError(say("Request too large: at most {:,} bytes.", LARGEST))
    return bytes(body)


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
        server = _Server(configuration(service, FAREWELL), service)
        root = address_of(listener)
        said(f"{root}/{service.secret}/", f"{root}/{service.reading_secret}/")
        run(server, listener)
