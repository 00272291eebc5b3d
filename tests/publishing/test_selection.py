"""Which sessions stand where: in halls made of smaller rooms, of several bodies, and in somebody's time.

The hall AB is made of A and B, the house of AB and C.
"""

from scheduler.publishing.differences import ReleaseChange, differences
from scheduler.publishing.exports import ExportForm, Settings, exported
from scheduler.publishing.exports.programmes import programme_of
from scheduler.publishing.exports.tables import plan_of
from scheduler.publishing.feeds import Feeds, ForPerson, InRoom, OfBody, Picked
from scheduler.publishing.page import page_of
from scheduler.publishing.publicity import names_in, public
from scheduler.publishing.records import Entry, Release
from tests.conference import session
from tests.publishing.releases import (
    attended,
    drafted,
    entry,
    entry_of,
    forum,
    people,
    place,
    release,
)
from tests.publishing.strict import events_of, read

HALL = place("AB", titles={"en": "Grand hall"}, parts=("A", "B"))
HOUSE = place("house", parts=("AB", "A", "B", "C"))
ROOMS = (place("A"), place("B"), HALL, place("C"), HOUSE)

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


def test_what_is_public_keeps_the_parts_of_the_halls_in_use() -> None:
    """And no room in which nothing public is."""
    kept = public(release(PANEL, rooms=ROOMS)).conference.rooms
    assert [room.id for room in kept] == ["A", "B", "AB"]


def test_tables_show_what_is_in_a_hall_once_and_tell_where_its_halves_are_taken() -> None:
    """In the line of the hall; the house is not the hall, and takes it."""
    programme = programme_of(release(TALK, PANEL, GALA, rooms=ROOMS))
    lines = {
        name: [(told.row.title, told.here) for cell in cells for told in cell]
        for name, cells in plan_of(programme).lines
    }
    assert lines == {
        "Room A": [("Talk", True), ("Panel", False), ("Gala", False)],
        "Grand hall": [("Panel", True), ("Gala", False)],
        "Room house": [("Gala", True)],
    }


BODIES = [{"id": "com3", "title": "Committee 3"}, {"id": "com4", "title": "Committee 4"}]


def held(*, joint: object = ("com3", "com4"), before: Release | None = None) -> Release:
    """Return a release of a joint meeting and of one of Committee 4."""
    body = list(joint) if isinstance(joint, tuple) else joint
    instance = forum(session("joint", body=body), session("four", body="com4"), bodies=BODIES)
    places = {"joint": "Mon 09:00 A", "four": "Mon 10:00 A"}
    return drafted(instance, before, 0 if before is None else 1, **places)


def test_it_is_in_the_feed_of_each_body_and_names_both() -> None:
    """Of the first and of the second; what only one of them holds is in one."""
    release = held()
    for body, sessions in (("com3", ["joint"]), ("com4", ["joint", "four"])):
        events = events_of(release, OfBody(body))
        assert [*events] == sessions
        assert "Body: Committee 3, Committee 4" in events["joint"].text("DESCRIPTION")
    assert names_in(entry_of(release, "joint"))["bodies"] == ("com3", "com4")


def test_a_body_that_joins_is_a_change_of_the_session() -> None:
    """A release in which one body met keeps its bytes; with two it says so."""
    first = held(joint="com3")
    assert entry_of(first, "joint").body == "com3"
    assert Entry.model_validate_json(entry("s", body="com3").model_dump_json()).bodies == ("com3",)
    both = entry("s", body=("com3", "com4"))
    assert Entry.model_validate_json(both.model_dump_json()) == both
    (told,) = differences(first, held(before=first))
    assert (told.session, told.change, told.fields) == ("joint", ReleaseChange.OTHER, ("body",))


def test_a_body_of_private_meetings_alone_stays_secret() -> None:
    """Nobody is told of Committee 3, whose only meeting is a joint one behind doors."""
    private = session("joint", body=["com3", "com4"], private=True)
    instance = forum(private, session("four", body="com4"), bodies=BODIES)
    release = drafted(instance, joint="Mon 09:00 A", four="Mon 10:00 A")
    assert b"Committee 3" not in exported(release, ExportForm.CSV, Settings())
    assert not any(b"Committee 3" in each for each in page_of(release).values())


def test_f35_busy_events_of_a_person_never_overlap() -> None:
    """Whatever was planned: back to back is busy twice, one minute of overlap is not."""
    made = release(
        entry("first", attendees=attended("ada")),
        entry("next", "2021-11-08T07:00", attendees=attended("ada")),
        entry("beside", "2021-11-08T07:59", attendees=attended("ada")),
        entry("after", "2021-11-08T08:00", attendees=attended("ada")),
        people=people(["ada"]),
    )
    for which in (ForPerson("ada"), Picked(frozenset({"first", "next", "beside", "after"}))):
        taken = {session: event.get("TRANSP") for session, event in events_of(made, which).items()}
        assert taken == {
            "first": "OPAQUE",
            "next": "OPAQUE",
            "beside": "TRANSPARENT",
            "after": "OPAQUE",
        }
