"""The feeds of a release: one small type for each sort, and the paths and addresses of feeds and pages.

Below the site's address, ``feeds/en/rooms/plenary-hall.ics`` is the English feed of a room. A folder of
static files has the same paths.
"""

from dataclasses import dataclass
from typing import ClassVar

from scheduler.instance import Identifier
from scheduler.publishing.feeds.texts import address
from scheduler.publishing.records import Language, PublishedConference


@dataclass(frozen=True, slots=True)
class ProgrammeFeed:
    """All public sessions."""

    key: ClassVar[str] = "programme"
    """Names it in paths and records; as in all other sorts."""


@dataclass(frozen=True)
class Part:
    """What is of a row of a table of the conference."""

    table: ClassVar[str]
    """Name of the table, and of the folder of its feeds."""
    id: Identifier

    @property
    def key(self) -> str:
        """Its table and its id."""
        return f"{self.table}/{self.id}"


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
    """Sessions that a delegation must or wishes to attend, or its members attend; nothing private.

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

    key: ClassVar[str] = "picked"
    sessions: frozenset[Identifier]


@dataclass(frozen=True, slots=True)
class SessionFeed:
    """One public session, to be added to a calendar once: a download, and no feed."""

    session: Identifier

    @property
    def key(self) -> str:
        """The folder of such feeds, and the session."""
        return f"sessions/{self.session}"


Public = ProgrammeFeed | PublicPart | SessionFeed
"""Public feeds."""

Personal = ForDelegation | ForPerson
"""Feeds for those who know their token."""

Which = Public | Personal | Picked
"""Any feed."""

FOLDER = "feeds"
"""The part of the site in which feeds are, and nothing else."""
PERSONAL = "personal"
"""The part of a language's folder in which personal feeds are, each named by its token."""

_HTTPS = frozenset({"https"})


def path_of(which: Public, language: Language) -> str:
    """Return the path of a public feed below the site's address, without a slash in front."""
    return f"{FOLDER}/{language}/{which.key}.ics"


def personal_path(token: str, language: Language) -> str:
    """Return the path of the feed that a token opens."""
    return f"{FOLDER}/{language}/{PERSONAL}/{token}.ics"


def address_of(conference: PublishedConference, path: str) -> str | None:
    """Return the https address of a path of the site; None if the site has none."""
    return address(f"{conference.site}/{path}", schemes=_HTTPS) if conference.site else None


def page_of(conference: PublishedConference, language: Language) -> str | None:
    """Return the address of the programme page in a language."""
    return address_of(conference, f"{language}/")


def page_of_session(
    conference: PublishedConference, language: Language, session: str
) -> str | None:
    """Return the address at which the programme page shows a session."""
    return address_of(conference, f"{language}/#{session}")
