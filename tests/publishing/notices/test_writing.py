"""Notices as text, calendar and message."""

from datetime import timedelta
from email import message_from_bytes
from email.headerregistry import Address
from email.policy import default
from typing import Any

from scheduler.publishing.feeds import ForPerson, feed
from scheduler.publishing.notices import Notice, Writer, concerns
from scheduler.publishing.records import Entry, Item, Release, Standing
from tests.publishing.exports.programmes import NASTY
from tests.publishing.releases import attended, changed, entry, person, release
from tests.publishing.strict import read

HOUR = timedelta(hours=1)
ATTACHED = (
    "The attached calendar file holds these sessions as they are now. If you subscribe to your "
    "calendar, it shows the changes by itself, and you need not open the file."
)
REASON = (
    "You receive this because these sessions are in your programme. "
    "Secretariat <programme@tiny.example>"
)
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
    changed(GONE, standing=Standing.CANCELLED),
    entry("other", attendees=attended("bob")),
    number=2,
)


def notice(language: str = "en", old: Release | None = OLD, new: Release = NEW) -> Notice:
    """Return what Ada is told."""
    (concern,) = (each for each in concerns(old, new) if each.name == "ada")
    return Writer(old, new).notice(concern, language)


def test_the_text_word_for_word() -> None:
    """Times at the venue and at home; what it was, and what it is."""
    told = notice()
    assert told.subject == "Tiny Conference: 1 moved, 1 cancelled (release 2)"
    assert told.text.splitlines() == [
        "For: Ada",
        "",
        "Release 2 of the programme of Tiny Conference changes the following for you.",
        "",
        "MOVED: Talk",
        "  Before: Monday 8 November 2021, 09:00 to 10:00 (Addis Ababa, UTC+3), Online",
        "  Now: Monday 8 November 2021, 11:00 to 12:00 (Addis Ababa, UTC+3), Online",
        "  For you: Monday 8 November 2021, 13:30 to 14:30 (Kolkata, UTC+5:30)",
        "  Join: https://join.example/1",
        "  On the page: https://tiny.example/en/#talk",
        "",
        "CANCELLED: Gone",
        "  When: Monday 8 November 2021, 12:00 to 13:00 (Addis Ababa, UTC+3)",
        "  Where: Online",
        "  For you: Monday 8 November 2021, 14:30 to 15:30 (Kolkata, UTC+5:30)",
        "  On the page: https://tiny.example/en/#gone",
        "",
        "The whole programme: https://tiny.example/en/",
        ATTACHED,
        "",
        REASON,
    ]


def test_what_is_no_longer_theirs_has_the_hours_at_home() -> None:
    """Somebody at home has to know which hours are free now."""
    told = notice(new=shown(TALK, changed(GONE, attendees=attended("bob")), number=2))
    lines = told.text.splitlines()
    start = lines.index("NO LONGER IN YOUR PROGRAMME: Gone")
    assert (
        lines[start + 3] == "  For you: Monday 8 November 2021, 14:30 to 15:30 (Kolkata, UTC+5:30)"
    )


def test_french_readers_are_told_in_french() -> None:
    """Titles and rooms too."""
    told = notice("fr")
    assert told.subject == "Petite conférence : 1 déplacée, 1 annulée (version 2)"
    lines = told.text.splitlines()
    assert lines[0] == "Pour : Mme Ada"
    assert lines[4:6] == [
        "DÉPLACÉ : Talk (fr)",
        "  Avant : lundi 8 novembre 2021, de 09:00 à 10:00 (Addis Ababa, UTC+3), En ligne",
    ]


def test_clocks_that_show_the_same_are_not_told_twice() -> None:
    """Nairobi's are those of Addis Ababa; somebody on site has no place to join at."""
    near = person("ada", zone="Africa/Nairobi")
    told = notice(
        old=shown(TALK, people=(near,)), new=shown(*NEW.entries, number=2, people=(near,))
    )
    assert "For you" not in told.text
    assert "join.example" not in told.text


