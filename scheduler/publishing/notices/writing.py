"""A notice as text, as a calendar, and as a message that can be sent."""

from collections.abc import Iterator
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from uuid import NAMESPACE_OID, uuid5

from scheduler.publishing.feeds import Feeds, Single
from scheduler.publishing.feeds.addresses import page_of
from scheduler.publishing.feeds.calendars import calendar
from scheduler.publishing.feeds.clocks import hours_in_words, show_the_same
from scheduler.publishing.feeds.ground import Ground, name_of
from scheduler.publishing.feeds.texts import one_line, shortened
from scheduler.publishing.feeds.words import words_in as calendar_words
from scheduler.publishing.languages import text_in
from scheduler.publishing.notices.news import Concern, News
from scheduler.publishing.notices.words import Words, words_in
from scheduler.publishing.records import Entry, Person, Release, Standing

FILE = "programme.ics"
"""Name of the calendar that is attached."""
SUBJECT = 120
"""UTF-16 units of a subject's title at most."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What a participant is told."""

    name: str
    """Name of the participant in files."""
    subject: str
    text: str
    calendar: bytes | None
    """The sessions as they are now; None if none of them is theirs any more."""


class Writer:
    """Writes the notices of a release.

    Parameters
    ----------
    old
        The release that participants know; None if there was none.
    new
        The release of which they are told.
    """

    def __init__(self, old: Release | None, new: Release) -> None:
        self._release = new
        self._ground = Ground(new)
        self._before = Ground(old) if old else self._ground
        self._feeds = Feeds(new)

    def notice(self, concern: Concern, language: str) -> Notice:
        """Return the notice of a participant, in a language."""
        words = words_in(language)
        title = self._ground.title(language)
        subject = words.subject.format(title=shortened(title, SUBJECT), number=self._release.number)
        return Notice(
            name=concern.name,
            subject=subject,
            text="\n".join(self._lines(concern, language, words)) + "\n",
            calendar=self._calendar(concern, language),
        )

    def _lines(self, concern: Concern, language: str, words: Words) -> Iterator[str]:
        release, ground = self._release, self._ground
        title = ground.title(language)
        reader = ground.named_by(concern.who) or self._before.named_by(concern.who)
        name = one_line(text_in(reader.titles, language)) if reader else ""
        yield from (words.whom.format(name or concern.who.id), "")
        yield words.opening.format(number=release.number, title=title)
        if release.draft:
            yield words.draft
        person = reader if isinstance(reader, Person) else None
        for news in concern.news:
            yield ""
            yield from self._told(news, person, language, words)
        yield ""
        if release.note:
            yield from (words.note.format(one_line(release.note, 2_000)), "")
        page = page_of(release.conference, language)
        if page:
            yield words.page.format(page)
        if any(news.new for news in concern.news):
            yield words.attached
        office = release.conference.organiser
        yield ""
        yield words.reason.format(organiser=one_line(office.name), email=office.email)

    def _told(
        self, news: News, person: Person | None, language: str, words: Words
    ) -> Iterator[str]:
        """Yield the lines of a session: what it was, where that has changed, and what it is."""
        known = news.new or news.old
        if known is None:
            return
        title = one_line(text_in(known.titles, language)) or known.session
        yield words.told.format(turn=words.turns[news.turn], title=title)
        if news.old and news.new and news.new.standing is not Standing.CANCELLED:
            yield "  " + words.before.format(_placed(self._before, news.old, language))
            yield "  " + words.now.format(_placed(self._ground, news.new, language))
        else:
            ground = self._ground if news.new else self._before
            yield "  " + words.when.format(_hours(ground, known, language))
            yield "  " + words.where.format(_room(ground, known, language))
        if person and news.new and news.new.standing is not Standing.CANCELLED:
            yield from self._from_afar(news.new, person, language, words)

    def _from_afar(
        self, entry: Entry, person: Person, language: str, words: Words
    ) -> Iterator[str]:
        """Yield what a session is on the reader's own clocks, and where somebody remote joins it."""
        zone = self._release.conference.zone
        if person.zone and not show_the_same(entry.start, zone, person.zone):
            hours = hours_in_words(entry.start, entry.end, person.zone, calendar_words(language))
            yield "  " + words.there.format(hours)
        if person.remote and entry.join:
            yield "  " + words.join.format(one_line(entry.join, 2_000))

    def _calendar(self, concern: Concern, language: str) -> bytes | None:
        """Return the sessions as they are now, each the same bytes as in the feed of the participant."""
        entries = [news.new for news in concern.news if news.new]
        if not entries:
            return None
        wanted = {f"\r\nUID:{entry.uid}\r\n".encode() for entry in entries}
        feed = self._feeds.made(concern.who, language).removesuffix(b"END:VCALENDAR\r\n")
        events = [
            b"BEGIN:VEVENT\r\n" + part.removesuffix(b"\r\n") + b"\r\n"
            for part in feed.split(b"\r\nBEGIN:VEVENT\r\n")[1:]
            if any(uid in b"\r\n" + part for uid in wanted)
        ]
        on = self._ground.local(self._release.published).date()
        return calendar(self._ground, Single(entries[0].session), language, entries, events, on)

    def message(self, notice: Notice, sender: Address, to: str | None) -> EmailMessage:
        """Return a notice as a message; equal notices to one address are equal byte by byte."""
        message = EmailMessage(SMTP)
        key = f"{self._release.conference.name} {self._release.number} {notice.name} {to or ''}"
        mark = uuid5(NAMESPACE_OID, key)
        message["Date"] = format_datetime(self._release.published)
        message["From"] = sender
        message["To"] = to or "undisclosed-recipients:;"
        message["Subject"] = notice.subject
        message["Message-ID"] = f"<{mark}@{sender.domain}>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(notice.text, cte="quoted-printable")
        if notice.calendar is not None:
            message.add_attachment(
                notice.calendar, maintype="text", subtype="calendar", filename=FILE, cte="base64"
            )
            part = next(iter(message.iter_attachments()))
            part.set_param("method", "PUBLISH")
            part.set_param("charset", "utf-8")
            message.set_boundary(f"=_{mark.hex}")
        return message


def _placed(ground: Ground, entry: Entry, language: str) -> str:
    return f"{_hours(ground, entry, language)}, {_room(ground, entry, language)}"


def _hours(ground: Ground, entry: Entry, language: str) -> str:
    zone = ground.conference.zone
    return hours_in_words(entry.start, entry.end, zone, calendar_words(language))


def _room(ground: Ground, entry: Entry, language: str) -> str:
    """Return a room, its floor and its building."""
    room = ground.rooms.get(entry.room)
    places = (text_in(room.floor, language), text_in(room.building, language)) if room else ()
    names = (name_of(ground.rooms, entry.room, language), *map(one_line, places))
    return ", ".join(filter(None, names))
