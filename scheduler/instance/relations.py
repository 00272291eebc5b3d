"""Sessions that share something and how they are wanted; features of times, and who wants which features."""

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING

from pydantic import Field, model_validator

from scheduler.instance.faults import Fault, quoted
from scheduler.instance.frozen import Frozen, Identifier, Minutes, TableRow
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
    """What is required of two sessions that share something."""

    NOT_AT_ONCE = "not_at_once"
    """They do not overlap."""
    PAUSE = "pause"
    """They do not overlap, and on one date there is a pause between them."""
    ONE_DAY = "one_day"
    """They are on one day."""
    ONE_ROOM = "one_room"
    """They are in one room, if they are on one day."""
    IN_ORDER = "in_order"
    """The one with the lower number, or listed first, is before the other."""
    LARGER_ROOM = "larger_room"
    """The one with the higher number has no smaller room."""
    AT_ONCE = "at_once"
    """They are at the same time, if equally long, so that people can choose."""


class Relation(TableRow):
    """A requirement for each two sessions that have something in common."""

    wanted: Wanted
    """What is required of two such sessions."""
    sessions: Side | None = None
    """Sessions, by id or as a selection; all unless given."""
    share: tuple[Identifier, ...] = ()
    """What the two have in common: `themes`, `topics`, `people`, or labels; any two sessions unless
    given."""
    differ: Identifier | None = None
    """Only two sessions that differ in this label or number count."""
    by: Identifier | None = None
    """Number of sessions that decides which comes first, or needs the larger room."""
    in_one_room: bool = False
    """Whether two that should not overlap may do so in different rooms."""
    pause: Minutes | None = None
    """Least minutes between two on one date."""

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
    """A feature of times, such as `after_lunch`. Several rows may define the same one."""

    feature: Feature
    """The feature."""
    windows: tuple[AnyWindow, ...] = Field(min_length=1)
    """A session inside one of these windows has it."""
    kinds: tuple[Identifier, ...] = ()
    """Kinds of sessions; all unless given."""


class FeatureWish(TableRow):
    """A preferred or unwanted feature of rooms, of times, or of both together.

    Needs of sessions are in `needs`.
    """

    room: Feature | None = None
    """A feature of rooms."""
    time: Feature | None = None
    """A feature of times, from `time_features`."""
    unwanted: bool = False
    """Whether the feature is unwanted."""
    once: bool = False
    """Whether each session counts 1 instead of its minutes."""
    sessions: Selection = Selection()
    """Sessions that want it, or do not."""
    people: tuple[Identifier, ...] = ()
    """Persons who want it, or do not, in all sessions that they attend."""

    @model_validator(mode="after")
    def _is_about_something(self) -> "FeatureWish":
        if self.room is None and self.time is None:
            raise ValueError("a wish needs a feature: `room`, `time`, or both")
        return self


class Related(Frozen):
    """Relations of sessions, and preferred features."""

    relations: tuple[Relation, ...] = ()
    """Requirements for each two sessions that have something in common."""
    time_features: tuple[TimeFeature, ...] = ()
    """Features of times, such as `after_lunch`."""
    feature_wishes: tuple[FeatureWish, ...] = ()
    """Preferred and unwanted features of rooms and times."""


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
    if label == "people":
        return frozenset(attending(session))
    own = getattr(session, label) if label in OF_SESSIONS else session.labels.get(label, ())
    return frozenset(own)


def relation_faults(instance: "Instance") -> Iterator[Fault]:
    """Yield labels with reserved names, and feature wishes without sessions and persons."""
    for position, session in enumerate(instance.sessions):
        for label in session.labels:
            path: tuple[str | int, ...] = ("sessions", position, "labels", label)
            if label in OF_SESSIONS:
                expected = "another name; the session has a field of this name"
                yield Fault(path, quoted(label), expected)
    for position, wish in enumerate(instance.feature_wishes):
        if not wish.people and not any(names for _, names in wish.sessions):
            path = ("feature_wishes", position)
            yield Fault(path, "neither `sessions` nor `people`", "those who wish it")
