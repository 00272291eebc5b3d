"""Interpretation teams, by meetings and by half-days, resources, and clocks elsewhere."""

import json
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from scheduler.instance import Band, Instance, half_days_of
from scheduler.schedule import Assignment, Schedule
from tests.conference import BANDS, WEEK, conference, placed, pool, room, session
from tests.evaluation.said import messages
from tests.rules.brute import restrictions
from tests.voices import amount

RULE = "teams_exceeded"
HALF_DAYS: dict[str, Any] = {"counts": "half_days"}


SIX = pool(title="Six languages")


def interpreted(*names: str, duration: int = 60, **fields: Any) -> Instance:
    """Make a conference of two weeks whose sessions one pool serves."""
    return conference(
        *(session(name, interpretation="six", duration=duration) for name in names),
        session("plain"),
        only=RULE,
        last_day="2021-11-16",
        interpretation=[SIX | fields],
    )


def test_a_team_rests_for_the_gap_after_each_meeting(snapshot: SnapshotAssertion) -> None:
    """The gap between two meetings is accepted, a grain less is not."""
    instance = interpreted("one", "two")
    plain = "Mon 09:00 B"
    kept = placed(instance, one="Mon 09:00 A", two="Mon 11:30 A", plain=plain)
    assert amount(instance, kept, RULE) == 0
    schedule = placed(instance, one="Mon 09:00 A", two="Mon 11:00 A", plain=plain)
    assert amount(instance, schedule, RULE, "six") == 30  # held until 11:30
    assert messages(instance, schedule, RULE) == snapshot


def test_without_teams_every_meeting_is_too_many() -> None:
    """At once, in its day and in its week."""
    instance = interpreted("one", teams=0)
    schedule = placed(instance, one="Mon 09:00 A", plain="Mon 09:00 B")
    assert (
        amount(instance, schedule, RULE) == 510
    )  # 60 + 90 of gap, 180 in the day, 180 in the week


def test_meetings_beyond_what_teams_serve_in_a_day_count_as_the_longest(
    snapshot: SnapshotAssertion,
) -> None:
    """Two a day for each team; a third on the day counts, on the next day it does not."""
    instance = interpreted("a", "b", "c", gap=0)
    plain = "Mon 09:00 B"
    kept = placed(instance, a="Mon 09:00 A", b="Mon 10:00 A", c="Tue 09:00 A", plain=plain)
    assert amount(instance, kept, RULE) == 0
    schedule = placed(instance, a="Mon 09:00 A", b="Mon 10:00 A", c="Mon 11:00 A", plain=plain)
    assert amount(instance, schedule, RULE) == 180
    assert messages(instance, schedule, RULE) == snapshot


def test_a_week_lasts_from_monday_to_sunday(snapshot: SnapshotAssertion) -> None:
    """A third meeting late on Sunday counts, at the next midnight it does not; the first day is a Tuesday."""
    instance = conference(
        *(session(name, interpretation="six") for name in "abc"),
        only=RULE,
        first_day="2021-11-09",
        last_day="2021-11-15",
        interpretation=[SIX | {"gap": 0, "meetings_a_week": 2, "longest_meeting": 90}],
    )
    two = {"a": "Tue 09:00 A", "b": "Wed 09:00 A"}
    assert amount(instance, placed(instance, c="Mon 00:00 A", **two), RULE) == 0
    schedule = placed(instance, c="Sun 23:30 A", **two)
    assert amount(instance, schedule, RULE) == 90
    assert messages(instance, schedule, RULE) == snapshot


def test_minutes_beyond_the_longest_meeting_count(snapshot: SnapshotAssertion) -> None:
    """Three hours are accepted, a quarter more is not."""
    for duration, minutes in ((180, 0), (195, 15)):
        instance = interpreted("long", duration=duration)
        schedule = placed(instance, long="Mon 09:00 A", plain="Mon 09:00 B")
        assert amount(instance, schedule, RULE) == minutes
    assert messages(instance, schedule, RULE) == snapshot


