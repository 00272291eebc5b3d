"""What an export shows of a release: its sessions in one language, on the clocks of the venue."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from scheduler.instance import Origin
from scheduler.publishing.conferences import INTERPRETER
from scheduler.publishing.dates import dates_between, hours_between, zone_of_venue
from scheduler.publishing.exports.points import Point, in_lines, points_of
from scheduler.publishing.exports.words import Words, lines_of, shortened, words_in
from scheduler.publishing.languages import text_in
from scheduler.publishing.publicity import announced, public
from scheduler.publishing.records import (
    Entry,
    Item,
    Named,
    Person,
    PublishedRoom,
    Release,
    Standing,
)
from scheduler.wording import one_line

MINUTE = timedelta(minutes=1)


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
    """Classes, bodies and others; persons too, where they may be told."""
    room_id: str
    room: str
    building: str
    kind_id: str
    kind: str
    body_ids: tuple[str, ...]
    body: str
    theme_ids: tuple[str, ...]
    themes: tuple[str, ...]
    languages: tuple[str, ...]
    region: str
    remote: bool
    """Whether people take part from afar."""
    afar: int | None
    """How many do; None where that is not told."""
    stream: str
    standing: Standing
    private: bool
    breaks: str = ""
    """Breaks that it spans, each with its name and hours: ``Coffee 11:00–11:30``."""
    teams: tuple[str, ...] = ()
    """Names of the teams of interpreters that serve it."""
    code: str = ""
    """What another system knows it by."""
    origin: Origin | None = None
    """What another system says of it besides."""
    credits: tuple[tuple[str, str], ...] = ()
    """Ids and names of those who take part and may be named to everybody."""
    points: tuple[Point, ...] = ()
    """What is dealt with, in order."""

    @property
    def agenda(self) -> str:
        """What is dealt with, a line for each item; nothing of a session that does not take place."""
        return "" if self.standing is Standing.CANCELLED else in_lines(self.points)

    @property
    def minutes(self) -> int:
        """Minutes from start to end, as they pass."""
        return (self.end.astimezone(_UTC) - self.start.astimezone(_UTC)) // MINUTE

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
        """Who may be named to everybody, speakers first."""
        return "; ".join(name for _, name in self.credits)


_UTC = ZoneInfo("UTC")


@dataclass(frozen=True, slots=True)
class Untimed:
    """What has no time, as an export shows it, in one language."""

    title: str
    kind: str
    body: str
    themes: str
    document: str
    address: str
    summary: str
    id: str


@dataclass(frozen=True, slots=True)
class Programme:
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
    untimed: tuple[Untimed, ...] = ()
    """What has no time, in the order of the instance."""

    @property
    def held(self) -> tuple[ExportedSession, ...]:
        """The sessions that take place."""
        return tuple(row for row in self.rows if row.standing is not Standing.CANCELLED)

    @property
    def days(self) -> tuple[date, ...]:
        """Days on which a session is held, in order."""
        return tuple(sorted({row.day for row in self.held}))

    @property
    def edition(self) -> str:
        """Number, moment and draft of the release, in words; or that there is none yet."""
        if not self.published:
            return self.words.unpublished
        zone = ZoneInfo(self.release.conference.zone)
        published = self.release.published.astimezone(zone)
        number = f"{self.words.release} {self.release.number}"
        dated = f"{number} · {self.words.day(published.date())}, {published:%H:%M}"
        return f"{dated} · {self.words.draft}" if self.release.draft else dated

    @property
    def clocks(self) -> str:
        """Whose clocks the times are read on, in words."""
        zone = zone_of_venue(self.release.conference, self.words.language)
        return self.words.times.format(zone)


def programme_of(
    release: Release, language: str, *, with_private: bool = False, published: bool = True
) -> Programme:
    """Return what an export shows of a release; no private session unless asked for."""
    shown = announced(release) if with_private else public(release)
    conference = shown.conference
    names = _Names.of(shown, language, confidential=with_private)
    teams = _teams_of(release, language)
    return Programme(
        release=shown,
        words=words_in(language),
        language=language,
        title=one_line(text_in(conference.titles, language, conference.name)),
        venue=one_line(text_in(conference.venue.titles, language)),
        published=published,
        rows=tuple(names.row(entry, teams.get(entry.session, ())) for entry in shown.entries),
        untimed=tuple(map(names.untimed, conference.untimed)),
    )


def _teams_of(release: Release, language: str) -> Mapping[str, tuple[str, ...]]:
    """Return the names of the teams of interpreters by session, in the order of the teams."""
    names = named(release.conference.people, language)
    order = {id_: number for number, id_ in enumerate(names)}
    return {
        entry.session: tuple(
            names[each]
            for each in sorted(
                (each.person for each in entry.attendees if each.role == INTERPRETER),
                key=lambda each: order.get(each, 0),
            )
            if each in names
        )
        for entry in release.entries
    }


def named(things: Iterable[Named | Person], language: str) -> dict[str, str]:
    """Return names by id, in one line each."""
    return {each.id: one_line(text_in(each.titles, language, each.id)) for each in things}


@dataclass(frozen=True, slots=True)
class _Names:
    """Names in one language, by id."""

    language: str
    confidential: bool
    """Whether they are for the organisers, who know how many take part."""
    zone: ZoneInfo
    rooms: Mapping[str, str]
    buildings: Mapping[str, str]
    kinds: Mapping[str, str]
    bodies: Mapping[str, str]
    themes: Mapping[str, str]
    regions: Mapping[str, str]
    people: Mapping[str, str]

    @classmethod
    def of(cls, release: Release, language: str, *, confidential: bool) -> "_Names":
        conference = release.conference
        return cls(
            language=language,
            confidential=confidential,
            zone=ZoneInfo(conference.zone),
            rooms=named(conference.rooms, language),
            buildings=buildings_of(conference.rooms, language),
            kinds=named(conference.kinds, language),
            bodies=named(conference.bodies, language),
            themes=named(conference.themes, language),
            regions=named(conference.regions, language),
            people=named(conference.people, language),
        )

    def _invited(self, entry: Entry) -> str:
        invited = (one_line(text_in(each, self.language)) for each in entry.invited)
        guests = (self.people.get(guest, guest) for guest in entry.guests)
        return "; ".join((*invited, *guests))

    def _breaks(self, entry: Entry) -> str:
        word = words_in(self.language).coffee
        return "; ".join(
            f"{one_line(text_in(titles, self.language)) or word} "
            + hours_between(since.astimezone(self.zone), until.astimezone(self.zone))
            for since, until, titles in entry.named_pauses
        )

    def untimed(self, item: Item) -> Untimed:
        return Untimed(
            title=shortened(one_line(text_in(item.titles, self.language, item.id))),
            kind=self.kinds.get(item.kind or "", ""),
            body=self.bodies.get(item.body, item.body) if item.body else "",
            themes="; ".join(self.themes.get(theme, theme) for theme in item.themes),
            document=shortened(one_line(item.document or "")),
            address=one_line(item.address or ""),
            summary=shortened(lines_of(text_in(item.summaries, self.language))),
            id=item.id,
        )

    def row(self, entry: Entry, teams: tuple[str, ...] = ()) -> ExportedSession:
        start, end = entry.start.astimezone(self.zone), entry.end.astimezone(self.zone)
        return ExportedSession(
            session=entry.session,
            uid=entry.uid,
            day=start.date(),
            start=start,
            end=end,
            title=shortened(one_line(text_in(entry.titles, self.language, entry.session))),
            description=shortened(lines_of(text_in(entry.descriptions, self.language))),
            output=shortened(one_line(text_in(entry.outputs, self.language))),
            audience=shortened(one_line(text_in(entry.audiences, self.language))),
            invited=shortened(self._invited(entry)),
            room_id=entry.room,
            room=self.rooms.get(entry.room, entry.room),
            building=self.buildings.get(entry.room, ""),
            kind_id=entry.kind,
            kind=self.kinds.get(entry.kind, ""),
            body_ids=entry.bodies,
            body="; ".join(self.bodies.get(body, body) for body in entry.bodies),
            theme_ids=entry.themes,
            themes=tuple(self.themes.get(theme, theme) for theme in entry.themes),
            languages=tuple(tag.upper() for tag in entry.languages),
            region=self.regions.get(entry.region, entry.region) if entry.region else "",
            remote=entry.remote or bool(entry.sites),
            afar=sum(entry.sites.values()) if self.confidential else None,
            stream=one_line(entry.stream or ""),
            standing=entry.standing,
            private=entry.private,
            breaks=self._breaks(entry),
            teams=teams,
            code=one_line(entry.code or ""),
            origin=entry.origin,
            points=points_of(entry, self.language, self.zone),
            credits=tuple(
                (each.person, one_line(text_in(each.titles, self.language, each.person)))
                for each in entry.credits
            ),
        )


def buildings_of(rooms: Iterable[PublishedRoom], language: str) -> dict[str, str]:
    """Return by room in which building and on which floor it is, in one line."""
    texts = ((each.id, (each.building, each.floor)) for each in rooms)
    parts = ((id_, [text_in(text, language) for text in both]) for id_, both in texts)
    return {id_: one_line(", ".join(filter(None, both))) for id_, both in parts}
