"""A notice as text, as a calendar, and as a message that can be sent."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from uuid import NAMESPACE_OID, uuid5
from zoneinfo import ZoneInfo

from scheduler.instance import is_online
from scheduler.publishing.differences import AgendaChange
from scheduler.publishing.feeds import Feeds, ForPerson, Single
from scheduler.publishing.feeds.addresses import page_of, page_of_session
from scheduler.publishing.feeds.calendars import calendar
from scheduler.publishing.feeds.events import pauses_in_words, purpose_in_words
from scheduler.publishing.feeds.tables import Tables, place_of
from scheduler.publishing.feeds.texts import one_line, shortened
from scheduler.publishing.feeds.words import short_title_of, title_of
from scheduler.publishing.feeds.words import words_in as calendar_words
from scheduler.publishing.feeds.zones import hours_in_words, show_the_same
from scheduler.publishing.languages import text_in
from scheduler.publishing.notices.news import Concern, News, Turn
from scheduler.publishing.notices.words import Words, words_in
from scheduler.publishing.records import Entry, Person, Release, Standing

FILE = "programme.ics"
"""Name of the calendar that is attached."""
SUBJECT = 80
"""UTF-16 units of the title of a session in a subject at most."""
UNTIMED = 10
"""New items without a time that are named; of more it is said how many."""

ITEMS = 10
"""Items of an agenda that come, that go, or that are dealt with at another time, and are named."""


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
        self._tables = Tables(new)
        self._before = Tables(old) if old else self._tables
        self._has_before = old is not None
        self._feeds = Feeds(new)

    def notice(self, concern: Concern, language: str) -> Notice:
        """Return the notice of a participant, in a language."""
        words = words_in(language)
        return Notice(
            name=concern.name,
            subject=self._subject(concern, language, words),
            text="\n".join(self._lines(concern, language, words)) + "\n",
            calendar=self._calendar(concern, language),
        )

    def _subject(self, concern: Concern, language: str, words: Words) -> str:
        """Return what has changed, in a line; locked telephones show it, so that it names nothing private."""
        title = short_title_of(self._release.conference, language)
        number = self._release.number
        if concern.is_first:
            return words.first_subject.format(title=title, number=number)
        only = concern.news[0] if len(concern.news) == 1 else None
        if only and not any(entry.private for entry in (only.old, only.new) if entry):
            told = shortened(_title(only.old or only.new, language), SUBJECT)
            changes = words.told.format(turn=words.turns[only.turn].lower(), title=told)
        else:
            counted = Counter(news.turn for news in concern.news)
            changes = ", ".join(words.count(turn, amount) for turn, amount in counted.items())
        return words.subject.format(title=title, changes=changes, number=number)

    def _lines(self, concern: Concern, language: str, words: Words) -> Iterator[str]:
        release, tables = self._release, self._tables
        title = title_of(release.conference, language)
        reader = tables.named_by(concern.who) or self._before.named_by(concern.who)
        name = one_line(text_in(reader.titles, language)) if reader else ""
        yield from (words.whom.format(name or concern.who.id), "")
        opening = words.first_opening if concern.is_first else words.opening
        yield opening.format(number=release.number, title=title)
        if release.draft:
            yield words.draft
        for news in concern.news:
            yield ""
            yield from self._told(news, concern, language, words)
        yield ""
        yield from self._ending(concern, language, words)

    def _ending(self, concern: Concern, language: str, words: Words) -> Iterator[str]:
        """Yield the note of the release, where all of it is, and why the reader is told."""
        release = self._release
        if release.note:
            yield from (words.note.format(one_line(release.note, 2_000)), "")
        yield from self._untimed(language, words)
        page = page_of(release.conference, language)
        if page:
            yield words.page.format(page)
        if any(news.new for news in concern.news):
            yield words.attached
        office = release.conference.organiser
        yield ""
        yield words.reason.format(organiser=one_line(office.name), email=office.email)

    def _told(self, news: News, concern: Concern, language: str, words: Words) -> Iterator[str]:
        """Yield the lines of a session: what it was, where that has changed, and what it is."""
        was, now = (_Reader(each, concern, language) for each in (self._before, self._tables))
        title = _title(news.new or news.old, language)
        if concern.is_first:
            yield title
        else:
            elsewhere = news.turn is Turn.ROOM and (was.online or now.online)
            turn = words.elsewhere if elsewhere else words.turns[news.turn]
            yield words.told.format(turn=turn, title=title)
        held = news.new is not None and news.new.standing is not Standing.CANCELLED
        if news.old and news.new and held and news.turn is not Turn.AGENDA:
            yield "  " + words.before.format(was.placed(news.old))
            yield "  " + words.now.format(now.placed(news.new))
        else:
            for reader, entry in ((now, news.new), (was, news.old)):
                if entry is not None:
                    yield "  " + words.when.format(reader.hours(entry))
                    yield "  " + words.where.format(reader.place(entry))
                    yield from () if held else self._at_home(entry, reader, language, words)
                    break
        if news.new and held:
            yield from self._role(news.new, concern, words)
            if news.items and news.old:
                yield from self._items(AgendaChange.of(news.old, news.new), language, words)
            yield from self._from_afar(news.new, now, language, words)
            yield from self._details(news, news.new, now, language)
        if news.new and not news.new.private:
            link = page_of_session(self._release.conference, language, news.session)
            if link:
                yield "  " + words.link.format(link)

    def _role(self, entry: Entry, concern: Concern, words: Words) -> Iterator[str]:
        """Yield in which role a person is in a session; a seat on its panel is that of a speaker."""
        if isinstance(concern.who, ForPerson):
            roles = {each.person: each.role for each in entry.attendees}
            said = words.roles.get(roles.get(concern.who.id, ""))
            if said:
                yield "  " + words.role.format(said)

    def _items(self, change: AgendaChange, language: str, words: Words) -> Iterator[str]:
        """Yield which items come to an agenda, which go, and which are dealt with at another time."""
        zone = ZoneInfo(self._release.conference.zone)
        for said, items, timed in (
            (words.comes, change.comes, True),
            (words.retimed, change.retimed, True),
            (words.goes, change.goes, False),
        ):
            for item in items[:ITEMS]:
                title = one_line(text_in(item.titles, language, item.item))
                clock = f"{item.start.astimezone(zone):%H:%M} " if timed else ""
                yield "  " + said.format(clock + title)
            if len(items) > ITEMS:
                yield "  " + words.others.format(len(items) - ITEMS)

    def _details(self, news: News, entry: Entry, reader: "_Reader", language: str) -> Iterator[str]:
        """Yield the breaks inside a session; and what one is for that the reader does not know yet."""
        zone = reader.zone or self._release.conference.zone
        lines = [*pauses_in_words(entry, zone, language)]
        if news.old is None:
            lines += purpose_in_words(entry, language)
        yield from (f"  {line}" for line in lines)

    def _untimed(self, language: str, words: Words) -> Iterator[str]:
        """Yield the items without a time that the release before had not, and where they are."""
        known = {item.id for item in self._before.conference.untimed} if self._has_before else set()
        fresh = [item for item in self._release.conference.untimed if item.id not in known]
        if not fresh:
            return
        yield words.untimed
        for item in fresh[:UNTIMED]:
            said = (text_in(item.titles, language, item.id), item.document, item.address)
            yield "  " + ", ".join(one_line(each, 2_000) for each in said if each)
        if len(fresh) > UNTIMED:
            yield "  " + words.others.format(len(fresh) - UNTIMED)
        yield ""

    def _from_afar(
        self, entry: Entry, reader: "_Reader", language: str, words: Words
    ) -> Iterator[str]:
        """Yield what a session is on the reader's own clocks, and where somebody remote joins it."""
        yield from self._at_home(entry, reader, language, words)
        if reader.online and entry.join:
            yield "  " + words.join.format(one_line(entry.join, 2_000))

    def _at_home(
        self, entry: Entry, reader: "_Reader", language: str, words: Words
    ) -> Iterator[str]:
        """Yield the hours of a session on the reader's own clocks, where they show others."""
        zone = self._release.conference.zone
        if reader.zone and not show_the_same(entry.start, zone, reader.zone):
            hours = hours_in_words(entry.start, entry.end, reader.zone, calendar_words(language))
            yield "  " + words.there.format(hours)

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
        on = self._tables.local(self._release.published).date()
        return calendar(self._tables, Single(entries[0].session), language, entries, events, on)

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


class _Reader:
    """Where and when sessions are for a participant, as a release knows both."""

    def __init__(self, tables: Tables, concern: Concern, language: str) -> None:
        row = tables.named_by(concern.who)
        person = row if isinstance(row, Person) else None
        self._tables = tables
        self._language = language
        self.online = is_online(person)
        self.zone = person.zone if person else None

    def placed(self, entry: Entry) -> str:
        """Return when and where a session is."""
        return f"{self.hours(entry)}, {self.place(entry)}"

    def hours(self, entry: Entry) -> str:
        """Return when it is at the venue."""
        zone = self._tables.conference.zone
        return hours_in_words(entry.start, entry.end, zone, calendar_words(self._language))

    def place(self, entry: Entry) -> str:
        """Return where the participant is then."""
        return place_of(self._tables, entry, self._language, online=self.online, venue=False)


def _title(entry: Entry | None, language: str) -> str:
    """Return the title of a session in a line."""
    if entry is None:
        raise AssertionError("news is of a session")
    return one_line(text_in(entry.titles, language)) or entry.session
