"""The services family: interpretation teams, resources, and clocks elsewhere."""

from datetime import UTC, datetime
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from scheduler.instance import Instance
from scheduler.schedule import Assignment, Schedule
from tests.conference import conference, placed, room, session
from tests.evaluation.said import messages
from tests.voices import amount

RULE = "teams_exceeded"


def interpreted(*names: str, duration: int = 60, **pool: Any) -> Instance:
    """Make a conference of two weeks whose sessions one pool serves."""
    six = {
        "id": "six",
        "title": "Six languages",
        "languages": ["ar", "en"],
        "counts": "meetings",
        "teams": 1,
    }
    return conference(
        *(session(name, interpretation="six", duration=duration) for name in names),
        session("plain"),
        only=RULE,
        last_day="2021-11-16",
        interpretation=[six | pool],
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
    """A third meeting on Sunday counts, on the next Monday it does not."""
    instance = interpreted("a", "b", "c", gap=0, meetings_a_week=2, longest_meeting=90)
    a = datetime(2021, 11, 8, 6, tzinfo=UTC)
    b = datetime(2021, 11, 9, 6, tzinfo=UTC)
    # Addis is three hours ahead: 21:00 UTC on Sunday is Monday there.
    sunday, monday = (
        datetime(2021, 11, 14, 20, 30, tzinfo=UTC),
        datetime(2021, 11, 14, 21, tzinfo=UTC),
    )
    rest = [Assignment("a", a, "A"), Assignment("b", b, "A"), Assignment("plain", a, "B")]
    kept = Schedule.of([*rest, Assignment("c", monday, "A")])
    schedule = Schedule.of([*rest, Assignment("c", sunday, "A")])
    assert amount(instance, kept, RULE) == 0
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
