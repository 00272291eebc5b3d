"""Words of the numbered plan: the part of the words of exports that only it needs."""

from collections.abc import Mapping
from dataclasses import dataclass

from scheduler.publishing.differences import Change


@dataclass(frozen=True, slots=True)
class DocumentWords:
    """All words of one language; `DOCUMENT` has the English ones."""

    document: str
    """With the symbol for ``{}``."""
    revision: str
    """With the number for ``{}``; stands behind the symbol, with a space."""
    early: str
    time: str
    meeting: str
    number: str
    meetings_of: str
    """With the name of a body for ``{}``."""
    changes: Mapping[Change, str]
    """Marks in the plan."""
    was: str
    """With time and room for ``{}``."""
    counts: Mapping[Change, str]
    """With a number for ``{}``."""
    since: str
    """With the former revision and the counts for ``{}``."""
    unchanged: str
    """With the former revision for ``{}``."""
    breaks: str
    """With the breaks for ``{}``."""
    interpreted: str
    """With languages for ``{}``."""
    remote: str
    private: str


DOCUMENT = DocumentWords(
    document="Document {}",
    revision=" (Rev.{})",
    early="Early",
    time="Time",
    meeting="Meeting",
    number="No.",
    meetings_of="Meetings of {}",
    changes={
        Change.ADDED: "NEW",
        Change.CANCELLED: "CANCELLED",
        Change.RESTORED: "REINSTATED",
        Change.MOVED: "MOVED",
        Change.ROOM: "OTHER ROOM",
        Change.OTHER: "AMENDED",
    },
    was="was {}",
    counts={
        Change.ADDED: "{} new",
        Change.CANCELLED: "{} cancelled",
        Change.RESTORED: "{} reinstated",
        Change.MOVED: "{} moved",
        Change.ROOM: "{} in another room",
        Change.OTHER: "{} amended",
    },
    since="Changes since {}: {}. They are marked in the plan.",
    unchanged="No change since {}.",
    breaks="With a break inside: {}.",
    interpreted="Interpretation: {}.",
    remote="Remote participation is possible.",
    private="Private meeting.",
)
