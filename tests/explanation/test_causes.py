"""Why a session has no place, told from the facts."""

from typing import Any

import pytest

from scheduler.explanation import Trouble
from tests.conference import BANDS, conference, room, session
from tests.explanation.heard import certain

MONDAY: dict[str, Any] = {"days": ["2021-11-08"]}


def _cause(trouble: Trouble) -> str:
    """Return what stands before the help."""
    return trouble.message.partition(". What may help")[0]


def _pin(clock: str) -> dict[str, Any]:
    return {"pin": {"start": f"2021-11-08T{clock}[Africa/Addis_Ababa]"}}


def test_a_room_too_small_is_told_with_its_seats() -> None:
    """The hall has 500 seats but no webcast; the foyer with 400 has all else; 400 people fit."""
    rooms = [
        room("hall", capacity=500),
        room("foyer", title="Main foyer", capacity=400, features=["webcast"]),
    ]

    def with_people(number: int) -> list[Trouble]:
        return certain(
            conference(session("talk", attendance=number, needs=["webcast"]), rooms=rooms)
        )

    assert not with_people(400)
    (trouble,) = with_people(900)
    assert _cause(trouble) == (
        "Talk has no slot: it expects 900 people; the largest room that fits otherwise, Main foyer, "
        "seats 400"
    )
    assert trouble.rules == ("room_overflow",)
    (trouble,) = with_people(401)
    assert _cause(trouble) == (
        "Talk has no slot: it expects 401 people; the largest room that fits otherwise, Main foyer, "
        "seats 400; hall lacks webcast"
    )


def test_sessions_with_one_cause_are_told_together() -> None:
    """Three languages, two booths."""
    pool = {
        "id": "english-french",
        "languages": ["ar", "en", "fr"],
        "counts": "meetings",
        "teams": 2,
        "gap": 0,
    }
    talks = [session(letter, interpretation="english-french") for letter in "abcde"]

    def with_booths(number: int) -> list[Trouble]:
        rooms = [room("A", booths=number), room("B")]
        return certain(conference(*talks, interpretation=[pool], rooms=rooms))

    assert not with_booths(3)
    (trouble,) = with_booths(2)
    assert trouble == Trouble(
        "Five sessions have no slot: A lacks 1 booth, B lacks 3 booths. They "
        "are A, B, C, D, E. What may help: equip a room, or ask for less.",
        certain=True,
        sessions=("a", "b", "c", "d", "e"),
        rules=("room_lacks_feature",),
    )


def test_a_session_that_needs_some_languages_needs_a_booth_for_each_of_them() -> None:
    """Three booths: enough for three of six languages, not for four."""
    six = ["ar", "en", "es", "fr", "ru", "zh"]

    def needing(number: int) -> list[Trouble]:
        pool = {
            "id": "six",
            "title": "Six languages",
            "languages": six,
            "counts": "meetings",
            "teams": 1,
        }
        talk = session("talk", interpretation="six", languages=six[:number])
        rooms = [room("A", booths=3), room("B")]
        return certain(conference(talk, interpretation=[pool], rooms=rooms))

    assert not needing(3)
    (trouble,) = needing(4)
    assert trouble.message == (
        "Talk has no slot: A lacks 1 booth, B lacks 4 booths. "
        "What may help: equip a room, or ask for less."
    )


def test_a_cause_that_several_share_is_said_of_each() -> None:
    """Two are too long for a morning of three hours, and then too large for every room."""
    long = [session(letter, duration=240) for letter in "ab"]
    (trouble,) = certain(conference(*long))
    assert trouble.message.startswith(
        "Two sessions have no slot: each lasts 240 min, and the longest stretch of the bands of its "
        "kind meeting has 180. They are A, B. "
    )
    large = [session(letter, attendance=500) for letter in "ab"]
    (trouble,) = certain(conference(*large))
    assert trouble.message.startswith("Two sessions have no slot: each expects 500 people; the ")


def test_features_that_are_nowhere_together_are_told_by_room() -> None:
    """Each room has one of two."""
    rooms = [room("A", features=["web"]), room("B", features=["vip"])]
    (trouble,) = certain(conference(session("talk", needs=["web", "vip"]), rooms=rooms))
    assert _cause(trouble) == "Talk has no slot: A lacks vip, B lacks web"


def test_a_window_on_a_day_without_a_band_names_the_day() -> None:
    """Tuesday has an evening only, which meetings may not use."""
    profiles = [
        {"id": "day", "weekdays": ["monday"], "bands": BANDS},
        {"id": "short", "weekdays": ["tuesday"], "bands": BANDS[2:]},
    ]
    talk = session("talk", windows=[{"days": ["2021-11-09"]}])
    (trouble,) = certain(conference(talk, day_profiles=profiles))
    assert _cause(trouble) == (
        "Talk has no slot: its windows are Tue 9 Nov (all day); Tue 9 Nov has no band for the kind "
        "meeting"
    )


