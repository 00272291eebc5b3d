"""What the third voice says where people or seats are not known."""

import pytest

from scheduler.evaluation.runs import runs_by_id
from scheduler.explanation.remedies import Violation
from scheduler.explanation.rules import VOICES
from tests.conference import conference, placed, room, session


def test_rooms_that_may_have_the_seats_are_named() -> None:
    """No number is made up; a room of unknown seats may be large enough."""
    rooms = [room("A"), room("B", capacity=60), room("C", capacity=None)]
    instance = conference(
        session("talk", attendance=None), session("many", attendance=60), rooms=rooms
    )
    asks = VOICES["room_overflow"].asks
    assert asks(instance, "talk").startswith("Talk does not say how many people it expects")
    assert asks(instance, "many") == "Many expects 60 people; A, B and C may have enough seats"


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
    instance = conference(
        session("talk", body="board", **fields),
        kinds=[{"id": "meeting", "bands": ["morning"], **kind}],
        bodies=[{"id": "board", **body}],
        regions=[{"id": "pacific"}],
        sites=[{"id": "suva", "region": "pacific", "zone": "Pacific/Fiji"}],
        interpretation=[{"id": "two", "languages": ["en", "fr"], "counts": "meetings", "teams": 1}],
    )
    assert where(instance, "talk") == place
