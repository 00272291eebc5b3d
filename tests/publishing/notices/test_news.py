"""What is new for a participant, and nothing else."""

import re
from datetime import timedelta
from typing import Any

from scheduler.publishing.feeds import Feeds
from scheduler.publishing.notices import Turn, Writer, concerns, participants
from scheduler.publishing.records import Entry, PublishedPerson, Release, SessionStanding
from tests.publishing.releases import (
    attended,
    changed,
    entry,
    named,
    people,
    person,
    reference_release,
    release,
)
from tests.publishing.strict import read

HOUR = timedelta(hours=1)


def shown(*entries: Entry, number: int = 1) -> Release:
    """Return a release with Ada, Bob and two delegations."""
    tables: dict[str, Any] = {
        "people": people(["ada", "bob"]),
        "delegations": (named("fiji"), named("kenya")),
    }
    return release(*entries, number=number, **tables)


def told(old: Release | None, new: Release) -> dict[str, list[str]]:
    """Return what each participant is told: turns and sessions."""
    return {
        concern.name: [f"{news.turn.value} {news.session}" for news in concern.news]
        for concern in concerns(old, new)
    }


def turn(old: Entry | None, new: Entry | None) -> dict[str, list[str]]:
    """Return what is told when one session changes."""
    return told(shown(*([old] if old else [])), shown(*([new] if new else []), number=2))


ADAS = entry("talk", attendees=attended("ada"))


def test_each_change_has_its_word() -> None:
    """Added, moved, room only, cancelled, restored."""
    later: dict[str, Any] = {"start": ADAS.start + HOUR, "end": ADAS.end + HOUR}
    off = changed(ADAS, standing=SessionStanding.CANCELLED)
    assert turn(None, ADAS) == {"ada": ["added talk"]}
    assert turn(ADAS, changed(ADAS, **later)) == {"ada": ["moved talk"]}
    assert turn(ADAS, changed(ADAS, **later, room="B")) == {"ada": ["moved talk"]}
    assert turn(ADAS, changed(ADAS, end=ADAS.end + HOUR)) == {"ada": ["moved talk"]}
    assert turn(ADAS, changed(ADAS, room="B")) == {"ada": ["room talk"]}
    assert turn(ADAS, off) == {"ada": ["cancelled talk"]}
    assert turn(off, changed(off, standing=SessionStanding.CONFIRMED)) == {"ada": ["restored talk"]}


def test_what_is_of_no_weight_is_not_told() -> None:
    """A title, a description, the number of those afar; and what stays cancelled."""
    off = changed(ADAS, standing=SessionStanding.CANCELLED)
    assert turn(ADAS, ADAS) == {}
    assert turn(ADAS, changed(ADAS, titles={"en": "Lecture"}, sites={"suva": 1})) == {}
    assert turn(ADAS, changed(ADAS, standing=SessionStanding.TENTATIVE)) == {}
    assert turn(off, changed(off, room="B")) == {}


def test_who_joins_gets_a_session_and_who_leaves_loses_it() -> None:
    """As it is for them, whatever became of it meanwhile."""
    bobs = changed(ADAS, attendees=attended("bob"), room="B")
    assert turn(ADAS, bobs) == {"ada": ["left talk"], "bob": ["added talk"]}
    gone = changed(bobs, standing=SessionStanding.CANCELLED)
    assert turn(ADAS, gone) == {"ada": ["left talk"]}
    both = changed(ADAS, attendees=attended("ada", "bob"))
    assert turn(ADAS, both) == {"bob": ["added talk"]}


def test_a_private_session_is_told_to_those_who_attend_it_alone() -> None:
    """Not to a delegation that must attend it, nor to that of an attendee."""
    secret = entry("talk", private=True, attendees=attended("ada"), delegations=("fiji",))
    assert turn(None, secret) == {"ada": ["added talk"]}
    assert turn(secret, changed(secret, room="B")) == {"ada": ["room talk"]}


