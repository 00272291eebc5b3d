"""Words of the messages."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from scheduler.evaluation.runs import Run, titles
from scheduler.instance import Session
from scheduler.wording import counted, day_text, number, when

ADDIS, LISBON = ZoneInfo("Africa/Addis_Ababa"), ZoneInfo("Europe/Lisbon")


def run(title: str) -> Run:
    """Run a session of this title."""
    hour = timedelta(hours=1)
    session = Session(id="s", title=title, kind="meeting", duration=hour)
    start = datetime(2021, 11, 9, 7, tzinfo=UTC)
    return Run(session, "A", start, start + hour)


def test_titles_with_commas_are_kept_apart() -> None:
    """A semicolon stands between titles if a comma could be read as one."""
    assert titles([run("Opening"), run("Plenary")]) == "Opening, Plenary"
    assert titles([run("Pledges, projects"), run("Plenary")]) == "Pledges, projects; Plenary"
    assert titles([run("Opening")]) == "Opening"


@pytest.mark.parametrize(
    ("start", "minutes", "zone", "text"),
    [
        (datetime(2021, 11, 9, 7, tzinfo=UTC), 30, ADDIS, "Tue 9 Nov 10:00-10:30"),
        (datetime(2021, 11, 9, 20, 30, tzinfo=UTC), 29, ADDIS, "Tue 9 Nov 23:30-23:59"),
        (datetime(2021, 11, 9, 20, 30, tzinfo=UTC), 30, ADDIS, "Tue 9 Nov 23:30-Wed 10 Nov 00:00"),
        (datetime(2021, 12, 31, 20, 30, tzinfo=UTC), 60, ADDIS, "Fri 31 Dec 23:30-Sat 1 Jan 00:30"),
        (
            datetime(2021, 10, 31, 0, 30, tzinfo=UTC),
            60,
            LISBON,
            "Sun 31 Oct 01:30-01:30 (the clocks change)",
        ),
    ],
)
def test_times_are_those_of_the_venue(
    start: datetime, minutes: int, zone: ZoneInfo, text: str
) -> None:
    """The second date is named where it differs, and a change of the clocks is said."""
    assert when(start, start + timedelta(minutes=minutes), zone) == text


def test_small_numbers_are_words() -> None:
    """Up to nine; one thing is not several."""
    assert [number(count) for count in (2, 9, 10)] == ["two", "nine", "10"]
    assert [counted(count, "seat") for count in (0, 1, 2)] == ["0 seats", "1 seat", "2 seats"]
    assert counted(2, "person", "people") == "2 people"


def test_dates_are_in_english_whatever_the_locale() -> None:
    """A day of each month of the year."""
    months = [day_text(date(2021, month, 1)).split()[2] for month in range(1, 13)]
    assert months == [
        "Jan",
        "Feb",
        "Mar",
        "Apr",
        "May",
        "Jun",
        "Jul",
        "Aug",
        "Sep",
        "Oct",
        "Nov",
        "Dec",
    ]
    assert day_text(date(2021, 11, 7)) == "Sun 7 Nov"
