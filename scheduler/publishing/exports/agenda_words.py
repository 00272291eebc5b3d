"""Words of agendas in exports, and which meeting of its body a session is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AgendaWords:
    """All words of one language."""

    agendas: str
    """Heading of all agendas."""
    agenda_of: str
    """With which meeting and the name of its body for ``{}``."""
    agenda: str
    """Of a session that is of no body."""
    nothing: str
    """Of a session without an agenda."""
    columns: Mapping[str, str]
    """Headings of an agenda, by field."""
    continued: str
    """With the title of an item of which an earlier session dealt with a part for ``{}``."""
    number: Callable[[int], str]
    """Which meeting of its body one is, in words: ``third``."""


_ENGLISH = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"),
    *("tenth", "eleventh", "twelfth"),
)
_FRENCH = (
    *("première", "deuxième", "troisième", "quatrième", "cinquième", "sixième", "septième"),
    *("huitième", "neuvième", "dixième", "onzième", "douzième"),
)


def _in_english(number: int) -> str:
    if number <= len(_ENGLISH):
        return _ENGLISH[number - 1]
    teens = number % 100 in {11, 12, 13}
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def _in_french(number: int) -> str:
    return _FRENCH[number - 1] if number <= len(_FRENCH) else f"{number}e"


ENGLISH_AGENDAS = AgendaWords(
    agendas="Agendas",
    agenda_of="Agenda of the {} meeting of {}",
    agenda="Agenda",
    nothing="No item is on its agenda.",
    columns={"number": "No.", "hours": "Time", "title": "Item", "documents": "Documents"},
    continued="{} (continued)",
    number=_in_english,
)
FRENCH_AGENDAS = AgendaWords(
    agendas="Ordres du jour",
    agenda_of="Ordre du jour de la {} séance : {}",
    agenda="Ordre du jour",
    nothing="Aucun point n'est à son ordre du jour.",
    columns={"number": "N°", "hours": "Heure", "title": "Point", "documents": "Documents"},
    continued="{} (suite)",
    number=_in_french,
)
