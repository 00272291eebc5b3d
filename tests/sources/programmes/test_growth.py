"""How the work of an import grows with its programme: with the number of events, and no faster."""

from cProfile import Profile
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from scheduler.sources.programmes import import_programme

FEW, MANY = 60, 240
START = datetime(2026, 6, 1, 9)  # noqa: DTZ001  (floating times, as calendars have them)


def _calendar(number: int) -> str:
    """Return a calendar of so many events, ten at once, 160 on a day."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Example//EN",
        "X-WR-TIMEZONE:Europe/Paris",
    ]
    for at in range(number):
        day, rest = divmod(at, 160)
        start = START + timedelta(days=day, minutes=30 * (rest // 10))
        lines += [
            *("BEGIN:VEVENT", f"UID:{at}", "SUMMARY:Talk", f"DTSTART:{start:%Y%m%dT%H%M%S}"),
            *("DURATION:PT30M", f"LOCATION:{f'Room {at % 10}' * (at % 2)}"),
            *(f"ATTENDEE;CN=Person {at % 90}:mailto:{at % 90}@x.example", "END:VEVENT"),
        ]
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


def _calls(path: Path) -> int:
    profile = Profile()
    profile.runcall(import_programme, [path], "big")
    return sum(each.callcount for each in profile.getstats())


@pytest.mark.slow
def test_the_work_grows_with_the_number_of_events(tmp_path: Path) -> None:
    """Four times the events of one title, half of them without a room, take at most five times the calls."""
    calls = []
    for number in (FEW, FEW, MANY):
        path = tmp_path / f"{number}.ics"
        path.write_text(_calendar(number), "utf-8")
        calls.append(_calls(path))
    assert calls[2] <= 5 * calls[1]  # the first fills caches
