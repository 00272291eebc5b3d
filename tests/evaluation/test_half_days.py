"""Teams that work in half-days: what both voices count, and what a planner is told."""

import json
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from scheduler.instance import Band, Instance, half_days_of
from tests.conference import conference, placed, session
from tests.evaluation.said import messages
from tests.voices import amount

RULE = "teams_exceeded"
NOON = [
    {"id": "morning", "from": "09:00", "to": "12:30", "breaks": [{"from": "10:30", "to": "11:00"}]},
    {"id": "lunch", "from": "12:30", "to": "14:00", "official": False},
    {"id": "afternoon", "from": "14:00", "to": "17:00"},
    {"id": "evening", "from": "17:00", "to": "21:30", "official": False},
]
"""A morning of 180 minutes of work, lunch right after it, and an evening of 270 minutes."""


def interpreted(*names: str, duration: int = 60, **pool: Any) -> Instance:
    """Make a conference of two weeks whose sessions one pool serves, counted by half-days."""
    six = {"id": "six", "title": "Six languages", "languages": ["ar", "en"], "teams": 1}
    return conference(
        *(session(name, interpretation="six", duration=duration) for name in names),
        only=RULE,
        day_profiles=[{"id": "day", "weekdays": _ALL, "bands": NOON}],
        last_day="2021-11-16",
        interpretation=[six | {"counts": "half_days"} | pool],
    )


_ALL = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


def test_a_band_is_cut_where_the_work_of_a_half_day_is_done() -> None:
    """Breaks are no work; what is left of a band is a part of its own, from the minute after it."""
    morning, evening = (Band.model_validate_json(json.dumps(NOON[n])) for n in (0, 3))
    hour = timedelta(hours=1)
    assert morning.parts(3 * hour) == ((9 * hour, 12.5 * hour),)  # 210 min, less 30 of a break
    assert evening.parts(4.5 * hour) == ((17 * hour, 21.5 * hour),)
    assert evening.parts(3 * hour) == ((17 * hour, 20 * hour), (20 * hour, 21.5 * hour))
    assert morning.parts(1.5 * hour) == ((9 * hour, 11 * hour), (11 * hour, 12.5 * hour))
    assert morning.parts(hour) == (
        (9 * hour, 10 * hour),
        (10 * hour, 11.5 * hour),  # 30 min, the break, 30 min
        (11.5 * hour, 12.5 * hour),
    )


def test_half_days_are_named_by_date_band_and_part() -> None:
    """The evening is two, and so is the time outside the bands wherever it is longer than three hours."""
    instance = interpreted("a")
    half_days = half_days_of(instance, timedelta(hours=3))
    monday = [each for each in half_days if each.day.day == 8]
    assert [(each.band, each.part) for each in monday] == [
        *((None, 1), (None, 2), (None, 3)),
        *(("morning", 1), ("lunch", 1), ("afternoon", 1)),
        *(("evening", 1), ("evening", 2), (None, 1)),
    ]
    assert all(earlier.end == later.start for earlier, later in pairwise(half_days))
    assert half_days[-1].day == instance.last_day + timedelta(days=1)


def test_a_team_serves_one_meeting_after_another_in_a_half_day(snapshot: SnapshotAssertion) -> None:
    """Back to back is accepted; a grain of overlap needs a second team, once in each row of half-days."""
    instance = interpreted("a", "b", "c")
    kept = placed(instance, a="Mon 14:00 A", b="Mon 15:00 B", c="Mon 16:00 A")
    assert amount(instance, kept, RULE) == 0
    over = placed(instance, a="Mon 14:00 A", b="Mon 14:30 B", c="Mon 16:00 A")
    # The afternoon is too close to lunch and to the evening, so it is in two rows: 2 * (2 - 1) * 180.
    assert amount(instance, over, RULE, "six") == 360
    assert messages(instance, over, RULE) == snapshot


