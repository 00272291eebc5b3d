"""Files with a horizon of days: dates in the place of instants, and what is wrong with them, by line."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from scheduler.errors import InstanceError
from scheduler.instance import DayWindow, Instance, Window
from scheduler.sources import read_instance_text
from tests.sources.files import MONTHS


def read(*changes: tuple[str, str]) -> Instance:
    """Read the file with some changes."""
    text = MONTHS
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return read_instance_text(text.encode(), "months.yaml")


def wrong(*changes: tuple[str, str]) -> str:
    """Return what is said of the file with some changes."""
    with pytest.raises(InstanceError) as caught:
        read(*changes)
    return str(caught.value)


def test_a_date_begins_at_midnight() -> None:
    """Of a pin and of a published place."""
    instance = read()
    start = datetime(2016, 11, 9, tzinfo=UTC)
    pin = instance.session_by_id["a"].pin
    assert pin is not None
    assert pin.start == instance.published[0].start == start


def test_the_last_date_of_a_window_is_inside() -> None:
    """It ends at the midnight that ends it; windows with `days` stay what they are."""
    instance = read()
    november = Window(
        start=datetime(2016, 11, 1, tzinfo=UTC), end=datetime(2016, 12, 1, tzinfo=UTC)
    )
    assert instance.kinds[0].windows == instance.frozen == (november,)
    days, year = instance.rooms[0].closures
    assert isinstance(days, DayWindow)
    assert isinstance(year, Window)
    assert year.end - year.start == timedelta(days=1)


def test_days_are_a_duration() -> None:
    """Both may be there if they agree, as what is written out has them."""
    instance = read()
    assert [each.duration.days for each in instance.sessions] == [3, 1]
    assert Instance.model_validate_json(instance.model_dump_json(by_alias=True)) == instance
    said = wrong(("days: 3", "days: 3, duration: 60"))
    assert said.endswith("sessions[a].duration: found 60, expected 4320 beside `days`, or nothing.")


def test_a_session_of_two_weeks_may_be_written_in_days_alone(snapshot: SnapshotAssertion) -> None:
    """Minutes end with a week."""
    assert read(("days: 3, pin: {start: 2016-11-09}", "days: 12")).sessions[0].duration.days == 12
    assert "from 1 to 10080" in wrong(("duration: 1440", "duration: 17280"))
    assert wrong(("days: 3", "days: 61")) == snapshot


def test_an_instance_of_hours_has_no_days(snapshot: SnapshotAssertion) -> None:
    """Sessions have minutes, a date is no instant, 60 days are the most, and orders have no more either."""
    hours: list[tuple[str, str]] = [("horizon: days", "horizon: hours"), ("grid: 1440", "grid: 60")]
    dates = [
        ("start: 2016-11-09", 'start: "2016-11-09T00:00[UTC]"'),
        (", windows: [{from: 2016-11-01, to: 2016-11-30}]", ""),
        ("{from: 2017-01-01, to: 2017-01-01}", "{days: [2017-01-01]}"),
        ("to: 2016-11-30", 'to: "2016-11-30T00:00[UTC]"'),
    ]
    assert "expected an instant" in wrong(*hours)
    assert "which makes 488 days, expected at most 60 days" in wrong(*hours, *dates)
    short = [("first_day: 2016-07-01", "first_day: 2016-11-01"), ("2017-10-31", "2016-11-30")]
    assert wrong(*hours, *dates, *short) == snapshot
    days: Any = ("contacts:", "orders: [{first: [a], then: [b], days_at_least: 61}]\ncontacts:")
    assert wrong(*hours, *dates, *short, ("days: 3", "duration: 60"), days) == snapshot
