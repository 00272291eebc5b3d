"""Feeds made and read again, strictly."""

from collections.abc import Iterator, Mapping

from scheduler.publishing.feeds import Feeds, ProgrammeFeed, Which
from scheduler.publishing.records import Release
from tests.publishing.releases import entry
from tests.publishing.strict import Component, read


def calendar_of(release: Release, which: Which | None = None, language: str = "en") -> Component:
    """Return a feed of a release; the whole programme, unless another is asked for."""
    return read(Feeds(release).made(which or ProgrammeFeed(), language))


def events_of(
    release: Release, which: Which | None = None, language: str = "en"
) -> Mapping[str, Component]:
    """Return the events of a feed by the id of their session."""
    return by_session(release, calendar_of(release, which, language))


def event_of(release: Release, which: Which | None = None, language: str = "en") -> Component:
    """Return the only event of a feed."""
    (event,) = calendar_of(release, which, language).named("VEVENT")
    return event


def by_session(release: Release, calendar: Component) -> Mapping[str, Component]:
    """Return the events of a calendar by the id of their session."""
    session = {each.uid: each.session for each in release.entries}
    return {session[event.text("UID")]: event for event in calendar.named("VEVENT")}


def raw_events(content: bytes) -> Mapping[str, bytes]:
    """Return the bytes of each event by its UID."""
    pieces = content.split(b"BEGIN:VEVENT\r\n")[1:]
    events = [piece.partition(b"END:VEVENT\r\n")[0] for piece in pieces]
    return {event.split(b"\r\n")[0].removeprefix(b"UID:").decode(): event for event in events}


def uid_of(session: str) -> str:
    """Return the UID that the builders give to a session."""
    return entry(session).uid


def all_feeds(release: Release) -> Iterator[tuple[Which, str, bytes]]:
    """Yield every feed of a release in each language of its conference."""
    feeds = Feeds(release)
    for language in release.conference.languages:
        for which in (*feeds.public, *feeds.personal):
            yield which, language, feeds.made(which, language)
