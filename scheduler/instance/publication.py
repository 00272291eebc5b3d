"""What is published of a conference: languages, addresses, other names, and where sessions are to be."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema

from scheduler.instance.faults import Fault, closest, quoted
from scheduler.instance.frozen import (
    Address,
    Frozen,
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


_COLOURS = """
aliceblue f0f8ff antiquewhite faebd7 aqua 00ffff aquamarine 7fffd4 azure f0ffff beige f5f5dc
bisque ffe4c4 black 000000 blanchedalmond ffebcd blue 0000ff blueviolet 8a2be2 brown a52a2a
burlywood deb887 cadetblue 5f9ea0 chartreuse 7fff00 chocolate d2691e coral ff7f50
cornflowerblue 6495ed cornsilk fff8dc crimson dc143c cyan 00ffff darkblue 00008b
darkcyan 008b8b darkgoldenrod b8860b darkgray a9a9a9 darkgreen 006400 darkgrey a9a9a9
darkkhaki bdb76b darkmagenta 8b008b darkolivegreen 556b2f darkorange ff8c00 darkorchid 9932cc
darkred 8b0000 darksalmon e9967a darkseagreen 8fbc8f darkslateblue 483d8b darkslategray 2f4f4f
darkslategrey 2f4f4f darkturquoise 00ced1 darkviolet 9400d3 deeppink ff1493 deepskyblue 00bfff
dimgray 696969 dimgrey 696969 dodgerblue 1e90ff firebrick b22222 floralwhite fffaf0
forestgreen 228b22 fuchsia ff00ff gainsboro dcdcdc ghostwhite f8f8ff gold ffd700
goldenrod daa520 gray 808080 green 008000 greenyellow adff2f grey 808080 honeydew f0fff0
hotpink ff69b4 indianred cd5c5c indigo 4b0082 ivory fffff0 khaki f0e68c lavender e6e6fa
lavenderblush fff0f5 lawngreen 7cfc00 lemonchiffon fffacd lightblue add8e6 lightcoral f08080
lightcyan e0ffff lightgoldenrodyellow fafad2 lightgray d3d3d3 lightgreen 90ee90
lightgrey d3d3d3 lightpink ffb6c1 lightsalmon ffa07a lightseagreen 20b2aa lightskyblue 87cefa
lightslategray 778899 lightslategrey 778899 lightsteelblue b0c4de lightyellow ffffe0
lime 00ff00 limegreen 32cd32 linen faf0e6 magenta ff00ff maroon 800000 mediumaquamarine 66cdaa
mediumblue 0000cd mediumorchid ba55d3 mediumpurple 9370db mediumseagreen 3cb371
mediumslateblue 7b68ee mediumspringgreen 00fa9a mediumturquoise 48d1cc mediumvioletred c71585
midnightblue 191970 mintcream f5fffa mistyrose ffe4e1 moccasin ffe4b5 navajowhite ffdead
navy 000080 oldlace fdf5e6 olive 808000 olivedrab 6b8e23 orange ffa500 orangered ff4500
orchid da70d6 palegoldenrod eee8aa palegreen 98fb98 paleturquoise afeeee palevioletred db7093
papayawhip ffefd5 peachpuff ffdab9 peru cd853f pink ffc0cb plum dda0dd powderblue b0e0e6
purple 800080 red ff0000 rosybrown bc8f8f royalblue 4169e1 saddlebrown 8b4513 salmon fa8072
sandybrown f4a460 seagreen 2e8b57 seashell fff5ee sienna a0522d silver c0c0c0 skyblue 87ceeb
slateblue 6a5acd slategray 708090 slategrey 708090 snow fffafa springgreen 00ff7f
steelblue 4682b4 tan d2b48c teal 008080 thistle d8bfd8 tomato ff6347 turquoise 40e0d0
violet ee82ee wheat f5deb3 white ffffff whitesmoke f5f5f5 yellow ffff00 yellowgreen 9acd32
""".split()  # noqa: SIM905 - a table

COLOURS: Mapping[str, str] = dict(zip(_COLOURS[::2], _COLOURS[1::2], strict=True))
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


class Untimed(Frozen):
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
