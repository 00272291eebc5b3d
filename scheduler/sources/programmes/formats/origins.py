"""What other programs know a conference and its events by, so that it goes back to them as it came."""

from collections.abc import Mapping
from dataclasses import dataclass

from scheduler.instance import LARGEST_NUMBER, made_guid, number_of

GENERATOR = "agenda-scheduler"
"""The name by which this program signs what it exports."""
LONGEST = 500
"""Letters of a name, or an address, that is taken over at most."""
_FIRST_OF_GUID = 8
"""Characters of a guid in which slugs of this program end."""


@dataclass(frozen=True, slots=True)
class Origins:
    """Names of a conference and of its events."""

    generator: str
    base: str
    """The address below which its own pages are."""
    acronym: str

    def name_of(self, guid: str, slug: str) -> str:
        """Return the id that a session had where the file comes from, if it comes from this program."""
        begin, end = f"{self.acronym}-", f"-{guid[:_FIRST_OF_GUID]}"
        is_ours = slug.startswith(begin) and slug.endswith(end) and len(guid) > _FIRST_OF_GUID
        return slug[len(begin) : -len(end)] if is_ours else ""

    def of(
        self, *, guid: str, slug: str, code: str, said: str, address: str
    ) -> Mapping[str, str | int]:
        """Return what a session is called elsewhere: nothing of what this program has made up."""
        is_ours = self.generator == GENERATOR
        slug = "" if self.name_of(guid, slug) else slug
        number = int(said) if said.isascii() and said.isdigit() and len(said) <= 10 else None
        if number is not None and (
            number > LARGEST_NUMBER or said == code or number == number_of(guid)
        ):
            number = None
        is_made = guid == made_guid(number, slug or None) or (number is None and not slug)
        is_below = bool(self.base) and address.startswith(self.base)
        if not is_address(address) or (is_ours and is_below):
            address = ""  # what apps open has to be on the web
        found = {
            "guid": "" if (is_ours and is_made) or len(guid) > LONGEST else guid,
            "number": number,
            "slug": slug if len(slug) <= LONGEST else "",
            "address": address,
        }
        return {key: value for key, value in found.items() if value not in ("", None)}


def is_address(text: str) -> bool:
    """Whether a text is an address of the web that is not longer than any is."""
    is_web = text.startswith(("https://", "http://")) and len(text) <= LONGEST
    return is_web and not set(text) & set('<>" ')
