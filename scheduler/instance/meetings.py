"""Sessions, the bodies that meet in them, and how they follow one another."""

import re
import uuid
from datetime import timedelta
from enum import StrEnum
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    ConfigDict,
    Discriminator,
    Field,
    NonNegativeInt,
    PositiveInt,
    Tag,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from scheduler.instance.addresses import Address
from scheduler.instance.calendar import Agenda, Purpose
from scheduler.instance.frozen import (
    Frozen,
    Identifier,
    Language,
    Minutes,
    OneOrMore,
    Title,
    each_of,
    from_minutes,
    is_empty,
    is_unsaid,
    minutes_of,
)
from scheduler.instance.moments import (
    DAY,
    UNSAID,
    AnyWindow,
    Day,
    Days,
    Duration,
    Instant,
    Length,
    with_duration,
)
from scheduler.instance.participants import Invited, Panel, Selection, SessionLevel
from scheduler.instance.resources import Feature

LARGEST_NUMBER = 2**31 - 1
"""Apps keep the numbers of events in 32 bits."""


class Origin(Frozen):
    """What another system says of a session, so that it goes back there as it came."""

    language: Language | None = None
    """Language in which it is held; the first of the conference unless given."""
    guid: Title | None = None
    """The name by which apps know it, the same in every version of a programme."""
    number: int | None = Field(default=None, ge=0, le=LARGEST_NUMBER)
    """Its number."""
    slug: Title | None = None
    """Its name in addresses."""
    address: Title | None = None
    """Where it is on the web."""

    @property
    def own_guid(self) -> str:
        """The name by which apps know it: made of its number and slug, if it has none."""
        if self.guid or (self.number is None and not self.slug):
            return self.guid or ""
        return made_guid(self.number, self.slug)


def plain_acronym(name: str) -> str:
    """Return the acronym of a conference that says none: its name in small letters and digits."""
    return re.sub(r"[^a-z0-9]", "", name.lower()).ljust(4, "0")