@pytest.mark.parametrize(("gap", "minutes"), [(0, 0), (1, 180), (90, 180)])
def test_a_team_rests_between_two_half_days(
    gap: int, minutes: int, snapshot: SnapshotAssertion
) -> None:
    """Lunch begins as the morning ends: without a gap one team works in both."""
    instance = interpreted("a", "b", gap=gap)
    schedule = placed(instance, a="Mon 09:00 A", b="Mon 13:00 A")
    assert amount(instance, schedule, RULE) == minutes
    if minutes:
        assert messages(instance, schedule, RULE) == snapshot


@pytest.mark.parametrize(("gap", "minutes"), [(90, 0), (91, 180)])
def test_the_gap_lies_between_the_half_days_whenever_they_meet(gap: int, minutes: int) -> None:
    """From the end of the morning, 12:30, to the afternoon, 14:00: 90 minutes."""
    instance = interpreted("a", "b", gap=gap)
    schedule = placed(instance, a="Mon 09:00 A", b="Mon 16:00 A")
    assert amount(instance, schedule, RULE) == minutes


def test_a_day_has_so_many_half_days_of_each_team(snapshot: SnapshotAssertion) -> None:
    """Two of one team; a third on the day counts as the work of a half-day, on the next day it does not."""
    instance = interpreted("a", "b", "c", half_day=60, gap=0, half_days_a_day=2)
    kept = placed(instance, a="Mon 09:00 A", b="Mon 12:30 A", c="Tue 09:00 A")
    assert amount(instance, kept, RULE) == 0
    over = placed(instance, a="Mon 09:00 A", b="Mon 12:30 A", c="Mon 14:00 A")
    assert amount(instance, over, RULE) == 60
    assert messages(instance, over, RULE) == snapshot


def test_a_week_has_so_many_half_days_of_each_team(snapshot: SnapshotAssertion) -> None:
    """From Monday to Sunday; the next Monday is another week."""
    instance = interpreted("a", "b", "c", half_days_a_week=2)
    places = {"a": "Mon 09:00 A", "b": "Tue 09:00 A"}
    over = placed(instance, **places, c="Sun 09:00 A")
    assert amount(instance, over, RULE) == 180
    assert messages(instance, over, RULE) == snapshot
    several = interpreted("a", "b", half_days_a_week=1)
    assert amount(several, placed(several, a="Sun 09:00 A", b="Mon 09:00 A"), RULE) == 180
    sunday = several.dates[6]
    assert sunday.weekday() == 6
    later = interpreted("a", "b", half_days_a_week=1)
    kept = placed(later, a="Sun 09:00 A", b="Mon 09:00 A")
    moved = [
        each if each.session == "a" else type(each)("b", each.start + timedelta(days=7), "A")
        for each in kept.assignments
    ]
    assert amount(later, type(kept).of(moved), RULE) == 0


def test_another_team_takes_over_where_a_half_day_ends(snapshot: SnapshotAssertion) -> None:
    """A meeting from 19:00 to 21:00 lies in two parts of the evening, too close for one team."""
    instance = interpreted("a", duration=120)
    assert amount(instance, placed(instance, a="Mon 18:00 A"), RULE) == 0  # until 20:00
    over = placed(instance, a="Mon 19:00 A")
    assert amount(instance, over, RULE) == 180
    assert messages(instance, over, RULE) == snapshot


def test_two_teams_serve_what_two_meet_at_once() -> None:
    """Beside each other, or in half-days without a rest between them; never three."""
    instance = interpreted("a", "b", "c", teams=2)
    kept = placed(instance, a="Mon 09:00 A", b="Mon 09:00 B", c="Mon 14:00 A")
    assert amount(instance, kept, RULE) == 0
    over = placed(instance, a="Mon 09:00 A", b="Mon 09:00 B", c="Mon 12:30 A")
    assert amount(instance, over, RULE) == 180


