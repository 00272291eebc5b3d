"""What everybody may know of a release, wherever it is shown."""

import json

import pytest

from scheduler.instance import Instance
from scheduler.publishing.exports import ExportForm, Settings, exported
from scheduler.publishing.exports.programmes import programme_of
from scheduler.publishing.feeds import Feeds, ProgrammeFeed
from scheduler.publishing.page.view import log_of
from scheduler.publishing.publicity import (
    announced,
    is_announced,
    is_public,
    public,
    public_entries,
)
from scheduler.publishing.records import Entry, Release, SessionStanding
from scheduler.publishing.release_drafts import restore_release
from tests.conference import session
from tests.publishing.exports.programmes import rich
from tests.publishing.releases import (
    DAY,
    FIRST,
    OFFICE,
    changed,
    drafted,
    entry,
    entry_of,
    forum,
    release,
)
from tests.publishing.strict import read

TALK = entry("talk")
UNKNOWN = entry("unknown", room="B", standing=SessionStanding.CANCELLED)
"""Cancelled in the release in which it would have been told of first."""
CANCELLED = changed(entry("cancelled", "2021-11-08T08:00"), standing=SessionStanding.CANCELLED)
SECRET = entry("secret", "2021-11-08T10:00", private=True)
ALL = (TALK, UNKNOWN, CANCELLED, SECRET)


def test_what_was_cancelled_before_it_was_published_is_unknown() -> None:
    """What was published first, and cancelled then, stays."""
    assert [*map(is_announced, ALL)] == [True, False, True, True]
    assert [*map(is_public, ALL)] == [True, False, True, False]


def test_feeds_exports_and_pages_agree_on_what_is_public() -> None:
    """All of them show what takes place, and what was cancelled after it was known."""
    published = release(*ALL)
    known = {"talk", "cancelled"}
    feed = read(Feeds(published).made(ProgrammeFeed(), "en"))
    uids = {event.get("UID") for event in feed.named("VEVENT")}
    assert uids == {TALK.uid, CANCELLED.uid}
    assert {row.session for row in programme_of(published).rows} == known
    assert {each.session for each in public_entries(published)} == known
    document = json.loads(exported(published, ExportForm.JSON))
    assert {each["session"] for each in document["entries"]} == known


def test_what_nobody_knew_of_is_in_no_list_of_the_organisers_either() -> None:
    """Private sessions are, where they are asked for."""
    published = release(*ALL)
    shown = {row.session for row in programme_of(published, Settings(with_private=True)).rows}
    assert shown == {"talk", "cancelled", "secret"}
    assert {each.session for each in announced(published).entries} == shown


def test_the_log_tells_of_what_is_public_before_and_after() -> None:
    """Neither of what nobody knew of, nor of what is behind doors."""

    def told(*entries: Entry) -> list[str]:
        latest, *_ = log_of(release(TALK, *entries, number=2), [release(TALK)])
        return [each.entry.session for each in latest.told or ()]

    assert told(UNKNOWN, SECRET) == []
    assert told(entry("new", room="B")) == ["new"]


def test_what_is_public_names_nobody() -> None:
    """No person, no attendee, no address to join at; the rest as it was."""
    told = release(
        entry("a", join="https://join.example/1", stream="https://tv.example"),
        entry("b", private=True),
    )
    shown = public(told)
    assert [each.session for each in shown.entries] == ["a"]
    assert shown.entries[0].join is None
    assert shown.entries[0].stream == "https://tv.example"
    assert not public(rich()).conference.people
    assert not any(each.attendees for each in public(rich()).entries)


def talk(*roles: str, private: bool = False, **public: bool | None) -> Instance:
    """Return a conference of a talk in which Ada speaks and Bob chairs, and of a meeting of nobody."""
    people = [
        {"id": id_, "title": f"{id_.title()} of all trades", "public": each}
        for id_, each in ({"ada": None, "bob": None} | public).items()
    ]
    return forum(
        session("talk", people={"chair": ["bob"], "speaker": ["ada"]}, private=private),
        session("report"),
        people=people,
        publishing={"organiser": OFFICE, "public_roles": [*roles]},
    )


@pytest.mark.parametrize(
    ("instance", "named"),
    [
        (talk(), []),  # off unless asked for
        (talk(ada=True), ["ada"]),
        (talk("speaker"), ["ada"]),
        (talk("chair"), ["bob"]),
        (talk("speaker", "chair"), ["ada", "bob"]),  # speakers first
        (talk("moderator", "required", "optional"), []),
        (talk("speaker", "chair", ada=False), ["bob"]),  # stronger than any role
        (talk("speaker", ada=True, bob=True, private=True), []),
    ],
)
def test_who_is_public_is_named(instance: Instance, named: list[str]) -> None:
    """By an own wish, or by a role; nobody at a session that is private."""
    assert [each.person for each in entry_of(of_talk(instance), "talk").credits] == named


def of_talk(instance: Instance, before: Release | None = None, **places: str) -> Release:
    """Return the release in which the talk is held, unless something else is."""
    day = 0 if before is None else before.number
    held = places or {"talk": "Mon 09:00 A", "report": "Mon 11:00 A"}
    return drafted(instance, before, day, **held)


WITHOUT = {"report": "Mon 11:00 A"}
"""A programme in which the talk is not held."""


def names_in(found: Release) -> bytes:
    """Return the calendar of everybody, unfolded, and the release as everybody may have it."""
    calendar = Feeds(public(found)).made(ProgrammeFeed(), "en").replace(b"\r\n ", b"")
    return calendar + public(found).model_dump_json().encode()


def test_a_name_that_comes_or_goes_is_a_change_of_the_entry() -> None:
    """Everybody's calendar shows it: the stamp is new, the sequence is not."""
    first = of_talk(talk())
    second = of_talk(talk("speaker"), first)
    old, new = (entry_of(each, "talk") for each in (first, second))
    assert (old.sequence, old.changed) == (new.sequence, first.published)
    assert new.changed == second.published
    third = of_talk(talk("speaker"), second)
    assert entry_of(third, "talk") == new


def test_who_is_no_longer_public_is_not_named_any_more() -> None:
    """Not at a session that is cancelled, nor in an old release that is published again."""
    first = of_talk(talk("speaker"))
    unnamed = talk("speaker", ada=False)
    cancelled = of_talk(unnamed, first, **WITHOUT)
    assert b"Ada" in names_in(first)
    assert b"Ada" not in names_in(cancelled)
    assert b"Ada" in names_in(of_talk(talk("speaker"), first, **WITHOUT))
    again = restore_release(unnamed, first, cancelled, published=FIRST + 9 * DAY)
    assert b"Ada" not in names_in(again)
    assert b"Ada" not in names_in(of_talk(forum(session("report")), first, **WITHOUT))