def test_breaks_are_told_and_what_a_new_session_is_for() -> None:
    """Breaks by the reader's own clocks; of a session that is only moved nothing is repeated."""
    since, until = (TALK.start + n * HOUR / 4 for n in (1, 2))
    said: dict[str, Any] = {
        "outputs": {"en": "A list", "fr": "Une liste"},
        "invited": ({"en": "Ministers"},),
    }
    talk = changed(TALK, pauses=((since, until),), pause_titles=({"en": "Coffee"},), **said)
    lines = notice(old=None, new=shown(talk)).text.splitlines()
    at = lines.index("  Coffee: 11:45 to 12:00 (Kolkata)")
    assert lines[at + 1 : at + 3] == ["  Expected output: A list", "  Invited: Ministers"]
    moved = notice(new=shown(changed(talk, start=TALK.start - HOUR), GONE, number=2)).text
    assert "Coffee" in moved
    assert "Expected output" not in moved


def test_new_items_without_a_time_are_told_once() -> None:
    """Those that the last release has not; of more than ten it is said how many."""
    items = tuple(
        Item(id=f"s{n}", titles={"en": f"Statement {n}"}, document=f"INF/{n}") for n in range(13)
    )
    told = notice(new=shown(*NEW.entries, number=2, untimed=items)).text.splitlines()
    at = told.index("New in the programme, without a time:")
    assert told[at + 1] == "  Statement 0, INF/0"
    assert told[at + 10 : at + 13] == ["  Statement 9, INF/9", "  and 3 more", ""]
    known = shown(*OLD.entries, untimed=items)
    told = notice(
        old=known, new=shown(*NEW.entries, number=2, untimed=items[:12])
    ).text.splitlines()
    assert "New in the programme, without a time:" not in told


def test_note_and_draft_are_said() -> None:
    """The note in one line."""
    draft = NEW.model_copy(update={"draft": True, "note": "Strike\nof pilots"})
    told = notice(new=draft)
    assert "Note: Strike of pilots" in told.text.splitlines()
    assert "It is a draft: sessions may still change." in told.text.splitlines()


def test_the_calendar_has_the_very_events_of_the_feed() -> None:
    """Those that have changed, as they are now, and the zone; no name, or a client would make a calendar."""
    told = notice()
    assert told.calendar is not None
    read(told.calendar)
    events = told.calendar.split(b"BEGIN:VEVENT\r\n")[1:]
    assert len(events) == 2
    whole = feed(NEW, ForPerson("ada"), "en")
    for event in events:
        assert event.removesuffix(b"END:VCALENDAR\r\n") in whole
    assert b"\r\nMETHOD:PUBLISH\r\n" in told.calendar
    assert b"STATUS:CANCELLED" in told.calendar
    assert b"X-WR-CALNAME" not in told.calendar


def test_where_nothing_is_theirs_any_more_there_is_no_calendar() -> None:
    """The text tells what it was."""
    told = notice(new=shown(changed(TALK, attendees=()), GONE, number=2))
    assert told.calendar is None
    assert "NO LONGER IN YOUR PROGRAMME: Talk" in told.text.splitlines()
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


def test_a_first_programme_is_no_change() -> None:
    """Nothing of it is new to who knew nothing; who had a session is told what is."""
    told = notice(old=None)
    assert told.subject == "Tiny Conference: your programme (release 2)"
    lines = told.text.splitlines()
    assert lines[2] == "This is your programme at Tiny Conference, as of release 2."
    assert lines[4:7] == [
        "Talk",
        "  When: Monday 8 November 2021, 11:00 to 12:00 (Addis Ababa, UTC+3)",
        "  Where: Online",
    ]
    assert "NEW" not in told.text
    later = entry("late", "2021-11-08T12:00", attendees=attended("ada"))
    more = notice(new=shown(TALK, GONE, later, number=2))
    assert more.subject == "Tiny Conference: new: Late (release 2)"
    assert "NEW: Late" in more.text.splitlines()


def test_the_subject_says_what_has_changed() -> None:
    """The session, if it is one; how many, if they are several."""
    moved = changed(TALK, start=TALK.start + HOUR, end=TALK.end + HOUR)
    one = notice(new=shown(moved, GONE, number=2))
    assert one.subject == "Tiny Conference: moved: Talk (release 2)"
    french = notice("fr", new=shown(moved, GONE, number=2))
    assert french.subject == "Petite conférence : déplacé : Talk (fr) (version 2)"
    both = shown(moved, changed(GONE, end=GONE.end + HOUR), number=2, short_titles={"en": "TC"})
    assert notice(new=both).subject == "TC: 2 moved (release 2)"


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
