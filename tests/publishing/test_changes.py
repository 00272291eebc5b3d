"""What subscribers see from release to release: five of them, with every sort of change."""

import os
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from scheduler.publishing.feeds import Feeds, ForPerson, InRoom, OfKind, ProgrammeFeed
from scheduler.publishing.records import Entry, Release, SessionStanding
from tests.publishing.releases import FIRST, attended, changed, entry, full_release, people, release
from tests.publishing.strict import (
    Component,
    all_feeds,
    event_of,
    events_of,
    raw_events,
    read,
    uid_of,
)

NINE, TEN = datetime(2021, 11, 8, 6, tzinfo=UTC), datetime(2021, 11, 8, 7, tzinfo=UTC)
HOUR = timedelta(hours=1)


def five() -> list[Release]:
    """Return five releases: moves, a cancellation, a restoration, something new, a roll-back."""
    calm, moved, roomed, dropped = (
        entry(name, attendees=attended("ada")) for name in ("calm", "moved", "roomed", "dropped")
    )
    moved_2 = changed(moved, start=TEN, end=TEN + HOUR)
    roomed_2 = changed(roomed, room="B")
    dropped_3 = changed(dropped, days=2, standing=SessionStanding.CANCELLED)
    dropped_4 = changed(dropped_3, standing=SessionStanding.CONFIRMED)
    at_4 = FIRST + timedelta(days=3)
    new_4 = entry("new", room="B", created=at_4, changed=at_4, attendees=attended("ada"))
    moved_5, roomed_5 = (
        changed(moved_2, days=3, start=NINE, end=NINE + HOUR),
        changed(roomed_2, days=3, room="A"),
    )
    new_5 = changed(new_4, standing=SessionStanding.CANCELLED)
    states = (
        (calm, moved, roomed, dropped),
        (calm, moved_2, roomed_2, dropped),
        (calm, moved_2, roomed_2, dropped_3),
        (calm, moved_2, roomed_2, dropped_4, new_4),
        (calm, moved_5, roomed_5, dropped_4, new_5),
    )
    return [
        release(*entries, number=number, people=people(["ada"]))
        for number, entries in enumerate(states, 1)
    ]


def seen() -> list[Mapping[str, Component]]:
    """Return the programme's events by session, release by release."""
    return [events_of(each) for each in five()]


def test_f16_an_event_has_one_uid_for_ever() -> None:
    """A lower-case UUID, that of the session, in every feed, language and release."""
    for each in five():
        for session, event in events_of(each).items():
            assert event.get("UID") == uid_of(session)
    for which, language, content in all_feeds(full_release()):
        uids = [event.text("UID") for event in read(content).named("VEVENT")]
        assert len({*uids}) == len(uids), (which, language)
        assert {*uids} <= {each.uid for each in full_release().entries}


def test_f17_stamps_are_those_of_the_publication_that_changed_it() -> None:
    """Days after the first release, as they were published; never the time of day."""
    stamps = {
        session: [
            (event.get("DTSTAMP") - FIRST).days  # type: ignore[operator]
            for events in seen()
            if (event := events.get(session))
        ]
        for session in ("calm", "moved", "roomed", "dropped", "new")
    }
    assert stamps == {
        "calm": [0, 0, 0, 0, 0],
        "moved": [0, 1, 1, 1, 4],
        "roomed": [0, 1, 1, 1, 4],
        "dropped": [0, 0, 2, 3, 3],
        "new": [3, 4],
    }
    for events in seen():
        for event in events.values():
            created, modified, stamp = (
                event.get(x) for x in ("CREATED", "LAST-MODIFIED", "DTSTAMP")
            )
            assert created <= modified == stamp  # type: ignore[operator]


def test_f18_sequence_counts_what_calendars_must_notice() -> None:
    """Start, end, standing, room; it never goes back, not even when the programme does."""
    numbers = {
        session: [events[session].get("SEQUENCE") for events in seen() if session in events]
        for session in ("calm", "moved", "roomed", "dropped", "new")
    }
    assert numbers == {
        "calm": [0, 0, 0, 0, 0],
        "moved": [0, 1, 1, 1, 2],
        "roomed": [0, 1, 1, 1, 2],
        "dropped": [0, 0, 1, 2, 2],
        "new": [0, 1],
    }


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
    assert {*events_of(first, InRoom("A"))} - {*events_of(second, InRoom("A"))} == {"roomed"}
    assert "roomed" in events_of(second, InRoom("B"))


def test_f21_an_unchanged_event_has_identical_bytes() -> None:
    """In each feed, from each release to the next; and a changed one has others."""
    entries: list[Mapping[str, Entry]] = [{e.uid: e for e in each.entries} for each in five()]
    for which in (ProgrammeFeed(), ForPerson("ada"), InRoom("A")):
        for number in range(4):
            old, new = (
                raw_events(Feeds(five()[n]).made(which, "fr")) for n in (number, number + 1)
            )
            for uid in old.keys() & new.keys():
                same = entries[number][uid] == entries[number + 1][uid]
                assert (old[uid] == new[uid]) is same


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
