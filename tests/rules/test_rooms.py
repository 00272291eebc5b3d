"""Rules on rooms."""

from typing import Any

import pytest

from scheduler.instance import Instance
from tests.conference import conference, placed, room, session
from tests.rules.brute import amount, restrictions

MONDAY = "2021-11-08"
PARTITIONED = [
    room("A"),
    room("B", turnaround=15),
    room("AB", parts=["A", "B"], turnaround=30),
    room("C"),
]


@pytest.mark.parametrize(
    ("places", "minutes"),
    [
        ({"s": "Mon 09:00 A", "q": "Mon 10:00 A"}, 0),  # back to back
        ({"s": "Mon 09:00 A", "q": "Mon 09:30 A"}, 30),
        ({"s": "Mon 09:00 A", "q": "Mon 09:00 B"}, 0),
        ({"s": "Mon 09:00 B", "q": "Mon 10:00 B"}, 15),  # turnaround of B
        ({"s": "Mon 09:00 B", "q": "Mon 10:30 B"}, 0),
        ({"s": "Mon 09:00 AB", "q": "Mon 10:00 A"}, 30),  # turnaround of AB, in A
        ({"s": "Mon 09:00 AB", "q": "Mon 10:30 A"}, 0),
        ({"s": "Mon 09:00 B", "q": "Mon 10:00 AB"}, 15),
        ({"s": "Mon 09:00 AB", "q": "Mon 09:00 AB"}, 180),  # 60 + 30, in A and in B
        ({"s": "Mon 09:00 AB", "q": "Mon 09:00 C"}, 0),
    ],
)
def test_room_overlap_counts_minutes_in_each_part(places: dict[str, str], minutes: int) -> None:
    """A combination holds its parts until its own turnaround has passed."""
    instance = conference(session("s"), session("q"), rooms=PARTITIONED)
    assert amount(instance, placed(instance, **places), "room_overlap") == minutes


def test_room_overlap_counts_n_less_one_and_names_the_part() -> None:
    """Three at once are two too many; parts of parts are parts."""
    rooms = [*PARTITIONED, room("ABC", parts=["AB", "C"])]
    instance = conference(session("s"), session("q"), session("z"), rooms=rooms)
    schedule = placed(instance, s="Mon 09:00 C", q="Mon 09:00 C", z="Mon 09:00 ABC")
    assert amount(instance, schedule, "room_overlap", "C") == 120  # 60 * (3 - 1)
    assert amount(instance, schedule, "room_overlap", "A") == 0
    assert {each.item for each in restrictions(instance, "room_overlap")} == {"A", "B", "C"}


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        ({}, 0),
        ({"kind": "workshop"}, 1),  # sockets
        ({"body": "board"}, 2),  # sockets, and a bell
        ({"kind": "workshop", "body": "board"}, 2),  # sockets are needed once
        ({"kind": "workshop", "needs": ["stage"]}, 2),
    ],
)
def test_room_lacks_feature_counts_what_kind_and_body_need(
    fields: dict[str, Any], missing: int
) -> None:
    """B offers all of it, and A nothing."""
    instance = conference(
        session("s", **fields),
        rooms=[room("A"), room("B", features=["sockets", "bell", "stage"])],
        kinds=[
            {"id": "meeting", "bands": ["morning"]},
            {"id": "workshop", "bands": ["morning"], "needs": ["sockets"]},
        ],
        bodies=[{"id": "board", "needs": ["sockets", "bell"]}],
    )
    in_a, in_b = (placed(instance, s=f"Mon 09:00 {where}") for where in "AB")
    assert amount(instance, in_a, "room_lacks_feature") == missing
    assert amount(instance, in_b, "room_lacks_feature") == 0


def test_room_overlap_has_nothing_to_say_of_one_session() -> None:
    """A session does not overlap with itself."""
    assert restrictions(conference(session("s")), "room_overlap") == []


