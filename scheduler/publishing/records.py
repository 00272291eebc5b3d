"""The content of a release: the conference and its sessions, as participants see them.

A release is complete in itself: whatever becomes of the instance, every feed, page and export of a release
can be made again from it, byte by byte. Names stand in it in each language of the conference.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from pydantic import Field, NonNegativeInt, PositiveInt

from scheduler.instance import Frozen, Identifier, OneOrMore, Origin, each_of, frozen

Language = frozen.Language
"""A language tag, such as ``en`` or ``fr``."""

Texts = dict[Language, str]
"""A text by language; readers of other languages see the first."""


Recess = tuple[datetime, datetime, Texts, tuple[str, ...]]
"""A break of the hours: from, to (in UTC), its name or nothing, and kinds of session that use these hours."""


def _gained(default: Any) -> Any:
    """Return a field that releases gained later: it is not written where it says nothing."""
    return Field(default=default, exclude_if=frozen.is_empty)


OWN = frozenset({"uid", "sequence", "created", "changed"})
"""Fields of an entry that come from the releases before, not from the programme."""

UNSHOWN = frozenset(
    {"attendees", "guests", "delegations", "wishing", "sites", "join", "code", "origin"}
)
"""Fields of an entry that not everybody's calendar shows: they say in whose feeds it stands, and what as."""


class SessionStanding(StrEnum):
    """How sure it is that a session takes place, as calendars say it."""

    TENTATIVE = "tentative"
    """In a draft that is published as one."""
    CONFIRMED = "confirmed"
    """It takes place."""
    CANCELLED = "cancelled"
    """It was published before, and does not take place."""


class TitledRow(Frozen):
    """Something with a name: a room, a body, a theme, a kind, a region, a delegation."""

    id: Identifier
    titles: Texts
    colour: str | None = None
    """A CSS3 colour name, by which calendars and pages show it."""


class PublishedRoom(TitledRow):
    """A room, and where it is."""

    building: Texts = {}
    floor: Texts = {}
    parts: tuple[Identifier, ...] = ()
    """The rooms it is made of, directly or through others, if it is a combination.

    Releases that were published before this was kept have none.
    """


class Attendee(Frozen):
    """A person with a role in a session."""

    person: Identifier
    role: str
    """``chair``, ``moderator``, ``speaker``, ``required`` or ``optional``."""


class Credit(Frozen):
    """A person who is named in public."""

    person: Identifier
    role: str
    titles: Texts


class ItemDocument(Frozen):
    """A document of an agenda item."""

    symbol: str
    """Its number among the documents of the conference."""
    titles: Texts = {}
    address: str | None = None
    """Where it is on the web."""
    languages: tuple[Language, ...] = ()
    """Languages in which it is there."""


class Dealt(Frozen):
    """An item on the agenda of a session, or a part of one."""

    item: Identifier
    """Stable id, from the instance."""
    titles: Texts
    start: datetime
    """In UTC."""
    end: datetime
    """In UTC, after the start; breaks of the session may lie between."""
    continued: bool = False
    """Whether an earlier session dealt with a part of it."""
    papers: tuple[ItemDocument, ...] = ()


class Entry(Frozen):
    """A session, as it was last published."""

    session: Identifier
    """Stable id, from the instance."""
    uid: str
    """A lower-case UUID, drawn when the session was first published, and never changed."""
    titles: Texts
    descriptions: Texts = {}
    outputs: Texts = _gained({})
    """Its expected output."""
    audiences: Texts = _gained({})
    """Whom it is for."""
    invited: tuple[Texts, ...] = _gained(())
    """Who is invited, but for persons: classes of persons, bodies, and others in words."""
    guests: tuple[Identifier, ...] = _gained(())
    """Persons who are invited: for the organisers alone."""
    credits: tuple[Credit, ...] = _gained(())
    """Persons who take part and are named in public, in the order of the instance."""
    kind: Identifier
    body: OneOrMore | None = None
    themes: tuple[Identifier, ...] = ()
    languages: tuple[Identifier, ...] = ()
    """Languages of interpretation, as the instance calls them: tags as a rule, or names such as ``sign``."""
    region: Identifier | None = None
    start: datetime
    """In UTC."""
    end: datetime
    """In UTC, after the start."""
    pauses: tuple[tuple[datetime, datetime], ...] = ()
    """Breaks that it spans, in order, in UTC."""
    pause_titles: tuple[Texts, ...] = _gained(())
    """Name of each of these breaks, empty where it has none; nothing, if none has."""
    agenda: tuple[Dealt, ...] = _gained(())
    """Its agenda items, in order."""
    room: Identifier
    standing: SessionStanding
    private: bool = False
    """Whether it stands in the personal feeds of its attendees only."""
    attendees: tuple[Attendee, ...] = ()
    """Sorted by person."""
    delegations: tuple[Identifier, ...] = ()
    """Delegations that must attend it, sorted."""
    wishing: tuple[Identifier, ...] = ()
    """Delegations that wish to attend it, sorted."""
    sites: dict[Identifier, PositiveInt] = {}
    """Remote participants by site: for the organisers alone."""
    remote: bool = False
    """Whether there are any, where `sites` does not tell it: in what is for everybody."""
    stream: str | None = None
    """Address of a public webcast."""
    join: str | None = None
    """Address at which invited remote participants join: in personal feeds only."""
    code: str | None = _gained(None)
    """Id in another system."""
    origin: Origin | None = _gained(None)
    """Other data of another system."""
    sequence: NonNegativeInt
    """How often its start, end, standing or place has changed since it was first published."""
    created: datetime
    """When it was first published, in UTC."""
    changed: datetime
    """When it was last published with a change that public calendars show, in UTC, whole seconds.

    Never before `created`. Who attends is not shown, nor in which role, nor where they join: what one person
    alone is shown has a stamp of its own.
    """

    @property
    def is_held(self) -> bool:
        """Whether it takes place."""
        return self.standing is not SessionStanding.CANCELLED

    @property
    def bodies(self) -> tuple[str, ...]:
        """The bodies that meet: none, one, or several jointly."""
        return each_of(self.body)

    @property
    def named_pauses(self) -> tuple[tuple[datetime, datetime, Texts], ...]:
        """The breaks that it spans, as (from, to, name), the name empty where there is none."""
        titles = self.pause_titles or ({},) * len(self.pauses)
        pairs = zip(self.pauses, titles, strict=True)
        return tuple((since, until, title) for (since, until), title in pairs)


