"""Sessions without a slot, and the causes: hours, rooms, people, pins and the frozen time."""

from typing import Any

import pytest

from scheduler.explanation import Trouble
from scheduler.explanation.conflicts import collide
from scheduler.instance import Instance
from scheduler.solution import Status
from tests.conference import BANDS, band, conference, hours, pool, room, session
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


MONDAY: dict[str, Any] = {"days": ["2021-11-08"]}
TUESDAY: dict[str, Any] = {"days": ["2021-11-09"]}


def test_causes_that_each_leave_no_place_are_each_told() -> None:
    """Whoever adds seats would have no webcast yet."""
    talk = session("talk", attendance=900, needs=["webcast"])
    seats, webcast = certain(conference(talk))
    assert (seats.rules, webcast.rules) == (("room_overflow",), ("room_lacks_feature",))


def test_the_fewest_who_leave_no_place_are_causes() -> None:
    """Ada and Bob come on Monday, Cy on Tuesday."""
    days = {"ada": MONDAY, "bob": MONDAY, "cy": TUESDAY}
    people = [{"id": each, "available": [day]} for each, day in days.items()]
    talk = session("talk", people={"speaker": ["ada", "bob", "cy", "dan"]})
    (trouble,) = certain(conference(talk, people=[*people, {"id": "dan"}]))
    assert trouble.message.partition(". What may help")[0] == (
        "Talk has no slot: ada is available Mon 8 Nov (all day); cy is available Tue 9 Nov (all day)"
    )
    free = [each for each in people if each["id"] != "cy"]
    assert not certain(conference(talk, people=[*free, {"id": "cy"}, {"id": "dan"}]))


def test_a_panel_of_a_session_without_a_place_is_no_cause() -> None:
    """Nobody can be on it, as it cannot be held; with seats for all, nothing is amiss."""
    people = [{"id": each} for each in ("ada", "bob")]
    panel = {"roles": [{"id": "speakers", "people": ["ada", "bob"], "at_least": 2}]}

    def expecting(number: int) -> list[Trouble]:
        return certain(conference(session("talk", attendance=number, panel=panel), people=people))

    assert not expecting(100)
    (trouble,) = expecting(101)
    assert trouble.rules == ("room_overflow",)


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
    three = pool("three", languages=["ar", "en", "fr"], teams=2, gap=0)
    talks = [session(letter, interpretation="three") for letter in "abcde"]

    def with_booths(number: int) -> list[Trouble]:
        rooms = [room("A", booths=number), room("B")]
        return certain(conference(*talks, interpretation=[three], rooms=rooms))

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
        talk = session("talk", interpretation="six", languages=six[:number])
        rooms = [room("A", booths=3), room("B")]
        return certain(conference(talk, interpretation=[pool(languages=six)], rooms=rooms))

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
    morning = band("morning", "09:00", "12:00", breaks=breaks)
    found = certain(conference(session("talk", **_pin(clock)), **hours(morning, *BANDS[1:2])))
    assert [_cause(each).startswith(f"Talk has no slot: {cause}") for each in found] == [True] * (
        cause is not None
    )


def test_availability_is_told_as_it_was_read() -> None:
    """09:00-12:00 in New York (UTC-5) is 17:00-20:00 here; the afternoon ends at 17:00.

    Of a week too early it is told that no time is in the conference.
    """
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
        "America/New_York), all outside the conference's dates"
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

    def lasting(duration: int) -> list[Trouble]:
        talk = session("talk", interpretation="six", duration=duration)
        six = pool(longest_meeting=120)
        return certain(conference(talk, interpretation=[six], rooms=[room("A", booths=1)]))

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


def _pinned(id_: str, clock: str, where: str) -> dict[str, Any]:
    return session(id_, pin={"start": f"2021-11-08T{clock}[Africa/Addis_Ababa]", "room": where})


def _two(clock: str, where: str, **tables: Any) -> Instance:
    """Make a conference of one session pinned to A at 09:00 for an hour, and another."""
    rooms = [room("A", turnaround=30), room("B"), room("AB", capacity=200, parts=["A", "B"])]
    first, second = _pinned("first", "09:00", "A"), _pinned("second", clock, where)
    return conference(first, second, **{"rooms": rooms} | tables)


