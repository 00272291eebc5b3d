"""Panels, people, delegations, audiences and regions."""

from datetime import timedelta
from enum import StrEnum

from pydantic import Field, NonNegativeInt, PositiveInt

from scheduler.instance.calendar import Hours
from scheduler.instance.frozen import Frozen, Identifier, Minutes, PositiveMinutes, Title
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
    """Who is invited to a session; whoever takes part is named in `people` besides."""

    classes: tuple[Identifier, ...] = ()
    """Classes of persons."""
    people: tuple[Identifier, ...] = ()
    """Persons: for the organisers alone."""
    bodies: tuple[Identifier, ...] = ()
    """Bodies of the conference."""
    others: Title | None = None
    """Others, in words."""


class PanelRole(Frozen):
    """A part that some people of a panel play; who can play it is told by class, by what they bring, by name.

    Whatever is given of these holds at once: of `classes` and `brings`, a person fits who is of one of the
    classes and brings one of the things.
    """

    id: Identifier
    """Name of the role."""
    title: Title | None = None
    """Name for people."""
    classes: tuple[Identifier, ...] = ()
    """Persons of one of these classes fit; of any unless given."""
    brings: tuple[Brings, ...] = ()
    """Persons who bring one of these fit; whatever they bring unless given."""
    people: tuple[Identifier, ...] | None = None
    """These persons fit, no one if the list is empty; all unless given."""
    at_least: NonNegativeInt = 0
    """How many of them have to be on the panel."""
    at_most: NonNegativeInt | None = None
    """How many of them may be on it; any number unless given."""


class Panel(Frozen):
    """Who may sit on the panel of a session, and how many.

    Persons who attend the session in a fixed role count in the roles that they fit. Whoever fits a role and
    is not named in the session may be given a seat.
    """

    at_least: NonNegativeInt = 0
    """How many people have to be on the panel in all."""
    at_most: NonNegativeInt | None = None
    """How many may be on it in all; any number unless given."""
    roles: tuple[PanelRole, ...] = Field(min_length=1)
    """Its roles; a person counts in each role that he or she fits."""


class Selection(Frozen):
    """Some sessions: those named, and all of certain bodies, kinds, themes and tracks."""

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


class PersonClass(Frozen):
    """A class of important persons: heads of state, ministers, regulators and so on."""

    id: Identifier
    """Name by which people refer to it."""
    title: Title | None = None
    """Name for people."""
    rank: NonNegativeInt = 0
    """Protocol rank, 1 the highest; 0 says nothing."""
    buffer_before: Minutes = timedelta()
    """Minutes held before each session (escort, arrival)."""
    buffer_after: Minutes = timedelta()
    """Minutes held after each session (press, departure)."""
    daily_load: PositiveMinutes | None = None
    """At most this many minutes of sessions a day."""
    compact: bool = False
    """Whether their sessions should lie on as few days as possible."""
    level: SessionLevel | None = None
    """The level of the sessions that they are for, when seats are given."""
    seated_in: Selection = Selection()
    """Each of them has to take part in at least one of these sessions, if any are selected."""


NO_CLASS = PersonClass(id="none")
"""That of a person of whom no class is said."""


class Person(Frozen):
    """Somebody whose presence a session depends on, named by function."""

    id: Identifier
    """Name by which sessions refer to the person."""
    title: Title | None = None
    """Function or name for people."""
    person_class: Identifier | None = Field(alias="class", default=None)
    """Class of the person; its buffers, load and compactness hold unless set here."""
    delegation: Identifier | None = None
    """Delegation of which the person is a member."""
    zone: Zone | None = None
    """Home zone: the clocks on which day windows of `available` are read, and local hours if remote."""
    remote: bool = False
    """Whether the person takes part from home; then `zone` is needed."""
    available: tuple[AnyWindow, ...] = ()
    """When the person can be there; always unless given."""
    buffer_before: Minutes | None = None
    """Instead of the class's."""
    buffer_after: Minutes | None = None
    """Instead of the class's."""
    daily_load: PositiveMinutes | None = None
    """Instead of the class's."""
    compact: bool | None = None
    """Instead of the class's."""
    themes: tuple[Identifier, ...] = ()
    """Themes the person cares for; each is one that a session carries, or of `themes`."""
    brings: tuple[Brings, ...] = ()
    """What the person brings to a panel."""
    public: bool | None = None
    """Whether everybody may read who it is; as `publishing.public_roles` say unless given."""


class Region(Frozen):
    """A region of the world that holds a regional group."""

    id: Identifier
    """Name by which sites, delegations and coordination meetings refer to it."""
    title: Title | None = None
    """Name for people."""
    weight: PositiveInt = 1
    """How much one remote participant of the region counts in local hours."""
    coordination_a_week: NonNegativeInt = 0
    """Coordination meetings that its group needs in each week of the conference."""
    showcases: NonNegativeInt = 0
    """Sessions that show its success stories which the programme needs."""


class Site(Frozen):
    """Where remote participants of a region are, by their clocks."""

    id: Identifier
    """Name by which sessions count remote attendance."""
    region: Identifier
    """Region it belongs to."""
    zone: Zone
    """The clocks there."""

    @property
    def city(self) -> str:
        """The place that names its clocks: ``Mexico City`` of ``America/Mexico_City``."""
        return self.zone.key.rpartition("/")[2].replace("_", " ")


class LocalHours(Frozen):
    """What a minute costs a remote participant, by the clock where the participant is."""

    comfortable: Hours = Hours(start=timedelta(hours=8), end=timedelta(hours=20))
    """Hours that cost nothing."""
    acceptable: Hours = Hours(start=timedelta(hours=7), end=timedelta(hours=22))
    """Hours around them that cost `acceptable_rate`; all others are night."""
    acceptable_rate: PositiveInt = 1
    """Cost of a minute that is acceptable but not comfortable."""
    night_rate: PositiveInt = 3
    """Cost of a minute at night."""


class Delegation(Frozen):
    """A delegation: as many meetings at once as it has members."""

    id: Identifier
    """Name of the delegation."""
    title: Title | None = None
    """Name for people."""
    region: Identifier | None = None
    """Region it belongs to."""
    size: PositiveInt
    """Members who can sit in a meeting."""
    must: Selection = Selection()
    """What it must attend."""
    wishes: Selection = Selection()
    """What it wishes to attend besides."""


class Audience(Frozen):
    """People with the same interests, from registrations or bookmarks."""

    id: Identifier
    """Name of the audience."""
    title: Title | None = None
    """Name for people."""
    people: PositiveInt = 1
    """How many they are."""
    sessions: Selection
    """What they want to attend."""