def test_without_teams_every_half_day_is_too_many() -> None:
    """In its two rows, in its day and in its week."""
    instance = interpreted("a", teams=0)
    assert amount(instance, placed(instance, a="Mon 14:00 A"), RULE) == 4 * 180
    assert amount(instance, placed(instance, a="Mon 00:00 A"), RULE) == 3 * 180  # one row, of two


def test_a_team_works_at_night_as_well(snapshot: SnapshotAssertion) -> None:
    """Time outside the bands is no way around the limits; it is named as such."""
    instance = interpreted("a", "b", half_days_a_week=1)
    schedule = placed(instance, a="Mon 03:00 A", b="Tue 07:00 A")
    assert messages(instance, schedule, RULE) == snapshot
    twice = placed(instance, a="Mon 03:00 A", b="Mon 06:00 A")
    assert messages(instance, twice, RULE)[0] == (
        "Six languages: Mon 8 Nov, outside the bands (part 2) and outside the bands (part 3): 2 teams "
        "needed, 1 is available: A, B (counts as 180 min, the work of 1 half-day)"
    )


def test_a_pool_that_counts_meetings_is_counted_as_before() -> None:
    """Half an hour is missing of the gap after the first meeting, whatever half-days there are."""
    instance = interpreted("a", "b", counts="meetings")
    assert amount(instance, placed(instance, a="Mon 14:00 A", b="Mon 16:00 A"), RULE) == 30


OVERTIME = "team_overtime"


def on_overtime(*names: str, **pool: Any) -> Instance:
    """Make the same conference, where only overtime counts."""
    instance = interpreted(*names, **pool)
    return instance.model_copy(update={"levels": instance.levels | {RULE: "off", OVERTIME: 1}})


def test_half_days_in_bands_of_overtime_count_for_each_team(snapshot: SnapshotAssertion) -> None:
    """Two at once in the evening; the afternoon is none."""
    instance = on_overtime("a", "b", teams=2, overtime=["evening"])
    kept = placed(instance, a="Mon 16:00 A", b="Mon 16:00 B")
    assert amount(instance, kept, OVERTIME) == 0
    late = placed(instance, a="Mon 17:00 A", b="Mon 17:30 B")
    assert amount(instance, late, OVERTIME, "six") == 2
    assert messages(instance, late, OVERTIME) == snapshot


def test_half_days_of_a_week_beyond_the_usual_are_overtime(snapshot: SnapshotAssertion) -> None:
    """Two are usual for two teams of one each; the third of the week counts 1, in another week 0."""
    instance = on_overtime("a", "b", "c", teams=2, usual_half_days_a_week=1)
    three = {"a": "Mon 09:00 A", "b": "Tue 09:00 A", "c": "Sun 09:00 A"}
    assert amount(instance, placed(instance, **three), OVERTIME) == 1
    assert messages(instance, placed(instance, **three), OVERTIME) == snapshot
    assert amount(instance, placed(instance, **three | {"c": "Mon 10:00 A"}), OVERTIME) == 0
    by_meetings = on_overtime("a", "b", "c", counts="meetings", usual_half_days_a_week=1)
    assert amount(by_meetings, placed(by_meetings, **three), OVERTIME) == 0


@pytest.mark.parametrize(("counts", "minutes"), [({}, 0), ({"counts": "meetings"}, 180 + 180)])
def test_half_days_are_counted_unless_meetings_are(counts: dict[str, str], minutes: int) -> None:
    """Three sessions after each other in a morning: one half-day of a team, or a third meeting of it.

    With 90 min of rest, two meetings hold the team from 10:00 to 12:30, and three for 30 min of it: 180. And
    three are one more than a team serves a day, which counts as the longest.
    """
    six = {"id": "six", "languages": ["en"], "teams": 1}
    instance = conference(
        *(session(each, interpretation="six") for each in "abc"),
        only=RULE,
        interpretation=[six | counts],
    )
    in_turn = placed(instance, a="Mon 09:00 A", b="Mon 10:00 A", c="Mon 11:00 A")
    assert amount(instance, in_turn, RULE) == minutes
