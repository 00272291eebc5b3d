"""Halls that are made of smaller rooms: who stands at the door of a half finds what is in the hall.

The hall AB is made of A and B, the house of AB and C.
"""

from zoneinfo import ZoneInfo

from scheduler.publishing.exports.programmes import programme_of
from scheduler.publishing.exports.tables import plan_of
from scheduler.publishing.feeds import Feeds, InRoom
from scheduler.publishing.page.plans import plans_of
from scheduler.publishing.publicity import public
from tests.publishing.releases import entry, place, release
from tests.publishing.strict import read

HALL = place("AB", titles={"en": "Grand hall"}, parts=("A", "B"))
HOUSE = place("house", parts=("AB", "A", "B", "C"))
ROOMS = (place("A"), place("B"), HALL, place("C"), HOUSE)
ADDIS = ZoneInfo("Africa/Addis_Ababa")

TALK = entry("talk", "2021-11-08T06:00")
PANEL = entry("panel", "2021-11-08T07:00", room="AB")
GALA = entry("gala", "2021-11-08T16:00", room="house")


def shown(feeds: Feeds, room: str) -> set[str]:
    """Return the titles in the feed of a room."""
    events = read(feeds.made(InRoom(room), "en")).named("VEVENT")
    return {event.text("SUMMARY") for event in events}


def test_a_room_has_in_its_feed_what_is_in_the_halls_it_is_a_part_of() -> None:
    """The talk is in A alone; the hall has nothing of its half; a private session is nowhere."""
    secret = entry("secret", "2021-11-08T09:00", room="AB", private=True)
    feeds = Feeds(release(TALK, PANEL, GALA, secret, rooms=ROOMS))
    assert shown(feeds, "A") == {"Talk", "Panel", "Gala"}
    assert shown(feeds, "B") == {"Panel", "Gala"}
    assert shown(feeds, "AB") == {"Panel", "Gala"}
    assert shown(feeds, "C") == shown(feeds, "house") == {"Gala"}


def test_an_event_is_the_same_in_the_feeds_of_the_hall_and_of_its_halves() -> None:
    """Its place is the hall; so is the feed of a room that has nothing else."""
    feeds = Feeds(release(PANEL, rooms=ROOMS))
    events = {room: read(feeds.made(InRoom(room), "en")).named("VEVENT") for room in ("A", "AB")}
    assert events["A"] == events["AB"]
    assert events["A"][0].text("LOCATION") == "Grand hall, Floor 1, Congress Centre"


def test_what_is_public_keeps_the_parts_of_the_halls_in_use() -> None:
    """And no room in which nothing public is."""
    kept = public(release(PANEL, rooms=ROOMS)).conference.rooms
    assert [room.id for room in kept] == ["A", "B", "AB"]


def test_tables_show_what_is_in_a_hall_once_and_tell_where_its_halves_are_taken() -> None:
    """In the line of the hall; the house is not the hall, and takes it."""
    programme = programme_of(release(TALK, PANEL, GALA, rooms=ROOMS), "en")
    lines = {
        name: [(told.row.title, told.here) for cell in cells for told in cell]
        for name, cells in plan_of(programme).lines
    }
    assert lines == {
        "Room A": [("Talk", True), ("Panel", False), ("Gala", False)],
        "Grand hall": [("Panel", True), ("Gala", False)],
        "Room house": [("Gala", True)],
    }


def test_the_page_has_a_column_for_each_room_in_use() -> None:
    """A hall has one of its own."""
    (found,) = plans_of((TALK, PANEL), ROOMS, ADDIS)
    assert [head.room.id for head in found.heads] == ["A", "AB"]
