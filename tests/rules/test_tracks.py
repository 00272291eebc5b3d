"""Rules on tracks: what a room holds in a half-day, and where and when a track is held."""

from typing import Any

from scheduler.solving import solve
from tests.conference import BANDS, WEEK, conference, placed, session
from tests.rules.brute import amount, restrictions

TALKS = [session("s"), session("q"), session("z"), session("free")]
TRACKS: list[dict[str, Any]] = [
    {"id": "one", "sessions": {"sessions": ["s", "q"]}},
    {"id": "two", "sessions": {"sessions": ["z"]}},
]


def test_track_mixed_counts_changes_of_track_in_a_room_and_half_day() -> None:
    """What begins in the afternoon, in another room, in the evening, or is of no track does not count."""
    instance = conference(*TALKS, tracks=TRACKS)
    for place, changes in (
        ("Mon 10:00 A", 2),  # s, z, q
        ("Mon 11:30 A", 1),  # begins in the morning
        ("Mon 12:00 A", 0),  # the morning is over
        ("Mon 14:00 A", 0),
        ("Mon 09:00 B", 0),
        ("Tue 09:00 A", 0),
    ):
        schedule = placed(instance, s="Mon 09:00 A", q="Mon 11:00 A", z=place, free="Mon 10:00 A")
        assert amount(instance, schedule, "track_mixed", "tiny") == changes
    evening = placed(
        instance, s="Mon 18:00 A", q="Mon 19:00 A", z="Mon 20:00 A", free="Mon 11:00 A"
    )
    assert amount(instance, evening, "track_mixed", "tiny") == 0


def test_track_mixed_takes_what_begins_at_once_as_the_file_lists_it() -> None:
    """Tracks first, then sessions: s, q, z change once, wherever z stands among the sessions."""
    instance = conference(*reversed(TALKS), tracks=TRACKS)
    together = dict.fromkeys(("s", "q", "z"), "Mon 09:00 A")
    schedule = placed(instance, free="Mon 10:00 A", **together)
    assert amount(instance, schedule, "track_mixed", "tiny") == 1


def test_one_track_alone_is_never_mixed() -> None:
    """Nothing is asked of it, nor of tracks without sessions."""
    empty = {"id": "none", "sessions": {"themes": ["fibre"]}}
    one = conference(*TALKS, tracks=[TRACKS[0], empty], themes=[{"id": "fibre"}])
    for instance in (one, conference(*TALKS)):
        assert restrictions(instance, "track_mixed") == []


def test_track_split_counts_rooms_beyond_the_first_of_each_half_day() -> None:
    """Two rooms in one half-day count, one in each of two do not."""
    instance = conference(*TALKS, tracks=TRACKS)
    for place, rooms in (("Mon 10:00 B", 1), ("Mon 10:00 A", 0), ("Mon 14:00 B", 0)):
        schedule = placed(instance, s="Mon 09:00 A", q=place, z="Mon 09:00 B", free="Mon 11:00 A")
        assert amount(instance, schedule, "track_split", "one") == rooms
        assert amount(instance, schedule, "track_split", "two") == 0


def test_track_changes_room_counts_rooms_beyond_the_first_of_all() -> None:
    """Wherever and whenever it is, the evening included."""
    instance = conference(*TALKS, tracks=TRACKS)
    for place, rooms in (("Tue 18:00 B", 1), ("Tue 18:00 A", 0)):
        schedule = placed(instance, s="Mon 09:00 A", q=place, z="Mon 09:00 B", free="Mon 11:00 A")
        assert amount(instance, schedule, "track_changes_room", "one") == rooms


def test_track_interrupted_counts_a_track_with_a_half_day_between() -> None:
    """From Monday morning on: Monday afternoon follows, Tuesday morning does not."""
    instance = conference(*TALKS, tracks=TRACKS)
    for place, tracks in (
        ("Mon 11:00 B", 0),
        ("Mon 14:00 B", 0),
        ("Tue 09:00 B", 1),
        ("Tue 18:00 B", 0),  # in no official half-day
    ):
        schedule = placed(instance, s="Mon 09:00 A", q=place, z="Mon 09:00 B", free="Mon 14:00 A")
        assert amount(instance, schedule, "track_interrupted", "one") == tracks


def test_nothing_is_interrupted_in_two_half_days() -> None:
    """There is none between them."""
    for day, asked in (("2021-11-08", 0), ("2021-11-09", 1)):
        instance = conference(*TALKS, tracks=TRACKS, last_day=day)
        assert len(restrictions(instance, "track_interrupted")) == asked


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


def test_track_conflict_counts_minutes_of_a_track_beside_itself() -> None:
    """Back to back is accepted; other tracks may run beside."""
    instance = conference(*TALKS, tracks=TRACKS)
    for when, minutes in (("10:00", 0), ("09:45", 15)):
        schedule = placed(
            instance, s="Mon 09:00 A", q=f"Mon {when} B", z="Mon 09:00 B", free="Mon 09:00 A"
        )
        assert amount(instance, schedule, "track_conflict", "one") == minutes
        assert amount(instance, schedule, "track_conflict", "two") == 0


def test_track_out_of_order_counts_what_begins_before_the_one_listed_before_has_ended() -> None:
    """Only in tracks that are in order, and in the order of the sessions, not of the selection."""
    rows = [{**TRACKS[0], "sessions": {"sessions": ["q", "s"]}, "in_order": True}, TRACKS[1]]
    for tracks, minutes in ((rows, 90), (TRACKS, 0)):
        instance = conference(*TALKS, tracks=tracks)
        for when, early in (("11:30", 0), ("11:00", 30), ("10:00", 90)):
            schedule = placed(
                instance, s="Mon 10:30 A", q=f"Mon {when} B", z="Mon 09:00 B", free="Mon 09:00 A"
            )
            assert amount(instance, schedule, "track_out_of_order") == min(early, minutes)


def test_tracks_without_a_half_day_are_no_obstacle() -> None:
    """All bands are outside official hours: nothing is mixed there, and a programme is found."""
    bands = [{"id": "evening", "from": "18:00", "to": "21:00", "official": False}]
    instance = conference(
        *TALKS,
        tracks=TRACKS,
        day_profiles=[{"id": "day", "weekdays": WEEK, "bands": bands}],
        kinds=[{"id": "meeting", "bands": ["evening"]}],
    )
    solution = solve(instance, time_limit=5)
    assert solution.evaluation is not None
    assert not solution.evaluation.forbidden
    assert "track_mixed" not in solution.evaluation.totals
