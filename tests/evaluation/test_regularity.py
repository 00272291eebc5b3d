"""What makes a programme regular: what is kept apart, and what starts at standard times."""

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.conference import BANDS, conference, placed, session
from tests.evaluation.said import messages
from tests.voices import amount


def test_what_is_kept_apart_does_not_run_beside_each_other(snapshot: SnapshotAssertion) -> None:
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
    assert messages(instance, schedule, rule) == snapshot


def test_sessions_start_at_the_standard_starts_of_their_kind(snapshot: SnapshotAssertion) -> None:
    """On a day of another profile, at those of that day; a kind without any may start whenever it is."""
    kind = {"id": "meeting", "bands": ["morning"]}
    instance = conference(
        session("com3", duration=90),
        session("talk", kind="talk"),
        only="off_standard_start",
        kinds=[kind | {"standard_starts": ["09:30", "14:30"]}, kind | {"id": "talk"}],
        day_profiles=[
            {"id": "usual", "weekdays": ["monday"], "bands": BANDS},
            {
                "id": "short",
                "weekdays": ["tuesday"],
                "bands": BANDS,
                "standard_starts": {"meeting": ["09:00"]},
            },
        ],
    )
    rule = "off_standard_start"
    for when, minutes in (("Mon 14:30", 0), ("Mon 14:00", 30), ("Tue 09:00", 0), ("Mon 12:00", 90)):
        schedule = placed(instance, com3=f"{when} A", talk="Mon 11:00 B")
        assert amount(instance, schedule, rule) == minutes
    assert messages(instance, placed(instance, com3="Mon 10:00 A"), rule) == snapshot
    assert messages(instance, placed(instance, com3="Tue 09:15 A"), rule) == snapshot


def test_late_minutes_count_more_from_step_to_step(snapshot: SnapshotAssertion) -> None:
    """The message says how many count how much."""
    steps = [{"from": "19:30", "rate": 3}, {"from": "20:30", "rate": 2}]
    instance = conference(session("talk", duration=180), only="late_hours", late_steps=steps)
    rule = "late_hours"
    early = placed(instance, talk="Mon 16:30 A")
    assert amount(instance, early, rule) == 90  # 18:00 to 19:30
    assert messages(instance, early, rule) == snapshot
    late = placed(instance, talk="Mon 18:00 A")
    assert amount(instance, late, rule) == 330  # 90 + 3 * 60 + 2 * 30
    assert messages(instance, late, rule) == snapshot


def test_a_series_starts_at_one_time_of_the_day(snapshot: SnapshotAssertion) -> None:
    """Or in waves; the message says at which times it does."""
    instance = conference(
        *(session(each) for each in "abc"),
        session("free", kind="free"),
        only="series_changes_hour",
        kinds=[{"id": each, "bands": ["morning"]} for each in ("meeting", "free")],
        series=[{"id": "groups", "sessions": {"kinds": ["meeting"]}, "waves": 2}],
    )
    rule = "series_changes_hour"
    kept = placed(instance, a="Mon 09:00 A", b="Tue 09:00 A", c="Mon 14:15 A", free="Mon 10:00 B")
    assert amount(instance, kept, rule) == 0
    schedule = placed(
        instance, a="Mon 09:00 A", b="Tue 08:45 A", c="Mon 14:15 A", free="Mon 10:00 B"
    )
    assert amount(instance, schedule, rule, "groups") == 1
    assert messages(instance, schedule, rule) == snapshot


def test_a_body_meets_in_its_rhythm(snapshot: SnapshotAssertion) -> None:
    """A pause that is two days too long counts 2, and is told as the days it has."""
    instance = conference(
        session("one", body="com"),
        session("two", body="com"),
        only="rhythm_broken",
        last_day="2021-11-12",
        bodies=[{"id": "com", "title": "African group", "rhythm": {"every": 2}}],
    )
    rule = "rhythm_broken"
    kept = placed(instance, one="Tue 09:00 A", two="Thu 16:00 A")
    assert amount(instance, kept, rule) == 0
    schedule = placed(instance, one="Mon 09:00 A", two="Fri 09:00 A")
    assert amount(instance, schedule, rule, "com") == 2
    assert messages(instance, schedule, rule) == snapshot


