"""What is published of a conference: languages, addresses, other names, and where sessions are to be."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic.color import COLORS_BY_NAME

from scheduler.instance.faults import Fault, closest, quoted
from scheduler.instance.frozen import (
    Address,
    Frozen,
    Identified,
    Identifier,
    Language,
    MailAddress,
    ShortTitle,
    SiteAddress,
    TableRow,
    Title,
    is_unsaid,
)
from scheduler.instance.meetings import Role
from scheduler.instance.moments import Day, Instant

if TYPE_CHECKING:
    from scheduler.instance.model import Instance


COLOURS: Mapping[str, str] = {
    name: "{:02x}{:02x}{:02x}".format(*colour) for name, colour in COLORS_BY_NAME.items()
}
"""The colour keywords of CSS Color Module Level 3, to which RFC 7986 refers: red, green and blue of each
name, as six digits."""


def _colour(value: Any) -> str:
    if isinstance(value, str) and value in COLOURS:
        return value
    hint = closest(value, COLOURS) if isinstance(value, str) else ""
    raise ValueError(f"expected the CSS3 name of a colour, such as teal. {hint}".strip())


Colour = Annotated[
    str,
    BeforeValidator(_colour),
    WithJsonSchema({"type": "string", "enum": sorted(COLOURS)}),
]
"""A colour by its CSS3 name, in small letters."""


class Posted(Frozen):
    """Where something is published."""

    address: Address | None = None
    """Address on the web."""
    document: Title | None = None
    """Its number among the documents of the conference."""


class Untimed(Identified):
    """An item of the programme without a time, such as a statement published on the web.

    It is public and in no feed, and no rule counts it.
    """

    id: Identifier
    """Stable name, which no session has either."""
    title: Title
    """Name for people."""
    kind: Identifier | None = None
    """Kind of item."""
    body: Identifier | None = None
    """Body to which it is addressed."""
    themes: tuple[Identifier, ...] = ()
    """Themes of the item."""
    summary: Title | None = None
    """What it says."""
    published: Posted = Posted()
    """Where it is published."""


class Theme(TableRow):
    """A theme of sessions, for readers."""

    colour: Colour | None = None
    """Colour in calendars and on pages."""


class Office(Frozen):
    """The office that publishes. Its mail address is public, so never a person's."""

    name: Title
    """Name for people."""
    email: MailAddress
    """Mail address, shown in every calendar."""


class Venue(Frozen):
    """Where the conference is."""

    title: Title | None = None
    """Name for people."""
    latitude: float | None = Field(default=None, ge=-90, le=90)
    """Degrees to the north."""
    longitude: float | None = Field(default=None, ge=-180, le=180)
    """Degrees to the east."""


class Publishing(Frozen):
    """Who publishes, and where.

    Persons are named only if they are `public`, or have one of the `public_roles`.
    """

    organiser: Office | None = None
    """The office that publishes; required for publishing."""
    site: SiteAddress | None = None
    """Address at which pages and feeds are served."""
    venue: Venue = Venue()
    """The venue."""
    buildings: dict[Identifier, Title] = {}
    """Names of buildings for people."""
    public_roles: tuple[Role, ...] = ()
    """Roles in which persons are named publicly, unless `public` is false for them."""


class OtherTitle(Frozen):
    """A name in another language."""

    title: Title | None = None
    """Name for people in that language."""


class OtherConference(OtherTitle):
    """Names of the conference in another language."""

    short_title: ShortTitle | None = None
    """Short name in that language."""


class OtherSession(OtherTitle):
    """Texts of a session in another language."""

    description: Title | None = None
    """Description, in that language."""
    output: Title | None = None
    """Output, in that language."""
    audience: Title | None = None
    """Audience, in that language."""
    invited: Title | None = None
    """Others who are invited, in that language."""


class OtherUntimed(OtherTitle):
    """Texts of an untimed item in another language."""

    summary: Title | None = None
    """Summary, in that language."""


class OtherRoom(OtherTitle):
    """Texts of a room in another language."""

    floor: Title | None = None
    """Floor, in that language."""


