"""Rules on interpretation, resources and local hours."""

from typing import Any

from scheduler.instance import Instance
from tests.conference import conference, placed, session
from tests.rules.brute import restrictions
from tests.voices import amount


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


def remote(zone: str, **fields: Any) -> Instance:
    """Make a conference of which s has 10 remote participants in a zone, of a region that counts twice."""
    return conference(
        session("s", remote={"site": 10}),
        regions=[{"id": "region", "weight": 2}],
        sites=[{"id": "site", "region": "region", "zone": zone}],
        **fields,
    )


def test_local_hours_knows_zones_of_half_an_hour() -> None:
    """Kolkata is 2:30 ahead of Addis Ababa: comfortable until 17:30."""
    instance = remote("Asia/Kolkata")
    assert amount(instance, placed(instance, s="Mon 16:30 A"), "local_hours") == 0
    assert amount(instance, placed(instance, s="Mon 17:00 A"), "local_hours") == 30 * 20


def test_local_night_never_comes_where_all_hours_are_acceptable() -> None:
    """From 00:00 to 24:00."""
    instance = conference(
        session("s", people={"speaker": ["emi"]}),
        people=[{"id": "emi", "remote": True, "zone": "Asia/Tokyo"}],
        local_hours={"acceptable": {"from": "00:00", "to": "24:00"}},
    )
    assert restrictions(instance, "local_night") == []
