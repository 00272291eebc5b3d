"""Too many minutes at once: for persons, bodies, teams, limits, delegations and rooms."""

from typing import Any

import pytest

from scheduler.explanation import Trouble
from scheduler.instance import Instance
from tests.conference import conference, pool, room, session
from tests.explanation.heard import certain

MORNING = {"windows": [{"days": ["2021-11-08"], "to": "12:00"}]}
HOUR = {"windows": [{"days": ["2021-11-08"], "from": "09:00", "to": "10:00"}]}


def _minister(until: str, number: int = 3, **person: Any) -> Instance:
    """Return sessions of one hour for a minister who is there from 09:00."""
    ada = {"id": "ada", "title": "Minister, Ruritania"} | person
    ada["available"] = [{"days": ["2021-11-08"], "from": "09:00", "to": until}]
    sessions = [session(f"talk{n}", people={"speaker": ["ada"]}) for n in range(number)]
    return conference(*sessions, people=[ada])


@pytest.mark.parametrize(("until", "fits"), [("12:00", True), ("11:59", False)])
def test_a_window_holds_the_minutes_of_its_sessions(until: str, fits: bool) -> None:
    """Three hours need 180 minutes."""
    assert (not certain(_minister(until))) is fits


def test_the_message_names_the_person_the_minutes_and_the_window() -> None:
    """Starts at 09:00, 09:30, 10:00 and 10:30 reach 11:30 at the latest: 150 min of 180."""
    (trouble,) = certain(_minister("11:30"))
    assert trouble == Trouble(
        "Minister, Ruritania cannot attend everything: from Mon 8 Nov 09:00 to 11:30, 180 min are "
        "needed, and 150 can be used. Sessions: Talk0, Talk1, Talk2. What may help: a longer "
        "availability, shorter buffers, or somebody else in one of them.",
        certain=True,
        sessions=("talk0", "talk1", "talk2"),
        rules=("person_conflict",),
    )


def test_only_sessions_that_must_lie_in_a_stretch_count_there() -> None:
    """A fourth hour that may be in the afternoon too is no trouble; one that may not is."""
    talks = [session(f"talk{n}", body="com", **MORNING) for n in range(3)]
    bodies = [{"id": "com", "in_order": False}]
    assert not certain(conference(*talks, session("free", body="com"), bodies=bodies))
    (trouble,) = certain(conference(*talks, session("tied", body="com", **MORNING), bodies=bodies))
    assert trouble.message.startswith(
        "The meetings of com, and of bodies below it, cannot be kept apart: from "
    )
    assert trouble.rules == ("body_conflict",)


def test_a_session_that_overlaps_wherever_it_is_put_is_found() -> None:
    """90 minutes between 09:00 and 11:30 hold 10:00-10:30 wherever they are, and so does a pin there."""
    pin = {"start": "2021-11-08T10:00[Africa/Addis_Ababa]"}
    window = [{"days": ["2021-11-08"], "from": "09:00", "to": "11:30"}]
    for start, fits in (("10:00", False), ("09:00", True)):
        pin = {"start": f"2021-11-08T{start}[Africa/Addis_Ababa]"}
        instance = conference(
            session("long", topics=["money"], duration=90, windows=window),
            session("short", topics=["money"], duration=30, pin=pin),
        )
        assert (not certain(instance)) is fits


@pytest.mark.parametrize(
    ("tables", "fields", "enough", "few", "rule"),
    [
        (
            lambda n: {"parallel_limits": [{"id": "k", "at_most": n}]},
            {},
            2,
            1,
            "parallel_limit_exceeded",
        ),
        (
            lambda n: {"resources": [{"id": "crew", "count": n}]},
            {"uses": {"crew": 2}},
            4,
            3,
            "parallel_limit_exceeded",
        ),
        (
            lambda n: {"interpretation": [pool(teams=n)]},
            {"interpretation": "six"},
            2,
            1,
            "teams_exceeded",
        ),
        (
            lambda n: {
                "delegations": [{"id": "fiji", "size": n, "must": {"kinds": ["meeting"]}}],
                "levels": {"delegation_overstretched": "hard"},
            },
            {},
            2,
            1,
            "delegation_overstretched",
        ),
    ],
)
def test_two_at_once_need_two(
    tables: Any, fields: dict[str, Any], enough: int, few: int, rule: str
) -> None:
    """Two sessions with the same single hour, in two rooms."""
    rooms = [{"id": name, "capacity": 100, "booths": 1} for name in "AB"]
    two = [session(name, **HOUR, **fields) for name in ("one", "two")]
    assert not certain(conference(*two, rooms=rooms, **tables(enough)))
    troubles = certain(conference(*two, rooms=rooms, **tables(few)))
    assert [trouble.rules for trouble in troubles] == [(rule,)]
    assert troubles[0].sessions == ("one", "two")


def test_exclusive_and_parents_are_told_by_the_minutes_beside_them() -> None:
    """The 90 minutes from 09:00 to 11:00 hold 09:30-10:30, of which 60 - 30 are beside 09:00-10:00."""
    window = [{"days": ["2021-11-08"], "from": "09:00", "to": "11:00"}]
    long = session("long", duration=90, windows=window, body="group")
    bodies = [{"id": "plenary"}, {"id": "group", "parent": "plenary"}]
    free = session("opening", title="Opening", body="plenary")
    (trouble,) = certain(conference(free | HOUR | {"exclusive": True}, long, bodies=bodies[:2]))
    assert trouble.message == (
        "The meetings of plenary, and of bodies below it, cannot be kept apart: from Mon 8 Nov 09:00 to "
        "10:00, at least 30 min run at the same time. Sessions: Opening, Long."
    )
    assert trouble.rules == ("body_conflict", "run_beside")
    assert not certain(conference(free | {"exclusive": True}, long, bodies=bodies))


