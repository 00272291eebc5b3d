"""What other programs know a conference and its events by."""

from scheduler.sources.nodes import Node


class Origins:
    """Names of events, in a file of a conference."""

    def __init__(self, conference: Node) -> None:
        self._acronym = conference.child("acronym")

    def name_of(self, event: Node) -> str:
        """Return the id that a session had where the file comes from, if it comes from this program."""
        slug, guid, acronym = (
            str(child.value) if child is not None else ""
            for child in (event.child("slug"), event.child("guid"), self._acronym)
        )
        begin, end = f"{acronym}-", f"-{guid[:8]}"
        is_ours = len(guid) > 8 and slug.startswith(begin) and slug.endswith(end)
        return slug[len(begin) : -len(end)] if is_ours else ""
