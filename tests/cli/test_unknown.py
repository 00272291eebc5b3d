"""What `check` says where people or seats are not known."""

import json
from pathlib import Path

from tests.cli.conftest import Run, write
from tests.conference import conference, room, session


def test_check_says_of_how_many(run: Run, folder: Path) -> None:
    """Of sessions and rooms; nothing, where all is known."""
    counts = json.loads(run("check", "small.yaml", "--json")[1])["counts"]
    assert (counts["unknown_attendance"], counts["unknown_seats"]) == (0, 0)
    rooms = [room("A"), room("B", capacity=None)]
    sessions = (session(each, attendance=None if each < "d" else 5) for each in "abcd")
    write(conference(*sessions, rooms=rooms), folder / "unknown.yaml")
    counts = json.loads(run("check", "unknown.yaml", "--json")[1])["counts"]
    assert (counts["unknown_attendance"], counts["unknown_seats"]) == (3, 1)