@pytest.mark.parametrize(
    ("attendance", "layout", "room_id", "people", "seats"),
    [
        (100, None, "A", 0, 0),
        (101, None, "A", 1, 0),
        (99, None, "A", 0, 1),
        (100, "theatre", "A", 0, 50),  # 150 seats as a theatre
        (151, "theatre", "A", 1, 0),
        (101, "theatre", "B", 1, 0),  # B has no theatre: its usual 100
    ],
)
def test_room_overflow_and_room_waste_count_seats_of_the_layout(
    attendance: int, layout: str | None, room_id: str, people: int, seats: int
) -> None:
    """What is missing, and what is left empty."""
    instance = conference(
        session("s", attendance=attendance, layout=layout),
        rooms=[room("A", layouts={"theatre": 150}), room("B")],
    )
    schedule = placed(instance, s=f"Mon 09:00 {room_id}")
    assert amount(instance, schedule, "room_overflow") == people
    assert amount(instance, schedule, "room_waste") == seats


@pytest.mark.parametrize(
    ("attendance", "layout", "room_id", "people", "seats"),
    [
        (None, None, "A", 0, 0),  # who knows how many come?
        (0, None, "A", 0, 100),  # nobody comes
        (1, None, "B", 0, 0),  # the seats of B are not known
        (151, "theatre", "B", 1, 0),  # but those of its theatre are
        (None, "theatre", "B", 0, 0),
    ],
)
def test_what_is_not_known_is_neither_missing_nor_empty(
    attendance: int | None, layout: str | None, room_id: str, people: int, seats: int
) -> None:
    """Null is not 0, of people and of seats."""
    instance = conference(
        session("s", attendance=attendance, layout=layout),
        rooms=[room("A"), room("B", capacity=None, layouts={"theatre": 150})],
    )
    schedule = placed(instance, s=f"Mon 09:00 {room_id}")
    assert amount(instance, schedule, "room_overflow") == people
    assert amount(instance, schedule, "room_waste") == seats


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        ({}, (0, 0)),
        ({"needs": ["webcast"]}, (1, 0)),
        ({"needs": ["webcast", "stage"]}, (2, 1)),
        ({"remote": {"suva": 3}}, (1, 0)),
        ({"remote": {"suva": 3}, "needs": ["remote"]}, (1, 0)),
        ({"interpretation": "two"}, (2, 0)),  # two languages, A without a booth, B with two
        ({"interpretation": "three"}, (3, 1)),
        ({"interpretation": "three", "languages": ["es", "en"]}, (2, 0)),  # two of the three
        ({"interpretation": "three", "languages": ["es"]}, (1, 0)),
        ({"layout": "theatre"}, (1, 0)),
        ({"layout": "theatre", "needs": ["stage"], "interpretation": "three"}, (5, 2)),
    ],
)
def test_room_lacks_feature_counts_what_is_missing(
    fields: dict[str, Any], missing: tuple[int, int]
) -> None:
    """A offers nothing; B has two booths, remote, webcast and a theatre."""
    instance = conference(
        session("s", **fields),
        rooms=[
            room("A"),
            room("B", booths=2, features=["remote", "webcast"], layouts={"theatre": 90}),
        ],
        regions=[{"id": "asp"}],
        sites=[{"id": "suva", "region": "asp", "zone": "Pacific/Fiji"}],
        interpretation=[
            {"id": "two", "languages": ["en", "fr"], "counts": "meetings", "teams": 1},
            {"id": "three", "languages": ["en", "fr", "es"], "counts": "meetings", "teams": 1},
        ],
    )
    in_a, in_b = (placed(instance, s=f"Mon 09:00 {where}") for where in "AB")
    found = (amount(instance, each, "room_lacks_feature") for each in (in_a, in_b))
    assert tuple(found) == missing


@pytest.mark.parametrize(
    ("where", "minutes"),
    [
        ("09:00 A", 0),
        ("09:30 A", 30),
        ("10:00 A", 60),
        ("11:30 A", 0),  # open again from 11:30
        ("10:00 B", 0),
        ("09:30 AB", 30),  # its part A is closed from 10:00
        ("12:00 AB", 60),  # closed itself
        ("10:30 ABC", 60),  # A until 11:30 and C from 11:00 overlap: each minute counts once
    ],
)
def test_room_closed_counts_closures_of_parts_once(where: str, minutes: int) -> None:
    """A is closed from 10:00 to 11:30, AB from 12:00 to 13:00, C from 11:00 to 11:30."""
    rooms = [
        room("A", closures=[{"days": [MONDAY], "from": "10:00", "to": "11:30"}]),
        room("B"),
        room("C", closures=[{"days": [MONDAY], "from": "11:00", "to": "11:30"}]),
        room("AB", parts=["A", "B"], closures=[{"days": [MONDAY], "from": "12:00", "to": "13:00"}]),
        room("ABC", parts=["AB", "C"]),
    ]
    instance = conference(session("s"), rooms=rooms)
    assert amount(instance, placed(instance, s=f"Mon {where}"), "room_closed") == minutes


