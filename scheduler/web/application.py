"""The service as a Starlette application."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from scheduler.errors import StoreError
from scheduler.publishing.feeds.addresses import FOLDER, PERSONAL
from scheduler.publishing.store import open_store
from scheduler.web.contents import HIDDEN, CachePolicy, Content
from scheduler.web.edition import PICKED, Showing, Watch
from scheduler.web.log import Journal, places_of

LOOK = 0.5
"""Seconds between two checks of the store."""
TRUST = 30.0
"""Seconds after a look during which tokens are believed to be in force if no other look has ended: one may
take so long on a busy machine, or for ever where a network is silent."""

_SECURITY = (
    b"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    b"manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
SAFE = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"content-security-policy", _SECURITY),
)
"""Security headers of every response."""
UNKEPT = {"cache-control": "no-store", **HIDDEN}
"""Headers of responses that must not be cached."""
LATER = {"retry-after": "60", **UNKEPT}

_HEALTH = CachePolicy("health", "application/json", "no-store", hidden=True)
_ROBOTS = CachePolicy("robots", "text/plain; charset=utf-8", "public, max-age=3600")
ROBOTS = f"User-agent: *\nDisallow: /{FOLDER}/*/{PERSONAL}/\nDisallow: /{FOLDER}/*/{PICKED}/\n"
LIVE = '{"live": true}\n'


class Service(Starlette):
    """Answers requests and watches the store.

    Parameters
    ----------
    conference
        Name of the conference.
    store
        Where its releases are: a file, or the URL of a database.

    Raises
    ------
    InputError
        When the store cannot be used, or has no release that can be served.
    """

    def __init__(self, conference: str, store: str) -> None:
        self._store = open_store(store)
        self._watch = Watch(self._store, conference, lambda: datetime.now(UTC))
        self._journal = Journal()
        self._reachable = True
        self._looked = time.monotonic()
        own = f"/{FOLDER}/{{language}}"
        super().__init__(
            routes=[
                Route("/health", self._health),
                Route("/health/ready", self._health),
                Route("/health/live", self._lives),
                Route("/robots.txt", self._robots),
                Route(f"{own}/{PERSONAL}/{{token}}.ics", self._personal),
                Route(f"{own}/{PICKED}/{{sessions}}.ics", self._picked),
                Route("/{path:path}", self._public),
            ],
            middleware=[Middleware(_Watched, self._journal)],
            exception_handlers={HTTPException: self._refused},
            lifespan=lambda _: self._living(),
        )
        self.router.redirect_slashes = False

    @property
    def number(self) -> int:
        """Number of the release that is shown."""
        return self._showing.edition.number

    def close(self) -> None:
        """Close the store."""
        self._store.close()

    @property
    def _showing(self) -> Showing:
        return self._watch.showing

    async def _public(self, request: Request) -> Response:
        edition, path = self._showing.edition, f"/{request.path_params['path']}"
        if edition.folder(path):  # a front may rename what is before its name
            query = request.scope["query_string"].decode("latin-1")
            _told(request).sort = "page"
            there = f"{path.rpartition('/')[2]}/{'?' if query else ''}{query}"
            return RedirectResponse(there, 301, UNKEPT)
        return _answer(request, edition.public(path))

    async def _personal(self, request: Request) -> Response:
        """Send a personal calendar; 503 if tokens cannot be checked, 404 if unknown or revoked."""
        if not self._knows_store():
            _told(request).sort = "personal"
            said = "Personal calendars are not available at the moment. Try again later.\n"
            return PlainTextResponse(said, 503, LATER)
        found, language = None, request.path_params["language"]
        if language in self._showing.edition.languages:
            found = self._showing.personal(request.path_params["token"], language)
        return _answer(request, found, f"/{FOLDER}/{language}/{PERSONAL}/{{token}}.ics")

    async def _picked(self, request: Request) -> Response:
        found, language = None, request.path_params["language"]
        if language in self._showing.edition.languages:
            sessions = request.path_params["sessions"].split("+")
            found = self._showing.edition.picked(sessions, language)
        return _answer(request, found, f"/{FOLDER}/{language}/{PICKED}/{{sessions}}.ics")

    async def _health(self, request: Request) -> Response:
        store = "reachable" if self._knows_store() else "unreachable"
        return _own(request, _HEALTH, json.dumps({"release": self.number, "store": store}) + "\n")

    async def _lives(self, request: Request) -> Response:
        return _own(request, _HEALTH, LIVE)

    async def _robots(self, request: Request) -> Response:
        return _own(request, _ROBOTS, ROBOTS)

    async def _refused(self, request: Request, error: Exception) -> Response:
        """Answer 404 in the same way for unknown, removed and unpublished addresses."""
        if isinstance(error, HTTPException) and error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            _told(request).sort = "refused"
            allowed = {"allow": "GET, HEAD", **UNKEPT}
            return PlainTextResponse("Only GET and HEAD are allowed.\n", 405, allowed)
        return PlainTextResponse("Nothing found at this address.\n", 404, UNKEPT)

    def _knows_store(self) -> bool:
        return self._reachable and time.monotonic() - self._looked < TRUST

    @asynccontextmanager
    async def _living(self) -> AsyncIterator[None]:
        self._journal.start()
        look = asyncio.create_task(self._look())
        self._journal.note("started", release=self.number)
        yield
        look.cancel()
        await asyncio.gather(look, return_exceptions=True)
        self._journal.note("stopped")
        self._journal.stop()
        self.close()

    async def _look(self) -> None:
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

    def _reached(self, *, reachable: bool, said: str = "") -> None:
        if reachable != self._reachable:
            event = "store_reachable" if reachable else "store_unreachable"
            self._journal.note(event, **({"message": said} if said else {}))
        self._reachable = reachable


@dataclass(slots=True)
class RequestRecord:
    """What the log records of a request."""

    sort: str = "unknown"
    """What was asked for."""
    path: str | None = None
    """The path for the log; None if it could contain a token."""


def _told(request: Request) -> RequestRecord:
    found: RequestRecord = request.state.told
    return found


def _answer(request: Request, found: Content | None, shown: str | None = None) -> Response:
    """Return the response for a content, and set the path for the log."""
    if found is None:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    told = _told(request)
    told.sort, told.path = found.policy.sort, shown or request.scope["path"]
    return found.response_to(request)


def _own(request: Request, policy: CachePolicy, body: str) -> Response:
    told = _told(request)
    told.sort, told.path = policy.sort, request.scope["path"]
    return Response(body, headers=policy.headers, media_type=policy.kind)


class _Watched:
    """Middleware that logs responses and adds security headers."""

    def __init__(self, app: ASGIApp, journal: Journal) -> None:
        self._app, self._journal = app, journal

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle a request or the lifespan."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        told = scope.setdefault("state", {})["told"] = RequestRecord()
        status, size, begun = 0, 0, time.perf_counter()
        seconds = 0.0

        async def heard(message: Message) -> None:
            nonlocal status, size, seconds
            if message["type"] == "http.response.start":
                status, seconds = message["status"], time.perf_counter() - begun
                message = {**message, "headers": [*message["headers"], *SAFE]}
            else:
                size += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, heard)
        except Exception as error:  # whoever asks is told that it is our defect, and no more
            if status:
                raise
            told.sort = "defect"
            self._journal.note("defect", error=type(error).__name__, places=places_of(error))
            told.path = None
            await _DEFECT(scope, receive, heard)
        self._journal.note(
            "request",
            method=scope["method"] if status != HTTPStatus.METHOD_NOT_ALLOWED else None,
            path=told.path,
            sort=told.sort,
            status=status,
            bytes=size if scope["method"] != "HEAD" else 0,
            ms=round(seconds * 1000, 3),
        )


_DEFECT = PlainTextResponse("Internal error.\n", 500, UNKEPT)
