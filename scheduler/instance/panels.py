"""Panels: how many people of which kinds sit together in a session, and out of which pools."""

from enum import StrEnum

from pydantic import Field, NonNegativeInt

from scheduler.instance.frozen import Frozen, Identifier, Title


class Brings(StrEnum):
    """What a person brings to a panel."""

    PROBLEMS = "problems"
    SOLUTIONS = "solutions"
    RESOURCES = "resources"


class SessionLevel(StrEnum):
    """Whom a session speaks to, and which sessions the persons of a class are for."""

    MINISTERIAL = "ministerial"
    TECHNICAL = "technical"


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
    """Persons of one of these classes fit; of any, if nothing is said."""
    brings: tuple[Brings, ...] = ()
    """Persons who bring one of these fit; whatever they bring, if nothing is said."""
    people: tuple[Identifier, ...] | None = None
    """These persons fit, nobody of an empty list; all, if nothing is said."""
    at_least: NonNegativeInt = 0
    """How many of them have to be on the panel."""
    at_most: NonNegativeInt | None = None
    """How many of them may be on it; any number, if nothing is said."""


class Panel(Frozen):
    """Who may sit on the panel of a session, and how many.

    Persons who attend the session in a fixed role count in the roles that they fit. Whoever fits a role and
    is not named in the session may be given a seat.
    """

    at_least: NonNegativeInt = 0
    """How many people have to be on the panel in all."""
    at_most: NonNegativeInt | None = None
    """How many may be on it in all; any number, if nothing is said."""
    roles: tuple[PanelRole, ...] = Field(min_length=1)
    """Its roles; a person counts in each role that he or she fits."""
