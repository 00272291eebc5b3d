"""Words of the numbered plan: the part of the words of exports that only it needs."""

from collections.abc import Mapping
from dataclasses import dataclass

from scheduler.publishing.differences import Change


@dataclass(frozen=True, slots=True)
class DocumentWords:
    """All words of one language."""

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
    notes: str
    breaks: str
    """With the breaks for ``{}``."""
    interpreted: str
    """With languages for ``{}``."""
    remote: str
    private: str
    colon: str
    """What stands between a word and what it is about."""


ENGLISH = DocumentWords(
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
    notes="Notes",
    breaks="With a break inside: {}.",
    interpreted="Interpretation: {}.",
    remote="Remote participation is possible.",
    private="Private meeting.",
    colon=": ",
)

FRENCH = DocumentWords(
    document="Document {}",
    revision=" (Rév.{})",
    early="Tôt le matin",
    time="Heure",
    meeting="Séance",
    number="N°",
    meetings_of="Séances : {}",
    changes={
        Change.ADDED: "NOUVEAU",
        Change.CANCELLED: "ANNULÉE",
        Change.RESTORED: "RÉTABLIE",
        Change.MOVED: "DÉPLACÉE",
        Change.ROOM: "AUTRE SALLE",
        Change.OTHER: "MODIFIÉE",
    },
    was="auparavant {}",
    counts={
        Change.ADDED: "{} nouvelle(s)",
        Change.CANCELLED: "{} annulée(s)",
        Change.RESTORED: "{} rétablie(s)",
        Change.MOVED: "{} déplacée(s)",
        Change.ROOM: "{} dans une autre salle",
        Change.OTHER: "{} modifiée(s)",
    },
    since="Modifications depuis {} : {}. Elles sont signalées dans le plan.",
    unchanged="Aucune modification depuis {}.",
    notes="Notes",
    breaks="Avec pause : {}.",
    interpreted="Interprétation : {}.",
    remote="Participation à distance possible.",
    private="Séance privée.",
    colon=" : ",
)
