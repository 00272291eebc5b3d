"""The rooms family: overlaps, seats, features, closures, changes, ways."""

from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.conference import conference, placed, pool, room, session
from tests.evaluation.said import messages
from tests.voices import amount

HALVES = [room("AB", parts=["A", "B"], turnaround=30), room("A"), room("B")]
"""A hall that can be split."""


def test_back_to_back_in_one_room_is_accepted_and_an_overlap_is_not(
    snapshot: SnapshotAssertion,
) -> None:
    """A minute with two sessions counts one."""
    instance = conference(
        session("one"), session("two"), only="room_overlap", rooms=[room("A", title="Hall One")]
    )
    rule = "room_overlap"
    assert amount(instance, placed(instance, one="Mon 09:00 A", two="Mon 10:00 A"), rule) == 0
    schedule = placed(instance, one="Mon 09:00 A", two="Mon 09:30 A")
    assert amount(instance, schedule, rule, "A") == 30  # 09:30-10:00
    assert messages(instance, schedule, rule) == snapshot


def test_three_in_one_room_count_two_a_minute() -> None:
    """A minute with n sessions counts n - 1."""
    instance = conference(session("a"), session("b"), session("c"), only="room_overlap")
    schedule = placed(instance, a="Mon 09:00 A", b="Mon 09:00 A", c="Mon 09:30 A")
    assert amount(instance, schedule, "room_overlap") == 90  # 30 * 1 + 30 * 2


def test_turnaround_holds_the_room_after_each_session() -> None:
    """Half an hour of turnaround: half an hour apart is accepted, one grain less is not."""
    instance = conference(
        session("one"), session("two"), only="room_overlap", rooms=[room("A", turnaround=30)]
    )
    rule = "room_overlap"
    assert amount(instance, placed(instance, one="Mon 09:00 A", two="Mon 10:30 A"), rule) == 0
    assert amount(instance, placed(instance, one="Mon 09:00 A", two="Mon 10:00 A"), rule) == 30


def test_a_combined_room_holds_its_parts_for_its_own_turnaround() -> None:
    """AB holds A and B; each of them counts, with the turnaround of AB."""
    instance = conference(session("big"), session("small"), only="room_overlap", rooms=HALVES)
    rule = "room_overlap"
    schedule = placed(instance, big="Mon 09:00 AB", small="Mon 10:00 B")
    assert amount(instance, schedule, rule, "B") == 30  # until 10:30
    assert amount(instance, schedule, rule) == 30  # nothing else in A, and AB has parts
    assert amount(instance, placed(instance, big="Mon 10:00 AB", small="Mon 09:00 B"), rule) == 0


def test_two_in_a_combined_room_count_in_each_part() -> None:
    """Parts of parts are held as well."""
    rooms = [room("ABC", parts=["AB", "C"]), room("AB", parts=["A", "B"]), room("A"), room("B")]
    instance = conference(
        session("one"), session("two"), only="room_overlap", rooms=[*rooms, room("C")]
    )
    schedule = placed(instance, one="Mon 09:00 ABC", two="Mon 09:00 AB")
    assert amount(instance, schedule, "room_overlap") == 120  # 60 in A, 60 in B, none in C
    assert amount(instance, schedule, "room_overlap", "C") == 0


@pytest.mark.parametrize(("rule", "people"), [("room_overflow", 101), ("room_waste", 99)])
def test_as_many_people_as_seats_are_accepted(
    rule: str, people: int, snapshot: SnapshotAssertion
) -> None:
    """One more is one too many, and one less leaves a seat empty."""
    instance = conference(
        session("full", attendance=100), session("other", attendance=people), only=rule
    )
    schedule = placed(instance, full="Mon 09:00 A", other="Tue 09:00 B")
    assert amount(instance, schedule, rule) == amount(instance, schedule, rule, "other") == 1
    assert messages(instance, schedule, rule) == snapshot


def test_seats_are_those_of_the_layout_if_the_room_has_it() -> None:
    """A room without the layout is counted in its usual one."""
    instance = conference(
        session("talk", attendance=60, layout="classroom"),
        only="room_overflow",
        rooms=[room("A", layouts={"classroom": 40}), room("B")],
    )
    assert amount(instance, placed(instance, talk="Mon 09:00 A"), "room_overflow") == 20
    assert amount(instance, placed(instance, talk="Mon 09:00 B"), "room_overflow") == 0


def test_missing_features_booths_and_layout_count_one_each(snapshot: SnapshotAssertion) -> None:
    """Remote attendance needs a remote room without saying so."""
    needy = session(
        "talk",
        needs=["vip_access", "webcast"],
        layout="u_shape",
        interpretation="six",
        remote={"suva": 3},
    )
    instance = conference(
        needy,
        only="room_lacks_feature",
        rooms=[
            room("A", features=["webcast"], booths=1),
            room(
                "B", features=["webcast", "vip_access", "remote"], booths=3, layouts={"u_shape": 9}
            ),
        ],
        interpretation=[pool(languages=["ar", "en", "fr"])],
        regions=[{"id": "ASP"}],
        sites=[{"id": "suva", "region": "ASP", "zone": "Pacific/Fiji"}],
    )
    rule = "room_lacks_feature"
    assert amount(instance, placed(instance, talk="Mon 09:00 B"), rule) == 0
    schedule = placed(instance, talk="Mon 09:00 A")
    # vip_access, remote, 3 - 1 booths, the layout
    assert amount(instance, schedule, rule, "talk") == 5
    assert messages(instance, schedule, rule) == snapshot


