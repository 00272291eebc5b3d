"""Releases in sequence: UIDs stay, sequences and stamps only grow, nothing vanishes."""

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from scheduler.errors import InstanceError
from scheduler.publishing.feeds import Feeds, ForPerson, ProgrammeFeed, Which
from scheduler.publishing.records import Release, SessionStanding
from scheduler.publishing.release_drafts import draft_release, is_same, new_uid, restore_release
from tests.conference import conference, placed, room, session
from tests.publishing.releases import DAY, FIRST, OFFICE, draft, drafted, entry_of, forum
from tests.publishing.strict import events_of

PLACES = {"talk": "Mon 09:00 A", "lecture": "Tue 09:00 A"}
Row = tuple[int, int, str]
"""Sequence of a session, the release in which it last changed, and its standing."""


def rows(*releases: Release) -> dict[str, Row]:
    """Return what the last of some releases says of each session."""
    number = {release.published: release.number for release in releases}
    return {
        entry.session: (entry.sequence, number[entry.changed], entry.standing.value)
        for entry in releases[-1].entries
    }


def test_the_same_programme_gives_the_same_entries() -> None:
    """Byte for byte, cancelled ones too, and nothing is new; a session moved by a step is."""
    one = drafted(forum(), **PLACES, workshop="Tue 10:00 A")
    two = drafted(forum(), one, 1, **PLACES)
    three = drafted(forum(), two, 2, **PLACES)
    assert not is_same(one, None)
    assert not is_same(two, one)
    assert is_same(three, two)
    assert [e.model_dump_json() for e in three.entries] == [
        e.model_dump_json() for e in two.entries
    ]
    assert not is_same(drafted(forum(), two, 2, talk="Mon 09:30 A", lecture="Tue 09:00 A"), two)


def test_another_name_of_a_room_is_another_place() -> None:
    """Calendars show the name: its sessions change, and no others."""
    one = drafted(forum(), talk="Mon 09:00 A", lecture="Tue 09:00 B")
    rooms = [room("A", title="Africa Hall", floor="Ground floor"), room("B", title="Annex")]
    two = drafted(forum(rooms=rooms), one, 1, talk="Mon 09:00 A", lecture="Tue 09:00 B")
    assert rows(one, two) == {"talk": (1, 2, "confirmed"), "lecture": (0, 1, "confirmed")}


def test_who_attends_is_not_shown_and_changes_no_stamp() -> None:
    """The session comes into another feed as it is; the release is another all the same."""
    one = drafted(forum(people=[{"id": "ada"}]), **PLACES)
    attended = forum(
        session("talk", people={"chair": ["ada"]}), session("lecture"), people=[{"id": "ada"}]
    )
    two = drafted(attended, one, 1, **PLACES)
    assert rows(one, two) == {"talk": (0, 1, "confirmed"), "lecture": (0, 1, "confirmed")}
    assert [each.person for each in entry_of(two, "talk").attendees] == ["ada"]
    assert not is_same(two, one)


def stamp_of(release: Release, which: Which) -> int:
    """Return how many days after the first release the talk last changed, as a calendar says."""
    stamp = events_of(release, which)["talk"].get("DTSTAMP")
    assert isinstance(stamp, datetime)
    return (stamp - FIRST).days


def test_another_address_to_join_is_shown_to_those_who_join() -> None:
    """Everybody's calendar of the session is the same, to the byte."""
    people = [{"id": "ada"}]
    asked = {"people": {"chair": ["ada"]}}
    one = drafted(forum(session("talk", **asked), session("lecture"), people=people), **PLACES)
    joined = session("talk", join="https://meet.example.org/1", **asked)
    two = drafted(forum(joined, session("lecture"), people=people), one, 1, **PLACES)
    assert (stamp_of(two, ForPerson("ada")), stamp_of(two, ProgrammeFeed())) == (1, 0)
    first, second = (
        Feeds(each, on=date(2021, 10, 1)).made(ProgrammeFeed(), "en") for each in (one, two)
    )
    assert first == second


@pytest.mark.parametrize(
    ("publishing", "sequence"),
    [
        ({"organiser": OFFICE | {"name": "Office"}}, 0),
        ({"organiser": OFFICE, "site": "https://agenda.example.org"}, 0),
        ({"organiser": OFFICE, "venue": {"title": "Centre"}}, 1),
    ],
)
def test_what_stands_in_every_calendar_changes_every_session(
    publishing: dict[str, object], sequence: int
) -> None:
    """The office and the site change stamps; the venue is a part of each place."""
    one = drafted(forum(), **PLACES)
    two = drafted(forum(publishing=publishing), one, 1, **PLACES)
    assert {row[:2] for row in rows(one, two).values()} == {(sequence, 2)}


def test_a_draft_is_tentative_until_it_is_published_as_more() -> None:
    """The standing counts as a change of the event."""
    instance = forum()
    schedule = placed(instance, **PLACES)
    one = draft(instance, schedule, draft=True)
    assert {entry.standing for entry in one.entries} == {SessionStanding.TENTATIVE}
    two = draft(instance, schedule, one, 1)
    assert rows(one, two) == {"talk": (1, 2, "confirmed"), "lecture": (1, 2, "confirmed")}


