"""Where things are: the paths of public feeds, and the addresses that calendars point to.

Below the site's address, ``feeds/en/rooms/plenary-hall.ics`` is the English feed of a room. A folder of
static files has the same paths.
"""

from scheduler.publishing.feeds.kinds import ProgrammeFeed, Public, SessionFeed
from scheduler.publishing.feeds.texts import address
from scheduler.publishing.records import Language, PublishedConference

FOLDER = "feeds"
"""The part of the site in which feeds are, and nothing else."""
PERSONAL = "personal"
"""The part of a language's folder in which personal feeds are, each named by its token."""

_HTTPS = frozenset({"https"})


def path_of(which: Public, language: Language) -> str:
    """Return the path of a public feed below the site's address, without a slash in front."""
    return f"{FOLDER}/{language}/{_name_of(which)}.ics"


def _name_of(which: Public) -> str:
    match which:
        case ProgrammeFeed():
            return "programme"
        case SessionFeed(session):
            return f"sessions/{session}"
        case _:
            return f"{which.table}/{which.id}"


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
