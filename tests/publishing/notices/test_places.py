"""Where somebody is: the same in notices and in the calendar, for those who are there and for all others."""

import re

from scheduler.publishing.feeds import Feeds
from scheduler.publishing.notices import Turn, Writer, concerns
from scheduler.publishing.records import PublishedPerson, Release
from tests.publishing.reference import reference_release
from tests.publishing.releases import attended, changed, entry, person, release
from tests.publishing.strict import read

TALK = entry("talk", attendees=attended("ada", "bob"))
ADA, BOB = person("ada", remote=True, zone="Asia/Kolkata"), person("bob")


def shown(room: str, *people: PublishedPerson, number: int = 2) -> Release:
    """Return a release with the talk in a room."""
    return release(changed(TALK, room=room), people=people, number=number)


def told(old: Release, new: Release) -> dict[str, str]:
    """Return what participants are told, by name."""
    return {each.name: Writer(old, new).notice(each, "en").text for each in concerns(old, new)}


def test_another_room_matters_to_nobody_who_is_online() -> None:
    """Ada is told nothing, Bob is; her calendar says what it said."""
    old, new = shown("A", ADA, BOB, number=1), shown("B", ADA, BOB)
    notices = told(old, new)
    assert [*notices] == ["bob"]
    assert "NEW LOCATION: Talk" in notices["bob"]
    assert (
        "Now: Monday 8 November 2021, 09:00 to 10:00 (Addis Ababa, UTC+3), Room B" in notices["bob"]
    )


def test_who_is_to_be_elsewhere_is_told() -> None:
    """Ada takes part from afar, or comes after all."""
    at_home, there = shown("A", ADA, BOB), shown("A", person("ada"), BOB)
    for old, new, before, now in (
        (there, at_home, "Room A, Floor 1", "Online"),
        (at_home, there, "Online", "Room A, Floor 1"),
    ):
        notices = told(old, new.model_copy(update={"number": 3}))
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
