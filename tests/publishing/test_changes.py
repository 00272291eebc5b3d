"""What subscribers see from release to release: five of them, with every sort of change."""

import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import pytest

from scheduler.publishing.feeds import ForPerson, InRoom, OfKind, ProgrammeFeed
from scheduler.publishing.records import Release, SessionStanding
from scheduler.publishing.release_drafts import restore_release
from tests.conference import session
from tests.publishing.releases import (
    DAY,
    FIRST,
    attended,
    changed,
    drafted,
    entry,
    forum,
    full_release,
    people,
    release,
)
from tests.publishing.strict import Component, all_feeds, event_of, events_of, read

Row = tuple[str, str, str, int, int]
"""Start in UTC, room, status, sequence, and the day of the release that has changed it last."""


def five() -> list[Release]:
    """Return a programme; a move and another room; a cancellation; a return and a new one; a roll-back."""
    people = [{"id": "ada", "title": "Ada"}]
    old = (
        session("talk", people={"speaker": ["ada"]}),
        session("lecture", optional=True, people={"chair": ["ada"]}),
        session("calm"),
    )
    one, two = forum(*old, people=people), forum(*old, session("new"), people=people)
    calm = {"calm": "Tue 11:00 B"}
    first = drafted(one, talk="Mon 09:00 A", lecture="Tue 09:00 A", **calm)
    second = drafted(one, first, 1, talk="Mon 10:00 A", lecture="Tue 09:00 B", **calm)
    third = drafted(one, second, 2, talk="Mon 10:00 A", **calm)
    places = {"talk": "Mon 10:00 A", "lecture": "Tue 09:00 B", "new": "Tue 10:00 A", **calm}
    fourth = drafted(two, third, 3, **places)
    return [
        first,
        second,
        third,
        fourth,
        restore_release(two, first, fourth, published=FIRST + 4 * DAY),
    ]


CALM: Row = ("11-09T08", "Annex", "CONFIRMED", 0, 0)
SEEN: list[Mapping[str, Row]] = [
    {
        "talk": ("11-08T06", "Africa Hall", "CONFIRMED", 0, 0),
        "lecture": ("11-09T06", "Africa Hall", "CONFIRMED", 0, 0),
        "calm": CALM,
    },
    {
        "talk": ("11-08T07", "Africa Hall", "CONFIRMED", 1, 1),
        "lecture": ("11-09T06", "Annex", "CONFIRMED", 1, 1),
        "calm": CALM,
    },
    {
        "talk": ("11-08T07", "Africa Hall", "CONFIRMED", 1, 1),
        "lecture": ("11-09T06", "Annex", "CANCELLED", 2, 2),
        "calm": CALM,
    },
    {
        "talk": ("11-08T07", "Africa Hall", "CONFIRMED", 1, 1),
        "lecture": ("11-09T06", "Annex", "CONFIRMED", 3, 3),
        "new": ("11-09T07", "Africa Hall", "CONFIRMED", 0, 3),
        "calm": CALM,
    },
    {
        "talk": ("11-08T06", "Africa Hall", "CONFIRMED", 2, 4),
        "lecture": ("11-09T06", "Africa Hall", "CONFIRMED", 4, 4),
        "new": ("11-09T07", "Africa Hall", "CANCELLED", 1, 4),
        "calm": CALM,
    },
]
"""What subscribers see of each session, release by release; Addis Ababa is three hours ahead."""


def row(event: Component) -> Row:
    """Return what a subscriber sees of a session."""
    start, stamp, sequence = (event.get(name) for name in ("DTSTART", "DTSTAMP", "SEQUENCE"))
    assert isinstance(start, tuple)
    assert isinstance(stamp, datetime)
    assert isinstance(sequence, int)
    hour = start[1].replace(hour=start[1].hour - 3).strftime("%m-%dT%H")
    place = event.text("LOCATION").split(",")[0]
    return hour, place, event.text("STATUS"), sequence, (stamp - FIRST).days


def name_of(event: Component) -> str:
    """Return the id of a session by its title."""
    return event.text("SUMMARY").removeprefix("CANCELLED: ").lower()


def test_f16_an_event_has_one_uid_for_ever() -> None:
    """A lower-case UUID, that of the session, in every feed, language and release; and one creation."""
    known: dict[str, tuple[object, object]] = {}
    for each in five():
        for name, event in events_of(each).items():
            facts = event.get("UID"), event.get("CREATED")
            assert known.setdefault(name, facts) == facts
    for which, language, content in all_feeds(full_release()):
        uids = [event.text("UID") for event in read(content).named("VEVENT")]
        assert len({*uids}) == len(uids), (which, language)
        assert {*uids} <= {each.uid for each in full_release().entries}


def test_f17_f18_stamps_and_sequences_are_those_of_the_release_that_changed_it() -> None:
    """Start, end, standing and room count in the sequence; it never goes back, as the programme does."""
    for number, (made, seen) in enumerate(zip(five(), SEEN, strict=True), 1):
        assert made.number == number
        events = events_of(made)
        assert {name: row(event) for name, event in events.items()} == seen
        for event in events.values():
            created, modified = event.get("CREATED"), event.get("LAST-MODIFIED")
            assert created <= modified == event.get("DTSTAMP")  # type: ignore[operator]


def test_f19_a_cancelled_session_stays_and_says_so() -> None:
    """In its status, its title and the time it takes; nobody can join it any more."""
    old = entry(
        "x", attendees=attended("ada"), join="https://meet.example", stream="https://live.example"
    )
    made = release(
        changed(old, standing=SessionStanding.CANCELLED), number=2, people=people(["ada"])
    )
    for which, language, title in (
        (ProgrammeFeed(), "en", "CANCELLED: X"),
        (ForPerson("ada"), "fr", "ANNULÉ : X (fr)"),
    ):
        event = event_of(made, which, language)
        assert event.get("STATUS") == "CANCELLED"
        assert event.get("SUMMARY") == title
        assert (event.get("TRANSP"), event.get("X-MICROSOFT-CDO-BUSYSTATUS")) == (
            "TRANSPARENT",
            "FREE",
        )
        assert not event.all("CONFERENCE")
        assert "meet.example" not in event.text("DESCRIPTION")
        assert "live.example" not in event.text("DESCRIPTION")


def test_f20_nothing_vanishes() -> None:
    """Not from the programme, not from its attendee's feed; from a room when it is moved to another."""
    for before, after in zip(five(), five()[1:], strict=False):
        for which in (ProgrammeFeed(), ForPerson("ada"), OfKind("meeting")):
            assert {*events_of(before, which)} <= {*events_of(after, which)}
    first, second = five()[:2]
    assert {*events_of(first, InRoom("A"))} - {*events_of(second, InRoom("A"))} == {"lecture"}
    assert "lecture" in events_of(second, InRoom("B"))


@pytest.mark.parametrize("clock", ["UTC", "America/New_York"])
def test_f21_the_clock_of_the_machine_says_nothing(
    clock: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Nor do its zone, its language, or the folder in which it works."""
    before = [content for _, _, content in all_feeds(full_release())]
    monkeypatch.setitem(os.environ, "TZ", clock)
    monkeypatch.setitem(os.environ, "LC_ALL", "fr_FR.UTF-8")
    monkeypatch.chdir(tmp_path)
    assert [content for _, _, content in all_feeds(full_release())] == before
