"""What `check` says where people or seats are not known."""

import json
from pathlib import Path

from tests.cli.conftest import Run, write
from tests.conference import conference, room, session


def test_check_says_of_how_many(run: Run, folder: Path) -> None:
    """Of sessions and rooms; nothing, where all is known."""
    assert "Not known" not in run("check", "small.yaml")[1]
    counts = json.loads(run("check", "small.yaml", "--json")[1])["counts"]
    assert (counts["unknown_attendance"], counts["unknown_seats"]) == (0, 0)
    rooms = [room("A"), room("B", capacity=None)]
    sessions = (session(each, attendance=None if each < "d" else 5) for each in "abcd")
    write(conference(*sessions, rooms=rooms), folder / "unknown.yaml")
    told = " ".join(run("check", "unknown.yaml")[1].split())
    assert (
        "Not known: how many people come to 3 of 4 sessions and the seats of 1 of 2 rooms. "
        "Seats missing or empty are not counted there." in told
    )
    counts = json.loads(run("check", "unknown.yaml", "--json")[1])["counts"]
    assert (counts["unknown_attendance"], counts["unknown_seats"]) == (3, 1)
