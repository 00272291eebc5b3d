"""Files that are pipes, as shells make them of `<(…)`."""

import json
import os
import threading
from pathlib import Path

from tests.cli.conftest import Run

SCHEDULE = [
    {"session": session, "start": f"2021-11-08T{hour}:00+03:00", "room": "A"}
    for session, hour in (("opening", "09"), ("talk", "10"), ("report", "14"))
]


def test_a_solution_comes_out_of_a_pipe(run: Run, folder: Path) -> None:
    """It is looked at twice: for what it was made of, and for its programme."""
    stored = folder / "plan.json"
    stored.write_text(json.dumps({"format": 1, "schedule": SCHEDULE}), encoding="utf-8")
    shown = run("show", "small.yaml", "plan.json")
    reading, writing = os.pipe()

    def fill() -> None:
        with os.fdopen(writing, "wb") as file:
            file.write(stored.read_bytes())

    threading.Thread(target=fill).start()
    assert run("show", "small.yaml", f"/dev/fd/{reading}") == shown
    os.close(reading)
    assert shown[0] == 0
    assert "Opening" in shown[1]


def test_a_device_is_no_solution(run: Run) -> None:
    """Whatever would come out of it."""
    code, out, err = run("show", "small.yaml", "/dev/zero")
    assert (code, out) == (1, "")
    assert "/dev/zero: is neither a regular file nor a pipe." in err