def made_guid(number: int | None, slug: str | None) -> str:
    """Return a name for a session that has a number or a slug alone."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, f"{number} {slug}"))


def number_of(guid: str) -> int:
    """Return a number for a session that has a name alone: made of it, so that it stays."""
    return uuid.uuid5(uuid.NAMESPACE_OID, guid).int % LARGEST_NUMBER + 1


class Role(StrEnum):
    """What a person does in a session. All but `OPTIONAL` are attended without fail."""

    CHAIR = "chair"
    MODERATOR = "moderator"
    SPEAKER = "speaker"
    REQUIRED = "required"
    OPTIONAL = "optional"


class Rhythm(Frozen):
    """How often a body meets. Days are dates with an official band."""

    every: PositiveInt
    """On one of so many days at least, counted from any of them."""
    first: Day | None = Field(alias="from", default=None)
    """First day that counts; that of the conference unless given."""
    last: Day | None = Field(alias="to", default=None)
    """Last day that counts; that of the conference unless given."""


class Body(Frozen):
    """A body of the conference: plenary, committee, working group, ad hoc group, regional group."""

    id: Identifier
    """Name by which sessions refer to it."""
    title: Title | None = None
    """Name for people."""
    parent: Identifier | None = None
    """The body it reports to, above it in the tree."""
    in_order: bool = True
    """Whether its meetings follow one another as the file lists them."""
    gap: Minutes = timedelta()
    """Minutes at least between two consecutive meetings, if they are in order."""
    rhythm: Rhythm | None = None
    """How often it meets at least."""
    needs: tuple[Feature, ...] = Field(default=(), exclude_if=is_empty)
    """Features that the room of each of its meetings must offer, besides what the meeting needs."""
    purpose: Purpose | None = None
    """What the hours of its meetings count as, unless they say otherwise."""


class Pin(Frozen):
    """What is settled: a start, a room, or both."""

    start: Instant | None = None
    """The start that was promised."""
    room: Identifier | None = None
    """The room that was promised."""

    @model_validator(mode="after")
    def _says_something(self) -> "Pin":
        if self.start is None and self.room is None:
            raise ValueError("a pin needs a start, a room, or both")
        return self


def _each_once(people: dict[Role, tuple[Identifier, ...]]) -> dict[Role, tuple[Identifier, ...]]:
    named = [person for group in people.values() for person in group]
    if len({*named}) < len(named):
        twice = sorted({person for person in named if named.count(person) > 1})
        raise ValueError(
            f"{', '.join(twice)} {'is' if len(twice) == 1 else 'are'} named twice; give each person one role"
        )
    return people


Languages = Annotated[tuple[Identifier, ...], Field(json_schema_extra={"minItems": 1})]
"""Some of the languages of a pool; `coherence` says what helps if there are none."""


class Session(Frozen):
    """Something to place: one meeting, in one room, without interruption."""

    model_config = ConfigDict(json_schema_extra=with_duration)

    id: Identifier
    """Stable name; feeds and schedules depend on it."""
    title: Title
    """Name for people."""
    kind: Identifier
    """Kind, which says what hours it may use."""
    body: OneOrMore | None = None
    """Body that meets, or several that meet jointly."""
    days: Length | None = Field(default=None, exclude_if=is_unsaid)
    """Days that it lasts, instead of `duration`, on a horizon of days."""
    duration: Duration
    """Minutes from start to end without the breaks that it spans; required unless it has `days`."""
    span_breaks: bool | None = None
    """Whether it may run across breaks, which are added to its end; as its kind unless given."""
    attendance: NonNegativeInt | None = None
    """People expected in the room; not known unless given."""
    layout: Feature | None = None
    """Layout it needs; the room's usual one unless given."""
    needs: tuple[Feature, ...] = ()
    """Features its room must offer."""
    interpretation: Identifier | None = None
    """Pool of interpreters that serves it; its room needs a booth for each of its languages."""
    languages: Languages | None = Field(default=None, exclude_if=is_unsaid)
    """Languages of that pool that it needs; all of them unless given."""
    uses: dict[Identifier, PositiveInt] | None = Field(default=None, exclude_if=is_unsaid)
    """Countable resources it takes while it runs; those of its kind unless given."""
    themes: tuple[Identifier, ...] = ()
    """Themes it belongs to."""
    topics: tuple[Identifier, ...] = ()
    """Narrow topics; sessions of one topic are never in parallel."""
    labels: dict[Identifier, tuple[Identifier, ...]] = Field(default={}, exclude_if=is_empty)
    """What else it is about, and for whom, by label: sectors, audiences. Relations speak of them."""
    numbers: dict[Identifier, NonNegativeInt] = Field(default={}, exclude_if=is_empty)
    """Numbers that relations go by, such as how advanced it is, or how many have marked it."""
    level: SessionLevel | None = None
    """Ministerial or technical."""
    purpose: Purpose | None = None
    """What its hours count as, if not what its body says, or else its kind."""
    region: Identifier | None = None
    """The region whose group coordinates in it."""
    people: Annotated[dict[Role, tuple[Identifier, ...]], AfterValidator(_each_once)] = {}
    """Who takes part, by role."""
    panel: Panel | None = None
    """Who may sit on its panel besides, chosen with the programme."""
    seated_before: Minutes = timedelta()
    """Minutes before the start by which persons of a class are seated (inaugurals)."""
    remote: dict[Identifier, PositiveInt] | None = Field(default=None, exclude_if=is_unsaid)
    """Remote participants by site; those of its kind unless given, and nobody if it is empty."""
    windows: tuple[AnyWindow, ...] | None = Field(default=None, exclude_if=is_unsaid)
    """It must lie inside one of these, if any is given; those of its kind unless given."""
    preferred: tuple[AnyWindow, ...] = ()
    """It should lie inside one of these, if any is given."""
    pin: Pin | None = None
    """What is settled about it."""
    exclusive: bool = False
    """Whether nothing else may run beside it."""
    prime: bool = False
    """Whether it deserves a good time and a good room."""
    private: bool = False
    """Whether it stays out of everything public (Chatham House rules)."""
    optional: bool = False
    """Whether the programme may do without it."""
    value: NonNegativeInt = 100
    """What is lost without it, if it is optional: in points, at the usual level of `value_lost`."""
    showcases: tuple[Identifier, ...] = ()
    """Regions whose success stories it shows."""
    description: Title | None = None
    """What it is about."""
    output: Title | None = None
    """What is to come of it."""
    audience: Title | None = None
    """Whom it is for."""
    agenda: Agenda | None = Field(default=None, exclude_if=is_unsaid)
    """What it takes of agenda items, if not what its kind says."""
    invited: Invited = Invited()
    """Who is invited."""
    stream: Address | None = None
    """Public webcast of it."""
    join: Address | None = None
    """Where invited remote participants join: a secret, told in personal feeds only."""
    code: Title | None = None
    """What another system knows it by, such as its code in pretalx; public."""
    origin: Origin | None = Field(default=None, exclude_if=is_unsaid)
    """What another system says of it besides, for exports; public."""
    was: Pin | None = Field(default=None, exclude_if=is_unsaid)
    """Where it was in the programme that the conference comes from; it stays near unless that is freed."""

    @field_validator("duration", mode="before")
    @classmethod
    def _lasts(cls, value: Any, info: ValidationInfo) -> Any:
        """Return the duration: that of its days, or a week at most."""
        if value is UNSAID:
            raise PydanticCustomError("missing", "Field required")
        days = info.data.get("days")
        if days is None:
            return from_minutes(value)
        if value not in (days * DAY, minutes_of(days * DAY)):
            raise ValueError(f"expected {minutes_of(days * DAY)} beside `days`, or nothing")
        return days * DAY

    @property
    def bodies(self) -> tuple[str, ...]:
        """The bodies that meet: none, one, or several jointly."""
        return each_of(self.body)


