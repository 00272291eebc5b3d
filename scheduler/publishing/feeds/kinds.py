"""Which feed of a release is wanted: one small type for each sort of feed."""

from dataclasses import dataclass

from scheduler.instance import Identifier


@dataclass(frozen=True, slots=True)
class Programme:
    """All public sessions."""


@dataclass(frozen=True, slots=True)
class InRoom:
    """The public sessions in a room, and in the larger ones that it is a part of."""

    id: Identifier


@dataclass(frozen=True, slots=True)
class OfBody:
    """The public sessions of a body."""

    id: Identifier


@dataclass(frozen=True, slots=True)
class OnTheme:
    """The public sessions on a theme."""

    id: Identifier


@dataclass(frozen=True, slots=True)
class OfKind:
    """The public sessions of a kind."""

    id: Identifier


@dataclass(frozen=True, slots=True)
class OfRegion:
    """The public sessions in which a region coordinates."""

    id: Identifier


@dataclass(frozen=True, slots=True)
class ForDelegation:
    """What a delegation must or wishes to attend, and what its members attend; nothing private.

    It is read by all members of the delegation, so that what one of them attends behind doors is not in it.
    """

    id: Identifier


@dataclass(frozen=True, slots=True)
class ForPerson:
    """The sessions in which a person has a role, private ones too."""

    id: Identifier


@dataclass(frozen=True, slots=True)
class Picked:
    """Public sessions that somebody has picked; what is unknown or private is left out."""

    sessions: frozenset[Identifier]


@dataclass(frozen=True, slots=True)
class Single:
    """One public session, to be added to a calendar once: a download, and no feed."""

    session: Identifier


Public = Programme | InRoom | OfBody | OnTheme | OfKind | OfRegion | Single
"""What everybody may read."""

Personal = ForDelegation | ForPerson
"""What is read by those who know its token."""

Which = Public | Personal | Picked
"""Any feed."""
