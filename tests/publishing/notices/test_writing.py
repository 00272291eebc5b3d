"""Notices as text, calendar and message."""

from datetime import timedelta
from email import message_from_bytes
from email.headerregistry import Address
from email.policy import default
from typing import Any

from syrupy.assertion import SnapshotAssertion

from scheduler.publishing.feeds import Feeds, ForPerson
from scheduler.publishing.notices import Notice, Writer, concerns
from scheduler.publishing.records import Dealt, Entry, Release, SessionStanding
from tests.publishing.exports.programmes import NASTY
from tests.publishing.releases import attended, changed, entry, person, release
from tests.publishing.strict import read

HOUR = timedelta(hours=1)
OFFICE = Address("Secretariat", addr_spec="agenda@tiny.example")


def shown(*entries: Entry, number: int = 1, **tables: Any) -> Release:
    """Return a release with Ada, who takes part from Kolkata."""
    ada = person("ada", zone="Asia/Kolkata", remote=True, titles={"en": "Ada", "fr": "Mme Ada"})
    return release(*entries, number=number, **({"people": (ada, person("bob"))} | tables))


TALK = entry("talk", attendees=attended("ada"), join="https://join.example/1")
GONE = entry("gone", "2021-11-08T09:00", attendees=attended("ada"))
OLD = shown(TALK, GONE)
NEW = shown(
    changed(TALK, start=TALK.start + 2 * HOUR, end=TALK.end + 2 * HOUR, room="B"),
    changed(GONE, standing=SessionStanding.CANCELLED),
    entry("other", attendees=attended("bob")),
    number=2,
)


def notice(language: str = "en", old: Release | None = OLD, new: Release = NEW) -> Notice:
    """Return what Ada is told."""
    (concern,) = (each for each in concerns(old, new) if each.name == "ada")
    return Writer(old, new).notice(concern, language)


def said(told: Notice) -> str:
    """Return subject and text."""
    return f"{told.subject}\n\n{told.text}"


def test_what_is_told(snapshot: SnapshotAssertion) -> None:
    """Times at the venue and at home; what it was, and what it is; in the reader's language."""
    assert said(notice()) == snapshot(name="moved and cancelled")
    assert said(notice("fr")) == snapshot(name="French")
    gone = shown(TALK, changed(GONE, attendees=attended("bob")), number=2)
    assert said(notice(new=gone)) == snapshot(name="no longer theirs")
    draft = NEW.model_copy(update={"draft": True, "note": "Strike\nof pilots"})
    assert said(notice(old=None, new=draft)) == snapshot(name="first, a draft with a note")
    dealt = Dealt(item="roads", titles={"en": "Roads"}, start=TALK.start, end=TALK.end)
    agenda = shown(changed(TALK, agenda=(dealt,), attendees=attended(ada="chair")), number=2)
    boats = shown(changed(TALK, agenda=(dealt.model_copy(update={"item": "boats"}),)))
    assert said(notice(old=boats, new=agenda)) == snapshot(name="another agenda")


def test_clocks_that_show_the_same_are_not_told_twice() -> None:
    """Nairobi's are those of Addis Ababa; somebody on site has no place to join at."""
    near = person("ada", zone="Africa/Nairobi")
    told = notice(
        old=shown(TALK, people=(near,)), new=shown(*NEW.entries, number=2, people=(near,))
    )
    assert "For you" not in told.text
    assert "join.example" not in told.text


def test_the_calendar_has_the_very_events_of_the_feed() -> None:
    """Those that have changed, as they are now, and the zone; no name, or a client would make a calendar."""
    told = notice()
    assert told.calendar is not None
    read(told.calendar)
    events = told.calendar.split(b"BEGIN:VEVENT\r\n")[1:]
    assert len(events) == 2
    whole = Feeds(NEW).made(ForPerson("ada"), "en")
    for event in events:
        assert event.removesuffix(b"END:VCALENDAR\r\n") in whole
    assert b"\r\nMETHOD:PUBLISH\r\n" in told.calendar
    assert b"STATUS:CANCELLED" in told.calendar
    assert b"X-WR-CALNAME" not in told.calendar