def test_units_of_a_resource_count_until_the_changeover(snapshot: SnapshotAssertion) -> None:
    """Three crews: two and one fit, two and two do not; half an hour is needed between."""
    instance = conference(
        session("a", uses={"crew": 2}),
        session("b", uses={"crew": 1}),
        session("c", uses={"crew": 2}),
        session("d"),
        only="parallel_limit_exceeded",
        rooms=[room("A"), room("B")],
        resources=[{"id": "crew", "title": "Remote crews", "count": 3, "changeover": 30}],
    )
    rule, d = "parallel_limit_exceeded", "Mon 09:00 A"
    kept = placed(instance, a="Mon 09:00 A", b="Mon 09:00 B", c="Mon 10:30 A", d=d)
    assert amount(instance, kept, rule) == 0
    schedule = placed(instance, a="Mon 09:00 A", b="Mon 09:00 B", c="Mon 10:00 A", d=d)
    assert amount(instance, schedule, rule, "crew") == 60  # 30 min of 2 + 1 + 2 - 3
    assert messages(instance, schedule, rule) == snapshot


def remote(zone: str, duration: int = 60, **tables: Any) -> Instance:
    """Make a conference whose one session ten people follow from one site, in a region of weight 2."""
    sites = [{"id": "site", "region": "ASP", "zone": zone}]
    return conference(
        session("talk", duration=duration, remote={"site": 10}),
        only="local_hours",
        first_day="2021-11-06",
        regions=[{"id": "ASP", "title": "Asia-Pacific", "weight": 2}],
        sites=sites,
        **tables,
    )


@pytest.mark.parametrize(
    ("zone", "place", "amount_"),
    [
        # Delhi is at UTC+5:30, 2 h 30 min ahead of Addis: comfortable until 20:00, 17:30 in Addis.
        ("Asia/Kolkata", "Mon 16:30 A", 0),
        ("Asia/Kolkata", "Mon 17:00 A", 600),  # 30 min acceptable * 10 people * 2
        ("Asia/Kolkata", "Mon 19:00 A", 30 * 20 + 30 * 3 * 20),  # 21:30-22:30
        # Suva is at UTC+12 in November 2021, 9 h ahead: 10:30 in Addis is 19:30.
        ("Pacific/Fiji", "Mon 10:00 A", 0),
        ("Pacific/Fiji", "Mon 10:30 A", 600),
        ("Pacific/Fiji", "Mon 21:30 A", 30 * 3 * 20 + 30 * 20),  # 06:30-07:30 on Tuesday
        ("Pacific/Fiji", "Mon 23:00 A", 0),  # 08:00
        ("Pacific/Fiji", "Mon 14:30 A", 60 * 3 * 20),  # 23:30-00:30
        # New York is at UTC-4 until 7 November, and at UTC-5 after that: 7 and 8 h behind.
        ("America/New_York", "Sat 15:00 A", 0),  # 08:00
        ("America/New_York", "Mon 15:00 A", 60 * 20),  # 07:00
        ("America/New_York", "Mon 16:00 A", 0),  # 08:00
    ],
)
def test_remote_minutes_cost_what_the_clock_there_says(zone: str, place: str, amount_: int) -> None:
    """Nothing from 08:00 to 20:00, 1 from 07:00 to 22:00, 3 at night; on the clocks of the site."""
    instance = remote(zone)
    assert amount(instance, placed(instance, talk=place), "local_hours", "ASP") == amount_


@pytest.mark.parametrize(
    ("hour", "minute", "duration", "costly"),
    [
        (4, 30, 60, 30),  # 00:30-01:30 EDT: comfortable from 01:00 on
        (5, 30, 60, 30),  # 01:30-02:00 EDT, then 01:00-01:30 EST, comfortable
        (6, 0, 60, 30),  # 01:00-02:00 EST
        (6, 30, 60, 60),  # 01:30-02:30 EST
        (5, 0, 120, 60),  # both passes: comfortable for half an hour each
    ],
)
def test_a_repeated_hour_counts_by_its_clock(
    hour: int, minute: int, duration: int, costly: int
) -> None:
    """On 7 November 2021 New York's clocks show 01:00-02:00 twice, from 05:00 to 07:00 UTC."""
    hours = {
        "comfortable": {"from": "01:00", "to": "01:30"},
        "acceptable": {"from": "00:00", "to": "24:00"},
    }
    instance = remote("America/New_York", duration=duration, local_hours=hours)
    begins = datetime(2021, 11, 7, hour, minute, tzinfo=UTC)
    schedule = Schedule.of([Assignment("talk", begins, "A")])
    assert amount(instance, schedule, "local_hours") == costly * 20  # 10 people * 2