def test_one_trouble_for_equal_restrictions() -> None:
    """Two sessions with the same chair, body and topic are in each other's way once."""
    two = [
        session(name, body="com", topics=["money"], people={"chair": ["ada"]}, **HOUR)
        for name in ("one", "two")
    ]
    bodies = [{"id": "com", "in_order": False}]
    (trouble,) = certain(conference(*two, bodies=bodies, people=[{"id": "ada"}]))
    assert trouble.rules == ("person_conflict", "body_conflict", "topic_conflict")


@pytest.mark.parametrize(("seated", "fits"), [(30, True), (31, False)])
def test_time_before_a_session_counts_before_it(seated: int, fits: bool) -> None:
    """From the end at 10:00 to the opening at 10:30 are 30 minutes in which to be seated."""
    pins = [{"start": f"2021-11-08T{clock}[Africa/Addis_Ababa]"} for clock in ("09:00", "10:30")]
    speaker = {"speaker": ["ada"]}
    instance = conference(
        session("talk", pin=pins[0], people=speaker),
        session("opening", pin=pins[1], people=speaker, seated_before=seated),
        person_classes=[{"id": "minister"}],
        people=[{"id": "ada", "class": "minister"}],
    )
    assert (not certain(instance)) is fits


@pytest.mark.parametrize(("teams", "said"), [(1, False), (0, True)])
def test_a_pool_without_a_team_is_one_trouble(teams: int, said: bool) -> None:
    """Not one for the minutes, one for the days and one for the week."""
    found = certain(
        conference(
            *(session(name, interpretation="six") for name in ("a", "b")),
            rooms=[room("A", booths=1)],
            interpretation=[pool(title="Six languages", teams=teams)],
        )
    )
    told = Trouble(
        "Six languages: there is no team, and 2 sessions need one: A, B. What may help: a team, or "
        "meetings without interpretation.",
        certain=True,
        sessions=("a", "b"),
        rules=("teams_exceeded",),
    )
    assert found == [told] * said


@pytest.mark.parametrize(("units", "said"), [(2, False), (3, True)])
def test_a_session_that_needs_more_than_there_is_says_so(units: int, said: bool) -> None:
    """There are two crews."""
    crew = {"id": "crew", "title": "Crews", "count": 2}
    found = certain(conference(session("a", uses={"crew": units}), resources=[crew]))
    message = "Crews: A needs 3; 2 are available in all. What may help: more of it, or a session without it."
    assert [trouble.message for trouble in found] == [message] * said


def _talks(number: int, **fields: Any) -> list[dict[str, Any]]:
    return [session(f"s{n}", **MORNING | fields) for n in range(number)]


def test_a_morning_in_two_rooms_has_six_hours() -> None:
    """2 rooms * 180 min are 6 sessions of 60, and not 7; a third room holds them."""
    assert not certain(conference(*_talks(6)))
    assert not certain(conference(*_talks(7), rooms=[room("A"), room("B"), room("C")]))
    (trouble,) = certain(conference(*_talks(7)))
    assert trouble == Trouble(
        "Too few rooms: in A and B, from Mon 8 Nov 09:00 to 12:00, 420 min are needed, and 360 can be "
        "used (turnaround included). Sessions: S0, S1, S2, S3, S4, S5, S6. What may help: another "
        "room that suits them, wider windows, or shorter meetings.",
        certain=True,
        sessions=("s0", "s1", "s2", "s3", "s4", "s5", "s6"),
        rules=("room_overlap",),
    )


def test_large_sessions_have_only_the_large_room() -> None:
    """Three of 90 seats fill the morning of A; a fourth is too much, though B is free."""
    rooms = [room("A"), room("B", capacity=50)]
    assert not certain(conference(*_talks(3, attendance=90), *_talks(0), rooms=rooms))
    (trouble,) = certain(conference(*_talks(4, attendance=90), rooms=rooms))
    assert trouble.rules == ("room_overlap", "room_overflow")
    assert "Too few rooms: in A, from" in trouble.message


@pytest.mark.parametrize(("turnaround", "fits"), [(0, True), (30, False)])
def test_a_turnaround_may_run_past_the_end_of_the_band(turnaround: int, fits: bool) -> None:
    """Two of 90 minutes fill 180, the last turnaround being later; one between them is too much."""
    rooms = [room("A", turnaround=turnaround)]
    assert (not certain(conference(*_talks(2, duration=90), rooms=rooms))) is fits
    assert not certain(conference(*_talks(2, duration=60), rooms=rooms)), "60 + 30 + 60 min"


def test_a_closure_takes_time_of_its_room_only() -> None:
    """With B closed until 10:00 five hours are left of six."""
    closed = [{"days": ["2021-11-08"], "to": "10:00"}]
    rooms = [room("A"), room("B", closures=closed)]
    assert not certain(conference(*_talks(5), rooms=rooms))
    assert certain(conference(*_talks(6), rooms=rooms))


def test_a_combination_takes_all_of_its_parts() -> None:
    """Each session of 150 people takes A and B together: three fill the morning of both."""
    rooms = [room("A"), room("B"), room("AB", capacity=200, parts=["A", "B"])]
    large = _talks(3, attendance=150)
    assert not certain(conference(*large, rooms=rooms))
    (trouble,) = certain(conference(*large, session("more", **MORNING), rooms=rooms))
    assert "420 min are needed, and 360 can be used" in trouble.message
    assert not certain(conference(*large[:2], *_talks_named("t", 2), rooms=rooms)), "2 * 2 + 2 of 6"


def _talks_named(letter: str, number: int) -> list[dict[str, Any]]:
    return [session(f"{letter}{n}", **MORNING) for n in range(number)]
