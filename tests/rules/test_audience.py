"""Rules on delegations, audiences, themes and regions."""

from tests.conference import BANDS, WEEK, conference, placed, session
from tests.voices import amount

SESSIONS = [session("s", themes=["skills", "ai"]), session("q", themes=["skills"]), session("z")]


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
