"""What is said of quotas, of what is left out, and of showcases."""

from syrupy.assertion import SnapshotAssertion

from tests.conference import conference, placed, session
from tests.evaluation.said import findings, messages


def test_a_quota_says_what_is_held_and_what_is_allowed(snapshot: SnapshotAssertion) -> None:
    """Too many: which ones; too few: how many are needed."""
    talks = [session(name, optional=True) for name in ("a", "b", "c")]
    instance = conference(
        *talks, quotas=[{"id": "talks", "at_most": 1}, {"id": "more", "at_least": 3}]
    )
    schedule = placed(instance, b="Mon 09:00 A", a="Mon 10:00 A")
    assert messages(instance, schedule, "quota_missed") == snapshot
    finding, _ = findings(instance, schedule, "quota_missed")
    assert (finding.amount, finding.sessions) == (1, ("a", "b"))


def test_what_is_left_out_says_what_it_was_worth(snapshot: SnapshotAssertion) -> None:
    """Each session by itself, in the order of the file."""
    instance = conference(
        session("a", optional=True, value=1), session("b"), session("c", optional=True, value=40)
    )
    assert messages(instance, placed(instance, b="Mon 09:00 A"), "value_lost") == snapshot


def test_a_missing_showcase_says_whose_it_is(snapshot: SnapshotAssertion) -> None:
    """How many there are, and how many are needed."""
    instance = conference(
        session("a", showcases=["afr"]),
        regions=[{"id": "afr", "title": "Africa", "showcases": 3}],
    )
    schedule = placed(instance, a="Mon 09:00 A")
    assert messages(instance, schedule, "region_unheard") == snapshot


def test_a_session_that_is_not_optional_must_take_place() -> None:
    """A schedule without it is forbidden."""
    instance = conference(session("a"), session("b", optional=True, value=0))
    said = messages(instance, placed(instance, b="Mon 09:00 A"), "value_lost")
    assert said == ["A must take place, and has no slot"]


def test_what_was_published_and_is_left_out_has_moved(snapshot: SnapshotAssertion) -> None:
    """It concerns those who wanted to come; if it is frozen, it has to be held at its time."""
    start = "2021-11-08T09:00[Africa/Addis_Ababa]"
    instance = conference(
        session("a", optional=True, attendance=40, value=0),
        session("b"),
        published=[{"session": "a", "start": start, "room": "A"}],
        frozen=[{"days": ["2021-11-08"], "to": "09:30"}],
    )
    schedule = placed(instance, b="Tue 09:00 A")
    assert messages(instance, schedule, "session_moved") == snapshot
    assert messages(instance, schedule, "frozen_moved") == snapshot
    assert not messages(instance, schedule, "room_changed")
    (finding,) = findings(instance, schedule, "frozen_moved")
    assert finding.amount == 60  # all of its minutes
