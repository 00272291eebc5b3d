"""The changes of a release for each participant, as news, text, calendar and message."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from enum import StrEnum
from uuid import NAMESPACE_OID, uuid5

from scheduler.instance import is_online, room_for
from scheduler.publishing.dates import hours_in_words, show_the_same
from scheduler.publishing.feeds import Feeds, ForDelegation, ForPerson, Personal, SessionFeed
from scheduler.publishing.feeds.addresses import page_of, page_of_session
from scheduler.publishing.feeds.calendars import calendar
from scheduler.publishing.feeds.events import agenda_in_words
from scheduler.publishing.feeds.tables import (
    FeedTables,
    Sessions,
    place_of,
    short_title_of,
    title_of,
)
from scheduler.publishing.feeds.texts import one_line, shortened
from scheduler.publishing.languages import text_in
from scheduler.publishing.records import Entry, PublishedPerson, Release
from scheduler.publishing.words import words_in


class Turn(StrEnum):
    """How a session differs for a participant; the first that applies."""

    ADDED = "added"
    """It was not in the programme of the participant."""
    RESTORED = "restored"
    """It was cancelled, and takes place again."""
    CANCELLED = "cancelled"
    """It does not take place."""
    LEFT = "left"
    """It is no longer in the programme of the participant."""
    MOVED = "moved"
    """It starts or ends at another time, perhaps in another room."""
    ROOM = "room"
    """They are in another room, or online, at the same time; the room matters to nobody who is online."""
    AGENDA = "agenda"
    """It deals with other items."""


@dataclass(frozen=True, slots=True)
class PersonalNews:
    """A session that differs for a participant."""

    turn: Turn
    old: Entry | None
    """The entry that the participant knew; None if it was added or restored."""
    new: Entry | None
    """The entry that the participant may see; None if it is no longer theirs."""

    @property
    def session(self) -> str:
        """Id of the session."""
        return next(each.session for each in (self.new, self.old) if each)


@dataclass(frozen=True, slots=True)
class Concern:
    """A participant with news."""

    who: Personal
    news: tuple[PersonalNews, ...]
    """By start, then UID; what is no longer theirs comes last."""
    is_first: bool = False
    """Whether nothing stood in their programme before, so that all of it is new."""

    @property
    def name(self) -> str:
        """Name of the participant in files: ``ada``, or ``delegation:fiji``."""
        return name_of(self.who)


def name_of(who: Personal) -> str:
    """Return the name of a participant in files: ``ada``, or ``delegation:fiji``."""
    return who.id if isinstance(who, ForPerson) else f"delegation:{who.id}"


def participants(*releases: Release | None) -> dict[str, Personal]:
    """Return the participants of some releases, by their names in files; those of the last come first."""
    known: dict[str, Personal] = {}
    for release in reversed(releases):
        if release is not None:
            everybody: list[Personal] = [ForPerson(each.id) for each in release.conference.people]
            everybody += [ForDelegation(each.id) for each in release.conference.delegations]
            known |= {name_of(who): who for who in everybody if name_of(who) not in known}
    return known


@dataclass(frozen=True, slots=True)
class _Programme:
    """A participant's view of a release: their sessions, and their rooms."""

    entries: Sequence[Entry]
    online: bool

    def room(self, entry: Entry) -> str | None:
        """Return the room in which they are; None if they are online."""
        return room_for(entry.room, online=self.online)


def concerns(old: Release | None, new: Release) -> tuple[Concern, ...]:
    """Return who is affected by the changes of a release, persons first, in the order of the conference."""
    before, after = (_programmes_of(old) if old else None), _programmes_of(new)
    found = []
    for who in participants(old, new).values():
        was, now = (before(who) if before else _Programme((), online=False)), after(who)
        news = tuple(_news(was, now))
        if news:
            found.append(Concern(who, news, is_first=not was.entries))
    return tuple(found)


def _programmes_of(release: Release) -> Callable[[Personal], _Programme]:
    sessions = Sessions(release)
    online = {each.id for each in release.conference.people if is_online(each)}
    return lambda who: _Programme(
        sessions.of(who),
        online=isinstance(who, ForPerson) and who.id in online,
    )


