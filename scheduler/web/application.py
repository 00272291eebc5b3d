"""The service as an application of ASGI: it answers requests from what is shown now."""

import asyncio
import json
import multiprocessing
import signal
import time
from collections.abc import Awaitable, Callable, MutableMapping
from datetime import UTC, datetime
from typing import Any

from scheduler.errors import StoreError, lack_in
from scheduler.publishing.store import open_store
from scheduler.web import protocol
from scheduler.web.limits import Gate, sender
from scheduler.web.log import Journal, places_of
from scheduler.web.metrics import Metrics, own_content
from scheduler.web.protocol import (
    DEFECT,
    NO_MEMORY,
    NOT_ALLOWED,
    NOT_FOUND,
    TOO_LARGE,
    TOO_LONG,
    UNSURE,
    Answer,
    Asked,
    answer_with,
    asked,
    moved,
    reads_pages,
    tongues_in,
    too_many,
)
from scheduler.web.settings import Settings
from scheduler.web.watcher import Found, Watch, found_at, is_personal

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

LOOK = 0.5
"""Seconds between two looks at the store."""
TRUST = 30.0
"""Seconds after a look during which tokens are believed to be in force if no other look has ended: one may
take so long on a busy machine, or for ever where a network is silent."""
WRITE = 0.2
"""Seconds between two writings of the log."""


class Service:
    """Answers requests; looks for news while it lives."""

    def __init__(self, settings: Settings) -> None:
        """Open the store, and make what is shown.

        Raises
        ------
        InputError
            When the store cannot be used, or has no release that can be served.
        """
        self._store = open_store(settings.store)
        self._watch = Watch(self._store, settings.conference, lambda: datetime.now(UTC))
        self._gate = Gate(settings.rate, time.monotonic)
        self._metrics = Metrics()
        self._journal = Journal()
        self._reachable = True
        self._looked = time.monotonic()
        self._tell()

    @property
    def number(self) -> int:
        """Number of the release that is shown."""
        return self._watch.showing.edition.number

    def close(self) -> None:
        """Close the store."""
        self._store.close()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; or live, from the server's start to its end."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        begun = time.perf_counter()
        try:
            answer = self._answer(scope)
        except Exception as error:  # noqa: BLE001 - whoever asks is told that it is our defect, and no more
            lack = bool(lack_in(error))
            event = "no_memory" if lack else "defect"
            self._journal.note(event, error=type(error).__name__, places=places_of(error))
            answer = NO_MEMORY if lack else DEFECT
        seconds = time.perf_counter() - begun
        await send(
            {"type": "http.response.start", "status": answer.status, "headers": answer.headers}
        )
        await send({"type": "http.response.body", "body": answer.body})
        self._metrics.count(answer.sort, answer.status, seconds)
        self._journal.note(
            "request",
            method=scope["method"] if answer.status != NOT_ALLOWED.status else None,
            path=answer.shown,
            sort=answer.sort,
            status=answer.status,
            bytes=len(answer.body) if scope["method"] != "HEAD" else 0,
            ms=round(seconds * 1000, 3),
        )

    def _answer(self, scope: Scope) -> Answer:
        seconds = self._gate.wait(sender((scope["client"] or ("",))[0]))
        if seconds:
            return too_many(seconds)
        if len(scope["raw_path"]) + len(scope["query_string"]) > protocol.LONGEST_ADDRESS:
            return TOO_LONG
        wanted = asked(scope["headers"])
        if wanted.size > protocol.LONGEST_HEADERS or len(scope["headers"]) > protocol.MOST_HEADERS:
            return TOO_LARGE
        if scope["method"] not in ("GET", "HEAD"):
            return NOT_ALLOWED
        return self._answer_at(scope["path"], scope["query_string"], wanted)

    def _answer_at(self, path: str, query: bytes, wanted: Asked) -> Answer:
        if is_personal(path) and not self._knows_store():
            return UNSURE
        edition = self._watch.showing.edition
        found = self._found(path, wanted)
        if found is not None:
            return answer_with(*found, wanted)
        if edition.folder(path):
            return moved(path, query)
        return (
            edition.missing(tongues_in(wanted.tongues)) if reads_pages(wanted.kinds) else NOT_FOUND
        )

    def _found(self, path: str, wanted: Asked) -> Found | None:
        found = found_at(self._watch.showing, path, wanted)
        if found is None:
            own = own_content(path, self._state, self._metrics)
            return None if own is None else (own, path)
        return found

    def _knows_store(self) -> bool:
        """Tell whether it is known what the store holds: if not, any token may have been revoked."""
        return self._reachable and time.monotonic() - self._looked < TRUST

    def _state(self) -> bytes:
        state = {
            "release": self.number,
            "store": "reachable" if self._knows_store() else "unreachable",
        }
        return json.dumps(state).encode() + b"\n"

    async def _live(self, receive: Receive, send: Send) -> None:
        """Look for news and write the log until the server ends."""
        await receive()
        asyncio.get_running_loop().set_exception_handler(self._overheard)
        tasks = [asyncio.create_task(each) for each in (self._look(), self._write())]
        self._journal.note("started", release=self.number)
        await send({"type": "lifespan.startup.complete"})
        await receive()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._journal.note("stopped")
        self._journal.flush()
        self.close()
        await send({"type": "lifespan.shutdown.complete"})

    def _overheard(self, _loop: asyncio.AbstractEventLoop, facts: dict[str, Any]) -> None:
        """Note what goes wrong where nobody asks, such as that no file can be opened for a connection."""
        error = facts.get("exception")
        self._journal.rarely(
            "server",
            level="error",
            message=facts.get("message"),
            error=type(error).__name__,
            places=tuple(places_of(error)),
        )

    async def _write(self) -> None:
        while True:
            await asyncio.sleep(WRITE)
            await asyncio.to_thread(self._journal.flush)

    async def _look(self) -> None:
        parent = multiprocessing.parent_process()
        while True:
            await asyncio.sleep(LOOK)
            begun = time.monotonic()
            try:
                if await asyncio.to_thread(self._watch.look):
                    self._journal.note("news", release=self.number)
                self._looked = begun
                self._reached(reachable=True)
            except StoreError as error:
                self._reached(reachable=False, said=str(error))
            except Exception as error:  # noqa: BLE001 - whatever is wrong with what is new, what is shown is right
                self._reached(reachable=False, said=type(error).__name__)
            if parent is not None and not parent.is_alive():
                signal.raise_signal(signal.SIGTERM)

    def _reached(self, *, reachable: bool, said: str = "") -> None:
        if reachable != self._reachable:
            event = "store_reachable" if reachable else "store_unreachable"
            self._journal.note(event, **({"message": said} if said else {}))
        self._reachable = reachable
        self._tell()

    def _tell(self) -> None:
        showing = self._watch.showing
        self._metrics.tell(self.number, len(showing.owners), reachable=self._reachable)
