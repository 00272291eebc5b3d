"""Rules on the published plan."""

from typing import Any

from scheduler.instance import Instance
from tests.conference import conference, placed, seated, session
from tests.rules.brute import amount, restrictions

MONDAY, TUESDAY = "2021-11-08", "2021-11-09"
RULES = ("frozen_moved", "session_moved", "room_changed")


def published(session: str, start: str = "09:00", **fields: Any) -> dict[str, Any]:
    """Describe where a session was published to be: on Monday."""
    return {"session": session, "start": f"{MONDAY}T{start}[Africa/Addis_Ababa]"} | fields


def test_nothing_is_said_without_a_published_plan() -> None:
    """Not even of the frozen time."""
    instance = conference(session("s"), frozen=[{"days": [MONDAY]}])
    for rule in RULES:
        assert not restrictions(instance, rule)


def test_session_moved_counts_the_people_affected_at_any_other_start() -> None:
    """Whatever the room, and on any minute; a session that is not in the plan is free."""
    instance = conference(
        session("s", attendance=40, remote={"suva": 2}),
        session("q"),
        published=[published("s", room="A")],
        regions=[{"id": "asp"}],
        sites=[{"id": "suva", "region": "asp", "zone": "Pacific/Fiji"}],
    )
    for place, people in (
        ("Mon 09:00 A", 0),
        ("Mon 09:00 B", 0),
        ("Mon 09:30 A", 42),  # 40 + 2
        ("Mon 09:01 B", 42),
        ("Tue 09:00 A", 42),
    ):
        assert amount(instance, placed(instance, s=place, q="Tue 14:00 B"), RULES[1]) == people


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


def test_room_changed_counts_another_room_at_the_published_start() -> None:
    """A session that moves in time counts for that alone, and one without a published room never."""
    instance = conference(
        session("s", attendance=40),
        session("q", attendance=40),
        published=[published("s", room="A"), published("q")],
    )
    for place, people in (("Mon 09:00 A", 0), ("Mon 09:00 B", 40), ("Mon 09:30 B", 0)):
        schedule = placed(instance, s=place, q="Mon 09:00 B")
        assert amount(instance, schedule, "room_changed") == people


def test_frozen_moved_holds_what_was_published_for_the_frozen_time() -> None:
    """As a pin does: minutes outside the published time, and all of them in another room."""
    instance = conference(
        session("s"), published=[published("s", room="A")], frozen=[{"days": [MONDAY]}]
    )
    for place, minutes in (
        ("Mon 09:00 A", 0),
        ("Mon 09:30 A", 30),
        ("Mon 09:00 B", 60),
        ("Tue 09:30 B", 120),  # 60 + 60
    ):
        assert amount(instance, placed(instance, s=place), "frozen_moved") == minutes


def test_frozen_moved_keeps_the_frozen_time_free_of_everything_else() -> None:
    """Of sessions published for another time, and of those not published at all."""
    instance = conference(
        session("s"),
        session("q"),
        published=[published("s", "14:00")],
        frozen=[
            {"days": [MONDAY], "from": "00:00", "to": "11:30"},
            {"days": [MONDAY], "from": "11:00", "to": "12:00"},
        ],
    )
    for place, minutes in (("Mon 12:00", 0), ("Mon 11:30", 30), ("Mon 11:00", 60)):
        assert (
            amount(instance, placed(instance, s=f"{place} A", q="Tue 14:00 B"), "frozen_moved", "s")
            == minutes
        )
        schedule = placed(instance, s="Mon 14:00 A", q=f"{place} B")
        assert amount(instance, schedule, "frozen_moved", "q") == minutes


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


def test_frozen_moved_counts_everybody_who_gets_a_seat_or_loses_it() -> None:
    """One for each; nothing if it was not published who is seated, or if the panel is not frozen."""
    panel = {"roles": [{"id": "all", "people": ["ada", "ben", "eve"]}]}

    def talk(day: str, **plan: Any) -> Instance:
        return conference(
            session("s", panel=panel),
            people=[{"id": name} for name in ("ada", "ben", "eve", "guest")],
            published=[published("s", room="A", **plan)],
            frozen=[{"days": [day]}],
        )

    both = talk(MONDAY, seated=["ada", "ben"])
    for people, more in (("ada ben", 0), ("ada", 1), ("ada ben eve", 1), ("eve", 3)):
        schedule = seated(placed(both, s="Mon 09:00 A"), s=people)
        assert amount(both, schedule, "frozen_moved") == more
    moved = seated(placed(both, s="Mon 09:30 B"), s="ada")
    assert amount(both, moved, "frozen_moved") == 91  # 30 + 60 + 1
    nobody = talk(MONDAY, seated=[])
    assert amount(nobody, seated(placed(nobody, s="Mon 09:00 A"), s="ada"), "frozen_moved") == 1
    for unsaid in (talk(MONDAY), talk(TUESDAY, seated=["ben"]), talk(MONDAY, seated=["guest"])):
        schedule = seated(placed(unsaid, s="Mon 09:00 A"), s="ada")
        extra = 1 if unsaid.published[0].seated == ("guest",) else 0  # Ada was not to be there
        assert amount(unsaid, schedule, "frozen_moved") == extra
