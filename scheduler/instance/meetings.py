"""Sessions, the bodies that meet in them, and how they follow one another."""

import re
import uuid
from collections import Counter
from datetime import timedelta
from enum import StrEnum
from typing import Annotated, Any, TypeVar

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

from scheduler.instance.calendar import Agenda, Purpose
from scheduler.instance.frozen import (
    Address,
    Frozen,
    Identified,
    Identifier,
    Language,
    Minutes,
    OneOrMore,
    TableRow,
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
    """What another system calls a session. Imports write it and exports give it back."""

    language: Language | None = None
    """Language of the session; the first of the conference unless given."""
    guid: Title | None = None
    """Id in apps, equal in every version of a programme."""
    number: int | None = Field(default=None, ge=0, le=LARGEST_NUMBER)
    """Its number."""
    slug: Title | None = None
    """Its name in addresses."""
    address: Title | None = None
    """Its address on the web."""

    @property
    def own_guid(self) -> str:
        """The name by which apps know it: made of its number and slug, if it has none."""
        if self.guid or (self.number is None and not self.slug):
            return self.guid or ""
        return str(uuid.uuid5(uuid.NAMESPACE_OID, f"{self.number} {self.slug}"))


def plain_acronym(name: str) -> str:
    """Return the acronym of a conference that says none: its name in small letters and digits."""
    return re.sub(r"[^a-z0-9]", "", name.lower()).ljust(4, "0")


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
    """A meeting within each run of this many days, wherever it begins."""
    first: Day | None = Field(alias="from", default=None)
    """First day that counts; that of the conference unless given."""
    last: Day | None = Field(alias="to", default=None)
    """Last day that counts; that of the conference unless given."""


class Body(TableRow):
    """A body of the conference: plenary, committee, working group, regional group.

    Its sessions never overlap.
    """

    parent: Identifier | None = None
    """Body above it, to which it reports."""
    in_order: bool = True
    """Whether its meetings follow the order of the file."""
    gap: Minutes = timedelta()
    """Least minutes between two consecutive meetings, if they are in order."""
    rhythm: Rhythm | None = None
    """How often it meets at least."""
    needs: tuple[Feature, ...] = Field(default=(), exclude_if=is_empty)
    """Features that the room of each meeting must have, besides those that the meeting needs."""
    purpose: Purpose | None = None
    """Purpose of its meetings, unless they give one."""


class Pin(Frozen):
    """A fixed start, room, or both."""

    start: Instant | None = None
    """The fixed start."""
    room: Identifier | None = None
    """The fixed room."""

    @model_validator(mode="after")
    def _says_something(self) -> "Pin":
        if self.start is None and self.room is None:
            raise ValueError("a pin needs a start, a room, or both")
        return self


AnyRole = TypeVar("AnyRole", bound=StrEnum)


def one_role_each(
    people: dict[AnyRole, tuple[Identifier, ...]],
) -> dict[AnyRole, tuple[Identifier, ...]]:
    """Return persons by role; raise `ValueError` if one has two roles."""
    named = Counter(person for group in people.values() for person in group)
    if twice := sorted(person for person, times in named.items() if times > 1):
        are = "is" if len(twice) == 1 else "are"
        raise ValueError(f"{', '.join(twice)} {are} named twice; give each person one role")
    return people


Languages = Annotated[tuple[Identifier, ...], Field(json_schema_extra={"minItems": 1})]
"""Some of the languages of a pool; `coherence` says what helps if there are none."""


class Session(Identified):
    """One meeting, in one room, without interruption."""

    model_config = ConfigDict(json_schema_extra=with_duration)

    id: Identifier
    """Stable name; feeds and programmes refer to it."""
    title: Title
    """Name for people."""
    kind: Identifier
    """Kind of session."""
    body: OneOrMore | None = None
    """Body that meets, or several that meet jointly."""
    days: Length | None = Field(default=None, exclude_if=is_unsaid)
    """Length in days instead of `duration`, on a horizon of days."""
    duration: Duration
    """Minutes, without the breaks that it spans; required unless `days` is given."""
    span_breaks: bool | None = None
    """Whether it may run across breaks, which extend it; as its kind unless given."""
    attendance: NonNegativeInt | None = None
    """People expected in the room; unknown unless given."""
    layout: Feature | None = None
    """Layout that it needs; the room's usual one unless given."""
    needs: tuple[Feature, ...] = ()
    """Features that its room must have."""
    interpretation: Identifier | None = None
    """Pool of interpreters. The room needs a booth for each language."""
    languages: Languages | None = Field(default=None, exclude_if=is_unsaid)
    """Languages of the pool that it needs; all unless given."""
    uses: dict[Identifier, PositiveInt] | None = Field(default=None, exclude_if=is_unsaid)
    """Units of resources that it takes while it runs; those of its kind unless given."""
    themes: tuple[Identifier, ...] = ()
    """Themes of the session."""
    topics: tuple[Identifier, ...] = ()
    """Narrow topics. Sessions of one topic never overlap."""
    labels: dict[Identifier, tuple[Identifier, ...]] = Field(default={}, exclude_if=is_empty)
    """Other properties by label, such as sector or audience. Relations refer to them."""
    numbers: dict[Identifier, NonNegativeInt] = Field(default={}, exclude_if=is_empty)
    """Numbers to which relations refer, such as a level of difficulty or bookmarks."""
    level: SessionLevel | None = None
    """Ministerial or technical."""
    purpose: Purpose | None = None
    """Purpose of its hours in comparisons; that of its body, or else its kind, unless given."""
    region: Identifier | None = None
    """Region whose group coordinates in it."""
    people: Annotated[dict[Role, tuple[Identifier, ...]], AfterValidator(one_role_each)] = {}
    """Participants by role. All but `optional` must attend."""
    panel: Panel | None = None
    """Free seats on its panel, filled by the search."""
    seated_before: Minutes = timedelta()
    """Minutes before the start by which persons with a class are seated."""
    remote: dict[Identifier, PositiveInt] | None = Field(default=None, exclude_if=is_unsaid)
    """Remote participants by site; those of its kind unless given. An empty mapping means none."""
    windows: tuple[AnyWindow, ...] | None = Field(default=None, exclude_if=is_unsaid)
    """It must be inside one of these; those of its kind unless given. An empty list means any time."""
    preferred: tuple[AnyWindow, ...] = ()
    """It should be inside one of these."""
    pin: Pin | None = None
    """Fixed start and room."""
    exclusive: bool = False
    """Whether no other session may run beside it."""
    prime: bool = False
    """Whether it deserves a good time and a good room."""
    private: bool = False
    """Whether it is left out of everything public (Chatham House rules)."""
    optional: bool = False
    """Whether the programme may leave it out."""
    value: NonNegativeInt = 100
    """Points that are lost without it, if it is optional, at the default level of `value_lost`."""
    showcases: tuple[Identifier, ...] = ()
    """Regions whose success stories it shows."""
    description: Title | None = None
    """What the session is about."""
    output: Title | None = None
    """Expected result."""
    audience: Title | None = None
    """Target audience."""
    agenda: Agenda | None = Field(default=None, exclude_if=is_unsaid)
    """How many items it takes; as its kind unless given."""
    invited: Invited = Invited()
    """Who is invited."""
    stream: Address | None = None
    """Address of the public webcast."""
    join: Address | None = None
    """Address where invited remote participants join. It is secret, and only in personal feeds."""
    code: Title | None = None
    """Code in another system, such as pretalx. It is public."""
    origin: Origin | None = Field(default=None, exclude_if=is_unsaid)
    """Other names in that system, for exports. They are public."""
    was: Pin | None = Field(default=None, exclude_if=is_unsaid)
    """Its slot in an imported programme.

    It keeps its day and stays in rooms that its kind had, unless you free it.
    """

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
    """Return a selection of the sessions that are given by id, or the selection itself."""
    return side if isinstance(side, Selection) else Selection(sessions=side)


class Order(Frozen):
    """Each session of `first` comes before each session of `then`."""

    first: Side
    """Sessions that come first."""
    then: Side
    """Sessions that come after them."""
    at_least: Minutes = timedelta()
    """Least minutes from the end of the first to the start of the second."""
    at_most: Minutes | None = None
    """Most minutes between them."""
    days_at_least: Days | None = None
    """Least days from the date of the first to that of the second (1: the next day or later)."""
    days_at_most: Days | None = None
    """Most days between the two dates (0: the same day)."""
    working_days: bool = False
    """Whether only dates with a band count as days."""


class Adjacent(Identified):
    """Two sessions that are best held one right after the other."""

    sessions: tuple[Identifier, Identifier]
    """Either may come first."""
    within: Minutes = timedelta(minutes=30)
    """Minutes between them that still count as adjacent, such as a coffee break."""


class ParallelLimit(Identified):
    """A limit on how many sessions run at once."""

    sessions: Selection | None = None
    """Sessions that count; all unless given."""
    at_most: PositiveInt
    """Sessions that may run at once."""


class Quota(Identified):
    """How many of some sessions the programme holds. Only optional sessions can be left out."""

    sessions: Selection | None = None
    """Sessions that count; all unless given."""
    at_least: NonNegativeInt = 0
    """Sessions held at least."""
    at_most: NonNegativeInt | None = None
    """Sessions held at most."""