def test_rates_are_those_of_the_conference() -> None:
    """Acceptable from 08:30, comfortable from 09:30 to 10:00, acceptable until 11:00."""
    hours = {
        "comfortable": {"from": "09:30", "to": "10:00"},
        "acceptable": {"from": "08:30", "to": "11:00"},
        "acceptable_rate": 2,
        "night_rate": 5,
    }
    instance = remote("Africa/Addis_Ababa", duration=240, local_hours=hours)
    schedule = placed(instance, talk="Mon 08:00 A")
    # 08:00 night, 08:30 acceptable, 09:30 nothing, 10:00 acceptable, 11:00-12:00 night
    assert amount(instance, schedule, "local_hours") == (90 * 5 + 120 * 2) * 20


def test_a_region_is_told_of_each_session_once_with_all_its_sites(
    snapshot: SnapshotAssertion,
) -> None:
    """Sites at comfortable hours are not named."""
    instance = conference(
        session("talk", remote={"suva": 1, "delhi": 4, "tokyo": 2}),
        only="local_hours",
        regions=[{"id": "ASP", "title": "Asia-Pacific"}],
        sites=[
            {"id": "suva", "region": "ASP", "zone": "Pacific/Fiji"},
            {"id": "delhi", "region": "ASP", "zone": "Asia/Kolkata"},
            {"id": "tokyo", "region": "ASP", "zone": "Asia/Tokyo"},
        ],
    )
    schedule = placed(instance, talk="Mon 14:30 A")
    # Suva 23:30-00:30: 60 * 3; Delhi 17:00-18:00: none; Tokyo 20:30-21:30: 60 for 2 people
    assert amount(instance, schedule, "local_hours", "ASP") == 180 + 120
    assert messages(instance, schedule, "local_hours") == snapshot


def test_the_region_that_is_worst_off_is_told_with_the_next_one(
    snapshot: SnapshotAssertion,
) -> None:
    """Of equal ones the first in the file; nobody is, where all have comfortable hours."""
    instance = conference(
        session("talk", remote={"suva": 2, "lagos": 5}),
        session("vote", remote={"suva": 1, "delhi": 9}),
        only="worst_region",
        regions=[
            {"id": "AFR", "title": "Africa"},
            {"id": "ASP", "title": "Asia-Pacific"},
            {"id": "EUR"},
        ],
        sites=[
            {"id": "lagos", "region": "AFR", "zone": "Africa/Lagos"},
            {"id": "suva", "region": "ASP", "zone": "Pacific/Fiji"},
            {"id": "delhi", "region": "ASP", "zone": "Asia/Kolkata"},
        ],
    )
    rule = "worst_region"
    assert amount(instance, placed(instance, talk="Mon 10:00 A", vote="Mon 10:00 B"), rule) == 0
    # Suva 23:00-24:00: 60 * 3 * 2 for the talk, 60 * 3 for the vote; Lagos 12:00.
    late = placed(instance, talk="Mon 14:00 A", vote="Mon 14:00 B")
    assert amount(instance, late, rule, "tiny") == 360 + 180
    assert messages(instance, late, rule) == snapshot
    # Lagos 07:00-08:00: 60 * 5; Suva 23:00-24:00 for the vote alone: 180.
    early = placed(instance, talk="Mon 09:00 A", vote="Mon 14:00 B")
    assert messages(instance, early, rule) == snapshot


def test_remote_persons_do_not_attend_at_night(snapshot: SnapshotAssertion) -> None:
    """Acceptable until 22:00: in Delhi that is 19:30 in Addis."""
    instance = conference(
        session("talk", people={"speaker": ["far", "here"], "optional": ["idle"]}),
        only="local_night",
        people=[
            {"id": "far", "title": "Minister, India", "remote": True, "zone": "Asia/Kolkata"},
            {"id": "here", "zone": "Asia/Kolkata"},
            {"id": "idle", "remote": True, "zone": "Asia/Kolkata"},
        ],
    )
    rule = "local_night"
    assert amount(instance, placed(instance, talk="Mon 18:30 A"), rule) == 0
    schedule = placed(instance, talk="Mon 19:00 A")
    assert amount(instance, schedule, rule, "far") == 30
    assert amount(instance, schedule, rule) == 30
    assert messages(instance, schedule, rule) == snapshot


