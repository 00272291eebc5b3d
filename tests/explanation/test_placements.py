"""Sessions without a place, and the rules that took them all."""

from scheduler.explanation import Trouble
from scheduler.instance import Instance
from tests.conference import conference, room, session
from tests.explanation.heard import certain


def test_a_session_longer_than_every_band_has_no_place() -> None:
    """A morning has 180 minutes: 180 fit, and 181 do not."""
    assert not certain(conference(session("talk", duration=180)))
    (trouble,) = certain(conference(session("talk", duration=181)))
    assert trouble.sessions == ("talk",)
    assert trouble.rules == ("outside_hours",)


def test_windows_are_told_with_the_hours_of_their_day() -> None:
    """The window lies in the lunch hour, between the bands of the kind."""
    (trouble,) = certain(
        conference(
            session(
                "talk",
                attendance=100,
                windows=[{"days": ["2021-11-08"], "from": "12:30", "to": "13:30"}],
            ),
            rooms=[room("A"), room("B", capacity=99)],
        )
    )
    assert trouble == Trouble(
        "Talk has no slot: its windows are Mon 8 Nov 12:30-13:30; the kind meeting may use Mon 8 Nov "
        "09:00-12:00, Mon 8 Nov 14:00-17:00. "
        "What may help: let its kind use another band, or shorten it; widen its windows.",
        certain=True,
        sessions=("talk",),
        rules=("outside_hours", "outside_window"),
    )


def _with_two_speakers(bob_from: str) -> Instance:
    day = {"days": ["2021-11-08"]}
    return conference(
        session("talk", people={"speaker": ["ada", "bob"]}),
        people=[
            {"id": "ada", "title": "Ada, minister", "available": [day | {"to": "10:30"}]},
            {"id": "bob", "available": [day | {"from": bob_from}]},
        ],
    )


def test_persons_who_are_never_there_together_are_named() -> None:
    """Ada is there until 10:30: if Bob comes at 09:30 there is one start, from 10:00 on none."""
    assert not certain(_with_two_speakers("09:30"))
    (trouble,) = certain(_with_two_speakers("10:00"))
    assert (
        "Ada, minister is available Mon 8 Nov 00:00-10:30; bob is available Mon 8 Nov 10:00-Tue 9 Nov "
        "00:00. "
    ) in trouble.message
    assert trouble.rules == ("person_unavailable",)


def test_four_rules_are_found_if_all_of_them_are_needed() -> None:
    """Each takes one room of four."""
    closed = [{"days": ["2021-11-08", "2021-11-09"]}]
    rooms = [
        room("small", capacity=10, features=["webcast"], booths=1),
        room("bare", booths=1),
        room("closed", features=["webcast"], booths=1, closures=closed),
        room("other", features=["webcast"], booths=1),
    ]
    talk = session(
        "talk",
        attendance=50,
        needs=["webcast"],
        windows=[{"days": ["2021-11-08"], "from": "09:00", "to": "10:00"}],
        people={"speaker": ["ada"]},
    )
    people = [{"id": "ada", "available": [{"days": ["2021-11-09"]}]}]
    (trouble,) = certain(conference(talk, rooms=rooms, people=people))
    assert trouble.rules == ("outside_window", "person_unavailable")
    pinned = talk | {"windows": [], "pin": {"room": "other"}, "people": {}}
    assert not certain(conference(pinned, rooms=rooms, people=people[:0]))
    (trouble,) = certain(
        conference(pinned | {"pin": {"room": "closed"}}, rooms=rooms, people=people[:0])
    )
    assert trouble.rules == ("pin_broken", "room_closed")


def test_a_wish_that_is_made_hard_is_told_like_other_rules() -> None:
    """It prefers the lunch hour; with a weight that is no trouble, and what helps is a weight."""
    talk = session("talk", preferred=[{"days": ["2021-11-08"], "from": "12:00", "to": "14:00"}])
    assert not certain(conference(talk))
    (trouble,) = certain(conference(talk, levels={"off_preferred_time": "hard"}))
    assert trouble.rules == ("outside_hours", "off_preferred_time")
    assert trouble.message.endswith("or shorten it; give off_preferred_time a weight.")