def test_no_half_day_has_less_than_a_minimum_load(snapshot: SnapshotAssertion) -> None:
    """Sessions side by side are added up; a band that ends at noon has nothing that starts then."""
    load = {"id": "even", "bands": ["morning", "afternoon"], "at_least": 120, "to": "2021-11-08"}
    instance = conference(
        *(session(each) for each in "abc"), only="load_missing", minimum_loads=[load]
    )
    rule = "load_missing"
    thin = placed(instance, a="Mon 09:00 A", b="Mon 09:30 B", c="Mon 14:00 A")
    assert amount(instance, thin, rule, "even") == 60
    assert messages(instance, thin, rule) == snapshot
    noon = placed(instance, a="Mon 09:00 A", b="Mon 12:00 B", c="Mon 14:00 A")
    assert amount(instance, noon, rule) == 120


def test_sessions_begin_together(snapshot: SnapshotAssertion) -> None:
    """Two starts in a morning are allowed; of three, one counts, and what starts in no band does not."""
    common = {"id": "talks", "sessions": {"kinds": ["meeting"]}, "at_most": 2}
    instance = conference(
        *(session(each) for each in "abcd"), only="starts_scattered", common_starts=[common]
    )
    rule = "starts_scattered"
    together = placed(instance, a="Mon 09:00 A", b="Mon 10:30 A", c="Mon 10:30 B", d="Mon 14:00 B")
    assert amount(instance, together, rule) == 0
    apart = placed(instance, a="Mon 09:00 A", b="Mon 10:30 A", c="Mon 10:45 B", d="Mon 14:00 B")
    assert amount(instance, apart, rule, "talks") == 1
    assert messages(instance, apart, rule) == snapshot
    # Three afternoons, and what starts after the band: only the other two count.
    late = placed(instance, a="Mon 14:00 A", b="Mon 15:00 A", c="Mon 16:00 B", d="Mon 17:00 B")
    assert amount(instance, late, rule) == 1
    two = placed(instance, a="Mon 09:00 A", b="Mon 10:00 A", c="Tue 09:30 B", d="Tue 11:00 B")
    assert amount(instance, two, rule) == 0


def test_sessions_begin_together_in_the_bands_that_are_named() -> None:
    """Each half hour of the afternoon is free, and each row counts for itself."""
    rows = [
        {"id": "mornings", "sessions": {"kinds": ["meeting"]}, "bands": ["morning"]},
        {"id": "some", "sessions": {"sessions": ["a", "b"]}},
    ]
    instance = conference(
        *(session(each) for each in "abc"), only="starts_scattered", common_starts=rows
    )
    rule = "starts_scattered"
    schedule = placed(instance, a="Mon 14:00 A", b="Mon 14:30 B", c="Mon 09:00 A")
    assert amount(instance, schedule, rule, "mornings") == 0
    assert amount(instance, schedule, rule, "some") == 1
    schedule = placed(instance, a="Mon 09:00 A", b="Mon 09:30 B", c="Mon 11:00 A")
    assert amount(instance, schedule, rule, "mornings") == 2
    assert amount(instance, schedule, rule) == 3


def test_a_night_may_be_late_beyond_midnight(snapshot: SnapshotAssertion) -> None:
    """From 23:30 to 01:00: 30 minutes before midnight, and 60 after it, or those before 00:30 only."""
    bands = [{"id": "evening", "from": "18:00", "to": "24:00", "joins": True}]
    days = [{"id": "day", "weekdays": ["monday"], "bands": bands}]
    for until, minutes in (("00:00", 30), ("00:30", 60), ("02:00", 90)):
        instance = conference(
            session("talk", duration=90),
            only="late_hours",
            late_until=until,
            day_profiles=days,
            kinds=[{"id": "meeting", "bands": ["evening"]}],
        )
        assert amount(instance, placed(instance, talk="Mon 23:30 A"), "late_hours") == minutes
    assert messages(instance, placed(instance, talk="Mon 23:30 A"), "late_hours") == snapshot
    # After it, it is early: 02:00 to 03:30 counts nothing, 01:30 to 03:00 counts 30.
    assert amount(instance, placed(instance, talk="Tue 02:00 A"), "late_hours") == 0
    assert amount(instance, placed(instance, talk="Tue 01:30 A"), "late_hours") == 30
    with pytest.raises(ValueError, match="late_until: found 19:00, expected an hour not after"):
        conference(session("talk"), late_until="19:00")
