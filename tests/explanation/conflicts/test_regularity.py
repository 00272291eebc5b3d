"""Regularity that cannot be kept: what is named, in which words, and what would help."""

from scheduler.evaluation import evaluate
from scheduler.explanation.conflicts import collide
from tests.conference import conference, session


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
    words = "allow Talk beside the sessions that the separation apart keeps it apart from"
    (narrowed,) = (way for way in conflict.ways if way.words == words)
    assert narrowed.instance.not_beside[0].sessions.sessions == ("other",)
    assert not evaluate(narrowed.instance, narrowed.schedule).forbidden
