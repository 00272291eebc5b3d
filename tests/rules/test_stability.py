"""Rules on the published plan."""

from typing import Any

from tests.conference import conference, placed, session
from tests.voices import amount

MONDAY, TUESDAY = "2021-11-08", "2021-11-09"
RULES = ("frozen_moved", "session_moved", "room_changed")


def published(session: str, start: str = "09:00", **fields: Any) -> dict[str, Any]:
    """Describe where a session was published to be: on Monday."""
    return {"session": session, "start": f"{MONDAY}T{start}[Africa/Addis_Ababa]"} | fields


def test_at_least_those_named_are_affected_and_at_least_one() -> None:
    """Persons in roles may be more than are expected in the room."""
    people = [{"id": "ada"}, {"id": "ben"}]
    instance = conference(
        session("s", attendance=1, people={"chair": ["ada"], "optional": ["ben"]}),
        session("q"),
        people=people,
        published=[published("s"), published("q", "14:00")],
    )
    schedule = placed(instance, s="Mon 10:00 A", q="Mon 10:00 B")
    assert amount(instance, schedule, "session_moved", "s") == 2
    assert amount(instance, schedule, "session_moved", "q") == 1


def test_a_session_is_frozen_if_a_minute_of_its_published_time_is() -> None:
    """One that begins when the frozen time ends, or ends when it begins, is not."""
    for start, minutes in (("09:00", 0), ("09:30", 60), ("11:30", 60), ("12:00", 0)):
        instance = conference(
            session("s"),
            published=[published("s", start)],
            frozen=[{"days": [MONDAY], "from": "10:00", "to": "12:00"}],
        )
        elsewhere = placed(instance, s="Tue 14:00 A")
        assert amount(instance, elsewhere, "frozen_moved") == minutes
        assert amount(instance, placed(instance, s=f"Mon {start} B"), "frozen_moved") == 0
