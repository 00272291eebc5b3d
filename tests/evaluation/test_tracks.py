"""The tracks family: mixed, split, moved about, interrupted, beside themselves."""

from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from scheduler.instance import Instance
from tests.conference import BANDS, conference, hours, placed, session
from tests.evaluation.said import messages
from tests.voices import amount

TRACKS: list[dict[str, Any]] = [
    {"id": "graphs", "title": "Graph databases", "sessions": {"sessions": ["a", "b"]}},
    {"id": "rust", "title": "Rust", "sessions": {"sessions": ["c", "d"]}},
]


def talks(rule: str) -> Instance:
    """Make a conference of two tracks of two talks each, and one talk of none."""
    return conference(*(session(name) for name in "abcde"), only=rule, tracks=TRACKS)


def test_a_room_has_one_track_in_a_half_day(snapshot: SnapshotAssertion) -> None:
    """Each change counts; a talk of no track, another room or half-day do not."""
    rule = "track_mixed"
    instance = talks(rule)
    kept = placed(
        instance,
        a="Mon 09:00 A", b="Mon 10:00 A", c="Mon 14:00 A", d="Mon 09:00 B", e="Mon 11:00 A",
    )  # fmt: skip
    assert amount(instance, kept, rule) == 0
    schedule = placed(
        instance,
        a="Mon 09:00 A", c="Mon 10:00 A", b="Mon 11:00 A", d="Mon 09:00 B", e="Mon 10:00 B",
    )  # fmt: skip
    assert amount(instance, schedule, rule, "tiny") == 2
    assert messages(instance, schedule, rule) == snapshot


@pytest.mark.parametrize(
    ("rule", "number", "kept", "broken"),
    [
        # Another room in the next half-day is none too many.
        ("track_split", 1, "Mon 09:00 A, Mon 14:00 B", "Mon 09:00 A, Mon 11:30 B"),
        ("track_changes_room", 1, "Mon 09:00 A, Tue 14:00 A", "Tue 09:00 A, Mon 14:00 B"),
        # A night is no pause; two half-days between count once.
        ("track_interrupted", 1, "Mon 14:00 B, Tue 09:00 A", "Mon 09:00 A, Tue 14:00 A"),
        ("track_conflict", 45, "Mon 09:00 B, Mon 10:00 B", "Mon 09:00 B, Mon 09:15 B"),
    ],
)
def test_two_talks_of_a_track(
    rule: str, number: int, kept: str, broken: str, snapshot: SnapshotAssertion
) -> None:
    """In one room, in one half-day or all days; without a pause; and one after the other."""
    instance = talks(rule)
    others = {"c": "Mon 14:00 A", "d": "Mon 15:00 A", "e": "Mon 09:00 B"}
    good, bad = (
        placed(instance, **dict(zip("ab", each.split(", "), strict=True)), **others)
        for each in (kept, broken)
    )
    assert amount(instance, good, rule) == 0
    assert amount(instance, bad, rule, "graphs") == number
    assert messages(instance, bad, rule) == snapshot


def test_a_track_without_its_sessions_counts_nothing() -> None:
    """They may be left out."""
    rows = [session(name, optional=True) for name in "abcde"]
    instance = conference(*rows, tracks=TRACKS)
    assert amount(instance, placed(instance), "track_interrupted") == 0


def test_talks_of_a_track_follow_one_another_as_they_are_listed(
    snapshot: SnapshotAssertion,
) -> None:
    """Each after the one before it, and after those before that, where what is between may be left out."""
    rule = "track_out_of_order"
    rows = [session(name, optional=True) for name in "abc"]
    track = {
        "id": "graphs",
        "title": "Graphs",
        "sessions": {"kinds": ["meeting"]},
        "in_order": True,
    }
    instance = conference(*rows, only=rule, tracks=[track])
    kept = placed(instance, a="Mon 09:00 A", b="Mon 10:00 A", c="Mon 11:00 A")
    assert amount(instance, kept, rule) == 0
    schedule = placed(instance, a="Mon 09:00 A", b="Mon 09:30 B", c="Mon 09:15 A")
    assert amount(instance, schedule, rule, "graphs") == 150  # 30 + 45 + 75
    assert messages(instance, schedule, rule) == snapshot
    assert amount(instance, placed(instance, a="Mon 09:00 A", c="Mon 09:15 B"), rule) == 45
    far = placed(instance, a="Tue 11:00 A", b="Mon 09:00 A")
    assert amount(instance, far, rule) == 1620  # from Mon 09:00 to Tue 12:00
    assert "1 day 3 h too early; A comes first and" in messages(instance, far, rule)[0]


def test_track_mixed_takes_what_begins_at_once_as_the_file_lists_it() -> None:
    """Tracks first, then sessions: a, b, c change once, wherever c stands among the sessions."""
    instance = conference(*(session(name) for name in "edcba"), tracks=TRACKS)
    together = dict.fromkeys("abc", "Mon 09:00 A")
    schedule = placed(instance, d="Tue 09:00 A", e="Mon 10:00 A", **together)
    assert amount(instance, schedule, "track_mixed", "tiny") == 1


def test_only_official_bands_are_half_days() -> None:
    """A track may have the evening of a room that another had; and a lunch between is no gap."""
    bands = [*BANDS, {"id": "lunch", "from": "12:00", "to": "14:00", "official": False}]
    instance = conference(*map(session, "abcd"), tracks=TRACKS, **hours(*bands))
    schedule = placed(instance, a="Mon 09:00 A", b="Mon 14:00 A", c="Mon 12:00 A", d="Mon 18:00 A")
    assert amount(instance, schedule, "track_interrupted", "graphs") == 0
    assert amount(instance, schedule, "track_mixed") == 0
