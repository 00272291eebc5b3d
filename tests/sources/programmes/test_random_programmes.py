"""Programmes of any shape become instances that keep them, but for what is at once in them."""

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest

from scheduler.evaluation import evaluate
from scheduler.sources.programmes import import_programme

TITLES = (
    *(
        "Rivers 1",
        "Rivers 2",
        "Rivers 3",
        "Opening",
        "Closing",
        "Keynote",
        "Lunch",
        "Lunch",
        "Coffee break",
    ),
    *(
        "Registration",
        "Conference dinner",
        "Lightning talks",
        "Maps",
        "Lakes",
        "Panel (cont.)",
        "Break",
    ),
)
AT_ONCE = {"room_overlap", "person_conflict", "run_beside"}
"""Hard rules that a programme may break: nobody has parted what is at once in it."""


def programme(random: Random) -> dict[str, Any]:
    """Return the schedule of a few days: by slots or at odd times, full or empty, by day or by night."""
    rooms = [f"Room {number}" for number in range(random.randint(1, 5))]
    step, opens = random.choice((5, 7, 10, 30, 60)), random.choice((0, 480, 540, 1020))
    days: list[dict[str, Any]] = []
    for number in range(random.randint(1, 3)):
        held: dict[str, list[dict[str, Any]]] = {}
        for room in rooms:
            for _ in range(random.randint(0, 8)):
                start = min(opens + step * random.randint(0, 600 // step), 1439)
                held.setdefault(room, []).append(
                    {
                        "title": random.choice(TITLES),
                        "start": f"{start // 60:02}:{start % 60:02}",
                        "duration": f"{random.choice((0, 1, 2)):02}:{random.choice((5, 20, 30, 45)):02}",
                        "language": random.choice(("en", "de")),
                        "track": random.choice(("", "Water", "Land")),
                        "type": random.choice(("", "Talk", "Break")),
                        "persons": [{"public_name": f"P{random.randint(0, 9)}"}]
                        * random.randint(0, 1),
                    }
                )
        days.append({"index": number + 1, "date": f"2025-05-{number + 8:02}", "rooms": held})
    days[0]["rooms"].setdefault(rooms[0], []).append(
        {"title": "Sure", "start": "10:00", "duration": "00:30", "language": "en"}
    )
    conference = {"title": "Any", "acronym": "any", "time_zone_name": "Europe/Lisbon", "days": days}
    return {"schedule": {"conference": conference}}


@pytest.mark.parametrize("seed", range(60))
def test_it_becomes_an_instance(tmp_path: Path, seed: int) -> None:
    """Nothing is refused, and nothing moves; read once more, it is the same."""
    path = tmp_path / "schedule.json"
    path.write_text(json.dumps(programme(Random(seed))), "utf-8")
    found = import_programme([path], "any")
    broken = {each.rule for each in evaluate(found.instance, found.schedule).forbidden}
    assert broken <= AT_ONCE
    again = tmp_path / "any.yaml"
    again.write_text(found.text, "utf-8")
    newer = import_programme([path], "any", base=again)
    assert newer.instance.sessions == found.instance.sessions
    assert newer.schedule == found.schedule
