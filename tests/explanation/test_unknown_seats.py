"""What the third voice says where people or seats are not known."""

from scheduler.explanation.rules import VOICES
from scheduler.explanation.screening import screen
from tests.conference import conference, room, session


def test_a_session_of_unknown_size_is_said_to_be_one() -> None:
    """No number is made up; one that is known is named."""
    instance = conference(session("talk", attendance=None), session("few", attendance=3))
    unknown = "Talk does not say how many people it expects"
    assert VOICES["room_overflow"].asks(instance, "talk") == unknown
    assert VOICES["room_overflow"].asks(instance, "few") == (
        "Few expects 3 people, for whom A and B have seats"
    )
    waste = VOICES["room_waste"].asks(instance, "talk")
    assert waste == f"{unknown}, and is to leave few seats empty"


def test_a_room_of_unknown_seats_may_be_large_enough() -> None:
    """It is among the rooms for many, and nobody is told that they do not fit; of a known one they are."""
    levels = {"room_overflow": 1}
    crowd = session("crowd", attendance=5000)
    unknown = conference(crowd, rooms=[room("A"), room("B", capacity=None)], levels=levels)
    asks = VOICES["room_overflow"].asks
    assert asks(unknown, "crowd") == "Crowd expects 5,000 people, for whom B has seats"
    assert not [each for each in screen(unknown) if "room_overflow" in each.rules]
    known = conference(crowd, levels=levels)
    assert asks(known, "crowd") == "Crowd expects 5,000 people, for whom no room has seats"
    assert [each for each in screen(known) if "room_overflow" in each.rules]
