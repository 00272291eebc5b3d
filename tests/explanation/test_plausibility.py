"""What may not be meant: dates outside the conference, persons no session names, rules that are off."""

from typing import Any

import pytest

from scheduler.explanation import Trouble
from scheduler.instance import Instance
from tests.conference import BANDS, WEEK, conference, room, session
from tests.explanation.heard import certain, likely

DATES = "outside the conference's dates, Mon 8 Nov to Tue 9 Nov 2021."


def _messages(instance: Instance) -> list[str]:
    assert not certain(instance)
    return [trouble.message for trouble in likely(instance)]


@pytest.mark.parametrize(
    ("closure", "said"),
    [
        ({"days": ["2021-11-09"]}, None),
        ({"days": ["2021-11-09", "2021-11-10"]}, None),
        ({"days": ["2021-11-10"]}, "Wed 10 Nov (all day)"),
        ({"days": ["2021-11-10", "2021-11-11"]}, "Wed 10 Nov (all day), Thu 11 Nov (all day)"),
        ({"days": [f"2021-11-{day}" for day in (10, 11, 12)]}, "from Wed 10 Nov to Fri 12 Nov"),
        (
            {"days": [f"2021-11-{day}" for day in (10, 12, 13, 14)]},
            "Wed 10 Nov (all day), from Fri 12 Nov to Sun 14 Nov",
        ),
        (
            {"days": [f"2021-11-{day}" for day in (10, 11, 12)], "to": "12:00"},
            "Wed 10 Nov 00:00-12:00, Thu 11 Nov 00:00-12:00, Fri 12 Nov 00:00-12:00",
        ),
        ({"days": ["2020-11-09"], "to": "12:00"}, "Mon 9 Nov 00:00-12:00 (2020)"),
    ],
)
def test_a_closure_outside_the_dates_is_told(closure: dict[str, Any], said: str | None) -> None:
    """The last day is the 9th: what touches it is none of our business."""
    instance = conference(session("talk"), rooms=[room("A", closures=[closure]), room("B")])
    assert _messages(instance) == [f"A is closed {said}, {DATES}"] * (said is not None)


def test_dates_of_profiles_are_told() -> None:
    """One inside, one a day too early."""
    profiles = [
        {"id": "day", "weekdays": WEEK, "bands": BANDS},
        {"id": "first", "dates": ["2021-11-08", "2021-11-07"], "bands": BANDS},
    ]
    assert _messages(conference(session("talk"), day_profiles=profiles)) == [
        f"The profile first names Sun 7 Nov, {DATES}"
    ]


def test_each_day_of_a_session_s_windows_is_looked_at() -> None:
    """Of windows and of preferred ones."""
    days = {"days": ["2021-11-08", "2021-11-18"]}
    for field in ("windows", "preferred"):
        assert likely(conference(session("talk", **{field: [days]}))) == [
            Trouble(
                f"Talk has a window Thu 18 Nov (all day), {DATES}",
                certain=False,
                sessions=("talk",),
                rules=(),
            )
        ]


def test_availability_is_read_on_the_clocks_of_the_person() -> None:
    """The evening of the 7th in New York, from 19:00 (UTC-5), is the 8th at 03:00 here (UTC+3).

    It ends at 24:00 there, which is 08:00 here; until 16:00 there it is 24:00 here.
    """
    ada = {"id": "ada", "zone": "America/New_York"}
    talk = session("talk", people={"optional": ["ada"]})

    def told(until: str) -> list[str]:
        window = {"days": ["2021-11-07"], "from": "10:00", "to": until}
        return _messages(conference(talk, people=[ada | {"available": [window]}]))

    assert told("16:00") == [f"ada is available Sun 7 Nov 18:00-Mon 8 Nov 00:00, {DATES}"]
    assert told("16:01") == []


def test_what_left_no_place_is_told_once() -> None:
    """A session with windows outside the dates only, and a person who never comes."""
    other_year = {"windows": [{"days": ["2020-11-08"]}]}
    assert not likely(conference(session("talk", **other_year)))
    ada = {"id": "ada", "available": [{"days": ["2020-11-08"]}]}
    assert not likely(conference(session("talk", people={"chair": ["ada"]}), people=[ada]))


def test_persons_whom_no_session_names_are_told_together() -> None:
    """An optional one is named."""
    people = [{"id": "ada"}, {"id": "bob", "title": "Bob"}, {"id": "eve"}, {"id": "kim"}]
    talk = session("talk", people={"optional": ["ada"], "chair": ["kim"]})
    assert _messages(conference(talk, people=people)) == ["No session names Bob and eve."]
    many = [{"id": f"p{number}"} for number in range(10, 26)]
    assert _messages(conference(session("talk"), people=many)) == [
        f"No session names {', '.join(f'p{each}' for each in range(10, 22))} and 4 more."
    ]


FULL = {"output": "A list", "audience": "All", "invited": {"others": "Whoever likes"}}


@pytest.mark.parametrize(
    ("lacks", "said"),
    [
        ((), None),
        (("output",), "`output`"),
        (("audience", "invited"), "`audience` and `invited`"),
        (("output", "audience", "invited"), "`output`, `audience` and `invited`"),
    ],
)
def test_integrated_sessions_say_what_for_and_for_whom(
    lacks: tuple[str, ...], said: str | None
) -> None:
    """One trouble for a session, whatever it lacks; none for other kinds."""
    kinds = [
        {"id": "meeting", "bands": ["morning"]},
        {"id": "thematic", "title": "Thematic session", "bands": ["morning"], "integrated": True},
    ]
    fields = {name: value for name, value in FULL.items() if name not in lacks}
    instance = conference(
        session("skills", kind="thematic", **fields), session("talk"), kinds=kinds
    )
    found = [each for each in likely(instance) if "should have" in each.message]
    words = f"Skills lacks {said}, which each session of Thematic session should have."
    assert [each.message for each in found] == [words] * (said is not None)
    assert [each.place for each in found] == [("sessions", "skills")] * (said is not None)


def test_rules_that_are_off_though_hard_by_default_are_named_once() -> None:
    """Soft ones are not, nor is one that is off for an item."""
    levels = {
        "room_closed": "off",
        "topic_conflict": "off",
        "room_waste": "off",
        "body_conflict": {"items": {"com": "off"}},
    }
    instance = conference(session("talk", body="com"), bodies=[{"id": "com"}], levels=levels)
    assert likely(instance) == [
        Trouble(
            "Switched off, though hard by default: room_closed and topic_conflict.",
            certain=False,
            sessions=(),
            rules=("room_closed", "topic_conflict"),
        )
    ]
    assert not likely(conference(session("talk"), levels={"room_waste": "off"}))


def test_an_order_that_asks_nothing_is_worth_a_look() -> None:
    """No session is of the other kind; with one, something is asked."""
    kinds = [{"id": kind, "bands": ["morning"]} for kind in ("meeting", "gala")]
    orders = [{"first": ["opening"], "then": {"kinds": ["gala"]}}]
    (trouble,) = likely(conference(session("opening"), kinds=kinds, orders=orders))
    assert trouble == Trouble(
        "orders[1].then has no effect on the programme: it selects no session.",
        certain=False,
        sessions=(),
        rules=(),
    )
    ball = session("ball", kind="gala")
    assert not likely(conference(session("opening"), ball, kinds=kinds, orders=orders))
