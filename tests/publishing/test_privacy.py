"""Who may read what: nothing of what is private is in what everybody may read."""

from collections.abc import Iterator

from scheduler.publishing.feeds import (
    Feeds,
    ForDelegation,
    ForPerson,
    InRoom,
    Picked,
    ProgrammeFeed,
    SessionFeed,
    path_of,
    personal_path,
)
from scheduler.publishing.records import Attendee, Entry, Release
from tests.publishing.releases import (
    SECRET,
    attended,
    entry,
    full_release,
    named,
    people,
    person,
    place,
    release,
)
from tests.publishing.strict import all_feeds, events_of, raw_events

CANARY = "canary"


ATTIC = f"{CANARY}-room"
"""A room, which has a feed of its own, but is shown nowhere else unless something public is in it."""


def with_canaries(room: str = "A") -> Release:
    """Return a release whose private fields all hold a word that occurs nowhere else."""
    closed = entry(
        "behind-doors",
        titles={"en": f"{CANARY} title", "fr": f"{CANARY} titre"},
        descriptions={"en": f"{CANARY} about"},
        stream=f"https://{CANARY}.example/stream",
        join=f"https://{CANARY}.example/closed",
        private=True,
        kind=f"{CANARY}-kind",
        body=f"{CANARY}-body",
        themes=(f"{CANARY}-theme",),
        region=f"{CANARY}-region",
        room=room,
        sites={f"{CANARY}-site": 1},
        attendees=(*attended(f"{CANARY}-ada"), Attendee(person="six.team-1", role="interpreter")),
        delegations=(f"{CANARY}-ke",),
    )
    opened = entry(
        "panel",
        join=f"https://{CANARY}.example/open",
        attendees=attended(f"{CANARY}-ada", f"{CANARY}-bob"),
        delegations=(f"{CANARY}-ke",),
        wishing=(f"{CANARY}-to",),
        sites={f"{CANARY}-site": 3},
    )
    return release(
        closed,
        opened,
        people=(
            person(f"{CANARY}-ada", titles={"en": f"{CANARY} Ada"}, delegation=f"{CANARY}-ke"),
            person(f"{CANARY}-bob", remote=True, zone="Pacific/Fiji"),
            person("six.team-1", titles={"en": "Six languages, team 1"}),
        ),
        rooms=tuple(map(place, dict.fromkeys(("A", room)))),
        delegations=(named(f"{CANARY}-ke"), named(f"{CANARY}-to")),
        sites=(person(f"{CANARY}-site"),),
        kinds=(named("meeting"), named(f"{CANARY}-kind")),
        bodies=(named(f"{CANARY}-body"),),
        themes=(named(f"{CANARY}-theme"),),
        regions=(named(f"{CANARY}-region"),),
    )


def public_contents(made: Release) -> Iterator[tuple[str, bytes]]:
    """Yield the path and the unfolded bytes of each public feed, and of one that picks everything."""
    feeds, sessions = Feeds(made), frozenset(each.session for each in made.entries)
    for language in made.conference.languages:
        for which in feeds.public:
            content = feeds.made(which, language)
            yield path_of(which, language), content.replace(b"\r\n ", b"")
        yield "picked", feeds.made(Picked(sessions), language).replace(b"\r\n ", b"")


def test_f36_no_public_feed_holds_anything_private() -> None:
    """No name, address, title or id, in no language, by no path; the canaries do sing in personal feeds."""
    made = with_canaries()
    closed = next(each for each in made.entries if each.private)
    for path, content in public_contents(made):
        for forbidden in (CANARY, "behind-doors", closed.uid):
            assert forbidden not in path
            assert forbidden.encode() not in content.lower()
    own = Feeds(made).made(ForPerson(f"{CANARY}-ada"), "en").replace(b"\r\n ", b"")
    assert own.count(CANARY.encode()) > 4


def test_f36_a_session_behind_doors_is_for_its_attendees_alone() -> None:
    """Not for the delegation of one of them, not for the room, not as a single session."""
    made = full_release()
    holding = {
        (which, language)
        for which, language, content in all_feeds(made)
        if SECRET.encode() in content
    }
    assert holding == {(ForPerson("ada"), "en"), (ForPerson("ada"), "fr")}
    assert not Feeds(made).has(SessionFeed("talk"))
    assert "url" not in {
        line.name.lower() for line in events_of(made, ForPerson("ada"))["talk"].lines
    }


def test_f36_a_personal_feed_does_not_hold_its_token() -> None:
    """It cannot: feeds are made without knowing any."""
    content = Feeds(full_release()).made(ForPerson("ada"), "en").replace(b"\r\n ", b"")
    assert b"SOURCE" not in content
    assert b"personal" not in content
    assert personal_path("T0ken", "en") == "feeds/en/personal/T0ken.ics"


def stripped(event: bytes) -> bytes:
    """Return an event without what may differ: whose time it takes, who may see it, how to join."""
    may_differ = (
        b"TRANSP:",
        b"CLASS:",
        b"X-MICROSOFT-CDO-BUSYSTATUS:",
        b"CONFERENCE;",
        b"DESCRIPTION:",
    )
    lines = event.replace(b"\r\n ", b"").split(b"\r\n")
    return b"\r\n".join(line for line in lines if not line.startswith(may_differ))


def test_f37_an_event_is_the_same_in_every_feed() -> None:
    """In public ones to the byte; in those of people who are there up to time, class and link to join."""
    made = full_release()
    whole = {each: raw_events(Feeds(made).made(ProgrammeFeed(), each)) for each in ("en", "fr")}
    remote = (ForPerson("bob"), ForPerson("mia"))
    for which, language, content in all_feeds(made):
        for uid, event in raw_events(content).items():
            if isinstance(which, ForPerson | ForDelegation | SessionFeed):
                if which not in remote and uid in whole[language]:
                    assert stripped(event) == stripped(whole[language][uid])
            else:
                assert event == whole[language][uid]


def test_f37_the_rooms_together_are_the_programme() -> None:
    """Nothing is missing, nothing is there twice."""
    made = full_release()
    rooms = [session for room in "ABC" for session in events_of(made, InRoom(room))]
    assert sorted(rooms) == sorted(events_of(made))


def test_f37_a_person_has_exactly_their_sessions() -> None:
    """In any role."""
    made = full_release()

    def attends(each: Entry, person: str) -> bool:
        return person in {attendee.person for attendee in each.attendees}

    for person_ in made.conference.people:
        wanted = {each.session for each in made.entries if attends(each, person_.id)}
        assert {*events_of(made, ForPerson(person_.id))} == wanted


def test_f37_a_delegation_has_what_its_members_have() -> None:
    """And what it must or wishes to attend as a whole; but nothing that is behind doors."""
    made = full_release()
    members = {*events_of(made, ForPerson("ada"))} - {"talk"}
    assert {*events_of(made, ForDelegation("ke"))} == members | {"growth-2", "africa"}
    assert {*events_of(made, ForDelegation("to"))} == {*events_of(made, ForPerson("bob")), "africa"}
    alone = release(
        entry("x", attendees=attended("ada")),
        entry("y", attendees=attended("bob")),
        people=tuple(
            each.model_copy(update={"delegation": "ke"}) for each in people(["ada", "bob"])
        ),
        delegations=(named("ke"),),
    )
    union = {*events_of(alone, ForPerson("ada")), *events_of(alone, ForPerson("bob"))}
    assert {*events_of(alone, ForDelegation("ke"))} == union