def test_where_nothing_is_theirs_any_more_there_is_no_calendar() -> None:
    """The text tells what it was."""
    told = notice(new=shown(changed(TALK, attendees=()), GONE, number=2))
    assert told.calendar is None
    message = Writer(OLD, NEW).message(told, OFFICE, "ada@example.org")
    assert message.get_content_type() == "text/plain"


def test_a_message_has_text_and_calendar() -> None:
    """Dated by the release; each letter has a name of its own, which stays."""
    writer, told = Writer(OLD, NEW), notice("fr")
    content = writer.message(told, OFFICE, "ada@example.org").as_bytes()
    assert content == writer.message(told, OFFICE, "ada@example.org").as_bytes()
    assert content.isascii()
    assert all(len(line) <= 998 for line in content.split(b"\r\n"))
    message = message_from_bytes(content, policy=default)
    assert message["From"] == "Secretariat <agenda@tiny.example>"
    assert message["To"] == "ada@example.org"
    assert message["Subject"] == told.subject
    assert message["Date"].datetime == NEW.published
    assert message["Auto-Submitted"] == "auto-generated"
    text, calendar = message.iter_parts()
    assert text.get_content().replace("\r\n", "\n") == told.text
    assert calendar.get_content_type() == "text/calendar"
    assert calendar.get_param("method") == "PUBLISH"
    assert calendar.get_filename() == "programme.ics"
    assert calendar.get_payload(decode=True) == told.calendar
    other = writer.message(told, OFFICE, "eve@example.org")
    assert other["Message-ID"] != message["Message-ID"]


def test_nasty_titles_add_no_header_and_no_line() -> None:
    """In the subject, in the text, in the calendar."""
    for title in (*NASTY, "a\r\nBcc: eve@evil.example", "b\nBEGIN:VEVENT\nUID:x"):
        evil = changed(TALK, titles={"en": title}, end=TALK.end + HOUR)
        new = shown(evil, GONE, number=2, titles={"en": title})
        told = notice(new=new)
        assert len(told.subject.splitlines()) == 1
        message = message_from_bytes(
            Writer(OLD, new).message(told, OFFICE, "ada@example.org").as_bytes(), policy=default
        )
        assert message["Bcc"] is None
        assert len(told.text.splitlines()) == 15
        assert told.calendar is not None
        read(told.calendar)
        assert told.calendar.count(b"\r\nBEGIN:VEVENT\r\n") == 1


def test_the_subject_says_what_has_changed() -> None:
    """The session, if it is one; how many, if they are several."""
    moved = changed(TALK, start=TALK.start + HOUR, end=TALK.end + HOUR)
    one = notice(new=shown(moved, GONE, number=2))
    assert one.subject == "Tiny Conference: moved: Talk (release 2)"
    both = shown(moved, changed(GONE, end=GONE.end + HOUR), number=2, short_titles={"en": "TC"})
    assert notice(new=both).subject == "TC: moved: 2 (release 2)"


def test_the_subject_names_no_private_session() -> None:
    """Telephones show subjects to whoever is near; there is no page of it either."""
    hidden = changed(TALK, private=True, end=TALK.end + HOUR)
    for old, new in (
        (TALK, hidden),
        (hidden, changed(TALK, days=2)),
        (hidden, changed(hidden, attendees=())),
    ):
        told = notice(old=shown(old, GONE), new=shown(new, GONE, number=2))
        assert "Talk" not in told.subject
    assert "Talk" in notice(old=shown(TALK, GONE), new=shown(hidden, GONE, number=2)).text
    assert "#talk" not in notice(old=shown(TALK, GONE), new=shown(hidden, GONE, number=2)).text


def test_without_a_site_there_is_no_link() -> None:
    """Nobody knows where the page is."""
    told = notice(new=shown(*NEW.entries, number=2, site=None))
    assert "On the page" not in told.text
