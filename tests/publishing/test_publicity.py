"""What everybody may know of a release, wherever it is shown."""

import json

from scheduler.publishing.exports import ExportForm, exported
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
from scheduler.publishing.records import Entry, SessionStanding
from tests.publishing.exports.programmes import small
from tests.publishing.releases import changed, entry, release
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
    assert {row.session for row in programme_of(published, "en").rows} == known
    assert {each.session for each in public_entries(published)} == known
    document = json.loads(exported(published, ExportForm.JSON))
    assert {each["session"] for each in document["entries"]} == known


def test_what_nobody_knew_of_is_in_no_list_of_the_organisers_either() -> None:
    """Private sessions are, where they are asked for."""
    published = release(*ALL)
    shown = {row.session for row in programme_of(published, "en", with_private=True).rows}
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
    assert not public(small()).conference.people
    assert not any(each.attendees for each in public(small()).entries)
