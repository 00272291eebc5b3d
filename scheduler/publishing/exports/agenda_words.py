"""Words of agendas in exports, and which meeting of its body a session is."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AgendaWords:
    """All words of one language; `AGENDAS` has the English ones."""

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
    ordinals: tuple[str, ...]
    """Which meeting of its body one is: ``first``, ``second`` …"""
    further_ordinals: tuple[str, ...]
    """Those after them: of numbers in general, and of those that end with 1, 2 and 3."""

    def number(self, number: int) -> str:
        """Return which meeting of its body one is, in words: ``third``."""
        if number <= len(self.ordinals):
            return self.ordinals[number - 1]
        last = 0 if number % 100 in {11, 12, 13} else number % 10
        return self.further_ordinals[last if last in {1, 2, 3} else 0].format(number)


AGENDAS = AgendaWords(
    agendas="Agendas",
    agenda_of="Agenda of the {} meeting of {}",
    agenda="Agenda",
    nothing="No item is on its agenda.",
    columns={"number": "No.", "hours": "Time", "title": "Item", "documents": "Documents"},
    continued="{} (continued)",
    ordinals=(
        *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"),
        *("tenth", "eleventh", "twelfth"),
    ),
    further_ordinals=("{}th", "{}st", "{}nd", "{}rd"),
)
