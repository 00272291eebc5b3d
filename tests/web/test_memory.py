"""Memory that runs out where somebody asks: they hear that it is so, and not of a defect."""

import asyncio
import threading
from pathlib import Path
from typing import Any

import pytest

from scheduler.desk import LiveDesk, open_desk
from scheduler.errors import LackError
from scheduler.web.application import Service
from scheduler.web.desk.alternatives import Alternatives
from scheduler.web.desk.application import DeskService
from scheduler.web.desk.searches import Searches
from scheduler.web.settings import Settings
from tests.publishing.test_privacy import with_canaries
from tests.web.desk.opened import FORUM
from tests.web.running import published


def without_memory(*_args: object, **_named: object) -> None:
    """Ask for more than there is."""
    raise MemoryError


async def asked(app: Any, **scope: Any) -> tuple[int, bytes]:
    """Return status and body of an answer."""
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"{}"}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    await app({"type": "http", "query_string": b"", **scope}, receive, send)
    return sent[0]["status"], sent[1]["body"]


def test_a_desk_without_memory_says_what_helps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In words for its page, which the planner reads."""
    (tmp_path / "forum.yaml").write_bytes(FORUM.read_bytes())
    live = LiveDesk(open_desk(tmp_path / "forum.yaml", solutions=tmp_path))
    tools: Any = None
    service = DeskService(live, ("desk",), tools)
    monkeypatch.setattr(Alternatives, "work_of", without_memory)
    headers = [
        (b"host", b"desk"),
        (b"origin", b"http://desk"),
        (b"content-type", b"application/json"),
    ]
    path = f"/{service.secret}/state"
    status, body = asyncio.run(asked(service, method="POST", path=path, headers=headers))
    service.close()
    assert status == 503
    assert b"There is too little memory for that. Close other programs, and try again." in body


def test_a_service_without_memory_is_not_said_to_be_broken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever asks may try later."""
    place = str(tmp_path / "tiny.db")
    published(place, with_canaries())
    service = Service(Settings("tiny", place))
    monkeypatch.setattr(Service, "_answer", without_memory)
    status, body = asyncio.run(asked(service, method="GET", path="/", raw_path=b"/", headers=[]))
    service.close()
    assert (status, body) == (503, b"There is too little memory at the moment; try later.\n")


@pytest.mark.parametrize("error", [MemoryError(), LackError("Its process was killed.")])
def test_a_search_without_memory_is_told_to_its_page(error: BaseException) -> None:
    """With what helps; nobody waits for it any more."""
    told: list[dict[str, Any]] = []
    heard = threading.Event()

    def publish(row: dict[str, Any]) -> None:
        told.append(row)
        heard.set()

    def work(_stop: threading.Event) -> None:
        raise error

    live: Any = type("Live", (), {"listeners": []})
    nothing: Any = None
    searches = Searches(live, publish, nothing, nothing)
    searches._start("solve", work)
    assert heard.wait(10)
    said = "There is too little memory for that. Close other programs, and try again."
    assert told == [{"event": "lost", "kind": "solve", "why": said}]
