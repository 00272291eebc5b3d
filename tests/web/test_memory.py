"""Memory that runs out where somebody asks: they hear that it is so, and not of a defect."""

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
from scheduler.web.edition import Edition
from tests.publishing.test_privacy import with_canaries
from tests.web.desk.opened import FORUM
from tests.web.running import answer_of, published


def without_memory(*_args: object, **_named: object) -> None:
    """Ask for more than there is."""
    raise MemoryError


def test_a_desk_without_memory_says_what_helps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In words for its page, which the planner reads."""
    (tmp_path / "forum.yaml").write_bytes(FORUM.read_bytes())
    live = LiveDesk(open_desk(tmp_path / "forum.yaml", solutions=tmp_path))
    tools: Any = None
    service = DeskService(live, ("app",), tools)
    monkeypatch.setattr(Alternatives, "answer", without_memory)
    own = {"Origin": "http://app", "Content-Type": "application/json"}
    path = f"/{service.secret}/state"
    answer = answer_of(service, path, "POST", headers=own, content=b"{}")
    service.close()
    assert answer.status_code == 503
    assert (
        "There is too little memory for that. Close other programs, and try again." in answer.text
    )


def test_a_service_without_memory_is_not_said_to_be_broken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever asks may try later."""
    place = str(tmp_path / "tiny.db")
    published(place, with_canaries())
    service = Service("tiny", place)
    monkeypatch.setattr(Edition, "front", without_memory)
    answer = answer_of(service, "/")
    service.close()
    assert answer.status_code == 503
    assert answer.text == "There is too little memory at the moment; try later.\n"


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