@pytest.mark.parametrize(
    ("clock", "cause"),
    [
        ("10:00", None),
        (
            "10:30",
            "pinned to Mon 8 Nov 10:30-11:30; the kind meeting may use Mon 8 Nov 09:00-11:00",
        ),
        ("11:30", "pinned to Mon 8 Nov 11:30-12:30; the kind meeting may use"),
    ],
)
def test_a_pin_across_a_break_names_the_hours_beside_it(clock: str, cause: str | None) -> None:
    """The break begins at 11:00, when a session pinned to 10:00 ends."""
    breaks = [{"from": "11:00", "to": "11:30"}]
    band = {"id": "morning", "from": "09:00", "to": "12:00", "breaks": breaks}
    profiles = [{"id": "day", "weekdays": ["monday", "tuesday"], "bands": [band, *BANDS[1:]]}]
    found = certain(conference(session("talk", **_pin(clock)), day_profiles=profiles))
    assert [_cause(each).startswith(f"Talk has no slot: {cause}") for each in found] == [True] * (
        cause is not None
    )


def test_availability_is_told_as_it_was_read() -> None:
    """09:00-12:00 in New York (UTC-5) is 17:00-20:00 here; the afternoon ends at 17:00."""
    ada = {"id": "ada", "zone": "America/New_York"}
    talk = session("talk", people={"chair": ["ada"]})

    def available(*windows: dict[str, Any]) -> list[Trouble]:
        return certain(conference(talk, people=[ada | {"available": list(windows)}]))

    assert not available(MONDAY | {"from": "08:00", "to": "12:00"})
    (trouble,) = available(MONDAY | {"from": "09:00", "to": "12:00"})
    assert _cause(trouble) == (
        "Talk has no slot: the bands of its kind meeting are Mon 8 Nov 09:00-12:00, Mon 8 Nov "
        "14:00-17:00, Tue 9 Nov 09:00-12:00, Tue 9 Nov 14:00-17:00; ada is available Mon 8 Nov "
        "17:00-20:00 venue time (given on the clocks of America/New_York)"
    )
    (trouble,) = available({"days": ["2021-11-01"], "from": "09:00", "to": "12:00"})
    assert _cause(trouble).endswith(
        "ada is available Mon 1 Nov 16:00-19:00 venue time (given on the clocks of "
        "America/New_York)"
    )


def test_the_night_of_a_remote_person_is_told() -> None:
    """Tokyo is 6 hours ahead: 14:00 here is 20:00 there; 07:00-22:00 there is 01:00-16:00 here."""
    ada = {"id": "ada", "zone": "Asia/Tokyo", "remote": True}

    def at(clock: str) -> list[Trouble]:
        talk = session("talk", people={"speaker": ["ada"]}, **_pin(clock))
        return certain(conference(talk, people=[ada]))

    assert not at("15:00")
    (trouble,) = at("16:00")
    assert _cause(trouble) == (
        "Talk has no slot: pinned to Mon 8 Nov 16:00-17:00; ada is in Asia/Tokyo; acceptable hours there "
        "are 07:00-22:00"
    )
    assert trouble.rules == ("pin_broken", "local_night")


def test_windows_in_another_year_are_told_with_it() -> None:
    """8 November 2020 was a Sunday."""
    (trouble,) = certain(conference(session("talk", windows=[{"days": ["2020-11-08"]}])))
    assert _cause(trouble) == (
        "Talk has no slot: its windows are Sun 8 Nov (all day, 2020), all outside the conference's "
        "dates"
    )


def test_a_pinned_room_and_the_first_days_of_a_kind() -> None:
    """The room lacks what is needed; the window is on the second day."""
    rooms = [room("A"), room("B", features=["web"])]
    talk = session("talk", pin={"room": "A"}, needs=["web"])
    (trouble,) = certain(conference(talk, rooms=rooms))
    assert _cause(trouble) == "Talk has no slot: pinned to the room A; A lacks web"
    kinds = [{"id": "meeting", "title": "Round table", "bands": ["morning"], "first_days": 1}]
    talk = session("talk", windows=[{"days": ["2021-11-09"]}])
    (trouble,) = certain(conference(talk, kinds=kinds))
    assert _cause(trouble).endswith(
        "the kind Round table is bound to the first day with a band, until Mon 8 Nov"
    )


def test_a_meeting_longer_than_interpreters_serve() -> None:
    """120 minutes are served, 150 are not."""
    pool = {
        "id": "six",
        "languages": ["en"],
        "counts": "meetings",
        "teams": 1,
        "longest_meeting": 120,
    }

    def lasting(duration: int) -> list[Trouble]:
        talk = session("talk", interpretation="six", duration=duration)
        return certain(conference(talk, interpretation=[pool], rooms=[room("A", booths=1)]))

    assert not lasting(120)
    (trouble,) = lasting(150)
    assert _cause(trouble) == (
        "Talk has no slot: it lasts 150 min, and six serves meetings of 120 min at most"
    )


def test_time_before_a_session_is_told_with_the_availability() -> None:
    """From 11:00 to 13:00 there are 60 + 60 minutes, but the morning ends at 12:00."""
    ada = {"id": "ada", "available": [MONDAY | {"from": "11:00", "to": "13:00"}]}
    talk = session("talk", people={"chair": ["ada"]})
    assert not certain(conference(talk, people=[ada]))
    (trouble,) = certain(conference(talk, people=[ada | {"buffer_before": 60}]))
    assert _cause(trouble).endswith(
        "ada is available Mon 8 Nov 11:00-13:00 (and has to be free 60 min before)"
    )
