"""Regularity of a programme: tracks, series, common starts, minimum loads, late hours and meals."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pydantic import Field, NonNegativeInt, PositiveInt

from scheduler.instance.calendar import Hours
from scheduler.instance.faults import Fault, quoted
from scheduler.instance.frozen import (
    Frozen,
    Identified,
    Identifier,
    PositiveMinutes,
    TableRow,
    minutes_of,
)
from scheduler.instance.meetings import Role
from scheduler.instance.moments import Clock, Day, clock_text
from scheduler.instance.participants import Delegation, Person, Selection

if TYPE_CHECKING:
    from scheduler.instance.model import Instance


class LateStep(Frozen):
    """An hour from which a late minute costs more."""

    start: Clock = Field(alias="from")
    """From this hour on, not before `late_after`, and later than the step before."""
    rate: PositiveInt
    """Minutes that each late minute counts as."""


class Series(Identified):
    """Sessions held at the same time of day, or in a few waves."""

    sessions: Selection
    """Its sessions, of one body or of several."""
    waves: PositiveInt = 1
    """Number of different clock times at most."""


class CommonStarts(Identified):
    """Sessions that begin together in different rooms, such as blocks of parallel talks."""

    sessions: Selection
    """Sessions that begin together."""
    bands: tuple[Identifier, ...] = ()
    """Bands in which this holds on each day; all bands unless given."""
    at_most: PositiveInt = 1
    """Number of different start times in one band of a day at most."""


class MinimumLoad(Identified):
    """How much is scheduled at least in each half-day, or on each day."""

    sessions: Selection | None = None
    """Sessions that count; all of the conference unless given."""
    bands: tuple[Identifier, ...] = ()
    """Bands in each of which this holds; each day as a whole unless given."""
    at_least: PositiveMinutes
    """Least minutes in all; parallel sessions are added up."""
    first: Day | None = Field(alias="from", default=None)
    """First day that counts; that of the conference unless given."""
    last: Day | None = Field(alias="to", default=None)
    """Last day that counts; that of the conference unless given."""


class Meal(Hours):
    """Time for a meal on each day, free in one stretch somewhere between two hours.

    Remote persons and optional roles do not count. A delegation is free while it has more members
    than sessions that it must attend. If none of the last four fields is given, the meal is for all
    persons.
    """

    id: Identifier
    """Name of the meal."""
    days: tuple[Day, ...] = ()
    """Dates; all of the conference unless given."""
    minutes: PositiveMinutes
    """Minutes that are free in one stretch."""
    roles: tuple[Role, ...] = ()
    """Persons with one of these roles in a session."""
    classes: tuple[Identifier, ...] = ()
    """Persons of these classes."""
    people: tuple[Identifier, ...] | None = None
    """These persons."""
    delegations_up_to: NonNegativeInt = 0
    """Delegations of at most this many members."""

    @property
    def for_everybody(self) -> bool:
        """Return whether it is for all persons, because no field restricts it."""
        said = self.roles or self.classes or self.people is not None
        return not said and not self.delegations_up_to


class Regular(Frozen):
    """What an instance asks of a programme so that it is regular."""

    late_steps: tuple[LateStep, ...] = ()
    """Hours from which a late minute counts more than once."""
    series: tuple[Series, ...] = ()
    """Sessions held at the same time of day."""
    common_starts: tuple[CommonStarts, ...] = ()
    """Sessions that begin together in different rooms."""
    minimum_loads: tuple[MinimumLoad, ...] = ()
    """How much is scheduled at least in each half-day, or on each day."""
    meals: tuple[Meal, ...] = ()
    """Time that persons and small delegations have for meals."""


class Track(TableRow):
    """Sessions of one subject or team, such as a developers' room.

    Rules keep them in one room, in consecutive half-days and without overlaps.
    """

    sessions: Selection
    """Its sessions. A session is in one track at most."""
    in_order: bool = False
    """Whether they should follow the order of the table `sessions`."""
    places: dict[Identifier, PositiveInt] = {}
    """Positions in the track that some sessions should have, by session, from 1 on."""


class Tracked(Frozen):
    """The tracks of an instance."""

    tracks: tuple[Track, ...] = ()
    """Sessions that belong together, such as those of one developers' room."""


