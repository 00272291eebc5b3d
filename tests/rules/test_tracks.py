"""Rules on tracks: what a room holds in a half-day, and where and when a track is held."""

from typing import Any

from tests.conference import BANDS, WEEK, conference, placed, session
from tests.voices import amount

TALKS = [session("s"), session("q"), session("z"), session("free")]
TRACKS: list[dict[str, Any]] = [
    {"id": "one", "sessions": {"sessions": ["s", "q"]}},
    {"id": "two", "sessions": {"sessions": ["z"]}},
]


def test_track_mixed_takes_what_begins_at_once_as_the_file_lists_it() -> None:
    """Tracks first, then sessions: s, q, z change once, wherever z stands among the sessions."""
    instance = conference(*reversed(TALKS), tracks=TRACKS)
    together = dict.fromkeys(("s", "q", "z"), "Mon 09:00 A")
    schedule = placed(instance, free="Mon 10:00 A", **together)
    assert amount(instance, schedule, "track_mixed", "tiny") == 1


def test_only_official_bands_are_half_days() -> None:
    """A track may have the evening of a room that another had; and a lunch between is no gap."""
    bands = [*BANDS, {"id": "lunch", "from": "12:00", "to": "14:00", "official": False}]
    profiles = [{"id": "day", "weekdays": WEEK, "bands": bands}]
    instance = conference(*TALKS, tracks=TRACKS, day_profiles=profiles)
    schedule = placed(
        instance, s="Mon 09:00 A", q="Mon 14:00 A", z="Mon 12:00 A", free="Mon 10:00 A"
    )
    assert amount(instance, schedule, "track_interrupted", "one") == 0
    assert amount(instance, schedule, "track_mixed") == 0
