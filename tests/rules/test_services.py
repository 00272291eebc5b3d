"""Rules on interpretation, resources and local hours."""

from typing import Any

import pytest

from scheduler.instance import Instance
from tests.conference import conference, placed, session
from tests.rules.brute import amount, restrictions


def interpreted(number: int, duration: int = 60, **pool: Any) -> Instance:
    """Make a conference of two weeks with so many interpreted meetings, s1 and so on, and one more."""
    meetings = (
        session(f"s{each + 1}", interpretation="un", duration=duration) for each in range(number)
    )
    fields = {
        "id": "un",
        "languages": ["en", "fr"],
        "counts": "meetings",
        "teams": 1,
        "longest_meeting": 100,
    }
    return conference(
        *meetings, session("free"), last_day="2021-11-21", interpretation=[fields | pool]
    )


@pytest.mark.parametrize(
    ("s2", "minutes"),
    [
        ("Mon 11:30", 0),  # the team rests from 10:00 to 11:30
        ("Mon 11:00", 30),
        ("Mon 09:00", 150),  # 60 and the gap of 90, beside each other
    ],
)
def test_teams_exceeded_counts_the_gap_after_a_meeting(s2: str, minutes: int) -> None:
    """One team, for two meetings."""
    instance = interpreted(2)
    schedule = placed(instance, s1="Mon 09:00 A", s2=f"{s2} B", free="Mon 09:00 A")
    assert amount(instance, schedule, "teams_exceeded", "un") == minutes


def test_teams_exceeded_counts_beyond_all_teams() -> None:
    """Two teams: the third meeting at once is one too many."""
    instance = interpreted(3, teams=2, gap=0)
    schedule = placed(
        instance, s1="Mon 09:00 A", s2="Mon 09:00 B", s3="Mon 09:30 A", free="Mon 09:00 A"
    )
    assert amount(instance, schedule, "teams_exceeded") == 30


@pytest.mark.parametrize(
    ("s3", "minutes"),
    [
        ("Mon 14:00", 100),  # the third meeting of Monday counts as the longest meeting
        ("Mon 23:30", 100),
        ("Tue 00:00", 0),
    ],
)
def test_teams_exceeded_counts_meetings_beyond_a_day(s3: str, minutes: int) -> None:
    """One team serves two meetings a day."""
    instance = interpreted(3, gap=0)
    schedule = placed(
        instance, s1="Mon 09:00 A", s2="Mon 10:00 A", s3=f"{s3} A", free="Mon 09:00 B"
    )
    assert amount(instance, schedule, "teams_exceeded") == minutes


def test_teams_exceeded_counts_meetings_beyond_a_week() -> None:
    """One team serves two a week: three from Monday to Sunday are one too many."""
    instance = interpreted(3, gap=0, meetings_a_week=2)
    three = {"s1": "Tue 09:00 A", "s2": "Wed 09:00 A", "s3": "Sun 09:00 A", "free": "Mon 09:00 B"}
    assert amount(instance, placed(instance, **three), "teams_exceeded") == 100


def test_teams_exceeded_counts_from_monday_on_anew() -> None:
    """From a Tuesday to the Monday after it, which begins another week; 180 minutes are the longest."""
    later = conference(
        *(session(each, interpretation="un") for each in ("s1", "s2", "s3")),
        first_day="2021-11-09",
        last_day="2021-11-15",
        interpretation=[
            {
                "id": "un",
                "languages": ["en"],
                "counts": "meetings",
                "teams": 1,
                "gap": 0,
                "meetings_a_week": 2,
            }
        ],
    )
    places = {"s1": "Tue 09:00 A", "s2": "Wed 09:00 A"}
    assert amount(later, placed(later, s3="Mon 09:00 A", **places), "teams_exceeded") == 0
    assert amount(later, placed(later, s3="Sun 23:30 A", **places), "teams_exceeded") == 180


@pytest.mark.parametrize(("duration", "minutes"), [(100, 0), (101, 1), (130, 30)])
def test_teams_exceeded_counts_minutes_beyond_the_longest_meeting(
    duration: int, minutes: int
) -> None:
    """100 minutes are the longest, in every room."""
    instance = interpreted(1, duration=duration)
    for where in "AB":
        schedule = placed(instance, s1=f"Mon 09:00 {where}", free="Mon 09:00 A")
        assert amount(instance, schedule, "teams_exceeded") == minutes


