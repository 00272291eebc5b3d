"""What has changed between two releases, and who is affected."""

from typing import Any

from scheduler.instance import Instance
from scheduler.publishing.differences import ReleaseChange, differences
from scheduler.publishing.records import Release
from scheduler.publishing.release_drafts import restore_release
from tests.conference import session
from tests.publishing.releases import DAY, FIRST, drafted, forum

PLACES = {"talk": "Mon 09:00 A", "lecture": "Tue 09:00 A"}


def told(old: Release | None, new: Release) -> dict[str, str]:
    """Return what has become of each session that is not what it was."""
    return {each.session: each.change.value for each in differences(old, new)}


def test_each_kind_of_change() -> None:
    """Added, moved, in room alone, cancelled, restored, otherwise; and nothing."""
    instance = forum()
    one = drafted(instance, **PLACES)
    assert told(None, one) == {"talk": "added", "lecture": "added"}
    assert told(one, one) == {}
    two = drafted(instance, one, 1, talk="Mon 10:00 B", lecture="Tue 09:00 B")
    assert told(one, two) == {"talk": "moved", "lecture": "room"}
    three = drafted(forum(session("lecture")), two, 2, lecture="Tue 09:00 B")
    assert told(two, three) == {"talk": "cancelled"}
    renamed = forum(session("talk"), session("lecture", title="Speech"))
    four = drafted(renamed, three, 3, talk="Mon 10:00 B", lecture="Tue 09:00 B")
    assert told(three, four) == {"talk": "restored", "lecture": "other"}


def test_a_session_that_lasts_longer_has_moved() -> None:
    """By its end."""
    one = drafted(forum(), **PLACES)
    longer = forum(session("talk", duration=90), session("lecture"))
    assert told(one, drafted(longer, one, 1, **PLACES)) == {"talk": "moved"}


def test_what_is_back_as_it_was_has_not_changed() -> None:
    """Whatever happened in between: sequences and stamps do not count."""
    one = drafted(forum(), **PLACES)
    two = drafted(forum(session("lecture")), one, 1, lecture="Tue 09:00 B")
    three = restore_release(forum(), one, two, published=FIRST + 2 * DAY)
    assert told(two, three) == {"talk": "restored", "lecture": "room"}
    assert told(one, three) == {}


def test_cancelled_sessions_do_not_change_any_more() -> None:
    """Nor are they news to those who did not know them."""
    one = drafted(forum(), **PLACES)
    two = drafted(forum(session("lecture")), one, 1, lecture="Tue 09:00 A")
    private = forum(session("talk", private=True, optional=True), session("lecture"))
    three = drafted(private, two, 2, lecture="Tue 09:00 A")
    assert told(two, three) == {}
    assert told(None, two) == {"lecture": "added"}


def test_an_older_release_does_not_know_what_came_later() -> None:
    """Compared backwards, the workshop is gone."""
    one = drafted(forum(), **PLACES)
    two = drafted(forum(), one, 1, **PLACES, workshop="Tue 10:00 A")
    (gone,) = differences(two, one)
    assert (gone.change, gone.session, gone.new) == (ReleaseChange.CANCELLED, "workshop", None)
    assert gone.entry.session == "workshop"


def _attended(*people: str, **fields: Any) -> Instance:
    return forum(
        session("talk", people={"speaker": [*people]}, **fields),
        people=[{"id": "ada"}, {"id": "bob"}],
        regions=[{"id": "asp"}],
        sites=[{"id": site, "region": "asp", "zone": "Pacific/Fiji"} for site in ("suva", "nadi")],
        delegations=[
            {"id": "fiji", "size": 1, "must": {"sessions": ["talk"]}},
            {"id": "chad", "size": 1, "wishes": {"kinds": ["meeting"]}},
            {"id": "peru", "size": 1},
        ],
    )


def test_who_is_affected_was_in_it_or_is() -> None:
    """Persons, delegations that must or wish, and sites: before or after."""
    one = drafted(_attended("ada", remote={"suva": 2}), talk="Mon 09:00 A")
    two = drafted(_attended("bob", remote={"nadi": 1}), one, 1, talk="Mon 10:00 A")
    (change,) = differences(one, two)
    assert change.people == ("ada", "bob")
    assert change.delegations == ("chad", "fiji")
    assert change.sites == ("nadi", "suva")
    assert change.fields == ("start", "end", "attendees", "sites")


def test_another_room_concerns_nobody_who_is_online() -> None:
    """Another hour does: persons, and sites."""
    home = {"id": "ada", "remote": True, "zone": "Pacific/Fiji"}
    talk = session("talk", people={"speaker": ["ada", "bob"]}, remote={"suva": 2})
    instance = forum(
        talk,
        session("lecture"),
        people=[home, {"id": "bob"}],
        regions=[{"id": "asp"}],
        sites=[{"id": "suva", "region": "asp", "zone": "Pacific/Fiji"}],
    )
    one = drafted(instance, **PLACES)
    (room,) = differences(one, drafted(instance, one, 1, talk="Mon 09:00 B", lecture="Tue 09:00 A"))
    assert (room.change, room.people, room.sites) == (ReleaseChange.ROOM, ("bob",), ())
    (hour,) = differences(one, drafted(instance, one, 1, talk="Mon 10:00 B", lecture="Tue 09:00 A"))
    assert (hour.change, hour.people) == (ReleaseChange.MOVED, ("ada", "bob"))
    assert hour.sites == ("suva",)
