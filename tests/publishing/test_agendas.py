"""What sessions deal with, in releases and feeds: times, documents, changes; and nothing of who comes."""

import pytest

from scheduler.publishing.differences import differences
from scheduler.publishing.feeds import (
    Feeds,
    ForDelegation,
    ForPerson,
    InRoom,
    ProgrammeFeed,
    SessionFeed,
    Which,
)
from scheduler.publishing.publicity import public
from scheduler.publishing.records import Attendee, Release
from tests.agendas import item
from tests.conference import session
from tests.publishing.releases import entry_of, itemised, released
from tests.publishing.strict import events_of, raw_events

ROADS = item("roads", 45, documents=[{"symbol": "D/1", "title": "On roads", "languages": ["en"]}])
BRIDGES = item("bridges", 30, documents=[{"symbol": "D/2"}, {"symbol": "D/3(Add.1)"}])
BOATS = item("boats")


def clocks(release: Release, name: str) -> list[tuple[str, str, str]]:
    """Return the items of a session with their hours in UTC."""
    agenda = entry_of(release, name).agenda
    return [(each.item, f"{each.start:%H:%M}", f"{each.end:%H:%M}") for each in agenda]


def told(release: Release, name: str, which: Which | None = None, language: str = "en") -> str:
    """Return the description of a session in a feed."""
    return events_of(release, which, language)[name].text("DESCRIPTION")


def test_an_item_that_a_break_interrupts_goes_on_after_it() -> None:
    """09:00 to 09:45, then 15 minutes before coffee (10:00 to 10:30) and 15 after it; in UTC 3 hours less."""
    release = released(itemised(ROADS, BRIDGES), talk="roads 45, bridges 30")
    assert clocks(release, "talk") == [("roads", "06:00", "06:45"), ("bridges", "06:45", "07:45")]
    assert clocks(release, "lecture") == []


def test_items_that_do_not_fit_are_counted() -> None:
    """A description has 4,000 characters: all but a hundred of them are for lines of some 135, so for 29."""
    items = [item(f"item-{number}", 2, title=f"{number}: {'long ' * 25}") for number in range(60)]
    agenda = ", ".join(f"item-{number} 2" for number in range(60))
    said = told(released(itemised(*items), talk=agenda), "talk")
    lines = [line for line in said.splitlines() if "long" in line]
    assert len(lines) == 29  # (4,000 - 100) / 135
    assert "… and 31 more" in said
    assert len(said) <= 4_000


def test_another_order_is_no_move() -> None:
    """The session changes, with the sequence that it had; nothing else does, to the byte."""
    instance = itemised(ROADS, BRIDGES, BOATS)
    first = released(instance, talk="roads 45, bridges 30", lecture="boats 20")
    then = released(instance, first, talk="bridges 30, roads 45", lecture="boats 20")
    talk, was = entry_of(then, "talk"), entry_of(first, "talk")
    assert (talk.sequence, talk.uid, talk.created) == (0, was.uid, was.created)
    assert talk.changed == then.published
    assert entry_of(then, "lecture") is entry_of(first, "lecture")
    before, after = (raw_events(Feeds(each).made(ProgrammeFeed(), "en")) for each in (first, then))
    assert before[was.uid] != after[was.uid]
    assert b"SEQUENCE:0\r\n" in after[was.uid]
    lecture = entry_of(first, "lecture").uid
    assert before[lecture] == after[lecture]
    for untouched in (SessionFeed("lecture"), InRoom("B")):
        assert Feeds(first).made(untouched, "en") == Feeds(then).made(untouched, "en")


PEOPLE = {
    "people": [
        {"id": "ada", "title": "Ada"},
        {"id": "ben", "title": "Ben", "remote": True, "zone": "Asia/Kolkata"},
        {"id": "eve", "title": "Eve", "public": True},
    ],
    "delegations": [{"id": "isle", "size": 1}, {"id": "land", "size": 3}],
}


def test_who_must_be_there_for_an_item_attends_its_session() -> None:
    """Who may leave it otherwise too; who has another role keeps it. A proposing delegation must attend."""
    sessions = [
        session("talk", duration=120, people={"chair": ["eve"], "optional": ["ada"]}),
        session("lecture", duration=120),
    ]
    roads = item(
        "roads", people={"rapporteur": ["ada", "eve"], "expert": ["ben"]}, proposers=["isle"]
    )
    instance = itemised(roads, sessions=sessions, **PEOPLE)
    release = released(instance, talk="roads 20")
    assert entry_of(release, "talk").attendees == (
        Attendee(person="ada", role="rapporteur"),
        Attendee(person="ben", role="expert"),
        Attendee(person="eve", role="chair"),
    )
    assert entry_of(release, "talk").delegations == ("isle",)
    assert entry_of(release, "lecture").attendees == ()
    assert set(events_of(release, ForPerson("ben"))) == {"talk"}
    assert set(events_of(release, ForDelegation("isle"))) == {"talk"}
    assert not events_of(release, ForDelegation("land"))


def test_a_wish_gives_way_to_a_proposal() -> None:
    """A delegation that wishes to attend a session, and proposes an item of it, must."""
    tables = PEOPLE | {
        "delegations": [{"id": "isle", "size": 1, "wishes": {"sessions": ["talk"]}}],
    }
    release = released(itemised(item("roads", proposers=["isle"]), **tables), talk="roads 20")
    entry = entry_of(release, "talk")
    assert (entry.delegations, entry.wishing) == (("isle",), ())


def test_everybody_reads_items_and_nobody_who_comes_for_them() -> None:
    """Not even who may be named otherwise, unless it is somebody in a public role or a public person."""
    roads = item("roads", people={"rapporteur": ["ada"], "expert": ["eve"]}, proposers=["isle"])
    release = public(released(itemised(roads, **PEOPLE), talk="roads 20"))
    said = release.model_dump_json()
    assert "Roads" in said
    assert "isle" not in said
    assert "ada" not in said
    assert [each.person for each in entry_of(release, "talk").credits] == ["eve"]


@pytest.mark.parametrize("private", [True, False])
def test_the_agenda_of_a_private_session_is_private(private: bool) -> None:
    """No feed for everybody has it, nor the release as everybody may read it."""
    sessions = [session("talk", duration=120, private=private), session("lecture", duration=120)]
    release = released(itemised(ROADS, sessions=sessions), talk="roads 45")
    assert ("Roads" in public(release).model_dump_json()) is not private
    assert (b"Roads" in Feeds(release).made(ProgrammeFeed(), "en")) is not private


def test_another_agenda_is_a_change_of_its_session() -> None:
    """Whichever items come and go."""
    facts = itemised(ROADS, BRIDGES, BOATS)
    old = released(facts, talk="roads 45, bridges 15")
    new = released(facts, old, talk="boats 20, roads 40")
    (found,) = differences(old, new)
    assert found.fields == ("agenda",)