NOON = [
    {"id": "morning", "from": "09:00", "to": "12:30", "breaks": [{"from": "10:30", "to": "11:00"}]},
    {"id": "lunch", "from": "12:30", "to": "14:00", "official": False},
    {"id": "afternoon", "from": "14:00", "to": "17:00"},
    {"id": "evening", "from": "17:00", "to": "21:30", "official": False},
]
"""A morning of 180 minutes of work, lunch right after it, and an evening of 270 minutes."""


def by_half_days(*names: str, duration: int = 60, **fields: Any) -> Instance:
    """Make a conference of two weeks whose sessions one pool serves, counted by half-days."""
    return conference(
        *(session(name, interpretation="six", duration=duration) for name in names),
        only=RULE,
        day_profiles=[{"id": "day", "weekdays": WEEK, "bands": NOON}],
        last_day="2021-11-16",
        interpretation=[SIX | HALF_DAYS | fields],
    )


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
    instance = by_half_days("a")
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
    instance = by_half_days("a", "b", "c")
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
    instance = by_half_days("a", "b", gap=gap)
    schedule = placed(instance, a="Mon 09:00 A", b="Mon 13:00 A")
    assert amount(instance, schedule, RULE) == minutes
    if minutes:
        assert messages(instance, schedule, RULE) == snapshot


@pytest.mark.parametrize(("gap", "minutes"), [(90, 0), (91, 180)])
def test_the_gap_lies_between_the_half_days_whenever_they_meet(gap: int, minutes: int) -> None:
    """From the end of the morning, 12:30, to the afternoon, 14:00: 90 minutes."""
    instance = by_half_days("a", "b", gap=gap)
    schedule = placed(instance, a="Mon 09:00 A", b="Mon 16:00 A")
    assert amount(instance, schedule, RULE) == minutes


def test_a_day_has_so_many_half_days_of_each_team(snapshot: SnapshotAssertion) -> None:
    """Two of one team; a third on the day counts as the work of a half-day, on the next day it does not."""
    instance = by_half_days("a", "b", "c", half_day=60, gap=0, half_days_a_day=2)
    kept = placed(instance, a="Mon 09:00 A", b="Mon 12:30 A", c="Tue 09:00 A")
    assert amount(instance, kept, RULE) == 0
    over = placed(instance, a="Mon 09:00 A", b="Mon 12:30 A", c="Mon 14:00 A")
    assert amount(instance, over, RULE) == 60
    assert messages(instance, over, RULE) == snapshot


def test_a_week_has_so_many_half_days_of_each_team(snapshot: SnapshotAssertion) -> None:
    """From Monday to Sunday; the next Monday is another week."""
    instance = by_half_days("a", "b", "c", half_days_a_week=2)
    places = {"a": "Mon 09:00 A", "b": "Tue 09:00 A"}
    over = placed(instance, **places, c="Sun 09:00 A")
    assert amount(instance, over, RULE) == 180
    assert messages(instance, over, RULE) == snapshot
    several = by_half_days("a", "b", half_days_a_week=1)
    assert amount(several, placed(several, a="Sun 09:00 A", b="Mon 09:00 A"), RULE) == 180
    (sunday,) = placed(several, a="Sun 09:00 A").assignments
    monday = Assignment("b", sunday.start + timedelta(days=1), "A")
    assert amount(several, Schedule.of([sunday, monday]), RULE) == 0


def test_another_team_takes_over_where_a_half_day_ends(snapshot: SnapshotAssertion) -> None:
    """A meeting from 19:00 to 21:00 lies in two parts of the evening, too close for one team."""
    instance = by_half_days("a", duration=120)
    assert amount(instance, placed(instance, a="Mon 18:00 A"), RULE) == 0  # until 20:00
    over = placed(instance, a="Mon 19:00 A")
    assert amount(instance, over, RULE) == 180
    assert messages(instance, over, RULE) == snapshot


def test_two_teams_serve_what_two_meet_at_once() -> None:
    """Beside each other, or in half-days without a rest between them; never three."""
    instance = by_half_days("a", "b", "c", teams=2)
    kept = placed(instance, a="Mon 09:00 A", b="Mon 09:00 B", c="Mon 14:00 A")
    assert amount(instance, kept, RULE) == 0
    over = placed(instance, a="Mon 09:00 A", b="Mon 09:00 B", c="Mon 12:30 A")
    assert amount(instance, over, RULE) == 180


