"""Names that another system has for a session: apps in which people have marked it go by them."""

import re
import uuid

from pydantic import Field

from scheduler.instance.frozen import Frozen, Title
from scheduler.instance.tags import Language

LARGEST_NUMBER = 2**31 - 1
"""Apps keep the numbers of events in 32 bits."""


class Origin(Frozen):
    """What another system says of a session, so that it goes back there as it came."""

    language: Language | None = None
    """Language in which it is held; the first of the conference unless given."""
    guid: Title | None = None
    """The name by which apps know it, the same in every version of a programme."""
    number: int | None = Field(default=None, ge=0, le=LARGEST_NUMBER)
    """Its number."""
    slug: Title | None = None
    """Its name in addresses."""
    address: Title | None = None
    """Where it is on the web."""

    @property
    def own_guid(self) -> str:
        """The name by which apps know it: made of its number and slug, if it has none."""
        if self.guid or (self.number is None and not self.slug):
            return self.guid or ""
        return made_guid(self.number, self.slug)


def plain_acronym(name: str) -> str:
    """Return the acronym of a conference that says none: its name in small letters and digits."""
    return re.sub(r"[^a-z0-9]", "", name.lower()).ljust(4, "0")


def made_guid(number: int | None, slug: str | None) -> str:
    """Return a name for a session that has a number or a slug alone."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, f"{number} {slug}"))


def number_of(guid: str) -> int:
    """Return a number for a session that has a name alone: made of it, so that it stays."""
    return uuid.uuid5(uuid.NAMESPACE_OID, guid).int % LARGEST_NUMBER + 1
