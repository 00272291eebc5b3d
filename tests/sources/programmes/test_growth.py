"""How the work of an import grows with its programme: with the number of events, and no faster."""

from cProfile import Profile
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from scheduler.sources.programmes import import_programme

FEW, MANY = 60, 240
START = datetime(2026, 6, 1, 9)  # noqa: DTZ001  (floating times, as calendars have them)


def _calendar(number: int, of_day: int, at_once: int, title: str, where: str) -> str:
    """Return a calendar of so many events, with `at_once` of them in each of the hours of a day."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Example//EN",
        "X-WR-TIMEZONE:Europe/Paris",
    ]
    for at in range(number):
        day, rest = divmod(at, of_day)
        start = START + timedelta(days=day, minutes=30 * (rest // at_once))
        lines += [
            *("BEGIN:VEVENT", f"UID:{at}", f"SUMMARY:{title.format(at)}"),
            *(
                f"DTSTART:{start:%Y%m%dT%H%M%S}",
                "DURATION:PT30M",
                f"LOCATION:{where.format(at % at_once)}",
            ),
            *(f"ATTENDEE;CN=Person {at % 90}:mailto:{at % 90}@x.example", "END:VEVENT"),
        ]
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


def _calls(path: Path) -> int:
    """Return how many calls an import takes."""
    profile = Profile()
    profile.runcall(import_programme, [path], "big")
    return sum(each.callcount for each in profile.getstats())


@pytest.mark.slow
@pytest.mark.parametrize(
    ("of_day", "at_once", "title", "where"),
    [
        (160, 10, "Talk", "Room {}"),
        (240, 100, "Talk {}", "Room {}"),
        (160, 10, "Talk {}", ""),
    ],
    ids=["one title", "one day", "no room"],
)
def test_the_work_grows_with_the_number_of_events(
    tmp_path: Path, of_day: int, at_once: int, title: str, where: str
) -> None:
    """Four times the events take at most five times the calls."""
    calls = []
    for number in (FEW, FEW, MANY):
        path = tmp_path / f"{number}.ics"
        path.write_text(_calendar(number, of_day, at_once, title, where), "utf-8")
        calls.append(_calls(path))
    assert calls[2] <= 5 * calls[1]  # the first fills caches