def test_a_session_that_becomes_private_is_gone_for_delegations() -> None:
    """They are told no more than that."""
    opened = entry("talk", wishing=("fiji",), attendees=attended("ada"))
    closed = changed(opened, private=True, room="B", titles={"en": "Secret"})
    assert turn(opened, closed) == {"ada": ["room talk"], "delegation:fiji": ["left talk"]}
    (concern,) = (
        each for each in concerns(shown(opened), shown(closed, number=2)) if each.name != "ada"
    )
    assert concern.news[0].new is None


def test_delegations_are_told_of_what_they_must_and_wish_to_attend() -> None:
    """And nobody else is."""
    session = entry("talk", delegations=("kenya",), wishing=("fiji",))
    assert turn(session, changed(session, room="B")) == {
        "delegation:fiji": ["room talk"],
        "delegation:kenya": ["room talk"],
    }


def test_the_first_release_is_new_to_everybody_in_it() -> None:
    """What was cancelled before it was announced is nothing."""
    off = entry("off", standing=SessionStanding.CANCELLED, attendees=attended("ada"))
    assert told(None, shown(ADAS, off)) == {"ada": ["added talk"]}


def test_participants_of_both_releases_are_known() -> None:
    """Those of the new one first."""
    before = release(people=people(["zoe"]), delegations=(named("fiji"),))
    after = release(people=people(["ada"]), number=2)
    assert [*participants(before, after)] == ["ada", "zoe", "delegation:fiji"]
    assert [*participants(None, after)] == ["ada"]


TALK = entry("talk", attendees=attended("ada", "bob"))
ADA, BOB = person("ada", remote=True, zone="Asia/Kolkata"), person("bob")


def in_room(room: str, *people: PublishedPerson, number: int = 2) -> Release:
    """Return a release with the talk in a room."""
    return release(changed(TALK, room=room), people=people, number=number)


def texts_of(old: Release, new: Release) -> dict[str, str]:
    """Return what participants are told, by name."""
    return {each.name: Writer(old, new).notice(each, "en").text for each in concerns(old, new)}


def test_another_room_matters_to_nobody_who_is_online() -> None:
    """Ada is told nothing, Bob is; her calendar says what it said."""
    old, new = in_room("A", ADA, BOB, number=1), in_room("B", ADA, BOB)
    notices = texts_of(old, new)
    assert [*notices] == ["bob"]
    assert "NEW LOCATION: Talk" in notices["bob"]
    assert (
        "Now: Monday 8 November 2021, 09:00 to 10:00 (Addis Ababa, UTC+3), Room B" in notices["bob"]
    )


def test_who_is_to_be_elsewhere_is_told() -> None:
    """Ada takes part from afar, or comes after all."""
    at_home, there = in_room("A", ADA, BOB), in_room("A", person("ada"), BOB)
    for old, new, before, now in (
        (there, at_home, "Room A, Floor 1", "Online"),
        (at_home, there, "Online", "Room A, Floor 1"),
    ):
        notices = texts_of(old, new.model_copy(update={"number": 3}))
        assert [*notices] == ["ada"]
        assert "NEW LOCATION: Talk" in notices["ada"]
        assert re.search(rf"Before: .*\), {before}\n  Now: .*\), {now}\n", notices["ada"])
    assert concerns(there, at_home)[0].news[0].turn is Turn.ROOM


def test_notices_and_calendars_say_the_same_place() -> None:
    """Of everybody in the reference conference; its remote speakers are online."""
    made = reference_release()
    feeds, writer = Feeds(made), Writer(None, made)
    for concern in concerns(None, made):
        text = writer.notice(concern, "fr").text
        places = re.findall(r"^  Où : (.*)$", text, re.MULTILINE)
        events = read(feeds.made(concern.who, "fr")).named("VEVENT")
        assert len(places) == len(events)
        for place, event in zip(places, events, strict=True):
            assert event.text("LOCATION").startswith(place)
        if concern.name.startswith("remote-"):
            assert {*places} == {"En ligne"}