def test_a_booth_is_needed_for_each_language_that_the_session_needs() -> None:
    """Of a pool of six: three booths are enough for three of them, one too few for four."""
    six = ["ar", "en", "es", "fr", "ru", "zh"]
    rule, needs = "room_lacks_feature", {"all": None, "three": six[:3], "four": six[2:]}
    instance = conference(
        *(session(id_, interpretation="six", languages=some) for id_, some in needs.items()),
        only=rule,
        rooms=[room("A", booths=3)],
        interpretation=[pool(languages=six, teams=3)],
    )
    schedule = placed(instance, all="Mon 09:00 A", three="Mon 10:00 A", four="Mon 11:00 A")
    assert [amount(instance, schedule, rule, each) for each in needs] == [3, 0, 1]  # - 3 booths
    assert messages(instance, schedule, rule)[1] == ("Four, Mon 8 Nov 11:00-12:00: A lacks 1 booth")


def test_a_closed_room_counts_the_minutes_inside(snapshot: SnapshotAssertion) -> None:
    """A session may start as the closure ends."""
    closed = {"days": ["2021-11-08"], "from": "09:00", "to": "10:30"}
    instance = conference(
        session("talk"), only="room_closed", rooms=[room("A", closures=[closed]), room("B")]
    )
    rule = "room_closed"
    assert amount(instance, placed(instance, talk="Mon 10:30 A"), rule) == 0
    assert amount(instance, placed(instance, talk="Mon 09:00 B"), rule) == 0
    schedule = placed(instance, talk="Mon 10:00 A")
    assert amount(instance, schedule, rule, "A") == 30
    assert messages(instance, schedule, rule) == snapshot


def test_a_closed_part_closes_the_whole_and_not_the_reverse() -> None:
    """A minute for which both parts are closed counts once."""
    first = {"days": ["2021-11-08"], "from": "09:00", "to": "09:45"}
    then = {"days": ["2021-11-08"], "from": "09:30", "to": "10:00"}
    whole = {"days": ["2021-11-09"]}
    instance = conference(
        session("talk"),
        only="room_closed",
        rooms=[
            room("AB", parts=["A", "B"], closures=[whole]),
            room("A", closures=[first]),
            room("B", closures=[then]),
        ],
    )
    rule = "room_closed"
    schedule = placed(instance, talk="Mon 09:00 AB")
    assert amount(instance, schedule, rule) == 60  # not 45 + 30
    assert amount(instance, schedule, rule, "AB") == 60  # the room in which the session is
    assert amount(instance, placed(instance, talk="Mon 09:00 A"), rule, "A") == 45
    assert amount(instance, placed(instance, talk="Tue 09:00 A"), rule) == 0


def test_a_body_that_changes_its_room_counts_the_rooms_beyond_the_first(
    snapshot: SnapshotAssertion,
) -> None:
    """Coming back to a room is no change."""
    instance = conference(
        *(session(name, body="com3") for name in ("a", "b", "c")),
        only="body_changes_room",
        bodies=[{"id": "com3", "title": "Committee 3"}],
        rooms=[room("A"), room("B"), room("C", title="Hall C")],
    )
    rule = "body_changes_room"
    same = placed(instance, a="Mon 09:00 A", b="Mon 10:00 A", c="Mon 11:00 A")
    back = placed(instance, a="Mon 09:00 A", b="Mon 10:00 B", c="Mon 11:00 A")
    three = placed(instance, a="Mon 09:00 A", b="Mon 10:00 B", c="Mon 11:00 C")
    assert amount(instance, same, rule) == 0
    assert amount(instance, back, rule) == 1
    assert amount(instance, three, rule, "com3") == 2
    assert messages(instance, three, rule) == snapshot


def test_the_way_between_buildings_takes_time(snapshot: SnapshotAssertion) -> None:
    """As long as the way is accepted; a remote person, and two at once, do not walk."""
    instance = conference(
        session("one", people={"chair": ["ada"], "speaker": ["far"]}),
        session("two", people={"speaker": ["ada", "far"]}),
        only="walking_time_short",
        rooms=[room("A"), room("B", building="annex"), room("C", building="annex")],
        walks=[{"between": ["annex", "main"], "minutes": 40}],
        people=[
            {"id": "ada", "title": "Ada"},
            {"id": "far", "remote": True, "zone": "Asia/Kolkata"},
        ],
    )
    rule = "walking_time_short"
    assert amount(instance, placed(instance, one="Mon 09:00 A", two="Mon 11:00 B"), rule) == 0
    assert messages(instance, placed(instance, one="Mon 09:00 A", two="Mon 10:40 B"), rule) == []
    assert amount(instance, placed(instance, one="Mon 09:00 C", two="Mon 10:00 B"), rule) == 0
    assert amount(instance, placed(instance, one="Mon 09:00 A", two="Mon 09:30 B"), rule) == 0
    assert amount(instance, placed(instance, one="Mon 09:00 A", two="Mon 10:00 B"), rule) == 40
    schedule = placed(instance, two="Mon 09:00 B", one="Mon 10:30 A")
    assert amount(instance, schedule, rule, "ada") == 10  # 40 - 30
    assert messages(instance, schedule, rule) == snapshot


def test_every_two_sessions_of_a_person_count_not_only_neighbours() -> None:
    """A short talk at home does not make the way shorter."""
    instance = conference(
        session("one", people={"chair": ["ada"]}),
        session("mid", duration=10, people={"chair": ["ada"]}),
        session("two", people={"chair": ["ada"]}),
        only="walking_time_short",
        rooms=[room("A"), room("B", building="annex")],
        walks=[{"between": ["annex", "main"], "minutes": 40}],
        people=[{"id": "ada"}],
    )
    schedule = placed(instance, one="Mon 09:00 A", mid="Mon 10:00 A", two="Mon 10:10 B")
    assert amount(instance, schedule, "walking_time_short") == 70  # 40 - 10, and 40 - 0


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
