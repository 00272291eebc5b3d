"""Regularity that cannot be kept: what is named, in which words, and what would help."""

from typing import Any

import pytest

from scheduler.evaluation import evaluate
from scheduler.explanation.conflicts import collide
from scheduler.solution import Status
from tests.acceptance.broken import ONE_HOUR
from tests.conference import conference, session

ALONE = [session("talk", body="com")]
TWICE = [
    session(f"talk{n}", windows=[{"days": ["2021-11-08"], "from": start, "to": end}])
    for n, (start, end) in enumerate((("09:00", "10:00"), ("14:00", "15:00")))
]
NOON = {"days": ["2021-11-08"], "from": "12:00", "to": "14:30"}
KIND = {"id": "meeting", "bands": ["morning"], "standard_starts": ["08:30", "14:30"]}

CASES: dict[str, tuple[list[dict[str, Any]], dict[str, Any], str, str]] = {
    "off_standard_start": (
        ALONE,
        {**ONE_HOUR, "kinds": [KIND], "bodies": [{"id": "com"}]},
        "Talk should start at 08:30 or 14:30, as sessions of its kind do",
        "let sessions of the kind meeting start at 09:00 as well",
    ),
    "series_changes_hour": (
        TWICE,
        {"series": [{"id": "talks", "sessions": {"kinds": ["meeting"]}}]},
        "all sessions of the series talks start at 1 time of the day at most",
        "let the series talks start at 2 different times of the day",
    ),
    "starts_scattered": (
        [
            session("talk0", windows=[{"days": ["2021-11-08"], "from": "09:00", "to": "10:00"}]),
            session("talk1", windows=[{"days": ["2021-11-08"], "from": "11:00", "to": "12:00"}]),
        ],
        {"common_starts": [{"id": "talks", "sessions": {"kinds": ["meeting"]}}]},
        "the sessions of the common start talks begin at 1 time at most in each band of a day",
        "let the sessions of talks begin at 2 different times in a band",
    ),
    "rhythm_broken": (
        ALONE,
        {"bodies": [{"id": "com", "title": "Committee", "rhythm": {"every": 1}}]},
        "Committee is to meet every day at least",
        "let Committee meet on one of every two days",
    ),
    "load_missing": (
        ALONE,
        {
            **ONE_HOUR,
            "bodies": [{"id": "com"}],
            "minimum_loads": [{"id": "even", "bands": ["morning"], "at_least": 80}],
        },
        "the bands morning of each day should have 80 min of sessions at least (minimum even)",
        "be content with 60 min for the minimum even",
    ),
    "meal_missed": (
        [
            session("talk", duration=90, people={"chair": ["ada"]}, windows=[NOON]),
            session("next", duration=25, people={"chair": ["ada"]}, windows=[NOON]),
        ],
        {
            "people": [{"id": "ada", "title": "Ada"}],
            "kinds": [{"id": "meeting", "bands": ["noon"]}],
            "day_profiles": [
                {
                    "id": "day",
                    "weekdays": ["monday"],
                    "bands": [{"id": "noon", "from": "12:00", "to": "14:30"}],
                }
            ],
            "meals": [{"id": "lunch", "from": "12:00", "to": "14:30", "minutes": 60}],
        },
        "everybody has 60 min for the meal lunch between 12:00 and 14:30, day by day",
        "be content with 30 min for the meal lunch",
    ),
}
"""Sessions and tables, what is asked, and a way out."""


@pytest.mark.parametrize("rule", CASES)
def test_what_a_programme_cannot_keep_is_told_with_a_way_out(rule: str) -> None:
    """Each rule as a hard one; what helps does so."""
    sessions, tables, asked, helps = CASES[rule]
    collision = collide(conference(*sessions, levels={rule: "hard"}, **tables), time_limit=60.0)
    assert collision.status is Status.INFEASIBLE
    (conflict,) = collision.conflicts
    assert asked in {each.words for each in conflict.culprits if each.rule == rule}
    assert helps in {way.words for way in conflict.ways}
    for way in conflict.ways:
        assert not evaluate(way.instance, way.schedule).forbidden


def test_a_separation_that_is_in_the_way_is_narrowed() -> None:
    """To what else it keeps apart."""
    rows = [
        session("talk"),
        session("other", windows=[{"days": ["2021-11-08"], "from": "14:00", "to": "15:00"}]),
        session("com", kind="com"),
    ]
    hour = {"days": ["2021-11-08"], "from": "09:00", "to": "10:00"}
    rows[0]["windows"] = rows[2]["windows"] = [hour]
    instance = conference(
        *rows,
        kinds=[{"id": each, "bands": ["morning", "afternoon"]} for each in ("meeting", "com")],
        not_beside=[
            {"id": "apart", "sessions": {"kinds": ["meeting"]}, "others": {"kinds": ["com"]}}
        ],
    )
    collision = collide(instance, time_limit=60.0)
    (conflict,) = collision.conflicts
    asked = {each.words for each in conflict.culprits if each.rule == "run_beside"}
    assert asked == {"Talk must not run beside Com (separation apart)"}
    words = "let Talk run beside anything that the separation apart keeps it apart from"
    (narrowed,) = (way for way in conflict.ways if way.words == words)
    assert narrowed.instance.not_beside[0].sessions.sessions == ("other",)
    assert not evaluate(narrowed.instance, narrowed.schedule).forbidden
