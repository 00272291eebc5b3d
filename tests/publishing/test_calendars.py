"""The calendar around the events: who makes it, what it is called, how often to look, where it is."""

from datetime import date, timedelta

import pytest

from scheduler.publishing.feeds import (
    Feeds,
    ForDelegation,
    ForPerson,
    InRoom,
    OfBody,
    Picked,
    ProgrammeFeed,
    SessionFeed,
    UnknownFeedError,
    Which,
)
from tests.publishing.releases import FIRST, entry, full_release, release
from tests.publishing.strict import all_feeds, calendar_of, event_of, read


def test_f06_the_maker_is_the_same_in_every_feed() -> None:
    """One version, and one PRODID for each language."""
    made = {
        (language, read(content).text("PRODID"))
        for _, language, content in all_feeds(full_release())
    }
    assert made == {
        ("en", "-//Secretariat//agenda-scheduler//EN"),
        ("fr", "-//Secretariat//agenda-scheduler//FR"),
    }
    assert all(read(content).get("VERSION") == "2.0" for _, _, content in all_feeds(full_release()))


def test_f07_what_is_published_has_an_organiser_and_no_attendees() -> None:
    """In personal feeds too: nobody learns who else comes."""
    for _, _, content in all_feeds(full_release()):
        calendar = read(content)
        assert calendar.get("METHOD") == "PUBLISH"
        assert b"ATTENDEE" not in content
        for event in calendar.named("VEVENT"):
            (organiser,) = event.all("ORGANIZER")
            assert organiser.value == "mailto:programme@tiny.example"
            assert organiser.parameters == {"CN": ("Secretariat",)}


def test_f07_an_odd_mailbox_is_written_as_an_address() -> None:
    """Letters beyond ASCII and blanks are percent-encoded."""
    made = release(entry("x"), organiser={"name": 'A "B", C', "email": "büro x@tiny.example"})
    (organiser,) = event_of(made).all("ORGANIZER")
    assert organiser.value == "mailto:b%C3%BCro%20x@tiny.example"
    assert organiser.parameters == {"CN": ('A "B", C',)}


@pytest.mark.parametrize(("day", "minutes"), [(6, 60), (7, 15), (8, 15), (9, 15), (10, 60)])
def test_f09_during_the_conference_feeds_are_looked_at_more_often(day: int, minutes: int) -> None:
    """It is on the 8th and 9th; its eve counts."""
    calendar = read(Feeds(release(entry("x")), on=date(2021, 11, day)).made(ProgrammeFeed(), "en"))
    wanted = timedelta(minutes=minutes)
    assert calendar.get("REFRESH-INTERVAL") == calendar.get("X-PUBLISHED-TTL") == wanted


def test_f09_the_day_is_that_of_the_publication_by_the_clocks_of_the_venue() -> None:
    """On the 6th at 22:00 in UTC it is the 7th in Addis Ababa."""
    made = release(entry("x")).model_copy(
        update={"published": FIRST.replace(month=11, day=6, hour=22)}
    )
    assert calendar_of(made).get("REFRESH-INTERVAL") == timedelta(minutes=15)


def test_f10_a_calendar_has_no_uid_and_says_where_it_is() -> None:
    """The source stands in public feeds only; in a personal one it would be the secret."""
    for which, language, content in all_feeds(full_release()):
        calendar = read(content)
        assert not calendar.all("UID")
        personal = isinstance(which, ForPerson | ForDelegation)
        if isinstance(which, SessionFeed):
            continue
        assert calendar.get("URL") == f"https://tiny.example/{language}/"
        assert bool(calendar.all("SOURCE")) != personal
    rooms = calendar_of(full_release(), InRoom("A"), "fr")
    assert rooms.get("SOURCE") == "https://tiny.example/feeds/fr/rooms/A.ics"
    assert rooms.get("COLOR") == "teal"
    assert not calendar_of(full_release(), OfBody("com-1")).all("COLOR")  # "#ff0000" is no name


def test_f33_an_empty_agenda_still_holds_its_zone() -> None:
    """For somebody without sessions, a room without any, and a conference in UTC."""
    for zone, tzid in (("Europe/Paris", "Europe/Paris"), ("Etc/UTC", "UTC")):
        made = full_release(zone)
        for which in (ForPerson("nobody"), InRoom("C"), Picked(frozenset({"unknown"}))):
            (only,) = calendar_of(made, which).parts
            assert (only.name, only.get("TZID")) == ("VTIMEZONE", tzid)


def test_f47_a_single_session_opens_no_new_calendar() -> None:
    """One event, no name, no promise of news; it takes time, for who adds it wants to go."""
    calendar = calendar_of(full_release(), SessionFeed("panel"))
    names = {line.name for line in calendar.lines}
    assert names == {"VERSION", "PRODID", "METHOD"}
    (event,) = calendar.named("VEVENT")
    assert (event.get("SUMMARY"), event.get("TRANSP")) == ("Panel", "OPAQUE")


@pytest.mark.parametrize(
    "which",
    [
        InRoom("Z"),
        OfBody("Z"),
        ForPerson("Z"),
        ForDelegation("Z"),
        SessionFeed("Z"),
        SessionFeed("talk"),
    ],
)
def test_what_is_not_there_is_unknown(which: Which) -> None:
    """A private session is as unknown as one that never was."""
    feeds = Feeds(full_release())
    assert not feeds.has(which)
    with pytest.raises(UnknownFeedError, match=r"^There is no such feed\.$"):
        feeds.made(which, "en")
