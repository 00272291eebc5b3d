"""A desk in a process of its own, and planners who ask it as its page does."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from scheduler.desk import DeskFile, open_desk
from scheduler.web.desk.facts import epoch_minutes
from tests.conference import at, conference, session
from tests.forking import Forked
from tests.web.running import PATIENCE

FORUM = Path(__file__).with_name("forum.yaml")


DAY = 24 * 60
"""Minutes."""
WEEK = tuple((day, 0, DAY) for day in range(8, 13))
"""All days of the forum, as hours in which a room may be closed."""


def start_of(when: str) -> int:
    """Return an instant of the forum as its page counts: ``Tue 14:00``."""
    return epoch_minutes(at(conference(session("any"), last_day="2021-11-12"), when))


def forum_in(folder: Path) -> DeskFile:
    """Open the desk of a copy of the forum in this process."""
    (folder / "forum.yaml").write_bytes(FORUM.read_bytes())
    return open_desk(folder / "forum.yaml", solutions=folder / "solutions")


@dataclass
class Opened:
    """A desk that is open."""

    address: str
    reading: str
    process: "subprocess.Popen[str] | Forked"
    folder: Path
    clients: list[httpx.Client] = field(default_factory=list)
    """Those that have asked it, to be closed with it."""

    @property
    def origin(self) -> str:
        """Where its page comes from."""
        return self.address.rstrip("/").rpartition("/")[0]

    def kill(self) -> None:
        """End it as a failing machine does."""
        self.process.kill()
        self.process.wait(PATIENCE)

    def interrupt(self) -> int:
        """End it as Ctrl-C does; return its exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)


@contextmanager
def opened(
    folder: Path, instance: str = "forum.yaml", *, more: str = "", anew: bool = False
) -> Iterator[Opened]:
    """Open the desk of a file in a folder; the forum with some more rows, if there is no such file.

    Unless it is begun anew, as planners begin it, it has loaded already what it needs.
    """
    if not (folder / instance).exists():
        (folder / instance).write_text(FORUM.read_text("utf-8") + more, "utf-8")
    words, wide = ["desk", "open", instance, "--port", "0"], os.environ | {"COLUMNS": "200"}
    process: subprocess.Popen[str] | Forked
    if anew:
        command = [sys.executable, "-m", "scheduler.cli", *words]
        process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True, env=wide)
    else:
        process = Forked(words, folder, wide)
    assert process.stdout is not None
    try:
        lines = [process.stdout.readline() for _ in range(2)]
        places = [re.search(r"http://127\.0\.0\.1:\d+/[\w-]+/", line) for line in lines]
        assert places[0] is not None, lines
        assert places[1] is not None, lines
        made = Opened(places[0][0], places[1][0], process, folder)
        yield made
        for client in made.clients:
            client.close()
    finally:
        if process.poll() is None:
            process.terminate()
        process.wait(PATIENCE)
        process.stdout.close()


class Planner:
    """Somebody at a desk: knows its state, and asks for steps from it."""

    def __init__(self, desk: Opened, by: str = "ada", *, reading: bool = False) -> None:
        headers = {"origin": desk.origin, "content-type": "application/json"}
        address = desk.reading if reading else desk.address
        self._client = httpx.Client(base_url=address, headers=headers, timeout=PATIENCE)
        desk.clients.append(self._client)
        self._by = by
        self.state: dict[str, Any] = {}
        self.look()

    def post(self, path: str, **asked: Any) -> httpx.Response:
        """Ask something."""
        return self._client.post(path, json=asked)

    def look(self) -> dict[str, Any]:
        """Return the state as it is now."""
        self.state = self.post("state").json()
        return self.state

    def do(self, path: str, **asked: Any) -> httpx.Response:
        """Ask for a step from the state that is known; know the next one, if it is granted."""
        answer = self.post(path, number=self.state["number"], by=self._by, **asked)
        if answer.status_code == 200:
            self.state = answer.json()
        return answer

    def move(self, name: str, start: int, room: str) -> httpx.Response:
        """Ask for a move."""
        return self.do("do", do="move", session=name, start=start, room=room)

    def close(self, room: str, *hours: tuple[int, int, int]) -> None:
        """Close a room on days of November 2021, from one minute to another."""
        for day, since, until in hours:
            asked = {"day": f"2021-11-{day:02}", "from": since, "to": until}
            assert self.do("do", do="close", room=room, **asked).status_code == 200
