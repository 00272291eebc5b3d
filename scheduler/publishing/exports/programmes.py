"""The content of an export: sessions of a release in one language, on the clocks of the venue."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from scheduler.instance import COLOURS, Origin
from scheduler.publishing.conferences import INTERPRETER
from scheduler.publishing.dates import (
    breaks_in_words,
    date_heading,
    dates_between,
    full_date,
    hours_between,
    moment,
    zone_of_venue,
)
from scheduler.publishing.languages import text_in
from scheduler.publishing.publicity import TABLES, announced, public
from scheduler.publishing.records import (
    Dealt,
    Entry,
    PublishedConference,
    PublishedPerson,
    PublishedRoom,
    Release,
    SessionStanding,
    TitledRow,
    UntimedItem,
)
from scheduler.publishing.words import Words, words_in
from scheduler.wording import cut, one_line

LONGEST = 32_000
"""Characters of a text at most: a spreadsheet refuses a few more."""
MINUTE = timedelta(minutes=1)
UNTIMED = ("untimed_title", "kind", "body", "themes", "document", "address", "summary", "id")
"""Columns of items without a time."""


@dataclass(frozen=True, slots=True)
class ExportedItem:
    """An item on the agenda of a session."""

    item: str
    title: str
    """Says so itself if an earlier session dealt with a part of it."""
    start: datetime
    """On the clocks of the venue."""
    end: datetime
    symbols: str
    """Of its documents."""
    documents: str
    """Each with its title and languages."""


@dataclass(frozen=True, slots=True)
class ExportedSession:
    """A session, as an export shows it: all texts in one language and, but for the description, one line."""

    session: str
    uid: str
    day: date
    start: datetime
    """On the clocks of the venue."""
    end: datetime
    title: str
    description: str
    output: str
    audience: str
    invited: str
    """Classes, bodies and others; persons too, if they may be named."""
    room_id: str
    room: str
    building: str
    kind_id: str
    kind: str
    body: str
    themes: tuple[str, ...]
    languages: tuple[str, ...]
    region: str
    remote: bool
    """Whether people take part from afar."""
    afar: int | None
    """Their number; None if it is not public."""
    stream: str
    standing: SessionStanding
    private: bool
    breaks: str
    """Breaks that it spans, each with its name and hours: ``Coffee 11:00–11:30``."""
    teams: tuple[str, ...]
    """Names of the teams of interpreters that serve it."""
    code: str
    """Id in another system."""
    origin: Origin | None
    """Other data of another system."""
    credits: tuple[tuple[str, str], ...]
    """Ids and names of those who are named in public, speakers first."""
    points: tuple[ExportedItem, ...]
    """Its agenda items, in order."""

    @property
    def is_held(self) -> bool:
        """Whether it takes place."""
        return self.standing is not SessionStanding.CANCELLED

    @property
    def agenda(self) -> str:
        """What is dealt with, a line for each item; nothing of a session that does not take place."""
        lines = (
            f"{each.start:%H:%M} {each.title}{f' ({each.symbols})' if each.symbols else ''}"
            for each in self.points
        )
        return "\n".join(lines) if self.is_held else ""

    @property
    def minutes(self) -> int:
        """Minutes from start to end, as they pass."""
        utc = ZoneInfo("UTC")
        return (self.end.astimezone(utc) - self.start.astimezone(utc)) // MINUTE

    @property
    def dates(self) -> tuple[date, date] | None:
        """The first and the last date of whole days of UTC; None of a session of hours."""
        return dates_between(self.start, self.end)

    @property
    def hours(self) -> str:
        """Start and end, as ``09:30–10:45``; of whole days of UTC, the dates."""
        return hours_between(self.start, self.end)

    @property
    def speakers(self) -> str:
        """Who may be named to everybody."""
        return "; ".join(name for _, name in self.credits)


@dataclass(frozen=True, slots=True)
class ExportedProgramme:
    """A release in one language."""

    release: Release
    words: Words
    language: str
    title: str
    venue: str
    published: bool
    """Whether the release is one, or a programme that is to become one."""
    rows: tuple[ExportedSession, ...]
    """All sessions that are shown, by start; cancelled ones too."""
    untimed: tuple[tuple[str, ...], ...]
    """Items without a time, in the order of the instance, each with the values of `UNTIMED`."""

    @property
    def held(self) -> tuple[ExportedSession, ...]:
        """The sessions that take place."""
        return tuple(row for row in self.rows if row.is_held)

    @property
    def days(self) -> tuple[date, ...]:
        """Days on which a session is held, in order."""
        return tuple(sorted({row.day for row in self.held}))

    @property
    def is_by_days(self) -> bool:
        """Whether sessions have dates and no hours, as on a horizon of days."""
        return bool(self.rows) and all(row.dates is not None for row in self.rows)

    @property
    def edition(self) -> str:
        """Number, moment and draft of the release, in words; or that there is none yet."""
        if not self.published:
            return self.words("Draft, not published")
        release, zone = self.release, ZoneInfo(self.release.conference.zone)
        told = moment(release.published, zone, self.language)
        dated = f"{self.words('Release')} {release.number} · {told}"
        return f"{dated} · {self.words('draft')}" if self.release.draft else dated

    @property
    def clocks(self) -> str:
        """Whose clocks the times are read on, in words; nothing where there are only dates."""
        zone = zone_of_venue(self.release.conference, self.language)
        return "" if self.is_by_days else self.words("All times are {}").format(zone)

    def day_name(self, day: date) -> str:
        """Return a date in full, with its weekday."""
        return full_date(day, self.language)

    def day_title(self, day: date) -> str:
        """Return a date as it stands in a heading."""
        return date_heading(day, self.language)

    def breaks_on(self, day: date) -> str:
        """Return the breaks of the hours of a day, in words."""
        word = self.words("Break")
        return breaks_in_words(self.release.conference, day, self.language, word)


@dataclass(frozen=True, slots=True)
class Settings:
    """The exported part of a release, and its form."""

    language: str | None = None
    """Language of titles and headings; the first of the conference unless given."""
    with_private: bool = False
    published: bool = True
    """Whether the release is one, or a programme that is to become one."""
    body: str | None = None
    """Id of the body whose sessions alone are shown."""
    session: str | None = None
    """Id of the session that alone is shown."""
    symbol: str | None = None
    """Symbol of the document; made of the title of the conference unless given."""
    before: Release | None = None
    """The release before, as it may be shown now: the document marks what has changed since."""


USUAL = Settings()


def programme_of(release: Release, settings: Settings = USUAL) -> ExportedProgramme:
    """Return what an export shows of a release."""
    shown = announced(release) if settings.with_private else public(release)
    conference = shown.conference
    spoken = settings.language or conference.languages[0]
    names = _Names(shown, spoken, confidential=settings.with_private)
    teams = _teams_of(release, spoken)
    return ExportedProgramme(
        release=shown,
        words=words_in("exports", spoken),
        language=spoken,
        title=one_line(text_in(conference.titles, spoken, conference.name)),
        venue=one_line(text_in(conference.venue.titles, spoken)),
        published=settings.published,
        rows=tuple(
            names.row(entry, teams.get(entry.session, ()))
            for entry in shown.entries
            if settings.body in {None, *entry.bodies} and settings.session in {None, entry.session}
        ),
        untimed=tuple(map(names.untimed, conference.untimed)),
    )


def _teams_of(release: Release, language: str) -> Mapping[str, tuple[str, ...]]:
    names = named(release.conference.people, language)
    at_work = {
        entry.session: {each.person for each in entry.attendees if each.role == INTERPRETER}
        for entry in release.entries
    }
    return {
        session: tuple(name for id_, name in names.items() if id_ in teams)
        for session, teams in at_work.items()
    }


def named(things: Iterable[TitledRow | PublishedPerson], language: str) -> dict[str, str]:
    """Return names by id, in one line each."""
    return {each.id: one_line(text_in(each.titles, language, each.id)) for each in things}


class _Names:
    """Names of a release in one language, by id."""

    def __init__(self, release: Release, language: str, *, confidential: bool) -> None:
        conference = release.conference
        self._language, self._confidential = language, confidential
        self._words = words_in("exports", language)
        self._zone = ZoneInfo(conference.zone)
        self._buildings = {each.id: _building(each, language) for each in conference.rooms}
        self._names = {table: named(getattr(conference, table), language) for table in TABLES}

    def _text(self, texts: Mapping[str, str], otherwise: str = "") -> str:
        return cut(one_line(text_in(texts, self._language, otherwise)), LONGEST)

    def _lines(self, texts: Mapping[str, str]) -> str:
        lines = text_in(texts, self._language).splitlines()
        return cut("\n".join(map(one_line, lines)), LONGEST)

    def _name(self, table: str, id_: str) -> str:
        return self._names[table].get(id_, id_)

    def _local(self, moment: datetime) -> datetime:
        return moment.astimezone(self._zone)

    def _invited(self, entry: Entry) -> str:
        invited = (self._text(each) for each in entry.invited)
        return "; ".join((*invited, *(self._name("people", each) for each in entry.guests)))

    def _breaks(self, entry: Entry) -> Iterator[str]:
        for since, until, titles in entry.named_pauses:
            hours = hours_between(self._local(since), self._local(until))
            yield f"{self._text(titles) or self._words('Break')} {hours}"

    def _point(self, dealt: Dealt) -> ExportedItem:
        title = self._text(dealt.titles, dealt.item)
        documents = []
        for paper in dealt.papers:
            spoken = f" ({' '.join(map(str.upper, paper.languages))})" if paper.languages else ""
            parts = (one_line(paper.symbol), self._text(paper.titles))
            documents.append(", ".join(filter(None, parts)) + spoken)
        return ExportedItem(
            item=dealt.item,
            title=self._words("{} (continued)").format(title) if dealt.continued else title,
            start=self._local(dealt.start),
            end=self._local(dealt.end),
            symbols=", ".join(one_line(paper.symbol) for paper in dealt.papers),
            documents="; ".join(documents),
        )

    def untimed(self, item: UntimedItem) -> tuple[str, ...]:
        """Return the values of `UNTIMED`."""
        return (
            self._text(item.titles, item.id),
            self._names["kinds"].get(item.kind or "", ""),
            self._name("bodies", item.body) if item.body else "",
            "; ".join(self._name("themes", theme) for theme in item.themes),
            cut(one_line(item.document or ""), LONGEST),
            one_line(item.address or ""),
            self._lines(item.summaries),
            item.id,
        )

    def row(self, entry: Entry, teams: tuple[str, ...]) -> ExportedSession:
        """Return a session."""
        start = self._local(entry.start)
        return ExportedSession(
            session=entry.session,
            uid=entry.uid,
            day=start.date(),
            start=start,
            end=self._local(entry.end),
            title=self._text(entry.titles, entry.session),
            description=self._lines(entry.descriptions),
            output=self._text(entry.outputs),
            audience=self._text(entry.audiences),
            invited=cut(self._invited(entry), LONGEST),
            room_id=entry.room,
            room=self._name("rooms", entry.room),
            building=self._buildings.get(entry.room, ""),
            kind_id=entry.kind,
            kind=self._names["kinds"].get(entry.kind, ""),
            body="; ".join(self._name("bodies", body) for body in entry.bodies),
            themes=tuple(self._name("themes", theme) for theme in entry.themes),
            languages=tuple(tag.upper() for tag in entry.languages),
            region=self._name("regions", entry.region) if entry.region else "",
            remote=entry.remote or bool(entry.sites),
            afar=sum(entry.sites.values()) if self._confidential else None,
            stream=one_line(entry.stream or ""),
            standing=entry.standing,
            private=entry.private,
            breaks="; ".join(self._breaks(entry)),
            teams=teams,
            code=one_line(entry.code or ""),
            origin=entry.origin,
            points=tuple(map(self._point, entry.agenda)),
            credits=tuple((each.person, self._text(each.titles)) for each in entry.credits),
        )


def _building(room: PublishedRoom, language: str) -> str:
    parts = (text_in(text, language) for text in (room.building, room.floor))
    return one_line(", ".join(filter(None, parts)))


PALETTE = (
    *("steelblue", "darkorange", "seagreen", "mediumpurple", "crimson", "teal", "goldenrod"),
    *("hotpink", "slategray", "olivedrab", "sienna", "deepskyblue", "indigo", "darkkhaki"),
    *("salmon", "yellowgreen", "royalblue", "orchid", "saddlebrown", "cadetblue"),
)
"""Colours for rows without one, in this order."""


def colours_of(things: Iterable[TitledRow]) -> dict[str, str]:
    """Return the colour of each row as six digits: its own, else the next unused one."""
    known = tuple(things)
    own = {each.id: name for each in known if (name := (each.colour or "").lower()) in COLOURS}
    free = [name for name in PALETTE if name not in own.values()] or list(PALETTE)
    rest = (each.id for each in known if each.id not in own)
    given = {id_: free[number % len(free)] for number, id_ in enumerate(rest)}
    return {each.id: COLOURS[(own | given)[each.id]] for each in known}


def kinds_in_use(programme: ExportedProgramme) -> dict[str, tuple[str, str]]:
    """Return name and colour of each kind of session that is shown, in the order of the conference."""
    conference: PublishedConference = programme.release.conference
    used = {row.kind_id for row in programme.rows}
    names = named(conference.kinds, programme.language)
    colours = colours_of(conference.kinds)
    known = {id_: (names[id_], colours[id_]) for id_ in names if id_ in used}
    return known | {id_: (id_, COLOURS["slategray"]) for id_ in sorted(used - known.keys())}
