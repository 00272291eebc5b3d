"""Panels, people, delegations, audiences and regions."""

from datetime import timedelta
from enum import StrEnum

from pydantic import Field, NonNegativeInt, PositiveInt

from scheduler.instance.calendar import Hours
from scheduler.instance.frozen import (
    Frozen,
    Identified,
    Identifier,
    Minutes,
    PositiveMinutes,
    TableRow,
    Title,
)
from scheduler.instance.moments import AnyWindow, Zone


class Brings(StrEnum):
    """What a person brings to a panel."""

    PROBLEMS = "problems"
    SOLUTIONS = "solutions"
    RESOURCES = "resources"


class SessionLevel(StrEnum):
    """Whom a session speaks to, and which sessions the persons of a class are for."""

    MINISTERIAL = "ministerial"
    TECHNICAL = "technical"


class Invited(Frozen):
    """Who is invited to a session, for readers.

    It has no effect on the programme; see `people` and `panel`.
    """

    classes: tuple[Identifier, ...] = ()
    """Classes of persons."""
    people: tuple[Identifier, ...] = ()
    """Persons, shown to organisers only."""
    bodies: tuple[Identifier, ...] = ()
    """Bodies of the conference."""
    others: Title | None = None
    """Others, in words."""


class PanelRole(TableRow):
    """A role on a panel, such as funders. A person fits by class, by what they bring, or by name.

    If several of these are given, all must hold: one of the classes, and one of the things.
    """

    id: Identifier
    """Name of the role, unique in its panel."""
    classes: tuple[Identifier, ...] = ()
    """Persons of one of these classes fit; of any class unless given."""
    brings: tuple[Brings, ...] = ()
    """Persons who bring one of these fit; any person unless given."""
    people: tuple[Identifier, ...] | None = None
    """These persons fit; an empty list means no one, and no list anyone."""
    at_least: NonNegativeInt = 0
    """People in this role at least."""
    at_most: NonNegativeInt | None = None
    """People in this role at most."""


class Panel(Frozen):
    """The panel of a session, with seats that the search fills.

    Persons who attend in a fixed role count in the roles that they fit. Anyone else who fits a role
    may get a seat.
    """

    at_least: NonNegativeInt = 0
    """People on the panel at least."""
    at_most: NonNegativeInt | None = None
    """People on the panel at most."""
    roles: tuple[PanelRole, ...] = Field(min_length=1)
    """Roles. A person counts in each role that they fit."""


class Selection(Frozen):
    """Some sessions: those named, and all of certain bodies, kinds, themes and tracks, taken together."""

    sessions: tuple[Identifier, ...] = ()
    """Sessions by id."""
    bodies: tuple[Identifier, ...] = ()
    """All meetings of these bodies."""
    kinds: tuple[Identifier, ...] = ()
    """All sessions of these kinds."""
    themes: tuple[Identifier, ...] = ()
    """All sessions that carry one of these themes."""
    tracks: tuple[Identifier, ...] = ()
    """All sessions of these tracks."""


class PersonClass(TableRow):
    """A class of important persons, such as heads of state, ministers or regulators."""

    rank: NonNegativeInt = 0
    """Protocol rank, 1 the highest; 0 says nothing."""
    buffer_before: Minutes = timedelta()
    """Minutes for which persons are held before each session, for arrival."""
    buffer_after: Minutes = timedelta()
    """Minutes for which persons are held after each session, for departure and press."""
    daily_load: PositiveMinutes | None = None
    """Most minutes of sessions per day."""
    compact: bool = False
    """Whether their sessions should be on as few days as possible."""
    level: SessionLevel | None = None
    """Level of the sessions on whose panels they sit."""
    seated_in: Selection = Selection()
    """Each of them takes part in at least one of these sessions, if any are selected."""


NO_CLASS = PersonClass(id="none")
"""That of a person of whom no class is said."""


class Person(Identified):
    """Someone whom sessions need, named by function."""

    title: Title | None = None
    """Function or name for people."""
    person_class: Identifier | None = Field(alias="class", default=None)
    """Class of the person, with defaults for buffers, load and compactness."""
    delegation: Identifier | None = None
    """Delegation to which the person belongs."""
    zone: Zone | None = None
    """Home time zone, for day windows in `available` and for local hours; the venue's unless given."""
    remote: bool = False
    """Whether the person takes part remotely. Then `zone` is required."""
    available: tuple[AnyWindow, ...] = ()
    """When the person is available; always unless given."""
    buffer_before: Minutes | None = None
    """Minutes for which the person is held before each session; that of the class unless given."""
    buffer_after: Minutes | None = None
    """Minutes for which the person is held after each session; that of the class unless given."""
    daily_load: PositiveMinutes | None = None
    """Most minutes of sessions per day; that of the class unless given."""
    compact: bool | None = None
    """Whether the person's sessions should be on as few days as possible; as the class unless given."""
    themes: tuple[Identifier, ...] = ()
    """Themes that interest the person; each is in `themes` or carried by a session."""
    brings: tuple[Brings, ...] = ()
    """What the person brings to a panel."""
    public: bool | None = None
    """Whether the name is published; by `publishing.public_roles` unless given."""


class Region(TableRow):
    """A world region with a regional group."""

    weight: PositiveInt = 1
    """Factor for each remote participant of the region in local hours."""
    coordination_a_week: NonNegativeInt = 0
    """Coordination meetings that the group needs per week."""
    showcases: NonNegativeInt = 0
    """Sessions that show the region's success stories, at least."""


class Site(Identified):
    """Where remote participants of a region are."""

    region: Identifier
    """Region of the site."""
    zone: Zone
    """Time zone."""

    @property
    def city(self) -> str:
        """The place that names its clocks: ``Mexico City`` of ``America/Mexico_City``."""
        return self.zone.key.rpartition("/")[2].replace("_", " ")


class LocalHours(Frozen):
    """What a minute costs a remote participant, by the local clock."""

    comfortable: Hours = Hours(start=timedelta(hours=8), end=timedelta(hours=20))
    """Hours that cost nothing."""
    acceptable: Hours = Hours(start=timedelta(hours=7), end=timedelta(hours=22))
    """Hours that cost `acceptable_rate`; all others are night."""
    acceptable_rate: PositiveInt = 1
    """Cost of a minute in acceptable hours."""
    night_rate: PositiveInt = 3
    """Cost of a minute at night."""


class Delegation(TableRow):
    """A delegation. It can attend as many sessions at once as it has members."""

    region: Identifier | None = None
    """Region it belongs to."""
    size: PositiveInt
    """Number of members."""
    must: Selection = Selection()
    """Sessions that it must attend."""
    wishes: Selection = Selection()
    """Sessions that it also wants to attend."""


class Audience(TableRow):
    """People with the same interests, from registrations or bookmarks."""

    people: PositiveInt = 1
    """Number of people."""
    sessions: Selection
    """Sessions that they want to attend."""
