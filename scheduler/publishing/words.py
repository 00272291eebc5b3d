"""The texts that participants read: in English where they are said, and here where a key stands for them.

What stands in braces is filled in. ``python -m scheduler.publishing.texts`` lists what catalogues lack.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from scheduler.publishing.languages import spoken
from scheduler.translations import translated

CALENDARS: Mapping[str, str] = {
    "rooms": "room",
    "bodies": "body",
    "themes": "theme",
    "kinds": "type",
    "regions": "region",
    "delegations": "delegation",
    "people": "person",
}
"""What a calendar is about, where its title alone does not say it."""

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
    "item": "Item",
    "documents": "Documents",
    "untimed_title": "Title",
    "document": "Document",
    "address": "Address",
    "summary": "Summary",
    "id": "Id",
    # Parts of a day
    "early": "Early",
    "morning": "Morning",
    "midday": "Midday",
    "afternoon": "Afternoon",
    "evening": "Evening",
    # How sure a session is
    "tentative": "Tentative",
    "confirmed": "Confirmed",
    "cancelled": "Cancelled",
    # Changes in the numbered plan
    "mark_added": "NEW",
    "mark_cancelled": "CANCELLED",
    "mark_restored": "REINSTATED",
    "mark_moved": "MOVED",
    "mark_room": "OTHER ROOM",
    "mark_other": "AMENDED",
    "count_added": "{} new",
    "count_cancelled": "{} cancelled",
    "count_restored": "{} reinstated",
    "count_moved": "{} moved",
    "count_room": "{} in another room",
    "count_other": "{} amended",
}

NOTICES: Mapping[str, str] = {
    # What has become of a session
    "added": "NEW",
    "restored": "TAKES PLACE AFTER ALL",
    "cancelled": "CANCELLED",
    "left": "NO LONGER IN YOUR PROGRAMME",
    "moved": "MOVED",
    "room": "NEW LOCATION",
    "agenda": "NEW AGENDA",
    # Roles that are told
    "chair": "chair",
    "moderator": "moderator",
    "speaker": "speaker",
    "interpreter": "interpreter",
    "rapporteur": "rapporteur of an item",
    "expert": "expert on an item",
}

SCRIPT: Mapping[str, str] = {
    "shown": "Sessions: {shown} of {all}",
    "everything": "Sessions: {all}",
    "best": "Best matches",
    "venue": "Venue",
    "mine_too": "Venue and yours",
    "yours": "Yours",
    "sites": "Remote sites",
    "zones": "All time zones",
    "later": "+{days} day",
    "much_later": "+{days} days",
    "earlier": "−{days} day",
    "much_earlier": "−{days} days",
    "by_clocks": "{from} – {to}, {zone}",
    "now": "Now",
    "next": "Next, at {time}",
    "more": "{count} more",
    "pick": "Add to my agenda",
    "drop": "Remove from my agenda",
    "picked": "In my agenda: {count}",
    "empty": "Your agenda is empty. Select the star of a session to add it. Your "
    "agenda is stored only in this browser.",
    "clash": "At the same time: {titles}",
    "clashes": "Overlapping: {count}",
    "shared": "Someone shared this agenda with you. Sessions: {count}.",
    "copied": "Copied.",
    "copy_by_hand": "Copy this address:",
    "failed": "The calendar is not available right now. Try again later.",
    "agenda": "My agenda",
    "close": "Close",
    "link": "Copy the link",
}
"""Those of the page that its script needs."""

PAGE: Mapping[str, str] = {
    **SCRIPT,
    "theme": "Theme",
    "kind": "Kind",
    "body": "Body",
    "region": "Region",
    "of_themes": "By theme",
    "of_kinds": "By kind",
    "of_bodies": "By body",
    "of_rooms": "By room",
    "of_regions": "By region",
    "was_added": "New",
    "was_moved": "Moved",
    "was_room": "New room",
    "was_cancelled": "Cancelled",
    "was_restored": "Takes place after all",
    "was_other": "Details changed",
}

KEYED: Mapping[str, Mapping[str, str]] = {
    "calendars": CALENDARS,
    "exports": EXPORTS,
    "notices": NOTICES,
    "page": PAGE,
}
"""All tables, by their context in catalogues."""


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of a context for readers of a language; in English where it is not known."""

    context: str
    language: str
    """One that there are texts in."""
    shaped: Callable[[str], str] = str
    """What is done to each text."""

    def __call__(self, text: str) -> str:
        """Return a text that is given in English."""
        return self.shaped(translated(text, self.language, self.context))

    def __getitem__(self, key: str) -> str:
        """Return the text of a key."""
        return self(KEYED[self.context][key])


def words_in(context: str, language: str) -> Words:
    """Return the texts of a context for readers of a language."""
    return Words(context, spoken(language))