def _news(before: _Programme, after: _Programme) -> Iterator[PersonalNews]:
    was = {entry.session: entry for entry in before.entries}
    for entry in after.entries:
        old = was.get(entry.session)
        turn = _turn(old, entry)
        if turn is None and old and old.is_held and entry.is_held:
            if before.room(old) != after.room(entry):
                turn = Turn.ROOM
            elif [each.item for each in old.agenda] != [each.item for each in entry.agenda]:
                turn = Turn.AGENDA
        if turn is not None:
            fresh = turn in {Turn.ADDED, Turn.RESTORED}
            yield PersonalNews(turn, None if fresh else old, entry)
    mine = {entry.session for entry in after.entries}
    for entry in before.entries:
        if entry.session not in mine and entry.is_held:
            yield PersonalNews(Turn.LEFT, entry, None)


def _turn(old: Entry | None, new: Entry) -> Turn | None:
    """Return what has become of a session that was known as `old`, but for its place; None if nothing."""
    if not new.is_held:
        return Turn.CANCELLED if old is not None and old.is_held else None
    if old is None:
        return Turn.ADDED
    if not old.is_held:
        return Turn.RESTORED
    return Turn.MOVED if (old.start, old.end) != (new.start, new.end) else None


FILE = "programme.ics"
"""Name of the calendar that is attached."""
SUBJECT = 80
"""UTF-16 units of the title of a session in a subject at most."""
AGENDA = 2_000
"""UTF-16 units of an agenda at most; items for which there is no room are counted."""
ROLES = frozenset({"chair", "moderator", "speaker", "interpreter", "rapporteur", "expert"})
"""Roles that notices name."""


@dataclass(frozen=True, slots=True)
class Notice:
    """The notice of a participant."""

    name: str
    """Name of the participant in files."""
    subject: str
    text: str
    calendar: bytes | None
    """The sessions as they are now; None if none of them is theirs any more."""


