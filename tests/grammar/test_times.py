"""Times on the command line: what the program prints, it reads."""

import re
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from scheduler.cli.commands.publish import moment as moment_of_release
from scheduler.errors import InputError
from scheduler.grammar.session_drafts import goal_named
from scheduler.grammar.times import (
    day_named,
    days_named,
    moment_named,
    stretches_named,
)
from scheduler.instance import Instance, utc_text
from scheduler.sources import read_instance_text
from scheduler.wording import moment, when
from tests.conference import conference, session
from tests.sources.files import MONTHS

ADDIS = ZoneInfo("Africa/Addis_Ababa")
NOVEMBER = conference(session("any"), last_day="2021-11-19")
AT = datetime(2021, 11, 16, 11, 30, tzinfo=ADDIS)
"""A Tuesday; its week is the second of the conference."""


@pytest.mark.parametrize(
    "written",
    [
        "Tue 16 Nov 11:30",
        "Tue 16 Nov 11:30-12:30",
        "MAR. 16 NOV. 11:30",
        "Tuesday 16 November 2021, 11:30",
        "mardi 16 novembre 2021 à 11h30",
        "day 9, 11:30am",
        "9 11:30",
        "Tue 16 11.30 A.M.",
        "2021-11-16 11:30",
        "2021-11-16T11:30",
        "2021-11-16T11:30+03:00",
        "2021-11-16T08:30Z",
    ],
)
def test_a_time_is_read_in_every_form(written: str) -> None:
    """In both languages, inside a conference and anywhere."""
    for inside in (True, False):
        assert moment_named(NOVEMBER, written, "--at", inside=inside) == AT


def test_what_is_printed_is_read() -> None:
    """As `show`, `explain`, releases and JSON write a time."""
    end = datetime(2021, 11, 16, 12, tzinfo=ADDIS)
    there = AT.astimezone(UTC)
    for written in (
        moment(AT, ADDIS),
        when(AT, end, ADDIS),
        moment_of_release(there),
        utc_text(AT),
    ):
        assert moment_named(NOVEMBER, written, "--at", inside=True) == AT


@pytest.mark.parametrize(
    ("written", "clock"),
    [
        ("12am", "00:00"),
        ("noon", "12:00"),
        ("12pm", "12:00"),
        ("3:05 p.m.", "15:05"),
        ("9 h", "09:00"),
    ],
)
def test_hours_are_read_as_people_say_them(written: str, clock: str) -> None:
    """Twelve hours twice, or 24."""
    found = moment_named(NOVEMBER, f"9 nov {written}", "--at", inside=True)
    assert f"{found.astimezone(ADDIS):%H:%M}" == clock


@pytest.mark.parametrize(
    "written",
    ["noon", "", "10:00", "9 nov 25:00", "9 nov 10:60", "9 nov 13pm", "9 nov 3", "[", "9 nov 10:0"],
)
def test_what_is_no_time_is_refused(written: str) -> None:
    """With a form that is read, and no other day or hour in its place."""
    for inside in (True, False):
        with pytest.raises(InputError, match="no such time") as said:
            moment_named(NOVEMBER, written, "--at", inside=inside)
    such = re.findall("'(.+?)'", str(said.value))[0]
    assert moment_named(NOVEMBER, such, "--at", inside=True) == datetime(
        2021, 11, 8, 10, tzinfo=ADDIS
    )


def test_a_date_is_a_time_where_days_have_no_hours() -> None:
    """Its midnight; elsewhere a clock time is missing."""
    months = read_instance_text(MONTHS.encode(), "months.yaml")
    assert moment_named(months, "9 Nov 2016", "--at", inside=True) == datetime(
        2016, 11, 9, tzinfo=UTC
    )
    with pytest.raises(InputError, match="no such time"):
        moment_named(NOVEMBER, "9 Nov", "--at", inside=True)


def test_a_time_that_comes_twice_or_never_needs_an_offset() -> None:
    """As the clocks of the venue change."""
    autumn, spring = (
        conference(session("any"), zone="Europe/Lisbon", first_day=day, last_day=day)
        for day in ("2021-10-31", "2022-03-27")
    )
    for instance, said in ((autumn, "occurs twice"), (spring, "does not exist")):
        with pytest.raises(InputError, match=f"this time {said} in Europe/Lisbon"):
            moment_named(instance, "sun 01:30", "--at", inside=True)
    found = moment_named(autumn, "2021-10-31T01:30+01:00", "--at", inside=True)
    assert found == datetime(2021, 10, 31, 0, 30, tzinfo=UTC)


def test_only_some_times_may_lie_outside_the_conference() -> None:
    """What has begun by a time, given as a date; not where a session could be."""
    before = datetime(2021, 11, 5, 18, tzinfo=ADDIS)
    for written in ("2021-11-05T18:00", "2021-11-05T15:00Z"):
        assert moment_named(NOVEMBER, written, "--now", inside=False) == before
        with pytest.raises(InputError, match="no such day"):
            moment_named(NOVEMBER, written, "--at", inside=True)


@pytest.mark.parametrize(
    ("name", "days"),
    [
        ("2021-11-09", [9]),
        ("2", [9]),
        ("jour 2", [9]),
        ("tue", [9, 16]),
        ("Mar.", [9, 16]),
        ("Tue 9", [9]),
        ("mardi 9 novembre 2021", [9]),
    ],
)
def test_days_are_read_in_every_form(name: str, days: list[int]) -> None:
    """A number alone is that of a day of the conference; of several days a time asks for one."""
    assert days_named(NOVEMBER, [name]) == {date(2021, 11, day) for day in days}
    if len(days) > 1:
        with pytest.raises(InputError, match="Name one: 2021-11-09 or 2021-11-16"):
            day_named(NOVEMBER, name, "--on")


@pytest.mark.parametrize(
    ("text", "days", "hours"),
    [
        ("tue", [9], (0, 24)),
        ("tue 2pm-4pm", [9], (14, 16)),
        ("mon..tue from 15:00", [8, 9], (15, 24)),
        ("before 12:00", [8, 9], (0, 12)),
        ("9:00-12:00", [8, 9], (9, 12)),
        ("tue morning", [9], (9, 12)),
        ("always", [8, 9], (0, 24)),
    ],
)
def test_hours_of_days_are_read(text: str, days: list[int], hours: tuple[int, int]) -> None:
    """Of one day, of several, or of each; a band, a part, or all of them."""
    found = stretches_named(_two_days(), text, "WHEN")
    assert [each.day.day for each in found] == days
    assert {(each.since.seconds // 3600, each.until.total_seconds() // 3600) for each in found} == {
        hours
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("tue 15:00", "has no end"),
        ("tue 15:00-14:00", "ends before it begins"),
        ("tue..mon", "ends before it begins"),
        ("tue 20:00-25:00", "after midnight"),
        ("tue 9-12", "expected hours such as 'tue 15:00-16:30'"),
        ("dusk", "no such day"),
    ],
)
def test_what_are_no_hours_is_refused(text: str, said: str) -> None:
    """Before anything is weighed."""
    with pytest.raises(InputError, match=f"WHEN .*{said}"):
        stretches_named(_two_days(), text, "WHEN")


def test_a_session_goes_to_a_time_or_a_day() -> None:
    """A time alone is on the day where it is."""
    here = datetime(2021, 11, 9, 9, tzinfo=UTC)
    assert goal_named(_two_days(), "3pm", here=here) == datetime(2021, 11, 9, 15, tzinfo=ADDIS)
    assert goal_named(_two_days(), "tue", here=here) == date(2021, 11, 9)


def _two_days() -> Instance:
    return conference(session("any"))
