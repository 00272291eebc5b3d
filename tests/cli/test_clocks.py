"""A programme across a change of the venue's clocks: Lisbon, October back and March forward."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from scheduler.cli.terminal.clocks import change_on, notes_on

ROOT = Path(__file__).parent.parent.parent
LISBON = ZoneInfo("Europe/Lisbon")
MINISTERS = ROOT / "instances" / "ministerial-day.yaml"


def notes(start: str, minutes: int) -> tuple[str, ...]:
    """Return the notes on a meeting that starts at an instant of UTC, in Lisbon."""
    begins = datetime.fromisoformat(start).replace(tzinfo=UTC)
    ends = begins + timedelta(minutes=minutes)
    return notes_on(begins.astimezone(LISBON), ends.astimezone(LISBON))


BACK = [  # 31 October 2021: at 01:00 UTC, 02:00 UTC+1 becomes 01:00 UTC+0
    ("2021-10-30T23:15", 210, ("3 h 30 min, the clocks change",)),
    ("2021-10-31T00:30", 15, ("first 01:30, UTC+1",)),
    ("2021-10-31T01:30", 15, ("second 01:30, UTC+0",)),
    ("2021-10-31T00:30", 45, ("first 01:30, UTC+1", "45 min, the clocks change")),  # to 01:15
    ("2021-10-31T01:45", 15, ("second 01:45, UTC+0",)),
    ("2021-10-31T02:00", 15, ()),
    ("2021-10-31T09:00", 60, ()),
]
FORWARD = [  # 27 March 2022: at 01:00 UTC, 01:00 UTC+0 becomes 02:00 UTC+1
    ("2022-03-27T00:30", 29, ()),
    ("2022-03-27T00:30", 60, ("1 h, the clocks change",)),  # 00:30 to 02:30 by the clocks
    ("2022-03-27T01:00", 60, ()),
]


@pytest.mark.parametrize(("start", "minutes", "said"), BACK + FORWARD)
def test_notes_tell_what_the_clocks_do_not(start: str, minutes: int, said: tuple[str, ...]) -> None:
    """Nothing where the times are as long as the meeting and come once."""
    assert notes(start, minutes) == said


def test_an_end_in_a_repeated_hour_is_told() -> None:
    """From 00:15 for an hour: to the first 01:15, as 23:15 UTC and an hour are 00:15 UTC."""
    assert notes("2021-10-30T23:15", 60) == ("to the first 01:15, UTC+1",)


def test_the_day_tells_of_its_change() -> None:
    """Back and forward, and nothing on the days around."""
    assert change_on(date(2021, 10, 31), LISBON) == "the clocks go back 1 h at 02:00"
    assert change_on(date(2022, 3, 27), LISBON) == "the clocks go forward 1 h at 01:00"
    assert change_on(date(2021, 10, 30), LISBON) == ""
    assert change_on(date(2021, 11, 1), LISBON) == ""
