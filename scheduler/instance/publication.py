"""What is published of a conference: languages, addresses, other names, and where sessions are to be."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field, StringConstraints, WithJsonSchema

from scheduler.instance.colours import Colour
from scheduler.instance.faults import Fault, quoted
from scheduler.instance.frozen import Frozen, Identifier, ShortTitle, Title
from scheduler.instance.moments import Instant

if TYPE_CHECKING:
    from scheduler.instance.model import Instance


Language = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$"),
    WithJsonSchema({"type": "string", "examples": ["en"]}),
]
"""A language tag, such as ``en`` or ``fr``."""

LONGEST_ADDRESS = 2000
"""Characters of an address at most; longer ones are cut by some calendars."""

_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?", re.ASCII | re.IGNORECASE)
_HERE = frozenset({"localhost", "127.0.0.1"})
_MAIL = re.compile(
    r"[A-Za-z0-9][A-Za-z0-9._+-]*@[A-Za-z0-9][A-Za-z0-9-]*(\.[A-Za-z0-9-]+)+", re.ASCII
)


def _address(value: Any) -> str:
    """Return an absolute https address; http is fine on the machine itself."""
    if isinstance(value, str) and _is_address(value):
        return value
    raise ValueError("expected an address such as https://agenda.example.org/live")


def _is_address(text: str) -> bool:
    if len(text) > LONGEST_ADDRESS or not text.isascii() or not text.isprintable():
        return False
    try:
        parts = urlsplit(text)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        return False
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and host in _HERE)
    has_secret = parts.username is not None or parts.password is not None
    is_plain = not set(text) & set(' "<>\\^`{|}')
    return is_safe and not has_secret and is_plain and bool(_HOST.fullmatch(host))


def _site(value: Any) -> str:
    """Return the address below which everything lies, without a slash at its end."""
    if isinstance(value, str) and _is_address(value) and not set(value) & set("?#"):
        return value.rstrip("/")
    raise ValueError("expected an address such as https://agenda.example.org")


def _mail(value: Any) -> str:
    if isinstance(value, str) and len(value) <= 254 and _MAIL.fullmatch(value):
        return value
    raise ValueError("expected a mail address such as agenda@example.org")


def _text_like(example: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "examples": [example]})


Address = Annotated[str, BeforeValidator(_address), _text_like("https://agenda.example.org/live")]
"""An absolute address, of https."""

SiteAddress = Annotated[str, BeforeValidator(_site), _text_like("https://agenda.example.org")]
"""The address of a site, without a slash at its end."""

MailAddress = Annotated[str, BeforeValidator(_mail), _text_like("agenda@example.org")]
"""A mail address."""


class Theme(Frozen):
    """A theme, as people are told of it."""

    id: Identifier
    """Name by which sessions refer to it."""
    title: Title | None = None
    """Name for people."""
    colour: Colour | None = None
    """Colour in calendars and on pages."""


class Office(Frozen):
    """Who publishes: a role, never a person."""

    name: Title
    """Name for people."""
    email: MailAddress
    """Its mail address, which stands in every calendar."""


class Venue(Frozen):
    """Where the conference is."""

    title: Title | None = None
    """Name for people."""
    latitude: float | None = Field(default=None, ge=-90, le=90)
    """Degrees to the north."""
    longitude: float | None = Field(default=None, ge=-180, le=180)
    """Degrees to the east."""


class Publishing(Frozen):
    """Who publishes, and where."""

    organiser: Office | None = None
    """Who publishes; needed to publish."""
    site: SiteAddress | None = None
    """Address below which pages and feeds are served."""
    venue: Venue = Venue()
    """The venue."""
    buildings: dict[Identifier, Title] = {}
    """Names of buildings for people."""


class OtherTitle(Frozen):
    """A name in another language."""

    title: Title | None = None
    """Name for people in that language."""


class OtherConference(OtherTitle):
    """The names of the conference in another language."""

    short_title: ShortTitle | None = None
    """The same in a few letters."""


class OtherSession(Frozen):
    """What is said of a session in another language."""

    title: Title | None = None
    """Name for people in that language."""
    description: Title | None = None
    """What it is about, in that language."""
    output: Title | None = None
    """What is to come of it, in that language."""
    audience: Title | None = None
    """Whom it is for, in that language."""
    invited: Title | None = None
    """Which others are invited, in that language."""


class OtherRoom(Frozen):
    """What is said of a room in another language."""

    title: Title | None = None
    """Name for people in that language."""
    floor: Title | None = None
    """Floor it is on, in that language."""


class Translation(Frozen):
    """Names for people in another language; what is missing is told in the first."""

    conference: OtherConference = OtherConference()
    """The conference."""
    venue: OtherTitle = OtherTitle()
    """The venue."""
    sessions: dict[Identifier, OtherSession] = {}
    """Sessions by id."""
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


TRANSLATED = (
    *("sessions", "rooms", "buildings", "bodies", "kinds"),
    *("themes", "regions", "delegations", "people", "person_classes"),
)
"""Tables of a translation, named like those of the instance."""


class Announced(Frozen):
    """What an instance says of a conference for those who read of it, and no rule asks for."""

    short_title: ShortTitle | None = None
    """Name of the conference in a few letters, for calendars and mails; if none, of its title what fits."""
    summary: Title | None = None
    """What this programme, or this variant of it, proposes: a sentence or two for those who decide."""
    agreed_by: tuple[Title, ...] = ()
    """Who has to agree to it."""
    languages: tuple[Language, ...] = Field(default=("en",), min_length=1)
    """Languages in which it is published; the first is that of the titles in this file."""
    themes: tuple[Theme, ...] = ()
    """Themes, as people are told of them; if there are any, sessions carry no others."""
    publishing: Publishing = Publishing()
    """Who publishes, and where."""
    translations: dict[Language, Translation] = {}
    """Names for people in the other languages."""


class Published(Frozen):
    """Where a session was published to be."""

    session: Identifier
    """The session."""
    start: Instant
    """The start that was published."""
    room: Identifier | None = None
    """The room that was published; none, if only the start was."""
    seated: tuple[Identifier, ...] | None = None
    """Who was published to sit on its panel, nobody of an empty list; none, if that was not said."""


Path = tuple[str | int, ...]
Reference = tuple[Path, str, str]


def references_of_publication(instance: "Instance") -> Iterator[Reference]:
    """Yield every name that refers to a row of another table, in what is published."""
    for position, person in enumerate(instance.people):
        if person.delegation is not None:
            yield ("people", position, "delegation"), person.delegation, "delegations"
    for building in instance.publishing.buildings:
        yield ("publishing", "buildings", building), building, "buildings"
    for language, translation in instance.translations.items():
        yield ("translations", language), language, "languages"
        for table in TRANSLATED:
            for name in getattr(translation, table):
                yield ("translations", language, table, name), name, table
    if instance.themes:
        for position, session in enumerate(instance.sessions):
            for place, theme in enumerate(session.themes):
                yield ("sessions", position, "themes", place), theme, "listed_themes"


def publication_faults(instance: "Instance") -> Iterator[Fault]:
    """Yield what contradicts itself in what is published."""
    for position, language in enumerate(instance.languages):
        if language in instance.languages[:position]:
            place: Path = ("languages", position)
            yield Fault(place, f"{quoted(language)} again", "each language once")
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