def test_room_closed_is_about_the_room_in_which_the_session_is() -> None:
    """The level of AB counts for a session in AB, even if a part of it is closed."""
    rooms = [room("A", closures=[{"days": [MONDAY]}]), room("B"), room("AB", parts=["A", "B"])]
    instance = conference(session("s"), rooms=rooms)
    schedule = placed(instance, s="Mon 09:00 AB")
    assert amount(instance, schedule, "room_closed", "AB") == 60
    assert amount(instance, schedule, "room_closed", "A") == 0


def test_body_changes_room_counts_rooms_beyond_the_first() -> None:
    """Sessions of no body do not count."""
    instance = conference(
        *(session(name, body="com3") for name in ("s", "q", "z")),
        session("free"),
        rooms=[room("A"), room("B"), room("C")],
        bodies=[{"id": "com3"}],
    )
    for others, rooms in ((("A", "A"), 0), (("A", "B"), 1), (("B", "C"), 2), (("B", "B"), 1)):
        schedule = placed(
            instance,
            s="Mon 09:00 A",
            q=f"Mon 10:00 {others[0]}",
            z=f"Mon 11:00 {others[1]}",
            free="Mon 09:00 C",
        )
        assert amount(instance, schedule, "body_changes_room", "com3") == rooms


def walking(**person: Any) -> Instance:
    """Make a conference in two buildings, 20 minutes from each other; A and C are in one of them."""
    return conference(
        session("s", people={"chair": ["ada"]}),
        session("q", people={"speaker": ["ada"]}),
        session("z", people={"optional": ["ada"]}),
        rooms=[room("A"), room("B", building="annex"), room("C")],
        walks=[{"between": ["annex", "main"], "minutes": 20}],
        people=[{"id": "ada"} | person],
    )


@pytest.mark.parametrize(
    ("q", "minutes"),
    [
        ("Mon 10:00 B", 20),
        ("Mon 10:15 B", 5),
        ("Mon 10:20 B", 0),
        ("Mon 10:00 C", 0),  # another room of the same building
        ("Mon 09:30 B", 0),  # they overlap: person_conflict
        ("Mon 08:00 B", 20),  # the other way
    ],
)
def test_walking_time_short_counts_what_the_way_lacks(q: str, minutes: int) -> None:
    """Either way; options do not count."""
    instance = walking()
    schedule = placed(instance, s="Mon 09:00 A", q=q, z="Mon 10:00 B")
    assert amount(instance, schedule, "walking_time_short", "ada") == minutes


def test_walking_time_short_counts_every_pair() -> None:
    """A third session, 15 minutes later in the first building: 20 and 20, and none between s and z."""
    instance = conference(
        *(session(name, duration=10, people={"chair": ["ada"]}) for name in ("s", "q", "z")),
        rooms=[room("A"), room("B", building="annex")],
        walks=[{"between": ["annex", "main"], "minutes": 20}],
        people=[{"id": "ada"}],
    )
    schedule = placed(instance, s="Mon 09:00 A", q="Mon 09:10 B", z="Mon 09:20 A")
    assert amount(instance, schedule, "walking_time_short") == 40
    # s and z both in A, with q from 09:00 in B as well: from s to z nothing, q to z lacks 10.
    schedule = placed(instance, s="Mon 09:00 A", q="Mon 09:00 B", z="Mon 09:20 A")
    assert amount(instance, schedule, "walking_time_short") == 10


def test_walking_time_short_says_nothing_of_remote_persons() -> None:
    """They do not walk."""
    assert restrictions(walking(remote=True, zone="Asia/Tokyo"), "walking_time_short") == []
    assert len(restrictions(walking(), "walking_time_short")) == 1