def eating(instance: "Instance", meal: Meal) -> tuple[Person, ...]:
    """Return the persons on site whom a meal is for, in the order of the file."""
    named = {
        *(meal.people or ()),
        *(
            person
            for session in instance.sessions
            for role in meal.roles
            for person in session.people.get(role, ())
        ),
    }
    return tuple(
        person
        for person in instance.people
        if not person.remote
        and (meal.for_everybody or person.id in named or person.person_class in meal.classes)
    )


def delegations_eating(instance: "Instance", meal: Meal) -> tuple[Delegation, ...]:
    """Return the delegations that a meal is for, in the order of the file."""
    most = meal.delegations_up_to
    return tuple(each for each in instance.delegations if each.size <= most)


def regularity_faults(instance: "Instance") -> Iterator[Fault]:
    """Yield what does not fit within a row."""
    yield from _late_steps(instance)
    yield from _standard_starts(instance)
    yield from _meals(instance)
    yield from _tracks(instance)


def _meals(instance: "Instance") -> Iterator[Fault]:
    """Yield the meals that last longer than the hours for them."""
    for position, meal in enumerate(instance.meals):
        if meal.minutes > meal.end - meal.start:
            path = ("meals", position, "minutes")
            hours = f"from {clock_text(meal.start)} to {clock_text(meal.end)}"
            expected = (
                f"no more than the time {hours}, which is {minutes_of(meal.end - meal.start)}"
            )
            yield Fault(path, str(minutes_of(meal.minutes)), expected)


def _late_steps(instance: "Instance") -> Iterator[Fault]:
    """Yield a late hour that ends after it begins, and steps out of their order."""
    if instance.late_until > instance.late_after:
        expected = f"an hour not after `late_after`, which is {clock_text(instance.late_after)}"
        yield Fault(("late_until",), clock_text(instance.late_until), expected)
    edge, what = instance.late_after, "not before `late_after`, which is"
    for position, step in enumerate(instance.late_steps):
        if step.start < edge or (position and step.start == edge):
            expected = f"an hour {what} {clock_text(edge)}"
            yield Fault(("late_steps", position, "from"), clock_text(step.start), expected)
        edge, what = step.start, "after that of the step before, which is"


def _standard_starts(instance: "Instance") -> Iterator[Fault]:
    """Yield the days on which kinds have standard starts that have none on others."""
    for position, profile in enumerate(instance.day_profiles):
        for id_ in profile.standard_starts:
            kind = instance.kind_by_id.get(id_)
            if kind is not None and not kind.standard_starts:
                path = ("day_profiles", position, "standard_starts", id_)
                expected = "a kind with `standard_starts`, for all other days"
                yield Fault(path, f"{quoted(id_)}, which has none", expected)


def _tracks(instance: "Instance") -> Iterator[Fault]:
    """Yield sessions that are in two tracks, tracks made of tracks, and places of sessions of others."""
    track_of: dict[str, str] = {}
    for position, track in enumerate(instance.tracks):
        path = ("tracks", position, "sessions")
        if track.sessions.tracks:
            yield Fault((*path, "tracks"), "a track of tracks", "its sessions by another field")
            continue
        own = {session.id for session in instance.selected(track.sessions)}
        for name in track.places:
            if name not in own and name in instance.session_by_id:
                place = ("tracks", position, "places", name)
                yield Fault(place, quoted(name), "a session of the track")
        for session in instance.selected(track.sessions):
            other = track_of.setdefault(session.id, track.id)
            if other != track.id:
                found = f"{quoted(session.id)}, which is in the track {quoted(other)} already"
                yield Fault(path, found, "sessions that are in no other track")
