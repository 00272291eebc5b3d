"""A committee conference as a planner fills it in: three days, six committees, two teams, thirty sessions.

`python -m tests.sources.tables.committees FILE` writes the workbook.
"""

import io
import sys
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from scheduler.sources.tables import template

COMMITTEES = range(1, 7)
DAYS = "tuesday; wednesday; thursday"
Row = dict[str, Any]


def sheets() -> dict[str, list[Row]]:
    """Return what is filled in, by sheet and heading."""
    return {
        "conference": [
            {
                "name": "rivers",
                "title": "Rivers Conference",
                "zone": "Europe/Lisbon",
                "first_day": date(2027, 3, 9),
                "last_day": date(2027, 3, 11),
            }
        ],
        "days": [
            _day("morning", time(9, 30), time(12, 30), "11:00/11:30 Coffee"),
            _day("afternoon", time(14, 30), time(17, 30), "16:00/16:15"),
            {
                "days": "tuesday",
                "id": "evening",
                "from": time(18),
                "to": time(20),
                "official": False,
            },
        ],
        "kinds": [
            {"id": "plenary", "bands": "morning; afternoon"},
            {"id": "committee", "bands": "morning; afternoon"},
            {"id": "workshop", "bands": "afternoon"},
            {"id": "reception", "bands": "evening"},
        ],
        "rooms": [
            {"id": "hall", "title": "Main hall", "capacity": 400, "booths": 2},
            {"id": "room-a", "title": "Room A", "capacity": 120, "booths": 2},
            {"id": "room-b", "title": "Room B", "capacity": 120},
            {"id": "room-c", "title": "Room C", "capacity": 80},
            {
                "id": "room-d",
                "title": "Room D",
                "capacity": 80,
                "closures": "2027-03-11 14:00/18:00",
            },
        ],
        "bodies": [
            {"id": "plenary", "title": "Plenary"},
            *({"id": f"com{n}", "title": f"Committee {n}"} for n in COMMITTEES),
        ],
        "people": [
            {"id": "president", "title": "President"},
            *({"id": f"chair-{n}", "title": f"Chair of Committee {n}"} for n in COMMITTEES),
        ],
        "sessions": [*_sessions()],
        "roles": [
            {"session": "opening", "role": "chair", "people": "president"},
            {"session": "closing", "role": "chair", "people": "president"},
            *(
                {"session": f"com{n}-{part}", "role": "chair", "people": f"chair-{n}"}
                for n in COMMITTEES
                for part in range(1, 5)
            ),
        ],
        "teams": [
            {"id": "english-french", "languages": "en; fr", "teams": 2},
        ],
        "levels": [{"rule": "room_waste", "level": "off"}],
    }


def _day(name: str, start: time, end: time, breaks: str) -> Row:
    return {"days": DAYS, "id": name, "from": start, "to": end, "breaks": breaks}


def _sessions() -> Iterator[Row]:
    both = {"interpretation": "english-french", "exclusive": True}
    plenary = {"kind": "plenary", "body": "plenary", "duration": 60, "attendance": 350, **both}
    yield {"id": "opening", "title": "Opening", "pin.start": "2027-03-09 9:30", **plenary}
    for part in range(1, 5):
        for n in COMMITTEES:
            yield {
                "id": f"com{n}-{part}",
                "title": f"Committee {n}, meeting {part}",
                "kind": "committee",
                "body": f"com{n}",
                "duration": 60,
                "attendance": 70,
                "interpretation": "english-french" if n < 3 else None,
            }
    for n in range(1, 4):
        title = f"Workshop {n}"
        yield {"id": f"workshop-{n}", "title": title, "kind": "workshop", "duration": 60}
    yield {"id": "reception", "title": "Reception", "kind": "reception", "duration": 120}
    yield {"id": "closing", "title": "Closing", "windows": "2027-03-11 14:30/17:30", **plenary}


def fill(path: Path, filled: dict[str, list[Row]]) -> Path:
    """Write the template, with what is filled in below its headings."""
    book = load_workbook(io.BytesIO(template()))
    for name, rows in filled.items():
        sheet = book[name]
        columns = {cell.value: number for number, cell in enumerate(sheet[1], 1)}
        for number, row in enumerate(rows, 2):
            for heading, value in row.items():
                sheet.cell(number, columns[heading], value)
    book.save(path)
    return path


if __name__ == "__main__":
    fill(Path(sys.argv[1]), sheets())