def test_what_a_cancelled_session_names_is_kept() -> None:
    """Its room, its theme and its speaker, with the speaker's delegation, are gone from the instance."""
    talk = session("talk", themes=["peace"], people={"speaker": ["ada"]})
    before = forum(
        talk,
        session("lecture"),
        people=[{"id": "ada", "delegation": "kenya"}],
        delegations=[{"id": "kenya", "size": 1}],
    )
    one = drafted(before, talk="Mon 09:00 B", lecture="Tue 09:00 A")
    after = forum(session("lecture"), rooms=[room("A", title="Africa Hall")])
    two = drafted(after, one, 1, lecture="Tue 09:00 A")
    assert [room.id for room in two.conference.rooms] == ["A", "B"]
    for table in ("people", "delegations", "themes"):
        assert getattr(two.conference, table) == getattr(one.conference, table)
    assert rows(one, two) == {"talk": (1, 2, "cancelled"), "lecture": (0, 1, "confirmed")}
    assert is_same(drafted(after, two, 2, lecture="Tue 09:00 A"), two)


def test_a_cancelled_session_becomes_private_when_it_does_in_the_instance() -> None:
    """The workshop is left out and has become secret: it must not stay in public feeds."""
    one = drafted(forum(), **PLACES, workshop="Tue 10:00 A")
    secret = forum(
        session("talk"), session("lecture"), session("workshop", optional=True, private=True)
    )
    two = drafted(secret, one, 1, **PLACES)
    assert entry_of(two, "workshop").private
    assert not entry_of(two, "talk").private


def test_what_has_become_private_stays_so_in_a_roll_back() -> None:
    """The talk was public at first, the lecture is private in the instance since: neither is public again."""
    one = drafted(forum(), **PLACES, workshop="Tue 10:00 A")
    secret = forum(session("talk", private=True), session("lecture"), session("workshop"))
    two = drafted(secret, one, 1, **PLACES, workshop="Tue 10:00 A")
    lecture = session("lecture", private=True)
    since = forum(session("talk"), lecture, session("workshop"))
    again = restore_release(since, one, two, published=FIRST + 2 * DAY)
    assert [entry.session for entry in again.entries if entry.private] == ["talk", "lecture"]
    assert not entry_of(again, "workshop").private


def test_rows_that_only_hidden_sessions_name_are_not_published() -> None:
    """A calendar of theirs would be empty, and tell their names; who else has a session is told."""
    tables = {
        "bodies": [
            {"id": "plenary"},
            {"id": "com1", "parent": "plenary"},
            {"id": "club"},
            {"id": "cabal", "parent": "club"},
            {"id": "new"},
        ],
        "regions": [{"id": "afr"}, {"id": "far"}],
        "themes": [{"id": "money"}, {"id": "power"}],
    }
    secret = {"private": True, "optional": True, "body": "cabal", "region": "far"}
    instance = forum(
        session("talk", body="com1", themes=["money"]),
        session("lecture", region="afr"),
        session("plot", themes=["power", "money"], **secret),
        **tables,
    )
    out = drafted(instance, **PLACES).conference
    assert [each.id for each in out.bodies] == ["plenary", "com1", "new"]
    assert [each.id for each in (*out.regions, *out.themes)] == ["afr", "money"]
    held = drafted(instance, **PLACES, plot="Tue 11:00 B").conference
    assert [each.id for each in held.bodies] == ["plenary", "com1", "cabal", "new"]
    assert [each.id for each in (*held.regions, *held.themes)] == ["afr", "far", "money", "power"]


def test_a_release_is_later_than_the_one_before_even_if_clocks_are_not() -> None:
    """Whole seconds: two within one second, and one from a clock that was set back."""
    instance = forum()
    schedule = placed(instance, **PLACES)
    half = timedelta(milliseconds=500)
    one = draft_release(instance, schedule, None, published=FIRST + half)
    assert one.published == FIRST
    two = draft_release(instance, schedule, one, published=FIRST + half)
    assert two.published == FIRST + timedelta(seconds=1)
    three = draft_release(instance, schedule, two, published=FIRST - DAY)
    assert three.published == FIRST + timedelta(seconds=2)


def test_uids_are_lower_case_uuids_drawn_anew() -> None:
    """Version 4: not of the session's name, nor of anything else."""
    uids = {new_uid() for _ in range(100)}
    assert len(uids) == 100
    assert all(str(UUID(uid)) == uid and UUID(uid).version == 4 for uid in uids)


def test_who_publishes_has_to_be_said() -> None:
    """No calendar without an organizer."""
    instance = conference(session("talk"))
    with pytest.raises(InstanceError) as caught:
        draft_release(instance, placed(instance, talk="Mon 09:00 A"), None, published=FIRST)
    assert str(caught.value).startswith("tiny: publishing: found no `organiser`, expected one.")