class PublishedPerson(Frozen):
    """Somebody with a personal feed."""

    id: Identifier
    titles: Texts
    zone: str | None = None
    """Home zone, if known."""
    remote: bool = False
    delegation: Identifier | None = None


class Where(Frozen):
    """The venue, as calendars and pages name it."""

    titles: Texts = {}
    latitude: float | None = Field(default=None, ge=-90, le=90)
    longitude: float | None = Field(default=None, ge=-180, le=180)


class Organiser(Frozen):
    """Who publishes: a role, never a person."""

    name: str
    email: str


class UntimedItem(Frozen):
    """A public item of the programme that has no time."""

    id: Identifier
    """Stable id, from the instance."""
    titles: Texts
    summaries: Texts = {}
    kind: Identifier | None = None
    body: Identifier | None = None
    themes: tuple[Identifier, ...] = ()
    address: str | None = None
    """Where it is published on the web."""
    document: str | None = None
    """Its number among the documents of the conference."""


class PublishedConference(Frozen):
    """All that is published of a conference, besides its sessions; tables in the order of the instance.

    Each id in an entry has its row here. Some rows may serve private sessions alone: what is public
    shows only those that a public entry names.
    """

    name: Identifier
    titles: Texts
    short_titles: Texts = {}
    """The same in a few letters; releases that were published before this was kept have none."""
    acronym: str | None = _gained(None)
    """Its short name in exports for apps, if not made of its name."""
    zone: str
    """IANA name of the venue's zone."""
    first_day: date
    last_day: date
    languages: tuple[Language, ...] = Field(min_length=1)
    """The first is the one of the instance file."""
    organiser: Organiser
    venue: Where = Where()
    site: str | None = None
    """Address under which pages and feeds are served, without a slash at its end."""
    rooms: tuple[PublishedRoom, ...] = ()
    bodies: tuple[TitledRow, ...] = ()
    kinds: tuple[TitledRow, ...] = ()
    themes: tuple[TitledRow, ...] = ()
    regions: tuple[TitledRow, ...] = ()
    sites: tuple[PublishedPerson, ...] = ()
    """Where remote participants are: their zones."""
    delegations: tuple[TitledRow, ...] = ()
    people: tuple[PublishedPerson, ...] = ()
    untimed: tuple[UntimedItem, ...] = _gained(())
    """What belongs to the programme and has no time, in the order of the instance."""
    breaks: tuple[Recess, ...] = _gained(())


class PublicRelease(Frozen):
    """The public facts of a release."""

    number: PositiveInt
    published: datetime
    """In UTC, whole seconds."""
    note: str = ""


class Release(Frozen):
    """A programme as it was published: numbered, never changed."""

    number: PositiveInt
    """1, 2, 3 … of a conference."""
    published: datetime
    """In UTC, whole seconds; later than that of the release before."""
    note: str = ""
    draft: bool = False
    """Whether its sessions are tentative."""
    conference: PublishedConference
    entries: tuple[Entry, ...]
    """All sessions ever published and not forgotten, cancelled ones too; sorted by start, then UID."""
    override: str = _gained("")
    """Why it changes what was locked, if it does: for the organisers alone."""
    edition: PublicRelease | None = None
    """The last release that told everybody anything; None if that is this one; private news is none."""
    stamps: dict[str, datetime] = {}
    """When calendars last changed where their sessions do not say it, by keys of `feeds.stamps`.

    Releases that were published before this was kept have none.
    """

    def __repr__(self) -> str:
        return f"Release({self.conference.name!r}, {self.number}, {len(self.entries)} sessions)"

    __str__ = __repr__
