"""Which feed of a release is wanted: one small type for each sort of feed."""

from dataclasses import dataclass
from typing import ClassVar

from scheduler.instance import Identifier


@dataclass(frozen=True, slots=True)
class ProgrammeFeed:
    """All public sessions."""


@dataclass(frozen=True)
class Part:
    """What is of a row of a table of the conference."""

    table: ClassVar[str]
    """Name of the table, and of the folder of its feeds."""
    id: Identifier


class InRoom(Part):
    """The public sessions in a room, and in the larger ones that it is a part of."""

    table = "rooms"


class OfBody(Part):
    """The public sessions of a body."""

    table = "bodies"


class OnTheme(Part):
    """The public sessions on a theme."""

    table = "themes"


class OfKind(Part):
    """The public sessions of a kind."""

    table = "kinds"


class OfRegion(Part):
    """The public sessions in which a region coordinates."""

    table = "regions"


class ForDelegation(Part):
    """What a delegation must or wishes to attend, and what its members attend; nothing private.

    It is read by all members of the delegation, so that what one of them attends behind doors is not in it.
    """

    table = "delegations"


class ForPerson(Part):
    """The sessions in which a person has a role, private ones too."""

    table = "people"


PublicPart = InRoom | OfBody | OnTheme | OfKind | OfRegion
PARTS: tuple[type[PublicPart], ...] = (InRoom, OfBody, OnTheme, OfKind, OfRegion)
"""Public feeds of a part of the programme."""


@dataclass(frozen=True, slots=True)
class Picked:
    """Public sessions that a reader has picked; unknown and private ones are left out."""

    sessions: frozenset[Identifier]


@dataclass(frozen=True, slots=True)
class SessionFeed:
    """One public session, to be added to a calendar once: a download, and no feed."""

    session: Identifier


Public = ProgrammeFeed | PublicPart | SessionFeed
"""Public feeds."""

Personal = ForDelegation | ForPerson
"""Feeds for those who know their token."""

Which = Public | Personal | Picked
"""Any feed."""
