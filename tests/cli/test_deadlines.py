"""`scheduler report deadlines`: what is due before each meeting."""

import json
from datetime import date
from pathlib import Path

import icalendar
import pytest

from tests.cli.conftest import Run, store
from tests.cli.test_json import check
from tests.conference import conference, placed, session

DUE = [
    {"id": "papers", "title": "=Papers", "sessions": {"kinds": ["meeting"]}, "days": 30},
    {"id": "prints", "sessions": {"sessions": ["b"]}, "days": 1},
]
ROWS = [
    ("2021-10-09", "=Papers", "A", "2021-11-08", "30"),  # 8 November less 30 days
    ("2021-10-10", "=Papers", "B", "2021-11-09", "30"),
    ("2021-11-08", "prints", "B", "2021-11-09", "1"),
]


@pytest.fixture
def stored(run: Run) -> Run:
    """Run commands where a conference of three sessions has a programme of two; a third is private."""
    sessions = (
        session("a"),
        session("b"),
        session("left", optional=True),
        session("secret", private=True),
    )
    instance = conference(*sessions, name="due", deadlines=DUE)
    store(instance, placed(instance, a="Mon 09:00 A", b="Tue 09:00 A", secret="Tue 10:00 A"))
    return run


def test_the_calendar_has_an_event_of_a_day_for_each(stored: Run, folder: Path) -> None:
    """Equal bytes each time, and lines that end as they should."""
    for name in ("one.ics", "two.ics"):
        code, out, err = stored("report", "deadlines", "due.yaml", "-o", name)
        assert (code, out, err) == (0, "", f"Wrote {name}\n")
    content = (folder / "one.ics").read_bytes()
    assert content == (folder / "two.ics").read_bytes()
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    events = icalendar.Calendar.from_ical(content).walk("VEVENT")
    assert [event.decoded("dtstart") for event in events] == [
        date.fromisoformat(r[0]) for r in ROWS
    ]
    assert len({event["UID"] for event in events}) == len(ROWS)
    assert str(events[2]["SUMMARY"]) == "prints: B"
    assert str(events[2]["DESCRIPTION"]) == "1 day before B, Tue 9 Nov 2021"


def test_machines_are_told_the_same(stored: Run) -> None:
    """In order of date, with ids."""
    code, out, _ = stored("report", "deadlines", "due.yaml", "--json")
    said = json.loads(out)
    check(said, "report_deadlines")
    assert (code, said["instance"]) == (0, "due")
    assert [
        (each["date"], each["first_day"], str(each["days_before"])) for each in said["deadlines"]
    ] == [(day, first, days) for day, _, _, first, days in ROWS]
    assert {each["session"] for each in said["deadlines"]} == {"a", "b"}