def test_without_teams_every_half_day_is_too_many() -> None:
    """In its two rows, in its day and in its week."""
    instance = by_half_days("a", teams=0)
    assert amount(instance, placed(instance, a="Mon 14:00 A"), RULE) == 4 * 180
    assert amount(instance, placed(instance, a="Mon 00:00 A"), RULE) == 3 * 180  # one row, of two


def test_a_team_works_at_night_as_well(snapshot: SnapshotAssertion) -> None:
    """Time outside the bands is no way around the limits; it is named as such."""
    instance = by_half_days("a", "b", half_days_a_week=1)
    schedule = placed(instance, a="Mon 03:00 A", b="Tue 07:00 A")
    assert messages(instance, schedule, RULE) == snapshot
    twice = placed(instance, a="Mon 03:00 A", b="Mon 06:00 A")
    assert messages(instance, twice, RULE)[0] == (
        "Six languages: Mon 8 Nov, outside the bands (part 2) and outside the bands (part 3): 2 teams "
        "needed, 1 is available: A, B (counts as 180 min, the work of 1 half-day)"
    )


OVERTIME = "team_overtime"


def on_overtime(*names: str, **fields: Any) -> Instance:
    """Make the same conference, where only overtime counts."""
    instance = by_half_days(*names, **fields)
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
    instance = conference(
        *(session(each, interpretation="six") for each in "abc"),
        only=RULE,
        interpretation=[{"id": "six", "languages": ["en"], "teams": 1} | counts],
    )
    in_turn = placed(instance, a="Mon 09:00 A", b="Mon 10:00 A", c="Mon 11:00 A")
    assert amount(instance, in_turn, RULE) == minutes


def on_leave(names: str, *absences: tuple[str, str, int], **fields: Any) -> Instance:
    """Make a conference from a Monday to a Friday whose sessions one pool of two teams serves."""
    rows = [{"from": first, "to": last, "teams": number} for first, last, number in absences]
    return conference(
        *(session(name, interpretation="six") for name in names),
        only=RULE,
        levels=fields.pop("levels", {}),
        last_day="2021-11-12",
        day_profiles=[{"id": "day", "weekdays": WEEK, "bands": BANDS[:2]}],
        interpretation=[SIX | {"teams": 2, "gap": 0, "absences": rows} | fields],
    )


ON_TUESDAY = ("2021-11-09", "2021-11-09", 1)


def test_teams_are_there_on_other_dates() -> None:
    """From the first to the last date of a row, both included; several rows add up."""
    instance = on_leave("a", ("2021-11-09", "2021-11-10", 1), ("2021-11-10", "2021-11-11", 1))
    (pool,) = instance.interpretation
    there = [pool.teams_on(day) for day in (date(2021, 11, 7), *instance.dates)]
    assert there == [2, 2, 1, 0, 1, 2]


@pytest.mark.parametrize(("pool", "minutes"), [({}, 60), (HALF_DAYS, 180)])
@pytest.mark.parametrize(("day", "away"), [("Mon", False), ("Tue", True), ("Wed", False)])
def test_a_team_that_is_away_serves_nothing_on_that_date(
    pool: dict[str, Any], minutes: int, day: str, *, away: bool
) -> None:
    """Two meetings beside each other need both teams: an hour is too much, or a half-day."""
    instance = on_leave("ab", ON_TUESDAY, **pool)
    schedule = placed(instance, a=f"{day} 09:00 A", b=f"{day} 09:00 B")
    assert amount(instance, schedule, RULE, "six") == (minutes if away else 0)


def test_it_is_said_how_many_are_there(snapshot: SnapshotAssertion) -> None:
    """On that date."""
    by_meetings, by_half_days = (on_leave("ab", ON_TUESDAY, **each) for each in ({}, HALF_DAYS))
    places = {"a": "Tue 09:00 A", "b": "Tue 09:30 B"}
    assert messages(by_meetings, placed(by_meetings, **places), RULE) == snapshot
    assert messages(by_half_days, placed(by_half_days, **places), RULE) == snapshot