def test_teams_exceeded_says_what_is_impossible_without_a_team() -> None:
    """No teams: the meeting and its gap are too many, 150, and it exceeds the day's and the week's."""
    instance = interpreted(1, teams=0)
    schedule = placed(instance, s1="Mon 09:00 A", free="Mon 09:00 B")
    assert amount(instance, schedule, "teams_exceeded") == 150 + 100 + 100


def test_support_exceeded_counts_units_until_the_changeover() -> None:
    """Three crews; s takes two of them, q two, z none."""
    instance = conference(
        session("s", uses={"crew": 2}),
        session("q", uses={"crew": 2}),
        session("z"),
        resources=[{"id": "crew", "count": 3, "changeover": 15}],
    )
    for when, units in (("10:15", 0), ("10:00", 15), ("09:00", 75)):  # 60 + 15, 2 + 2 - 3 units
        schedule = placed(instance, s="Mon 09:00 A", q=f"Mon {when} B", z="Mon 09:00 A")
        assert amount(instance, schedule, "support_exceeded", "crew") == units


def test_support_exceeded_needs_more_units_than_there_are() -> None:
    """Four units in all never exceed four."""
    sessions = (session("s", uses={"crew": 2}), session("q", uses={"crew": 2}))
    enough = conference(*sessions, resources=[{"id": "crew", "count": 4}])
    assert restrictions(enough, "support_exceeded") == []
    alone = conference(session("s", uses={"crew": 2}), resources=[{"id": "crew", "count": 1}])
    assert amount(alone, placed(alone, s="Mon 09:00 A"), "support_exceeded") == 60


def remote(zone: str, **fields: Any) -> Instance:
    """Make a conference of which s has 10 remote participants in a zone, of a region that counts twice."""
    return conference(
        session("s", remote={"site": 10}),
        regions=[{"id": "region", "weight": 2}],
        sites=[{"id": "site", "region": "region", "zone": zone}],
        **fields,
    )


@pytest.mark.parametrize(
    ("when", "rate_minutes"),
    [
        # Tokyo is 6 hours ahead of Addis Ababa: comfortable until 14:00, acceptable until 16:00
        ("Mon 09:00", 0),
        ("Mon 13:00", 0),
        ("Mon 13:30", 30),
        ("Mon 14:00", 60),
        ("Mon 15:30", 30 + 3 * 30),
        ("Mon 16:00", 180),
        ("Mon 02:00", 0),  # 08:00
        ("Mon 01:00", 60),  # 07:00
        ("Mon 00:30", 3 * 30 + 30),
        ("Tue 23:30", 3 * 60),  # 05:30 to 06:30 on Wednesday
    ],
)
def test_local_hours_rates_minutes_by_the_clocks_of_the_site(when: str, rate_minutes: int) -> None:
    """Ten participants, weight two."""
    instance = remote("Asia/Tokyo")
    schedule = placed(instance, s=f"{when} A")
    assert amount(instance, schedule, "local_hours", "region") == rate_minutes * 10 * 2


def test_local_hours_follows_the_clocks_abroad() -> None:
    """In New York it was 8:00 at 15:00 in Addis Ababa (EDT) on Saturday, 16:00 (EST) on Monday."""
    instance = remote("America/New_York", first_day="2021-11-06")
    for when, rate_minutes in (
        ("Sat 15:00", 0),
        ("Sat 14:00", 60),
        ("Mon 16:00", 0),
        ("Mon 15:00", 60),
        ("Mon 14:00", 180),
    ):
        schedule = placed(instance, s=f"{when} A")
        assert amount(instance, schedule, "local_hours") == rate_minutes * 20


def test_local_hours_knows_zones_of_half_an_hour() -> None:
    """Kolkata is 2:30 ahead of Addis Ababa: comfortable until 17:30."""
    instance = remote("Asia/Kolkata")
    assert amount(instance, placed(instance, s="Mon 16:30 A"), "local_hours") == 0
    assert amount(instance, placed(instance, s="Mon 17:00 A"), "local_hours") == 30 * 20


def test_local_hours_may_be_set() -> None:
    """Acceptable at 5 from 10:00 to 11:00 only, night at 7 before; comfortable from 11:00."""
    hours = {
        "comfortable": {"from": "11:00", "to": "12:00"},
        "acceptable": {"from": "10:00", "to": "12:00"},
        "acceptable_rate": 5,
        "night_rate": 7,
    }
    instance = remote("Africa/Addis_Ababa", local_hours=hours)
    schedule = placed(instance, s="Mon 09:30 A")
    assert amount(instance, schedule, "local_hours") == (30 * 7 + 30 * 5) * 20
    assert amount(instance, placed(instance, s="Mon 11:00 A"), "local_hours") == 0