class Translation(Frozen):
    """Texts in another language. Missing texts are shown in the first language."""

    conference: OtherConference = OtherConference()
    """The conference."""
    venue: OtherTitle = OtherTitle()
    """The venue."""
    sessions: dict[Identifier, OtherSession] = {}
    """Sessions by id."""
    untimed: dict[Identifier, OtherUntimed] = {}
    """Items without a time by id."""
    items: dict[Identifier, OtherTitle] = {}
    """Agenda items by id."""
    rooms: dict[Identifier, OtherRoom] = {}
    """Rooms by id."""
    buildings: dict[Identifier, OtherTitle] = {}
    """Buildings by id."""
    bodies: dict[Identifier, OtherTitle] = {}
    """Bodies by id."""
    kinds: dict[Identifier, OtherTitle] = {}
    """Kinds of session by id."""
    themes: dict[Identifier, OtherTitle] = {}
    """Themes by id."""
    regions: dict[Identifier, OtherTitle] = {}
    """Regions by id."""
    delegations: dict[Identifier, OtherTitle] = {}
    """Delegations by id."""
    people: dict[Identifier, OtherTitle] = {}
    """Persons by id."""
    person_classes: dict[Identifier, OtherTitle] = {}
    """Classes of persons by id."""
    breaks: dict[Title, OtherTitle] = {}
    """Breaks by title."""


TRANSLATED = tuple(name for name in Translation.model_fields if name not in ("conference", "venue"))
"""Tables of a translation, named like those of the instance."""


class Announced(Frozen):
    """Texts and settings for readers, which no rule counts."""

    short_title: ShortTitle | None = None
    """Short name of the conference, for calendars and mails; made of the title unless given."""
    acronym: Title | None = Field(default=None, exclude_if=is_unsaid)
    """Acronym of the conference in exports for apps; made of `name` unless given."""
    summary: Title | None = None
    """What this programme or variant proposes, in a sentence or two, for those who decide."""
    agreed_by: tuple[Title, ...] = ()
    """Who has to agree to it."""
    languages: tuple[Language, ...] = Field(default=("en",), min_length=1)
    """Languages in which the programme is published. The titles in this file are in the first."""
    themes: tuple[Theme, ...] = ()
    """Themes with titles and colours. If there are any, sessions carry no other themes."""
    untimed: tuple[Untimed, ...] = ()
    """Items without a time, such as statements published on the web."""
    publishing: Publishing = Publishing()
    """Who publishes, and where."""
    topic_lock: Day | None = None
    """From this date on, sessions, their titles and their themes stay as they were last published."""
    schedule_lock: Day | None = None
    """From this date on, starts and rooms stay as they were last published."""
    translations: dict[Language, Translation] = {}
    """Texts in the other languages."""


class Published(Frozen):
    """The published start, and room, of a session."""

    session: Identifier
    """The session."""
    start: Instant
    """The start that was published."""
    room: Identifier | None = None
    """The room that was published, if any."""
    seated: tuple[Identifier, ...] | None = None
    """Persons who were published on its panel; an empty list means no one, and no list unknown."""


def publication_faults(instance: "Instance") -> Iterator[Fault]:
    """Yield what contradicts itself in what is published."""
    yield from _of_untimed(instance)
    topics, schedule = instance.topic_lock, instance.schedule_lock
    if topics and schedule and schedule < topics:
        expected = f"none before `topic_lock`, which is {topics}"
        yield Fault(("schedule_lock",), f"{schedule}", expected)
    venue = instance.publishing.venue
    if (venue.latitude is None) != (venue.longitude is None):
        lacking = "latitude" if venue.latitude is None else "longitude"
        yield Fault(
            ("publishing", "venue"),
            f"no `{lacking}`",
            "both `latitude` and `longitude`, or neither",
        )
    for position, session in enumerate(instance.sessions):
        if session.private and session.stream is not None:
            path = ("sessions", position, "stream")
            yield Fault(path, "a public webcast of a private session", "none")


def _of_untimed(instance: "Instance") -> Iterator[Fault]:
    both = {item.id for item in instance.untimed} & instance.session_by_id.keys()
    for table, expected in (
        ("sessions", "an id that nothing in `untimed` has"),
        ("untimed", "an id that no session has"),
    ):
        for position, row in enumerate(getattr(instance, table)):
            if row.id in both:
                yield Fault((table, position, "id"), quoted(row.id), expected)
