"""Rules that make a programme regular: what is kept apart, and what starts at standard times."""

from typing import Any

from tests.conference import conference, placed, session
from tests.voices import amount

APART: dict[str, Any] = {
    "id": "apart",
    "sessions": {"sessions": ["s"]},
    "others": {"kinds": ["committee"]},
}
KINDS = [{"id": "meeting", "bands": ["morning"]}, {"id": "committee", "bands": ["morning"]}]


def test_series_changes_hour_goes_by_the_clocks_when_they_change() -> None:
    """In New York Sunday 7 November 2021 has 25 hours: 09:00 on Saturday and on Monday is one time."""
    series = [{"id": "all", "sessions": {"kinds": ["meeting"]}}]
    days = {"first_day": "2021-11-06", "last_day": "2021-11-08", "zone": "America/New_York"}
    instance = conference(session("s"), session("q"), series=series, **days)
    rule = "series_changes_hour"
    same = placed(instance, s="Sat 09:00 A", q="Mon 09:00 A")
    assert amount(instance, same, rule) == 0
    # 48 hours after Saturday 09:00 it is 08:00 on Monday.
    assert amount(instance, placed(instance, s="Sat 09:00 A", q="Mon 08:00 A"), rule) == 1


def test_rhythm_broken_counts_from_its_first_day_to_its_last() -> None:
    """And not on the days before and after."""
    rhythm = {"every": 1, "from": "2021-11-09", "to": "2021-11-10"}
    instance = conference(
        session("s", body="com"), last_day="2021-11-11", bodies=[{"id": "com", "rhythm": rhythm}]
    )
    for day, days in (("Mon", 2), ("Tue", 1), ("Wed", 1), ("Thu", 2)):
        assert amount(instance, placed(instance, s=f"{day} 09:00 A"), "rhythm_broken") == days


def test_load_missing_goes_by_days_from_the_first_to_the_last() -> None:
    """All that starts on a day counts, if no band is named."""
    load = {"id": "even", "at_least": 90, "from": "2021-11-09", "to": "2021-11-10"}
    instance = conference(session("s"), last_day="2021-11-11", minimum_loads=[load])
    for day, minutes in (("Mon", 180), ("Tue", 120), ("Wed", 120), ("Thu", 180)):
        schedule = placed(instance, s=f"{day} 23:30 A")
        assert amount(instance, schedule, "load_missing") == minutes
