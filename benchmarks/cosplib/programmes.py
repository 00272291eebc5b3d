"""Writes programmes as files that the benchmark's evaluators read."""

import csv
import json
from collections.abc import Iterable
from pathlib import Path

from benchmarks.cosplib.grid import Slot


def write_json(path: Path, name: str, programme: Iterable[Slot]) -> None:
    """Write a programme as JSON, with the name of its conference."""
    assignments = [
        {
            "submission": each.submission,
            "session": each.session,
            "room": each.room,
            "slot": each.number,
        }
        for each in programme
    ]
    document = {"instance": name, "assignments": assignments}
    path.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")


def write_csv(path: Path, programme: Iterable[Slot]) -> None:
    """Write a programme as CSV."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(("submission", "session", "room", "slot"))
        writer.writerows((p.submission, p.session, p.room, p.number) for p in programme)
