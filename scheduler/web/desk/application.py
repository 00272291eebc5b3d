"""The desk as an application of ASGI: a page, answers to it, and a stream of news."""

import asyncio
import contextlib
import json
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from scheduler.desk import LiveDesk, StaleError
from scheduler.errors import InputError, lack_in
from scheduler.phrases import say
from scheduler.web.desk.alternatives import Alternatives, GoneError
from scheduler.web.desk.documents import document_at
from scheduler.web.desk.facts import Row
from scheduler.web.desk.languages import french_of
from scheduler.web.desk.questions import LARGEST, Asked, asked_in
from scheduler.web.desk.tools import Tools
from scheduler.web.desk.ways import LACK
from scheduler.wording import chained

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

LOOK = 0.5
"""Seconds between two looks at whether another command has changed the desk."""
BEAT = 2.0
"""Seconds after which a silent stream says that it lives: a page counts them (`SILENCE`)."""
PARTS = (
    *(
        "words.js",
        "titles.js",
        "once.js",
        "working.js",
        "desk.js",
        "outcome.js",
        "horizon.js",
        "grid.js",
        "drag.js",
        "week.js",
    ),
    *("find.js", "side.js", "hand.js", "room.js", "here.js"),
    *("engine.js", "alternatives.js", "forms.js", "outside.js", "conflicts.js", "start.js"),
)
"""Parts of the script, in their order."""
FILES = {
    "": (("desk.html",), "text/html; charset=utf-8"),
    "icon.svg": (("icon.svg",), "image/svg+xml"),
    "desk.css": (("desk.css", "panels.css", "screens.css"), "text/css; charset=utf-8"),
    "desk.js": (PARTS, "text/javascript; charset=utf-8"),
}
"""Files of the page: of which parts each is made, and of what type it is."""
_TEMPLATES = Path(__file__).parent / "templates"
HEADERS = [
    (b"cache-control", b"no-store"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
]


class DeskService:
    """Answers the pages of those who have a secret address, and tells them all what changes."""

    def __init__(self, live: LiveDesk, hosts: tuple[str, ...], tools: Tools) -> None:
        """Make the service.

        Parameters
        ----------
        live
            The desk.
        hosts
            Names and ports under which it is asked for, such as ``127.0.0.1:8090``.
        tools
            Functions of its command.
        """
        self.secret, self.reading_secret = (secrets.token_urlsafe(18) for _ in range(2))
        self._hosts = hosts
        self._loop: asyncio.AbstractEventLoop | None = None
        self._streams: set[asyncio.Queue[bytes | None]] = set()
        self._desks = Alternatives(live, self._publish, tools)
        self._workers = ThreadPoolExecutor(2, "desk")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; or live, from the server's start to its end."""
        if scope["type"] == "lifespan":
            await self._live_on(receive, send)
        else:
            await self._answer(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = {key: value.decode("latin-1") for key, value in scope["headers"]}
        secret, _, path = str(scope["path"]).removeprefix("/").partition("/")
        may_write = secrets.compare_digest(secret.encode(), self.secret.encode())
        may_read = secrets.compare_digest(secret.encode(), self.reading_secret.encode())
        method = scope["method"]
        if headers.get(b"host", "") not in self._hosts or not (may_write or may_read):
            await _send(send, 404, b"", "text/plain")
        elif method == "GET" and path == "events":
            await self._stream(receive, send)
        elif method == "GET" and path in FILES:
            parts, kind = FILES[path]
            await _send(send, 200, b"".join(map(_file, parts)), kind)
        elif method == "GET" and await self._document(scope, path, send, may_write=may_write):
            pass
        elif method != "POST":
            await _send(send, 404 if method == "GET" else 405, b"", "text/plain")
        elif not self._is_own(headers):
            await _send(send, 403, b"", "text/plain")
        else:
            await self._post(path, receive, send, may_write=may_write)

    async def _document(self, scope: Scope, path: str, send: Send, *, may_write: bool) -> bool:
        """Send the document at a path, and tell whether there is one."""
        query = scope.get("query_string", b"")
        making = document_at(self._desks, path, query, may_write=may_write)
        if making is None:
            return False
        try:
            found = await asyncio.get_running_loop().run_in_executor(self._workers, making)
        except InputError as error:
            await _send(send, 422, str(error).encode(errors=_HALVES), "text/plain; charset=utf-8")
            return True
        if found is not None:
            await _send(send, 200, found.body, found.kind, found.policy)
        return found is not None

    def _is_own(self, headers: dict[bytes, str]) -> bool:
        """Tell whether a page of this desk asks: no other site's page can say so."""
        origin = headers.get(b"origin", "").removeprefix("http://")
        return origin == headers[b"host"] and headers.get(b"content-type") == "application/json"

    async def _post(self, path: str, receive: Receive, send: Send, *, may_write: bool) -> None:
        asked: Asked
        status, answer, asked = 200, Row(), Row()
        try:
            asked = asked_in(await _body(receive))
            work = self._desks.work_of(path, asked, may_write=may_write)
            answer = await asyncio.get_running_loop().run_in_executor(self._workers, work)
        except StaleError as error:
            status, answer = 409, {"error": _words(error), "since": error.since}
        except GoneError as error:
            status, answer = 410, {"error": _words(error)}
        except PermissionError:
            status, answer = 403, {"error": say("This address is for reading.")}
        except InputError as error:
            status, answer = 422, {"error": _words(error)}
        except Exception as error:
            if not lack_in(error):
                raise
            status, answer = 503, {"error": LACK}
        french = french_of(answer) if asked.get("language") == "fr" else {}
        told = {**answer, "french": french} if french else answer
        await _send(send, status, _encoded(told), "application/json")

    async def _stream(self, receive: Receive, send: Send) -> None:
        """Send news until the page goes away, or the server ends."""
        headers = [*HEADERS, (b"content-type", b"text/event-stream")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        queue: asyncio.Queue[bytes | None] = asyncio.Queue()
        queue.put_nowait(_event({"event": "hello", "numbers": self._desks.numbers()}))
        self._streams.add(queue)
        gone = asyncio.create_task(_gone(receive))
        try:
            async for event in _events(queue, gone):
                await send({"type": "http.response.body", "body": event, "more_body": True})
            await send({"type": "http.response.body", "body": b""})
        finally:
            self._streams.discard(queue)
            gone.cancel()

    def _publish(self, event: Row) -> None:
        """Tell all pages something, from any thread."""
        if self._loop is not None:
            with contextlib.suppress(RuntimeError):  # the loop has ended
                self._loop.call_soon_threadsafe(self._send_all, _event(event))

    def _send_all(self, event: bytes | None) -> None:
        for queue in self._streams:
            queue.put_nowait(event)

    async def _live_on(self, receive: Receive, send: Send) -> None:
        """Look for what other commands do, and write what is behind, until the server ends."""
        await receive()
        self._loop = asyncio.get_running_loop()
        look = asyncio.create_task(self._look())
        await send({"type": "lifespan.startup.complete"})
        await receive()
        look.cancel()
        await asyncio.to_thread(self.close)
        await send({"type": "lifespan.shutdown.complete"})

    async def _look(self) -> None:
        await asyncio.to_thread(self._desks.warm)
        while True:
            await asyncio.sleep(LOOK)
            await asyncio.to_thread(self._desks.look)

    def end_streams(self) -> None:
        """Let all streams of news end, so that the server can."""
        self._send_all(None)

    def close(self) -> None:
        """End all searches, and write what is behind."""
        self._workers.shutdown(cancel_futures=True)
        self._desks.close()


async def _events(
    queue: "asyncio.Queue[bytes | None]", gone: asyncio.Task[None]
) -> AsyncIterator[bytes]:
    while not gone.done():
        getting = asyncio.ensure_future(queue.get())
        await asyncio.wait({getting, gone}, timeout=BEAT, return_when=asyncio.FIRST_COMPLETED)
        if not getting.done():
            getting.cancel()
            yield b"event: beat\ndata:\n\n"
            continue
        event = getting.result()
        if event is None:
            return
        yield event


def _event(event: Row) -> bytes:
    """Return news for pages in any language."""
    told = event | {"french": french_of(event)}
    return b"data: %s\n\n" % _encoded(told)


def _encoded(row: Row) -> bytes:
    """Return an answer or news as pages read it; it cannot fail, as it comes after what it tells of."""
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode(errors=_HALVES)


_HALVES = "backslashreplace"
"""How halves of characters are told, as of names of files that are not UTF-8: as JSON writes them."""


def _words(error: Exception) -> str:
    """Return what an error says, as a phrase if it is one."""
    troubles = error.troubles if isinstance(error, InputError) else (str(error),)
    return chained(troubles, "\n")


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _body(receive: Receive) -> bytes:
    body = bytearray()
    while True:
        part = await receive()
        body += part.get("body", b"")
        if len(body) > LARGEST:
            raise InputError(say("Too much at once: at most {:,} bytes are read.", LARGEST))
        if not part.get("more_body"):
            return bytes(body)


def _file(name: str) -> bytes:
    return (_TEMPLATES / name).read_bytes()


async def _send(
    send: Send, status: int, body: bytes, kind: str, policy: str = "default-src 'self'"
) -> None:
    rest = f"{policy}; base-uri 'none'; frame-ancestors 'none'"
    headers = [
        *HEADERS,
        (b"content-security-policy", rest.encode()),
        (b"content-type", kind.encode()),
        (b"content-length", str(len(body)).encode()),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
