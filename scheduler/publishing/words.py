"""The texts that participants read, in English, by what they are for.

What stands in braces is filled in. ``python -m scheduler.publishing.texts`` lists what catalogues lack.
"""

from collections.abc import Mapping
from functools import lru_cache

from scheduler.publishing.languages import spoken
from scheduler.translations import translated

EXPORTS: Mapping[str, str] = {
    # Columns of lists
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
    "session": "Id",
    "private": "Private",
    "team": "Team",
    "item": "Item",
    "documents": "Documents",
    "untimed_title": "Title",
    "document": "Document",
    "address": "Address",
    "summary": "Summary",
    "id": "Id",
    # Headings
    "plan": "Time management plan",
    "list": "All sessions",
    "agendas": "Agendas",
    "purposes": "What sessions are for",
    "untimed": "Without a time",
    "early": "Early",
    "morning": "Morning",
    "midday": "Midday",
    "afternoon": "Afternoon",
    "evening": "Evening",
    "time": "Time",
    "meeting": "Meeting",
    # What is said of a session
    "tentative": "Tentative",
    "confirmed": "Confirmed",
    "cancelled": "Cancelled",
    "is_private": "private",
    "possible": "Possible",
    "continued": "{} (continued)",
    "coffee": "Break",
    # What is said of the whole
    "release": "Release",
    "draft": "draft",
    "unpublished": "Draft, not published",
    "times": "All times are {}",
    "no_sessions": "No session is held.",
    "legend": "Colours",
    "page": "Page {} of {}",
    "numbered": "Document {}",
    "revision": " (Rev.{})",
    # Notes and changes in the numbered plan
    "with_break": "With a break inside: {}.",
    "interpreted": "Interpretation: {}.",
    "is_remote": "Remote participation is possible.",
    "private_meeting": "Private meeting.",
    "mark_added": "NEW",
    "mark_cancelled": "CANCELLED",
    "mark_restored": "REINSTATED",
    "mark_moved": "MOVED",
    "mark_room": "OTHER ROOM",
    "mark_other": "AMENDED",
    "was": "was {}",
    "count_added": "{} new",
    "count_cancelled": "{} cancelled",
    "count_restored": "{} reinstated",
    "count_moved": "{} moved",
    "count_room": "{} in another room",
    "count_other": "{} amended",
    "since": "Changes since {}: {}. They are marked in the plan.",
    "unchanged": "No change since {}.",
}

TEXTS: Mapping[str, Mapping[str, str]] = {"exports": EXPORTS}
"""All tables, by their context in catalogues."""


@lru_cache
def words_in(context: str, language: str) -> Mapping[str, str]:
    """Return the texts of a context for readers of a language; in English where it is not known."""
    return translated(TEXTS[context], spoken(language), context)
