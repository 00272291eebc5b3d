"""Rules on delegations, audiences, themes and regions."""

from tests.conference import BANDS, WEEK, conference, placed, session
from tests.rules.brute import amount, restrictions

SESSIONS = [session("s", themes=["skills", "ai"]), session("q", themes=["skills"]), session("z")]


def test_delegation_overstretched_counts_beyond_its_size() -> None:
    """One member for s and q; z is a wish and does not count."""
    instance = conference(
        *SESSIONS,
        delegations=[
            {"id": "one", "size": 1, "must": {"themes": ["skills"]}, "wishes": {"sessions": ["z"]}},
            {"id": "two", "size": 2, "must": {"themes": ["skills"]}},
        ],
    )
    for when, minutes in (("10:00", 0), ("09:30", 30)):
        schedule = placed(instance, s="Mon 09:00 A", q=f"Mon {when} B", z="Mon 09:00 B")
        assert amount(instance, schedule, "delegation_overstretched", "one") == minutes
        assert amount(instance, schedule, "delegation_overstretched", "two") == 0


def test_wish_missed_counts_wishes_and_musts_together() -> None:
    """Two members, three sessions at once from 09:30 to 10:00."""
    instance = conference(
        *SESSIONS,
        delegations=[
            {
                "id": "wishing",
                "size": 2,
                "must": {"sessions": ["s", "q"]},
                "wishes": {"sessions": ["q", "z"]},  # q counts once
            },
            {"id": "content", "size": 1, "must": {"sessions": ["s", "q"]}},
        ],
    )
    for when, minutes in (("10:00", 0), ("09:30", 30)):
        schedule = placed(instance, s="Mon 09:00 A", q="Mon 09:00 B", z=f"Mon {when} B")
        assert amount(instance, schedule, "wish_missed") == minutes


def test_wish_missed_counts_two_wishes_of_one_person() -> None:
    """No must is needed."""
    instance = conference(
        *SESSIONS, delegations=[{"id": "one", "size": 1, "wishes": {"sessions": ["s", "z"]}}]
    )
    schedule = placed(instance, s="Mon 09:00 A", q="Mon 09:00 B", z="Mon 09:30 B")
    assert amount(instance, schedule, "wish_missed", "one") == 30


def test_audience_overlap_counts_for_each_of_its_people() -> None:
    """25 people; three sessions at once count twice."""
    instance = conference(
        *SESSIONS,
        audiences=[
            {"id": "all", "people": 25, "sessions": {"kinds": ["meeting"]}},
            {"id": "single", "people": 9, "sessions": {"sessions": ["z"]}},
        ],
    )
    for q, z, minutes in (("10:00", "11:00", 0), ("09:30", "11:00", 30), ("09:00", "09:00", 120)):
        schedule = placed(instance, s="Mon 09:00 A", q=f"Mon {q} B", z=f"Mon {z} B")
        assert amount(instance, schedule, "audience_overlap") == minutes * 25


def test_theme_conflict_counts_minutes_beside_each_other() -> None:
    """The theme of one session alone, and sessions without a theme, do not matter."""
    instance = conference(*SESSIONS)
    for when, minutes in (("10:00", 0), ("09:30", 30)):
        schedule = placed(instance, s="Mon 09:00 A", q=f"Mon {when} B", z="Mon 09:00 B")
        assert amount(instance, schedule, "theme_conflict", "skills") == minutes
    assert {each.item for each in restrictions(instance, "theme_conflict")} == {"skills"}


def test_theme_scattered_counts_different_days() -> None:
    """The day is that of the start; days between do not count."""
    instance = conference(*SESSIONS, last_day="2021-11-11")
    for when, days in (("Mon 23:30", 0), ("Tue 00:00", 1), ("Thu 09:00", 1)):
        schedule = placed(instance, s="Mon 09:00 A", q=f"{when} B", z="Wed 09:00 B")
        assert amount(instance, schedule, "theme_scattered", "skills") == days
    assert {each.item for each in restrictions(instance, "theme_scattered")} == {"skills"}


def test_region_unheard_counts_meetings_missing_in_each_week() -> None:
    """From Saturday to Monday the conference touches two weeks; two meetings are needed in each."""
    instance = conference(
        session("s", region="afr"),
        session("q", region="afr"),
        session("z"),
        first_day="2021-11-06",
        last_day="2021-11-08",
        regions=[{"id": "afr", "coordination_a_week": 2}, {"id": "eur"}],
    )
    for s, q, meetings in (
        ("Sat 09:00", "Sun 23:30", 2),  # none in the second week
        ("Sun 23:30", "Mon 00:00", 2),  # one missing in each
        ("Mon 09:00", "Mon 10:00", 2),
    ):
        schedule = placed(instance, s=f"{s} A", q=f"{q} A", z="Sat 09:00 B")
        assert amount(instance, schedule, "region_unheard", "afr") == meetings
    assert {each.item for each in restrictions(instance, "region_unheard")} == {"afr"}


AT_LEISURE = [each | {"official": False} for each in BANDS]
UNOFFICIAL = [
    {"id": "usual", "weekdays": WEEK[:6], "bands": BANDS},
    {"id": "sunday", "weekdays": ["sunday"], "bands": AT_LEISURE},
]


def test_region_unheard_leaves_out_weeks_without_official_hours() -> None:
    """A Sunday before the opening is no week of the conference: one meeting, of one that is needed."""
    instance = conference(
        session("s", region="afr"),
        first_day="2021-11-07",
        last_day="2021-11-08",
        day_profiles=UNOFFICIAL,
        regions=[{"id": "afr", "coordination_a_week": 1}],
    )
    for start, missing in (("Mon 09:00 A", 0), ("Sun 09:00 A", 1)):
        assert amount(instance, placed(instance, s=start), "region_unheard", "afr") == missing


def test_region_unheard_is_content_with_more_than_enough() -> None:
    """One is needed in the only week; two are not one too many."""
    regions = [{"id": "afr", "coordination_a_week": 1}]
    instance = conference(session("s", region="afr"), session("q", region="afr"), regions=regions)
    schedule = placed(instance, s="Mon 09:00 A", q="Mon 10:00 A")
    assert amount(instance, schedule, "region_unheard") == 0


def test_region_unheard_counts_where_there_is_no_meeting_at_all() -> None:
    """Nothing that could be held is missed all the same."""
    instance = conference(session("s"), regions=[{"id": "afr", "coordination_a_week": 3}])
    assert amount(instance, placed(instance, s="Mon 09:00 A"), "region_unheard") == 3
