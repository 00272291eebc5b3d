"""Tracks in order that orders contradict: `check` names the circle."""

from scheduler.explanation import screen
from tests.conference import conference, session

TRACK = {"id": "x", "sessions": {"themes": ["x"]}, "in_order": True}
BOTH = [session("a", themes=["x"]), session("b", themes=["x"])]
BACK = [{"first": ["b"], "then": ["a"]}]


def test_an_order_that_contradicts_a_track_is_told() -> None:
    """The track says a before b, the order b before a."""
    (found,) = screen(conference(*BOTH, tracks=[TRACK], orders=BACK))
    assert found.message == (
        "The track x cannot be in order, since orders say otherwise: a before b, b before a. What may help: "
        "`in_order: false`, another order of the table `sessions`, or fewer orders."
    )
    assert (found.certain, found.place) == (False, ("tracks", "x", "in_order"))


def test_nothing_is_told_where_there_is_no_circle() -> None:
    """The same order as that of the track, a track in any order, and a rule that is off."""
    along = [{"first": ["a"], "then": ["b"]}]
    assert list(screen(conference(*BOTH, tracks=[TRACK], orders=along))) == []
    free = TRACK | {"in_order": False}
    assert list(screen(conference(*BOTH, tracks=[free], orders=BACK))) == []
    off = {"track_out_of_order": "off"}
    assert list(screen(conference(*BOTH, tracks=[TRACK], orders=BACK, levels=off))) == []


def test_a_circle_may_lead_through_other_tracks_and_bodies() -> None:
    """Before c comes d by the track y, before d the order says b; before a comes c."""
    sessions = [*BOTH, session("d", themes=["y"]), session("c", themes=["y"])]
    other = {"id": "y", "sessions": {"themes": ["y"]}, "in_order": True}
    orders = [{"first": ["b"], "then": ["d"]}, {"first": ["c"], "then": ["a"]}]
    (found,) = screen(conference(*sessions, tracks=[TRACK, other], orders=orders))
    assert found.place == ("tracks", "y", "in_order")
    for pair in ("a before b", "b before d", "d before c", "c before a"):
        assert pair in found.message
    # The first of a body's two meetings is the second one of the track.
    talks = [session("b", body="com"), session("a", body="com")]
    by_id = {"id": "x", "sessions": {"sessions": ["a", "b"]}, "in_order": True}
    instance = conference(*talks, bodies=[{"id": "com"}], tracks=[by_id])
    assert list(screen(instance)) == []  # a track follows the table, whatever it lists
