"""Calendars as the busy times of persons."""

from pathlib import Path

import pytest

from scheduler.errors import InstanceError
from scheduler.instance import Window
from scheduler.sources.programmes import Imported, import_programme
from tests.sources.programmes.files import SAMPLES

PROGRAMME = SAMPLES / "schedule.json"  # of 9 and 10 May 2025, in Lisbon, one hour ahead


def calendar(folder: Path, *lines: str) -> Path:
    """Write a calendar of these lines."""
    path = folder / "busy.ics"
    path.write_text("\n".join(["BEGIN:VCALENDAR", *lines, "END:VCALENDAR", ""]), "utf-8")
    return path


def event(start: str, end: str, *more: str) -> tuple[str, ...]:
    """Return the lines of an event of 9 May, by clocks of UTC."""
    times = f"DTSTART:20250509T{start}00Z", f"DTEND:20250509T{end}00Z"
    return ("BEGIN:VEVENT", "UID:1", *times, *more, "END:VEVENT")


def read(path: Path, who: str = "ada-lovelace") -> Imported:
    """Read the programme, and the calendar of a person."""
    return import_programme([PROGRAMME], "harbour", None, [(who, path)])


def free(found: Imported, person: str = "ada-lovelace") -> list[str]:
    """Return from when to when a person is free."""
    zone = found.instance.zone
    return [
        f"{window.start.astimezone(zone):%d %H:%M}-{window.end.astimezone(zone):%d %H:%M}"
        for window in found.instance.person_by_id[person].available
        if isinstance(window, Window)
    ]


def test_a_person_is_available_when_the_calendar_says_nothing(tmp_path: Path) -> None:
    """By id or by name; nobody else is concerned."""
    path = calendar(tmp_path, *event("0700", "0830"))
    found = read(path)
    assert free(found) == ["09 00:00-09 08:00", "09 09:30-11 00:00"]
    assert free(read(path, "Ada Lovelace")) == free(found)
    assert not free(found, "bob-o-suilleabhain")


@pytest.mark.parametrize("more", ["STATUS:CANCELLED", "TRANSP:TRANSPARENT"])
def test_what_takes_no_time_is_not_busy(tmp_path: Path, more: str) -> None:
    """Cancelled, or transparent."""
    assert not free(read(calendar(tmp_path, *event("0700", "0830", more))))


def test_sessions_of_the_programme_do_not_keep_anybody_from_them(tmp_path: Path) -> None:
    """The calendar of a speaker has them as well: from 10:00 to 10:45. A minute more is something else."""
    assert not free(read(calendar(tmp_path, *event("0900", "0945"))))
    assert free(read(calendar(tmp_path, *event("0900", "0946"))))


def test_periods_and_whole_days_count(tmp_path: Path) -> None:
    """Those that are busy, with an end or a length."""
    periods = "FREEBUSY;FBTYPE=BUSY:20250509T080000Z/20250509T090000Z,20250509T100000Z/PT1H"
    path = calendar(
        tmp_path,
        *("BEGIN:VFREEBUSY", "UID:1", periods, "FREEBUSY;FBTYPE=FREE:20250509T120000Z/PT1H"),
        *("END:VFREEBUSY", "BEGIN:VEVENT", "UID:2", "DTSTART;VALUE=DATE:20250510", "END:VEVENT"),
    )
    assert free(read(path)) == ["09 00:00-09 09:00", "09 10:00-09 11:00", "09 12:00-10 00:00"]


def test_what_cannot_be_kept_is_told(tmp_path: Path) -> None:
    """What recurs, and who is never free."""
    path = calendar(tmp_path, *event("0700", "0830", "RRULE:FREQ=DAILY"))
    assert "Busy times: 1 event that recur count at the first time alone." in read(path).notes
    dates = "DTSTART;VALUE=DATE:20250501", "DTEND;VALUE=DATE:20250601"
    path = calendar(tmp_path, "BEGIN:VEVENT", "UID:1", *dates, "END:VEVENT")
    found = read(path)
    assert "Ada Lovelace: is never there or never free; that is not taken over." in found.notes
    assert not free(found)


def test_the_few_persons_of_a_programme_are_named(tmp_path: Path) -> None:
    """Where no id is near to what was given."""
    path = calendar(tmp_path, *event("0700", "0830"))
    with pytest.raises(InstanceError) as error:
        import_programme([PROGRAMME], "harbour", None, [("x", path)])
    (told,) = error.value.troubles
    assert told.startswith('--busy: person: found "x", expected a person of the programme. Known: ')
    assert "ada-lovelace" in told


def test_what_is_wrong_is_told(tmp_path: Path) -> None:
    """An unknown person, and a broken calendar, at once."""
    path = calendar(tmp_path, "BEGIN:VEVENT", "DTSTART:soon", "END:VEVENT")
    busy = [("ada-lovelance", path), ("ada-lovelace", path), ("ada-lovelace", tmp_path / "no.ics")]
    with pytest.raises(InstanceError) as error:
        import_programme([PROGRAMME], "harbour", None, busy)
    assert [line.replace(f"{tmp_path}/", "") for line in error.value.troubles] == [
        '--busy: person: found "ada-lovelance", expected a person of the programme. Maybe "ada-lovelace"?',
        (
            'busy.ics:1: VEVENT.DTSTART: found "soon", expected a time such as 20211108T093000Z, '
            "or with a TZID."
        ),
        "no.ics: there is no such file.",
    ]
