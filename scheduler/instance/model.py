"""The instance: all facts of one conference, and what its organisers wish."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from functools import cached_property
from itertools import chain
from typing import ClassVar, Literal

from pydantic import Field, PositiveInt, model_validator

from scheduler.catalogue import RULES
from scheduler.display import Displayable
from scheduler.instance.calendar import WEEK, Band, DayProfile, Kind
from scheduler.instance.frozen import ById, Identifier, Title, by_id, is_empty
from scheduler.instance.items import Itemised
from scheduler.instance.kept import Kept, kept_of
from scheduler.instance.levels import ItemLevels, Level, Levels
from scheduler.instance.lookups import (
    OrderedSessions,
    attending,
    fits,
    grouped,
    ordered,
    pool,
    tagged,
)
from scheduler.instance.meetings import Adjacent, Body, Order, ParallelLimit, Quota, Role, Session
from scheduler.instance.moments import AnyWindow, Clock, Day, Zone
from scheduler.instance.participants import (
    NO_CLASS,
    Audience,
    Delegation,
    LocalHours,
    PanelRole,
    Person,
    PersonClass,
    Region,
    Selection,
    Site,
)
from scheduler.instance.preferences import Preferring
from scheduler.instance.preparation import Preparing
from scheduler.instance.publication import Announced, Published
from scheduler.instance.references import faults_of
from scheduler.instance.regularity import Regular, Tracked
from scheduler.instance.relations import Related
from scheduler.instance.resources import InterpretationPool, Resource, Room, Walk, parts_by_room


class Instance(Displayable, Announced, Regular, Preferring, Related, Tracked, Itemised, Preparing):
    """A conference to plan.

    Tables refer to each other by id; `scheduler.instance.references` says what is wrong with them
    when they do not fit together, and an instance with such a fault cannot be made.
    """

    format: Literal[1] = 1
    """Version of the file format."""
    name: Identifier
    """Name of the instance; files are named after it."""
    title: Title | None = None
    """Name of the conference for people."""
    zone: Zone
    """Time zone of the venue."""
    grid: PositiveInt = Field(default=15, le=1440)
    """Sessions start at multiples of this many minutes after midnight (by hand, at any minute)."""
    first_day: Day
    """First date of the conference."""
    last_day: Day
    """Last date of the conference."""
    late_after: Clock = timedelta(hours=18)
    """Hour from which a session is late."""
    late_until: Clock = Field(default=timedelta(), exclude_if=is_empty)
    """Hour of the next date until which it is still late."""
    day_profiles: tuple[DayProfile, ...] = Field(min_length=1)
    """The bands of each day."""
    kinds: tuple[Kind, ...] = Field(min_length=1)
    """Kinds of session, with the bands that each may use."""
    rooms: tuple[Room, ...] = Field(min_length=1)
    """Rooms, with their seats and equipment."""
    walks: tuple[Walk, ...] = ()
    """Walking times between buildings; 0 where none is given."""
    person_classes: tuple[PersonClass, ...] = ()
    """Classes of important persons, such as ministers."""
    people: tuple[Person, ...] = ()
    """Persons whom sessions need."""
    regions: tuple[Region, ...] = ()
    """World regions, with their regional groups."""
    sites: tuple[Site, ...] = ()
    """Where remote participants are."""
    local_hours: LocalHours = LocalHours()
    """What inconvenient local hours cost remote participants."""
    delegations: tuple[Delegation, ...] = ()
    """Delegations, with their size and the sessions that they must attend."""
    audiences: tuple[Audience, ...] = ()
    """Groups of people with common interests."""
    interpretation: tuple[InterpretationPool, ...] = ()
    """Pools of interpretation teams."""
    resources: tuple[Resource, ...] = ()
    """Countable equipment and services."""
    bodies: tuple[Body, ...] = ()
    """Committees and other bodies."""
    sessions: tuple[Session, ...] = Field(min_length=1)
    """Sessions. List those of a body in the order in which it meets."""
    orders: tuple[Order, ...] = ()
    """Which sessions come before which."""
    adjacent: tuple[Adjacent, ...] = ()
    """Sessions that are best held one right after the other."""
    parallel_limits: tuple[ParallelLimit, ...] = ()
    """How many sessions may run at once."""
    quotas: tuple[Quota, ...] = ()
    """How many of some sessions are held."""
    prime_time: tuple[AnyWindow, ...] = ()
    """The best times, for sessions that are `prime`."""
    reserve: tuple[AnyWindow, ...] = ()
    """Time kept free for overruns."""
    published: tuple[Published, ...] = ()
    """The published programme. Sessions that are not in it may move freely."""
    frozen: tuple[AnyWindow, ...] = ()
    """Time in which the published programme may not change."""
    levels: Levels = {}
    """Level of each rule."""
    profiles: dict[Identifier, Levels] = {}
    """Named sets of levels, each on top of `levels`."""
    profile: Identifier | None = None
    """The profile that applies."""

    @model_validator(mode="after")
    def _fits_together(self) -> "Instance":
        faults = [str(fault) for fault in faults_of(self)]
        if faults:
            raise ValueError("\n".join(faults))
        return self

    def __repr__(self) -> str:
        return f"Instance({self.name!r}, {len(self.sessions)} sessions, {len(self.rooms)} rooms)"

    __str__ = __repr__

    # Look-ups by id

    session_by_id: ClassVar[ById[Session]] = by_id("sessions")
    room_by_id: ClassVar[ById[Room]] = by_id("rooms")
    person_by_id: ClassVar[ById[Person]] = by_id("people")
    person_class_by_id: ClassVar[ById[PersonClass]] = by_id("person_classes")
    kind_by_id: ClassVar[ById[Kind]] = by_id("kinds")
    body_by_id: ClassVar[ById[Body]] = by_id("bodies")
    pool_by_id: ClassVar[ById[InterpretationPool]] = by_id("interpretation")
    site_by_id: ClassVar[ById[Site]] = by_id("sites")
    region_by_id: ClassVar[ById[Region]] = by_id("regions")

    @cached_property
    def published_by_session(self) -> Mapping[str, Published]:
        """Where each session of the published plan was published to be, by session."""
        return {published.session: published for published in self.published}

    @cached_property
    def kept(self) -> Kept:
        """What stays of the programme that the conference comes from."""
        return kept_of(self)

    _parts_by_room = cached_property[Mapping[str, tuple[str, ...]]](
        lambda self: parts_by_room(self.room_by_id)
    )

    def parts_of(self, room: str) -> tuple[str, ...]:
        """Return the rooms without parts that a room consists of: itself, if it has none."""
        return self._parts_by_room[room]

    def way(self, building: str, other: str) -> timedelta:
        """Return the time it takes from one building to another."""
        for walk in self.walks:
            if building != other and {building, other} == set(walk.between):
                return walk.minutes
        return timedelta()

    # Settings of a person, or else of the person's class

    def buffers_of(self, person: Person) -> tuple[timedelta, timedelta]:
        """Return the time that a person is held before and after each session."""
        own_class = self.class_of(person)
        before, after = person.buffer_before, person.buffer_after
        return (
            own_class.buffer_before if before is None else before,
            own_class.buffer_after if after is None else after,
        )

    def daily_load_of(self, person: Person) -> timedelta | None:
        """Return the most time of sessions a day; None for no limit."""
        return person.daily_load or self.class_of(person).daily_load

    def is_compact(self, person: Person) -> bool:
        """Return whether a person's sessions should be on as few days as possible."""
        return self.class_of(person).compact if person.compact is None else person.compact

    def class_of(self, person: Person) -> PersonClass:
        """Return the class of a person; one that sets nothing for a person without a class."""
        return self.person_class_by_id.get(person.person_class or "", NO_CLASS)

    # Look-ups of sessions, always in the order of the file

    @cached_property
    def sessions_by_body(self) -> Mapping[str, tuple[Session, ...]]:
        """Sessions of each body that has any."""
        return grouped(self.sessions, lambda session: session.bodies)

    @cached_property
    def attended_by_person(self) -> Mapping[str, tuple[Session, ...]]:
        """Sessions that each person attends in any role but optional."""
        return grouped(self.sessions, attending)

    @cached_property
    def optional_by_person(self) -> Mapping[str, tuple[Session, ...]]:
        """Sessions that each person has as an option."""
        return grouped(self.sessions, lambda session: session.people.get(Role.OPTIONAL, ()))

    @cached_property
    def pools(self) -> Mapping[str, tuple[str, ...]]:
        """Persons who may be given a seat, by session with a panel; in the order of the file."""
        panels = (session for session in self.sessions if session.panel is not None)
        return {session.id: pool(session, self.people) for session in panels}

    @cached_property
    def seatable_by_person(self) -> Mapping[str, tuple[Session, ...]]:
        """Sessions in which each person may be given a seat."""
        return grouped(self.sessions, lambda session: self.pools.get(session.id, ()))

    def attended(self, person: str, seats: Collection[str]) -> tuple[Session, ...]:
        """Return the sessions that a person attends: in a fixed role, or seated in one of `seats`."""
        fixed = self.attended_by_person.get(person, ())
        if not seats:
            return fixed
        return self._found(("sessions", each) for each in (*(each.id for each in fixed), *seats))

    def in_role(self, role: PanelRole, people: Collection[str]) -> tuple[str, ...]:
        """Return those of some persons who fit a role of a panel."""
        return tuple(each for each in people if fits(self.person_by_id[each], role))

    def selected(self, *selections: Selection) -> tuple[Session, ...]:
        """Return the sessions of a selection, or of several, each once."""
        return self._found(
            (field, name) for each in selections for field, names in each for name in names
        )

    def _found(self, tags: Iterable[tuple[str, str]]) -> tuple[Session, ...]:
        found = (self.positions_by_tag.get(tag, ()) for tag in tags)
        return tuple(self.sessions[position] for position in sorted(set(chain(*found))))

    @cached_property
    def positions_by_tag(self) -> Mapping[tuple[str, str], tuple[int, ...]]:
        """Where in the file the sessions are that a field of a selection finds by a name."""
        return tagged(self.sessions, {track.id: track.sessions for track in self.tracks})

    @cached_property
    def ordered(self) -> tuple[OrderedSessions, ...]:
        """The orders, in their order, with the sessions of their selections; a side may have none."""
        return tuple(ordered(order, self.selected) for order in self.orders)

    @cached_property
    def dates(self) -> tuple[date, ...]:
        """Every date of the conference, in order."""
        last = (self.last_day - self.first_day).days
        return tuple(self.first_day + timedelta(days=day) for day in range(last + 1))

    def profile_of(self, day: date) -> DayProfile | None:
        """Return the profile of a date: the one that names it, else the one of its weekday."""
        weekday, by_weekday = WEEK[day.weekday()], None
        for profile in self.day_profiles:
            if day in profile.dates:
                return profile
            if weekday in profile.weekdays:
                by_weekday = profile
        return by_weekday

    def bands_of(self, day: date) -> tuple[Band, ...]:
        """Return the bands of a date; none if it has no profile."""
        profile = self.profile_of(day)
        return () if profile is None else profile.bands

    @cached_property
    def working_dates(self) -> tuple[date, ...]:
        """Dates with at least one band, in order."""
        return tuple(filter(self.bands_of, self.dates))

    # What the organisers wish

    def level(self, rule: str, item: str) -> Level:
        """Return the level of an item of a rule: the profile in force, else `levels`, else the default."""
        in_force = self.profiles[self.profile] if self.profile else {}
        for levels in (in_force, self.levels):
            said = levels.get(rule)
            level = said.items.get(item, said.level) if isinstance(said, ItemLevels) else said
            if level is not None:
                return level
        return RULES[rule].default
