"""Times on the command line: what the program prints, it reads."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from scheduler.cli import main
from scheduler.cli.inputs.days import Calendar, date_named, days_named
from scheduler.cli.inputs.times import moment_named
from scheduler.cli.views.release_report import moment as moment_of_release
from scheduler.comparison.changes import time_of
from scheduler.errors import InputError
from scheduler.evaluation.runs import Run
from scheduler.instance import utc_text
from scheduler.publishing.dates import full_date, plain_date
from scheduler.publishing.feeds.words import words_in
from scheduler.publishing.feeds.zones import hours_in_words
from scheduler.publishing.page.words import long_day, short_day
from scheduler.publishing.page.words import moment as moment_of_page
from scheduler.sources import suggestions
from scheduler.wording import day_name, hours, moment, when
from tests.conference import conference, session

ADDIS, LISBON = ZoneInfo("Africa/Addis_Ababa"), ZoneInfo("Europe/Lisbon")
NOVEMBER = Calendar(date(2021, 11, 8), date(2021, 11, 19), ADDIS)
OCTOBER = Calendar(date(2026, 10, 5), date(2026, 10, 16), ADDIS)
AT = datetime(2026, 10, 13, 11, 30, tzinfo=ADDIS)
"""A Tuesday; its week is the second of the conference."""


@pytest.mark.parametrize(
    "written", ["2021-11-09", "9 Nov", "Tue 9 Nov 2021", "day 2", "mar. 9 nov."]
)
def test_a_date_is_a_time_where_days_have_no_hours(written: str) -> None:
    """Its midnight; elsewhere a clock time is missing."""
    months = replace(NOVEMBER, zone=ZoneInfo("UTC"), by_days=True)
    found = moment_named(months, written, "--at", inside=True)
    assert found == datetime(2021, 11, 9, tzinfo=UTC)
    with pytest.raises(InputError, match="no such time"):
        moment_named(NOVEMBER, written, "--at", inside=True)


@pytest.mark.parametrize(
    "written",
    [
        "Tue 13 Oct 11:30",
        "Tue 13 Oct 11:30-12:30",
        "Tue 13 Oct 11:30–Wed 14 Oct 01:00 (the clocks change)",
        "mar. 13 oct. 11:30",
        "MAR. 13 OCT. 11:30",
        "Tuesday 13 October 2026, 11:30",
        "mardi 13 octobre 2026, de 11:30 à 12:00 (Addis Ababa, UTC+3)",
        "Tuesday 13 October 2026, 11:30 to 01:00 the next day (Addis Ababa, UTC+3)",
        "Tue 13 11:30",
        "day 9 11:30",
        "9 11:30",
        "jour 9 11h30",
        "day 9, 11:30",
        "day 9, 11:30am",
        "Tue 13 Oct 11:30 a.m.",
        "Tue 13 11.30 AM",
        "2026-10-13 11:30",
        "2026-10-13T11:30",
        "2026-10-13T11:30+03:00",
        "2026-10-13T10:30:00+02:00",
        "2026-10-13T08:30Z",
        "20261013T083000Z",
        "2026-10-13 08:30 UTC",
        "2026-10-13T11:30[Africa/Addis_Ababa]",
        "2026-10-13T04:30[America/New_York]",
        "Tuesday 2026-10-13 11:30 at the venue",
    ],
)
def test_a_time_is_read_in_every_form(written: str) -> None:
    """In both languages, inside a conference and anywhere."""
    for inside in (True, False):
        assert moment_named(OCTOBER, written, "--at", inside=inside) == AT


@pytest.mark.parametrize(
    ("written", "clock"),
    [
        ("12am", "00:00"),
        ("12:30 am", "00:30"),
        ("1am", "01:00"),
        ("noon", "12:00"),
        ("midi", "12:00"),
        ("12pm", "12:00"),
        ("3pm", "15:00"),
        ("3:05 p.m.", "15:05"),
        ("11pm", "23:00"),
        ("15h", "15:00"),
        ("9 h", "09:00"),
    ],
)
def test_hours_are_read_as_people_say_them(written: str, clock: str) -> None:
    """Twelve hours twice, or 24."""
    found = moment_named(OCTOBER, f"13 oct {written}", "--at", inside=True)
    assert f"{found.astimezone(ADDIS):%H:%M}" == clock


@pytest.mark.parametrize("written", ["13pm", "0am", "25h", "3", "afternoon", "3 pmm"])
def test_what_is_no_hour_is_refused(written: str) -> None:
    """And not taken for another."""
    with pytest.raises(InputError, match="no such time"):
        moment_named(OCTOBER, f"13 oct {written}", "--at", inside=True)


def test_a_weekday_that_comes_once_is_enough() -> None:
    """Of two weeks it is not, and both days are named."""
    week = Calendar(date(2026, 10, 12), date(2026, 10, 16), ADDIS)
    for written in ("tue 11:30", "mar 11:30", "mardi 11:30", "Tuesday 11:30"):
        assert moment_named(week, written, "--now", inside=False) == AT
    with pytest.raises(InputError, match="there are two Tuesdays: 6 Oct, 13 Oct"):
        moment_named(OCTOBER, "tue 11:30", "--at", inside=True)


def _forms(start: datetime, end: datetime, zone: ZoneInfo) -> Iterator[str]:
    """Yield a time as everything writes it that people or machines are told."""
    here, there = start.astimezone(zone), end.astimezone(zone)
    day = here.date()
    clock = f"{here:%H:%M}"
    yield moment(start, zone)
    yield when(start, end, zone)
    talk = conference(session("talk")).sessions[0]
    yield time_of(Run(talk, "A", start, end), zone)
    yield f"{day_name(day)} {hours(here, there)}"
    yield f"{day:%a} {day.day} {day:%b} {clock}"
    yield moment_of_release(start)
    yield utc_text(start)
    yield start.isoformat()
    yield here.isoformat(timespec="minutes")
    yield f"{here:%Y-%m-%dT%H:%M}[{zone.key}]"
    yield re.findall('"(.*)"', suggestions.offset_time(f"{here:%d.%m.%Y %H.%M}", zone))[0]
    for language in ("en", "fr"):
        yield moment_of_page(start, zone, language)
        yield hours_in_words(start, end, zone.key, words_in(language))
        yield hours_in_words(start, end, "Asia/Tokyo", words_in(language))
        yield f"{long_day(day, language)} {clock}"
        yield f"{short_day(day, language)} {clock}"
        yield f"{full_date(day, language)}, {clock}"
        yield f"{plain_date(day, language)}, {clock}"


@pytest.mark.slow
@pytest.mark.parametrize("zone", [ADDIS, LISBON, ZoneInfo("Asia/Kolkata")], ids=str)
@pytest.mark.parametrize("length", [30, 600, 1800])
def test_every_form_that_is_printed_is_read(zone: ZoneInfo, length: int) -> None:
    """Over two weeks across the end of a month and of summer time, at any hour but the repeated one."""
    calendar = Calendar(date(2021, 10, 25), date(2021, 11, 7), zone)
    for step in range(36):
        start = datetime(2021, 10, 25, 6, 15, tzinfo=UTC) + step * timedelta(hours=8, minutes=15)
        for written in _forms(start, start + timedelta(minutes=length), zone):
            for inside in (True, False):
                assert moment_named(calendar, written, "--at", inside=inside) == start, written


def test_a_time_that_comes_twice_needs_an_offset() -> None:
    """And one that never comes is none."""
    autumn = Calendar(date(2021, 10, 30), date(2021, 10, 31), LISBON)
    with pytest.raises(InputError) as said:
        moment_named(autumn, "sun 01:30", "--at", inside=True)
    assert str(said.value) == (
        "--at sun 01:30: this time comes twice, as the clocks go back. Write 2021-10-31T01:30+01:00 or "
        "2021-10-31T01:30+00:00."
    )
    for written, hour in (("2021-10-31T01:30+01:00", 0), ("Sun 31 Oct 01:30 UTC+0", 1)):
        there = datetime(2021, 10, 31, hour, 30, tzinfo=UTC)
        assert moment_named(autumn, written, "--at", inside=True) == there
    spring = Calendar(date(2022, 3, 27), date(2022, 3, 27), LISBON)
    with pytest.raises(InputError, match="the clocks of Europe/Lisbon skip this time"):
        moment_named(spring, "sun 01:30", "--at", inside=True)


@pytest.mark.parametrize(
    "written",
    [
        "noon",
        "",
        "10:00",
        "mon 25:00",
        "mon 10:60",
        "tue 10:00 or so",
        "[",
        "0001-01-01T00:00+14:00",
        "mon 10:00 UTC+99",
        "१० 10:00",
        "2021-11-08T10:00[]",
        "10:00 10:00 10:00",
        "mon 10:0",
    ],
)
def test_what_is_no_time_comes_with_the_forms_that_are_read(written: str) -> None:
    """Each of which is read as it is written there."""
    for inside in (True, False):
        with pytest.raises(InputError) as said:
            moment_named(NOVEMBER, written, "--now", inside=inside)
        if "no such time" in str(said.value):
            ways = re.split(", | or ", str(said.value).partition("Write it as ")[2].rstrip("."))
            assert len(ways) == 6
            one_week = Calendar(NOVEMBER.first, date(2021, 11, 12), ADDIS)
            for way in ways:
                read = moment_named(one_week, way.strip("'"), "--now", inside=inside)
                assert read == datetime(2021, 11, 8, 10, tzinfo=ADDIS)
        else:
            assert re.search("expected|no such day", str(said.value))


def test_only_some_times_may_lie_outside_the_conference() -> None:
    """What has begun by a time, but not where a session could be; a word alone stays inside."""
    before = datetime(2021, 11, 5, 18, tzinfo=ADDIS)
    for written in ("2021-11-05T18:00", "2021-11-05T15:00Z", "Fri 5 Nov 18:00", "5 novembre 18:00"):
        assert moment_named(NOVEMBER, written, "--now", inside=False) == before
        with pytest.raises(InputError, match=r"no such day\. The conference lasts"):
            moment_named(NOVEMBER, written, "--at", inside=True)
    weekend = Calendar(date(2021, 11, 13), date(2021, 11, 14), ADDIS)
    with pytest.raises(InputError):
        moment_named(weekend, "mon 10:00", "--now", inside=False)


@pytest.mark.parametrize(
    ("name", "days"),
    [
        ("2021-11-09", [9]),
        ("2", [9]),
        ("day 2", [9]),
        ("jour 2", [9]),
        ("tue", [9, 16]),
        ("Mar.", [9, 16]),
        ("9 Nov", [9]),
        ("Tue 9", [9]),
        ("Tuesday 9 November 2021", [9]),
        ("mardi 9 novembre 2021", [9]),
        ("9 novembre", [9]),
    ],
)
def test_days_are_read_in_every_form(name: str, days: list[int]) -> None:
    """A number alone is that of a day of the conference."""
    assert days_named(NOVEMBER, [name]) == {date(2021, 11, day) for day in days}
    if len(days) == 1:
        assert date_named(NOVEMBER, name, "--on") == date(2021, 11, 9)


def test_the_commands_read_what_they_print(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each option that takes a day or a time, with what `show` and `explain` say of a session."""
    instances = Path(__file__).parent.parent.parent / "instances"
    about = [str(instances / "tiny.yaml"), str(instances.parent / "solutions" / "tiny.json")]
    monkeypatch.chdir(tmp_path)

    def said(*words: str) -> str:
        assert main(words) == 0, words
        return capsys.readouterr().out

    told = said("explain", *about, "--session", "workshop")
    printed = re.search(r"is (?:on )?(\w{3} \d+ \w{3} \d\d:\d\d)", told)
    assert printed, told
    asked = ("explain", *about, "--session", "workshop", "--json", "--at")
    assert json.loads(said(*asked, printed[1])) == json.loads(said(*asked, "2021-11-08T08:00Z"))
    heading = next(line for line in said("show", *about).splitlines() if "day 1" in line)
    named, _, number = heading.partition("  ")
    for day in (named, number.partition(",")[0]):
        assert said("show", *about, "--day", day) == said("show", *about, "--day", "1")