class Writer:
    """Writes the notices of a release for those who know an older one, or none."""

    def __init__(self, old: Release | None, new: Release) -> None:
        self._release = new
        self._tables = FeedTables(new)
        self._before = FeedTables(old) if old else self._tables
        self._feeds = Feeds(new)

    def notice(self, concern: Concern, language: str) -> Notice:
        """Return the notice of a participant, in a language."""
        return Notice(
            name=concern.name,
            subject=self._subject(concern, language),
            text="\n".join(self._lines(concern, language)) + "\n",
            calendar=self._calendar(concern, language),
        )

    def _subject(self, concern: Concern, language: str) -> str:
        """Return what has changed, in a line; locked telephones show it, so that it names nothing private."""
        words, number = words_in("notices", language), self._release.number
        title = short_title_of(self._release.conference, language)
        if concern.is_first:
            said = words("{title}: your programme (release {number})")
            return said.format(title=title, number=number)
        told = words("{turn}: {title}")
        only = concern.news[0] if len(concern.news) == 1 else None
        if only and not any(entry.private for entry in (only.old, only.new) if entry):
            shown = shortened(_title(only, language), SUBJECT)
            changes = told.format(turn=words[only.turn].lower(), title=shown)
        else:
            turns = Counter(news.turn for news in concern.news)
            changes = ", ".join(
                told.format(turn=words[turn].lower(), title=count) for turn, count in turns.items()
            )
        said = words("{title}: {changes} (release {number})")
        return said.format(title=title, changes=changes, number=number)

    def _lines(self, concern: Concern, language: str) -> Iterator[str]:
        release, words = self._release, words_in("notices", language)
        reader = self._tables.named_by(concern.who) or self._before.named_by(concern.who)
        name = one_line(text_in(reader.titles, language)) if reader else ""
        yield from (words("For: {}").format(name or concern.who.id), "")
        opening = words(
            "This is your programme at {title}, as of release {number}."
            if concern.is_first
            else "Your programme at {title} has changed (release {number}):"
        )
        yield opening.format(number=release.number, title=title_of(release.conference, language))
        if release.draft:
            yield words("This is a draft. Sessions may still change.")
        for news in concern.news:
            title = _title(news, language)
            told = words("{turn}: {title}").format(turn=words[news.turn], title=title)
            yield from ("", title if concern.is_first else told)
            yield from (f"  {line}" for line in self._told(news, concern, language))
        yield ""
        if release.note:
            yield from (words("Note: {}").format(one_line(release.note, 2_000)), "")
        page, office = page_of(release.conference, language), release.conference.organiser
        if page:
            yield words("Full programme: {}").format(page)
        if any(news.new for news in concern.news):
            yield words(
                "The attached calendar file has the current version of these sessions. If "
                "you subscribe to your calendar, you do not need it: your calendar updates "
                "automatically."
            )
        yield ""
        reason = words(
            "You receive this because these sessions are in your programme. {organiser} <{email}>"
        )
        yield reason.format(organiser=one_line(office.name), email=office.email)

    def _told(self, news: PersonalNews, concern: Concern, language: str) -> Iterator[str]:
        """Yield what a session was, where that has changed, and what it is for its reader."""
        words = words_in("notices", language)
        was, now = (_Reader(each, concern, language) for each in (self._before, self._tables))
        held = news.new is not None and news.new.is_held
        entry, reader = (news.new, now) if news.new else (news.old, was)
        if entry is None:
            return
        if held and news.old and news.turn is not Turn.AGENDA:
            yield words("Before: {}").format(was.placed(news.old))
            yield words("Now: {}").format(now.placed(entry))
        else:
            yield words("When: {}").format(reader.hours(entry))
            yield words("Where: {}").format(reader.place(entry))
        at_home = reader.hours_at_home(entry)
        if at_home:
            yield words("Your local time: {}").format(at_home)
        if held:
            roles = {each.person: each.role for each in entry.attendees}
            role = roles.get(concern.who.id, "") if isinstance(concern.who, ForPerson) else ""
            if role in ROLES:
                yield words("Your role: {}").format(words[role])
            if now.online and entry.join:
                yield words("Join: {}").format(one_line(entry.join, 2_000))
            if news.turn in {Turn.AGENDA, Turn.ADDED}:
                zone = now.zone or self._release.conference.zone
                yield from agenda_in_words(entry, zone, language, AGENDA).splitlines()
        link = page_of_session(self._release.conference, language, news.session)
        if news.new and not news.new.private and link:
            yield words("On the page: {}").format(link)

    def _calendar(self, concern: Concern, language: str) -> bytes | None:
        """Return the sessions as they are now, each the same bytes as in the feed of the participant."""
        entries = [news.new for news in concern.news if news.new]
        if not entries:
            return None
        wanted = {entry.session for entry in entries}
        made = self._feeds.events(concern.who, language).items()
        events = [event for session, event in made if session in wanted]
        on = self._tables.local(self._release.published).date()
        return calendar(
            self._tables, SessionFeed(entries[0].session), language, entries, events, on
        )

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

    def __init__(self, tables: FeedTables, concern: Concern, language: str) -> None:
        row = tables.named_by(concern.who)
        person = row if isinstance(row, PublishedPerson) else None
        self._tables = tables
        self._language = language
        self.online = is_online(person)
        self.zone = person.zone if person else None

    def placed(self, entry: Entry) -> str:
        """Return when and where a session is."""
        return f"{self.hours(entry)}, {self.place(entry)}"

    def hours(self, entry: Entry, zone: str | None = None) -> str:
        """Return when it is at the venue, or by the clocks of another zone."""
        there = zone or self._tables.conference.zone
        return hours_in_words(entry.start, entry.end, there, self._language)

    def hours_at_home(self, entry: Entry) -> str:
        """Return when it is by the participant's own clocks, where they show other hours."""
        venue = self._tables.conference.zone
        if self.zone is None or show_the_same(entry.start, venue, self.zone):
            return ""
        return self.hours(entry, self.zone)

    def place(self, entry: Entry) -> str:
        """Return where the participant is then."""
        return place_of(self._tables, entry, self._language, online=self.online, venue=False)


def _title(news: PersonalNews, language: str) -> str:
    entry = news.new or news.old
    title = one_line(text_in(entry.titles, language)) if entry else ""
    return title or news.session
