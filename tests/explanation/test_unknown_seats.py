"""What the third voice says where people or seats are not known."""

import pytest

from scheduler.evaluation.runs import runs_by_id
from scheduler.explanation.remedies import Violation
from scheduler.explanation.rules import VOICES
from scheduler.explanation.screening import screen
from scheduler.translations import in_language
from tests.conference import conference, placed, room, session


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


def test_where_some_rooms_are_too_small_only_the_others_have_seats() -> None:
    """That not all have is what the sentence is about; in French, too."""
    rooms = [room("A", capacity=2000, title="Plenary hall"), room("B"), room("C")]
    asks = VOICES["room_overflow"].asks
    crowd = asks(conference(session("crowd", attendance=1000), rooms=rooms), "crowd")
    assert crowd == "Crowd expects 1,000 people, for whom only Plenary hall has seats"
    assert in_language(crowd, "fr").endswith("pour qui\u00a0: seule Plenary hall a des places")
    rooms[1]["capacity"] = 1000
    two = asks(conference(session("crowd", attendance=1000), rooms=rooms), "crowd")
    assert two.endswith("for whom only Plenary hall and B have seats")


def test_a_room_of_unknown_seats_may_be_large_enough() -> None:
    """It is said that nobody knows, and nobody is told that they do not fit; of a known one they are."""
    levels = {"room_overflow": 1}
    crowd = session("crowd", attendance=5000)
    unknown = conference(crowd, rooms=[room("A"), room("B", capacity=None)], levels=levels)
    asks = VOICES["room_overflow"].asks
    assert asks(unknown, "crowd") == (
        "Crowd expects 5,000 people, for whom no room is known to have seats (seats of B are not known)"
    )
    assert not [each for each in screen(unknown) if "room_overflow" in each.rules]
    known = conference(crowd, levels=levels)
    assert asks(known, "crowd") == "Crowd expects 5,000 people, for whom no room has seats"
    assert [each for each in screen(known) if "room_overflow" in each.rules]


@pytest.mark.parametrize(
    ("rooms", "said"),
    [
        ([room("A"), room("B", capacity=None)], "A has seats (seats of B are not known)"),
        (
            [room("A"), *(room(each, capacity=None) for each in "BCDE")],
            "A has seats (seats of B, C, D and E are not known)",
        ),
        (
            [room("A"), *(room(each, capacity=None) for each in "BCDEF")],
            "A has seats (seats of 5 rooms are not known)",
        ),
        ([room("A"), room("B", capacity=None, layouts={"round": 60})], "A and B have seats"),
    ],
)
def test_rooms_of_unknown_seats_are_told_apart(rooms: list[dict[str, object]], said: str) -> None:
    """Up to four by name; one whose seats are known in the layout that is needed is known."""
    instance = conference(session("few", attendance=60, layout="round"), rooms=rooms)
    assert (
        VOICES["room_overflow"].asks(instance, "few") == f"Few expects 60 people, for whom {said}"
    )


@pytest.mark.parametrize(
    ("seats", "people", "layouts"),
    [
        (None, None, []),
        (None, 30, [{"round": 30}]),
        (None, 0, [{"round": 1}]),  # a layout has one seat at least
        (100, None, [{"round": 100}]),
    ],
)
def test_no_seats_of_a_layout_are_made_up(
    seats: int | None, people: int | None, layouts: list[dict[str, int]]
) -> None:
    """A room is given a layout with the seats that it has, or else those for whom it is needed."""
    talk = session("talk", attendance=people, layout="round")
    instance = conference(talk, rooms=[room("A", capacity=seats)])
    schedule = placed(instance, talk="Mon 09:00 A")
    runs = runs_by_id(instance, schedule)
    cure = VOICES["room_lacks_feature"].cure
    assert cure is not None
    remedies = cure(Violation(instance, "talk", schedule, runs, ("talk",)))
    assert [each.instance.rooms[0].layouts for each in remedies] == layouts


@pytest.mark.parametrize(
    ("fields", "kind", "body", "place"),
    [
        ({"needs": ["stage"]}, {"needs": ["bell"]}, {}, ("sessions", "talk", "needs")),
        ({}, {"needs": ["bell"]}, {"needs": ["bell"]}, ("kinds", "meeting", "needs")),
        ({}, {}, {"needs": ["bell"]}, ("bodies", "board", "needs")),
        ({}, {"remote": {"suva": 1}}, {}, ("kinds", "meeting", "remote")),
        ({"remote": {"suva": 2}}, {"remote": {"suva": 1}}, {}, ("sessions", "talk", "remote")),
        ({"remote": {}, "layout": "round"}, {"remote": {"suva": 1}}, {}, ("sessions", "talk", "layout")),
        ({"interpretation": "two", "layout": "round"}, {}, {}, ("sessions", "talk", "interpretation")),
    ],
)  # fmt: skip
def test_what_a_session_needs_is_said_where_the_file_says_it(
    fields: dict[str, object], kind: dict[str, object], body: dict[str, object], place: tuple[str, ...]
) -> None:  # fmt: skip
    """By the session, its kind or its body: whoever says it first."""
    where = VOICES["room_lacks_feature"].where
    assert where is not None
    instance = conference(
        session("talk", body="board", **fields),
        kinds=[{"id": "meeting", "bands": ["morning"], **kind}],
        bodies=[{"id": "board", **body}],
        regions=[{"id": "pacific"}],
        sites=[{"id": "suva", "region": "pacific", "zone": "Pacific/Fiji"}],
        interpretation=[{"id": "two", "languages": ["en", "fr"], "counts": "meetings", "teams": 1}],
    )
    assert where(instance, "talk") == place