def _which(side: object) -> str:
    """Return the tag of what a side of an order is meant to be."""
    return "Selection" if isinstance(side, dict | Selection) else "sessions by id"


Side = Annotated[
    Annotated[tuple[Identifier, ...], Field(min_length=1), Tag("sessions by id")]
    | Annotated[Selection, Tag("Selection")],
    Discriminator(_which),
]
"""Some sessions: by id, or by a selection."""

SideOrNone = Annotated[
    Annotated[tuple[Identifier, ...], Tag("sessions by id")]
    | Annotated[Selection, Tag("Selection")],
    Discriminator(_which),
]
"""The same, or none: those that there were have been called off."""


def selection_of(side: tuple[Identifier, ...] | Selection) -> Selection:
    """Return what is written as sessions by id, or as a selection, as a selection."""
    return side if isinstance(side, Selection) else Selection(sessions=side)


class Order(Frozen):
    """Each session of `first` comes before each session of `then`, with this lag."""

    first: Side
    """Sessions that come first."""
    then: Side
    """Sessions that come after them."""
    at_least: Minutes = timedelta()
    """Minutes at least from the end of the first to the start of the second."""
    at_most: Minutes | None = None
    """Minutes at most between them."""
    days_at_least: Days | None = None
    """Days at least from the date of the first to the date of the second (1: next day or later)."""
    days_at_most: Days | None = None
    """Days at most between the two dates (0: the same day)."""
    working_days: bool = False
    """Whether only dates with a band are counted as days."""


class Adjacent(Frozen):
    """Two sessions that are best held one right after the other."""

    id: Identifier
    """Name of the wish."""
    sessions: tuple[Identifier, Identifier]
    """Either may come first."""
    within: Minutes = timedelta(minutes=30)
    """Minutes between them that still count as adjacent (a coffee break)."""


class ParallelLimit(Frozen):
    """A limit on how many sessions run at once."""

    id: Identifier
    """Name of the limit."""
    sessions: Selection | None = None
    """Sessions that count; all of the conference unless given."""
    at_most: PositiveInt
    """How many may run at once."""


class Quota(Frozen):
    """How many sessions the programme holds of some that may be optional."""

    id: Identifier
    """Name of the quota."""
    sessions: Selection | None = None
    """Sessions that count; all of the conference unless given."""
    at_least: NonNegativeInt = 0
    """How many have to be held."""
    at_most: NonNegativeInt | None = None
    """How many may be held; any number unless given."""