def test_local_hours_adds_the_sites_of_a_region() -> None:
    """At 16:00 in Addis Ababa it is night in Tokyo and in Suva (UTC+13 in November 2021)."""
    instance = conference(
        session("s", remote={"tokyo": 1, "suva": 4, "paris": 9}),
        regions=[{"id": "asp"}, {"id": "eur"}],
        sites=[
            {"id": "tokyo", "region": "asp", "zone": "Asia/Tokyo"},
            {"id": "suva", "region": "asp", "zone": "Pacific/Fiji"},
            {"id": "paris", "region": "eur", "zone": "Europe/Paris"},
        ],
    )
    schedule = placed(instance, s="Mon 16:00 A")
    assert amount(instance, schedule, "local_hours", "asp") == 60 * 3 * (1 + 4)
    assert amount(instance, schedule, "local_hours", "eur") == 0  # 14:00 in Paris


def two_regions(**fields: Any) -> Instance:
    """Make a conference that Asia-Pacific follows from Tokyo and Suva, and Europe from Paris."""
    return conference(
        session("s", remote={"tokyo": 2, "paris": 9}),
        session("q", remote={"suva": 1, "paris": 1}),
        regions=[{"id": "eur"}, {"id": "asp", "weight": 2}],
        sites=[
            {"id": "tokyo", "region": "asp", "zone": "Asia/Tokyo"},
            {"id": "suva", "region": "asp", "zone": "Pacific/Fiji"},
            {"id": "paris", "region": "eur", "zone": "Europe/Paris"},
        ],
        **fields,
    )


def test_worst_region_is_the_largest_amount_of_local_hours() -> None:
    """Paris is 2 hours behind Addis Ababa, Tokyo 6 ahead and Suva 9 (10 in the night before the 14th)."""
    instance = two_regions()
    kept = placed(instance, s="Mon 10:00 A", q="Mon 10:00 B")  # 08:00, 16:00, 19:00
    assert amount(instance, kept, "worst_region") == 0
    # Paris at 07:00: 60 min x 9 + 60 min x 1; Tokyo at 15:00, Suva at 18:00.
    early = placed(instance, s="Mon 09:00 A", q="Mon 09:00 B")
    assert amount(instance, early, "worst_region", "tiny") == 600
    # Tokyo at 21:00 for 2 and Suva at 00:00 (night: 3) for 1, both twice: 2 * (120 + 180).
    late = placed(instance, s="Mon 15:00 A", q="Mon 15:00 B")
    assert amount(instance, late, "worst_region") == 600
    mixed = placed(instance, s="Mon 09:00 A", q="Mon 15:00 B")  # Europe 540, Asia-Pacific 360
    assert amount(instance, mixed, "worst_region") == 540


def test_worst_region_says_nothing_where_nobody_is_remote() -> None:
    """Or where all hours are comfortable."""
    assert restrictions(conference(session("s")), "worst_region") == []
    day = {"from": "00:00", "to": "24:00"}
    assert (
        restrictions(
            two_regions(local_hours={"comfortable": day, "acceptable": day}), "worst_region"
        )
        == []
    )


@pytest.mark.parametrize(
    ("when", "minutes"),
    [("15:00", 0), ("15:30", 30), ("16:00", 60), ("01:00", 0), ("00:30", 30)],
)
def test_local_night_counts_minutes_outside_acceptable_hours(when: str, minutes: int) -> None:
    """Acceptable in Tokyo: 07:00 to 22:00, in Addis Ababa 01:00 to 16:00."""
    instance = conference(
        session("s", people={"speaker": ["emi", "ada"], "optional": ["ken"]}),
        people=[
            {"id": "emi", "remote": True, "zone": "Asia/Tokyo"},
            {"id": "ada", "zone": "Asia/Tokyo"},
            {"id": "ken", "remote": True, "zone": "Asia/Tokyo"},
        ],
    )
    schedule = placed(instance, s=f"Mon {when} A")
    assert amount(instance, schedule, "local_night") == minutes
    assert {each.item for each in restrictions(instance, "local_night")} == {"emi"}


def test_local_night_never_comes_where_all_hours_are_acceptable() -> None:
    """From 00:00 to 24:00."""
    instance = conference(
        session("s", people={"speaker": ["emi"]}),
        people=[{"id": "emi", "remote": True, "zone": "Asia/Tokyo"}],
        local_hours={"acceptable": {"from": "00:00", "to": "24:00"}},
    )
    assert restrictions(instance, "local_night") == []
