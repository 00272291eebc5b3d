"""What other programs know a conference and its events by, so that it goes back to them as it came."""

from collections.abc import Mapping

from scheduler.instance import LARGEST_NUMBER, made_guid, number_of
from scheduler.sources.nodes import Node

GENERATOR = "agenda-scheduler"
"""The name by which this program signs what it exports."""
LONGEST = 500
"""Letters of a name, or an address, that is taken over at most."""
_FIRST_OF_GUID = 8
"""Characters of a guid in which slugs of this program end."""


class Origins:
    """Names of a conference and of its events."""

    def __init__(self, schedule: Node, conference: Node) -> None:
        generator = schedule.child("generator")
        name = generator.child("name") if generator is not None else None
        self._is_ours = name is not None and name.value == GENERATOR
        self._base = self._said(schedule, "base_url") or self._said(conference, "base_url")
        self._acronym = self._said(conference, "acronym")

    def name_of(self, event: Node) -> str:
        """Return the id that a session had where the file comes from, if it comes from this program."""
        slug, guid = self._said(event, "slug"), self._said(event, "guid")
        begin, end = f"{self._acronym}-", f"-{guid[:_FIRST_OF_GUID]}"
        is_ours = len(guid) > _FIRST_OF_GUID and slug.startswith(begin) and slug.endswith(end)
        return slug[len(begin) : -len(end)] if is_ours else ""

    def of(self, event: Node) -> Mapping[str, str | int]:
        """Return what a session is called elsewhere: nothing of what this program has made up."""
        guid, slug, code = (self._said(event, key) for key in ("guid", "slug", "code"))
        slug = "" if self.name_of(event) else slug
        said = self._said(event, "id")
        number = int(said) if said.isascii() and said.isdigit() and len(said) <= 10 else None
        if number is not None and (
            number > LARGEST_NUMBER or said == code or number == number_of(guid)
        ):
            number = None
        is_made = guid == made_guid(number, slug or None) or (number is None and not slug)
        address = self._said(event, "url") or self._said(event, "full_conf_url")
        if not is_address(address) or (self._is_ours and self._is_below(address)):
            address = ""  # what apps open has to be on the web
        found = {
            "guid": "" if (self._is_ours and is_made) or len(guid) > LONGEST else guid,
            "number": number,
            "slug": slug if len(slug) <= LONGEST else "",
            "address": address,
        }
        return {key: value for key, value in found.items() if value not in ("", None)}

    def _is_below(self, address: str) -> bool:
        return bool(self._base) and address.startswith(self._base)

    def _said(self, node: Node, key: str) -> str:
        child = node.child(key)
        if child is None or isinstance(child.value, list | dict | None):
            return ""
        return " ".join(str(child.value).split())


def is_address(text: str) -> bool:
    """Whether a text is an address of the web that is not longer than any is."""
    is_web = text.startswith(("https://", "http://")) and len(text) <= LONGEST
    return is_web and not set(text) & set('<>" ')