def test_two_pins_into_one_room_are_told_as_such() -> None:
    """09:00-10:00 and 09:30-10:30 overlap."""
    assert certain(_two("09:30", "A")) == [
        Trouble(
            "First (pinned to Mon 8 Nov 09:00-10:00 in A) and Second (pinned to Mon 8 Nov 09:30-10:30 "
            "in A) would both be in A at the same time. Move or remove a pin.",
            certain=True,
            sessions=("first", "second"),
            rules=("room_overlap", "pin_broken"),
        )
    ]
    assert not certain(_two("09:30", "B"))


def test_a_combination_holds_its_parts() -> None:
    """AB has no turnaround of its own, A has one of 30 minutes: from 10:30 on it is free."""
    (trouble,) = certain(_two("09:30", "AB"))
    assert "Second (pinned to Mon 8 Nov 09:30-10:30 in AB) would both be in A at" in trouble.message
    assert not certain(_two("10:30", "AB"))


@pytest.mark.parametrize(("clock", "fits"), [("10:30", True), ("10:00", False)])
def test_the_turnaround_counts(clock: str, fits: bool) -> None:
    """It is 30 minutes after 10:00."""
    found = certain(_two(clock, "A"))
    assert (not found) is fits
    assert all("at the same time. Move" in t.message for t in found)


@pytest.mark.parametrize("rule", ["pin_broken", "room_overlap"])
def test_what_has_a_price_is_no_proof(rule: str) -> None:
    """Two sessions may then share a room, or leave their pins."""
    assert not certain(_two("09:30", "A", levels={rule: 1.0}))
    item = {"pin_broken": "second", "room_overlap": "A"}[rule]
    assert not certain(_two("09:30", "A", levels={rule: {"items": {item: 1.0}}}))


ON_MONDAY = {"days": ["2021-11-08"]}
PUBLISHED = {"session": "talk", "start": "2021-11-08T09:00[Africa/Addis_Ababa]", "room": "A"}


def frozen_talk(**fields: Any) -> Instance:
    """Return a conference of a talk that was published for Monday at nine in A, and Monday is frozen."""
    return conference(
        session("talk", **fields),
        session("other"),
        rooms=[room("A", title="Africa Hall"), room("B")],
        published=[PUBLISHED],
        frozen=[ON_MONDAY],
    )


def test_a_frozen_session_that_does_not_fit_is_told_with_its_place() -> None:
    """It was published for Monday, and has to be on Tuesday."""
    assert not certain(frozen_talk())
    (trouble,) = certain(frozen_talk(windows=[{"days": ["2021-11-09"]}]))
    assert trouble.message == (
        "Talk has no slot: its windows are Tue 9 Nov (all day); frozen as published, Mon 8 Nov "
        "09:00-10:00 in Africa Hall. What may help: widen its windows; freeze less, or publish it elsewhere."
    )


def test_a_new_session_bound_to_the_frozen_time_is_told() -> None:
    """It is not in the plan, and nothing is added to Monday."""
    (trouble,) = certain(
        conference(
            session("talk"),
            session("new", windows=[ON_MONDAY]),
            published=[PUBLISHED],
            frozen=[ON_MONDAY],
        )
    )
    assert "; the frozen time is Mon 8 Nov (all day). " in trouble.message
    assert trouble.rules == ("outside_window", "frozen_moved")


def test_a_frozen_panel_that_cannot_be_kept_is_told_with_its_people_and_can_be_freed() -> None:
    """Ada was published, and cannot be there."""
    tuesday = [{"days": ["2021-11-09"]}]
    panel = {"roles": [{"id": "all", "people": ["ada", "ben"], "at_least": 1}]}
    collision = collide(
        conference(
            session("talk", panel=panel),
            people=[{"id": "ada", "title": "Ada", "available": tuesday}, {"id": "ben"}],
            rooms=[room("A", title="Africa Hall"), room("B")],
            published=[PUBLISHED | {"seated": ["ada"]}],
            frozen=[ON_MONDAY],
        )
    )
    assert collision.status is Status.INFEASIBLE
    (conflict,) = collision.conflicts
    (frozen,) = (each.words for each in conflict.culprits if each.rule == "frozen_moved")
    assert frozen == (
        "Talk is frozen as published, Mon 8 Nov 09:00-10:00 in Africa Hall, with Ada seated on its panel"
    )
    words = [way.words for way in conflict.ways]
    assert "change the published panel of Talk" in words
