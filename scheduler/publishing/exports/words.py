"""Words of the exports themselves, in the languages they are known in, and texts of a release, inert."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from scheduler.publishing.dates import full_date
from scheduler.publishing.exports.document_words import DOCUMENT, DocumentWords
from scheduler.publishing.languages import spoken
from scheduler.translations import translated
from scheduler.wording import one_line


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


@dataclass(frozen=True, slots=True)
class Words:
    """All words of one language."""

    language: str
    parts: tuple[str, str, str, str]
    """Morning, midday, afternoon, evening."""
    columns: Mapping[str, str]
    """Headings of the list, by field."""
    standings: Mapping[str, str]
    plan: str
    list: str
    purposes: str
    """Heading of what sessions are for."""
    untimed: str
    items: Mapping[str, str]
    """Headings of the list of what has no time, by field."""
    release: str
    draft: str
    unpublished: str
    times: str
    """With the zone for ``{}``."""
    no_sessions: str
    legend: str
    page: str
    """With number and count for ``{}``."""
    private: str
    possible: str
    """Of remote participation."""
    other: str
    team: str
    coffee: str
    """What a break is called that has no name."""
    agendas: AgendaWords
    """Those of agendas."""
    document: DocumentWords
    """Those of the numbered plan alone."""

    def day(self, day: date) -> str:
        """Return a date in full, with its weekday."""
        return full_date(day, self.language)


ENGLISH = Words(
    language="en",
    parts=("Morning", "Midday", "Afternoon", "Evening"),
    columns={
        "day": "Date",
        "start": "Start",
        "end": "End",
        "title": "Session",
        "room": "Room",
        "building": "Building",
        "kind": "Kind",
        "body": "Body",
        "themes": "Themes",
        "languages": "Interpretation",
        "region": "Region",
        "remote": "Remote participation",
        "afar": "Remote participants",
        "standing": "Status",
        "stream": "Webcast",
        "description": "Description",
        "speakers": "Speakers",
        "breaks": "Breaks",
        "agenda": "Agenda",
        "output": "Expected output",
        "audience": "For",
        "invited": "Invited",
        "private": "Private",
        "session": "Id",
    },
    standings={"tentative": "Tentative", "confirmed": "Confirmed", "cancelled": "Cancelled"},
    plan="Time management plan",
    list="All sessions",
    purposes="What sessions are for",
    untimed="Without a time",
    items={
        "title": "Title",
        "kind": "Kind",
        "body": "Body",
        "themes": "Themes",
        "document": "Document",
        "address": "Address",
        "summary": "Summary",
        "id": "Id",
    },
    release="Release",
    draft="draft",
    unpublished="Draft, not published",
    times="All times are {}",
    no_sessions="No session is held.",
    legend="Colours",
    page="Page {} of {}",
    private="private",
    possible="Possible",
    other="Other",
    team="Team",
    coffee="Break",
    agendas=AGENDAS,
    document=DOCUMENT,
)


@lru_cache
def words_in(language: str) -> Words:
    """Return the words of a language; the English ones for a language that is not known."""
    own = spoken(language)
    return replace(translated(ENGLISH, own, "exports"), language=own)


LONGEST = 32_000
"""Characters of a cell at most: a spreadsheet refuses a few more."""

_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet takes for the beginning of a formula, or skips before one."""


def lines_of(text: str) -> str:
    """Return a text of several lines, each without such codes."""
    return "\n".join(map(one_line, text.splitlines()))


def shortened(text: str, most: int = LONGEST) -> str:
    """Return a text of so many characters at most; an ellipsis tells that there was more."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def inert(text: str) -> str:
    """Return a text so that no spreadsheet takes it for a formula."""
    return f"'{text}" if is_risky(text) else text


def is_risky(text: str) -> bool:
    """Tell whether a spreadsheet could take a text for a formula."""
    return text.lstrip(" \u00a0\ufeff").startswith(_FORMULAS)
