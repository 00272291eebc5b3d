"""Sessions that share something and how they are wanted; features of times, and who wants which features."""

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING

from pydantic import Field, model_validator

from scheduler.instance.faults import Fault, quoted
from scheduler.instance.frozen import Frozen, Identifier, Minutes, Title
from scheduler.instance.lookups import attending
from scheduler.instance.meetings import Session, Side
from scheduler.instance.moments import AnyWindow
from scheduler.instance.participants import Selection
from scheduler.instance.resources import Feature

if TYPE_CHECKING:
    from scheduler.instance.model import Instance

OF_SESSIONS = ("themes", "topics", "people")
"""What sessions can share beside their labels."""


class Wanted(StrEnum):
    """How two sessions that share something are wanted."""

    NOT_AT_ONCE = "not_at_once"
    """One after the other."""
    PAUSE = "pause"
    """One after the other, with a pause between."""
    ONE_DAY = "one_day"
    """On one day."""
    ONE_ROOM = "one_room"
    """In one room, if they are on one day."""
    IN_ORDER = "in_order"
    """The lower number, or the one that is listed first, before the other."""
    LARGER_ROOM = "larger_room"
    """The higher number in no smaller room than the other."""
    AT_ONCE = "at_once"
    """At one time, so that there is a choice."""


class Relation(Frozen):
    """Sessions that have something in common, and how each two of them are wanted."""

    id: Identifier
    """Name of the relation."""
    title: Title | None = None
    """Name for people."""
    wanted: Wanted
    """How each two of its sessions are wanted."""
    sessions: Side | None = None
    """Its sessions, by id or as a selection; all of the conference, if nothing is said."""
    share: tuple[Identifier, ...] = ()
    """What two have in common: `themes`, `topics`, `people`, or labels; any two count, if nothing is said."""
    differ: Identifier | None = None
    """Only two that differ in this label, or this number, count."""
    by: Identifier | None = None
    """The number of sessions that says which comes first, or needs the larger room."""
    in_one_room: bool = False
    """Whether two that are not wanted at once may be so in different rooms."""
    pause: Minutes | None = None
    """Minutes at least between two on one date."""

    @model_validator(mode="after")
    def _has_what_it_needs(self) -> "Relation":
        if (self.wanted is Wanted.PAUSE) != (self.pause is not None):
            raise ValueError("`pause` goes with `wanted: pause`, and only with it")
        if self.in_one_room and self.wanted is not Wanted.NOT_AT_ONCE:
            raise ValueError("`in_one_room` goes with `wanted: not_at_once`")
        ordered = self.wanted in (Wanted.IN_ORDER, Wanted.LARGER_ROOM)
        if self.by is not None and not ordered:
            raise ValueError("`by` goes with `wanted: in_order` or `wanted: larger_room`")
        if self.by is None and self.wanted is Wanted.LARGER_ROOM:
            raise ValueError("`wanted: larger_room` needs `by`, a number of sessions")
        return self


class TimeFeature(Frozen):
    """When a time has a feature, such as ``after_lunch``. Several rows may give the same one."""

    feature: Feature
    """The feature; several rows may give the same one."""
    windows: tuple[AnyWindow, ...] = Field(min_length=1)
    """A session that lies inside one of these has it."""
    kinds: tuple[Identifier, ...] = ()
    """Only sessions of these kinds; of all, if nothing is said."""


class FeatureWish(Frozen):
    """Somebody wants, or does not want, a feature of the room, of the time, or of both together."""

    id: Identifier
    """Name of the wish."""
    title: Title | None = None
    """Name for people."""
    room: Feature | None = None
    """A feature of rooms."""
    time: Feature | None = None
    """A feature of times, of time_features."""
    unwanted: bool = False
    """Whether it is not wanted."""
    once: bool = False
    """Whether a session counts 1, and not its minutes."""
    sessions: Selection = Selection()
    """Sessions that want it, or do not."""
    people: tuple[Identifier, ...] = ()
    """Persons who want it, or do not, of all sessions that they attend."""

    @model_validator(mode="after")
    def _is_about_something(self) -> "FeatureWish":
        if self.room is None and self.time is None:
            raise ValueError("a wish needs a feature: `room`, `time`, or both")
        return self


class Related(Frozen):
    """What an instance says of sessions that belong together, and of wishes for features."""

    relations: tuple[Relation, ...] = ()
    """How sessions are wanted that share something."""
    time_features: tuple[TimeFeature, ...] = ()
    """Features of times."""
    feature_wishes: tuple[FeatureWish, ...] = ()
    """Who wants, or does not want, which features of rooms and times."""


def sessions_of_relation(instance: "Instance", relation: Relation) -> tuple[Session, ...]:
    """Return the sessions of a relation, in the order in which it lists them, or else in that of the file."""
    if relation.sessions is None:
        return instance.sessions
    if isinstance(relation.sessions, Selection):
        return instance.selected(relation.sessions)
    ids = dict.fromkeys(relation.sessions)
    return tuple(instance.session_by_id[id_] for id_ in ids)


def names_under(session: Session, label: str) -> frozenset[str]:
    """Return what a session has under a label, or is about, or who attends it in a fixed role."""
    match label:
        case "themes":
            return frozenset(session.themes)
        case "topics":
            return frozenset(session.topics)
        case "people":
            return frozenset(attending(session))
        case _:
            return frozenset(session.labels.get(label, ()))


def relation_faults(instance: "Instance") -> Iterator[Fault]:
    """Yield labels called like something else, and wishes of nobody."""
    for position, session in enumerate(instance.sessions):
        for label in session.labels:
            path: tuple[str | int, ...] = ("sessions", position, "labels", label)
            if label in OF_SESSIONS:
                expected = "another name; the session has a field of this name"
                yield Fault(path, quoted(label), expected)
    for position, wish in enumerate(instance.feature_wishes):
        if not wish.people and not any(names for _, names in wish.sessions):
            path = ("feature_wishes", position)
            yield Fault(path, "a wish of nobody", "`sessions` or `people`, whose wish it is")
