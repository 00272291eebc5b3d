"""What makes a programme regular: what is kept apart."""

from tests.conference import conference, placed, session
from tests.evaluation.said import messages
from tests.voices import amount


def test_what_is_kept_apart_does_not_run_beside_each_other() -> None:
    """Back to back is accepted, and so is what runs beside others of its own side."""
    instance = conference(
        session("talk", themes=["fibre"]),
        session("panel", themes=["fibre"]),
        session("com3", body="com"),
        session("com4", body="com"),
        only="run_beside",
        bodies=[{"id": "com"}],
        not_beside=[
            {"id": "thematic", "sessions": {"themes": ["fibre"]}, "others": {"bodies": ["com"]}}
        ],
    )
    rule = "run_beside"
    kept = placed(
        instance, talk="Mon 09:00 A", panel="Mon 09:00 B", com3="Mon 10:00 A", com4="Mon 10:00 B"
    )
    assert amount(instance, kept, rule) == 0
    schedule = placed(
        instance, talk="Mon 09:00 A", panel="Mon 14:00 B", com3="Mon 09:30 B", com4="Mon 09:45 A"
    )
    assert amount(instance, schedule, rule, "thematic") == 45  # 30 and 15
    assert messages(instance, schedule, rule) == [
        "Talk, Mon 8 Nov 09:00-10:00: thematic keeps it apart from what runs beside it: Com3, Com4 (45 min)"
    ]