@pytest.mark.parametrize(
    ("start", "minutes"),
    [
        ("Mon 22:30", 0),  # until 23:30, and 30 min of rest until midnight
        ("Mon 23:00", 30),
        ("Tue 23:00", 60),  # from Wednesday on both are there
        ("Tue 23:30", 30),
    ],
)
def test_midnight_is_when_they_leave_and_when_they_come(start: str, minutes: int) -> None:
    """Two meetings beside each other, which hold both teams for half an hour longer."""
    instance = on_leave("ab", ON_TUESDAY, gap=30)
    schedule = placed(instance, a=f"{start} A", b=f"{start} B")
    assert amount(instance, schedule, RULE) == minutes


@pytest.mark.parametrize("pool", [{"meetings_a_day": 1}, HALF_DAYS | {"half_days_a_day": 1}])
def test_a_day_has_what_the_teams_of_that_date_serve(pool: dict[str, Any]) -> None:
    """One each: the second one of Tuesday is too much, of Monday it is not."""
    instance = on_leave("ab", ON_TUESDAY, **pool)
    for day, beyond in (("Mon", 0), ("Tue", 180)):
        schedule = placed(instance, a=f"{day} 09:00 A", b=f"{day} 14:00 A")
        assert amount(instance, schedule, RULE) == beyond


FROM_TUESDAY = ("2021-11-09", "2021-11-12", 1)
FOUR = {"a": "Mon 09:00 A", "b": "Mon 09:00 B", "c": "Tue 09:00 A", "d": "Wed 09:00 A"}


@pytest.mark.parametrize(
    "pool",
    [
        {"meetings_a_day": 1, "meetings_a_week": 3, "longest_meeting": 180},
        HALF_DAYS | {"half_days_a_day": 1, "half_days_a_week": 3},
    ],
)
def test_a_week_has_what_each_team_serves_on_the_dates_on_which_it_is_there(
    pool: dict[str, Any], snapshot: SnapshotAssertion
) -> None:
    """Three of the team that is there all week, one of the other, on Monday: four, and no fifth."""
    instance = on_leave("abcde", FROM_TUESDAY, **pool)
    four = on_leave("abcd", FROM_TUESDAY, **pool)
    assert amount(four, placed(four, **FOUR), RULE) == 0
    five = placed(instance, **FOUR, e="Thu 09:00 A")
    assert amount(instance, five, RULE) == 180
    assert messages(instance, five, RULE) == snapshot
    all_there = on_leave("abcde", **pool)
    assert amount(all_there, five, RULE) == 0  # six
    rested = on_leave("abcde", ("2021-11-12", "2021-11-12", 1), **pool)
    assert amount(rested, five, RULE) == 0  # four dates are as good as five for three


def test_what_is_usual_for_a_team_is_no_more_than_its_dates_have() -> None:
    """Three and one are usual: the fifth is overtime."""
    levels = {RULE: "off", "team_overtime": 1}
    pool = HALF_DAYS | {"half_days_a_day": 1, "usual_half_days_a_week": 3, "levels": levels}
    places = FOUR | {"e": "Thu 09:00 A"}
    for absences, extra in ((FROM_TUESDAY, 1), (("2021-11-12", "2021-11-12", 1), 0)):
        instance = on_leave("abcde", absences, **pool)
        assert amount(instance, placed(instance, **places), "team_overtime") == extra


def test_without_any_team_on_a_date_nothing_is_served_on_it() -> None:
    """By meetings: the hour at once, the day; the week has two of each team on four dates."""
    nobody = ("2021-11-09", "2021-11-09", 2)
    instance = on_leave("a", nobody)
    assert amount(instance, placed(instance, a="Tue 09:00 A"), RULE) == 60 + 180
    by_half_days = on_leave("a", nobody, **HALF_DAYS)
    assert amount(by_half_days, placed(by_half_days, a="Tue 09:00 A"), RULE) == 180 + 180


def test_local_night_never_comes_where_all_hours_are_acceptable() -> None:
    """From 00:00 to 24:00."""
    instance = conference(
        session("s", people={"speaker": ["emi"]}),
        people=[{"id": "emi", "remote": True, "zone": "Asia/Tokyo"}],
        local_hours={"acceptable": {"from": "00:00", "to": "24:00"}},
    )
    assert restrictions(instance, "local_night") == []
