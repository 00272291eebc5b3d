"""What the page itself says, and dates, in the language of its reader."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from scheduler.publishing.dates import day_and_month, full_date, plain_date
from scheduler.publishing.languages import spoken, text_and_language
from scheduler.publishing.records import Language, Texts
from scheduler.translations import names_of_months, names_of_weekdays, translated

WORDS: Mapping[str, str] = {
    # At the top
    "programme": "Programme",
    "release": "Release",
    "published": "published",
    "to_be_published": "to be published",
    "draft": "This is a draft: sessions, times and rooms may still change.",
    "skip": "Skip to the programme",
    "contents": "On this page",
    "languages": "Languages of the page",
    "days": "Days",
    "today": "Today",
    "print": "Print",
    # What is shown
    "controls": "Choose what is shown",
    "search": "Search",
    "filters": "Filters",
    "any": "All",
    "theme": "Theme",
    "kind": "Kind",
    "body": "Body",
    "region": "Region",
    "language": "Interpretation",
    "remote": "Remote participation",
    "afar": "Remote participation or webcast",
    "clear": "Show everything",
    "view": "View",
    "grid": "Grid",
    "list": "List",
    "shown": "Sessions: {shown} of {all}",
    "everything": "Sessions: {all}",
    "best": "Best matches",
    "nothing": "No session matches.",
    # Clocks
    "clocks": "Times",
    "times_of": "All times are {zone}.",
    "venue": "Venue",
    "mine_too": "Venue, and yours",
    "yours": "Yours",
    "sites": "Remote sites",
    "zones": "All time zones",
    "later": "+{days} day",
    "much_later": "+{days} days",
    "earlier": "−{days} day",
    "much_earlier": "−{days} days",
    "by_clocks": "{from} – {to}, {zone}",
    "now": "Now",
    "more": "{count} more",
    "next": "Next, at {time}",
    # A session
    "room": "Room",
    "pause": "Break",
    "output": "Expected output",
    "audience": "For",
    "invited": "Invited",
    "credits": "With",
    "chair": "chair",
    "moderator": "moderator",
    "dealt": "Agenda",
    "continued": "continued",
    "when": "When",
    "details": "Details",
    "cancelled": "Cancelled",
    "tentative": "To be confirmed",
    "webcast": "Watch the webcast",
    "possible": "Possible",
    "cast": "Webcast",
    "close": "Close",
    "link": "Copy the link",
    "event": "Add to calendar (.ics)",
    "untimed": "Without a time",
    "untimed_why": "These belong to the programme too, and are published, not delivered.",
    "document": "Document",
    # My agenda
    "agenda": "My agenda",
    "pick": "Add to my agenda",
    "drop": "Remove from my agenda",
    "picked": "In my agenda: {count}",
    "empty": "Your agenda is empty. The star of a session adds it; it is kept in this browser only.",
    "clash": "At the same time: {titles}",
    "clashes": "Overlapping: {count}",
    "share": "Copy a link to my agenda",
    "download": "Download (.ics)",
    "snapshot": "A download is a snapshot: it does not follow later changes.",
    "follow": "Subscribe to these sessions",
    "follow_anew": "It follows their changes. After picking others, subscribe anew.",
    "shared": "This agenda was shared with you. Sessions in it: {count}.",
    "take": "Add them to mine",
    "leave": "Leave it",
    "copied": "Copied.",
    "copy_by_hand": "Copy this address:",
    "failed": "The calendar cannot be reached just now.",
    # Calendars
    "subscribe": "Subscribe",
    "subscribe_why": "A calendar you subscribe to follows every change: sessions that move, move there too.",
    "calendar": "Calendar",
    "whole": "Whole programme",
    "in_parts": "The whole programme is too large for one calendar; choose a part of it.",
    "webcal": "Open in my calendar",
    "webcal_for": "Apple Calendar, Outlook, Thunderbird",
    "address": "Address of the calendar",
    "copy": "Copy the address",
    "google": "Google Calendar: beside “Other calendars”, choose “+”, then “From URL”; paste the address.",
    "google_there": "Open that page of Google.",
    "google_late": "Google looks for changes only every 8 to 24 hours.",
    "late_changes": "For changes at short notice, look at this page or at the screens of the venue.",
    "all_calendars": "All calendars",
    "of_themes": "By theme",
    "of_kinds": "By kind",
    "of_bodies": "By body",
    "of_rooms": "By room",
    "of_regions": "By region",
    # Releases
    "changes": "Changes",
    "first_release": "First release.",
    "no_change": "No session changed.",
    "was_added": "New",
    "was_moved": "Moved",
    "was_room": "Other room",
    "was_cancelled": "Cancelled",
    "was_restored": "Takes place after all",
    "was_other": "Other details",
    "before": "was",
    # Where there is nothing
    "missing": "There is nothing at this address",
    "missing_why": "The address may be mistyped, or be one that is no longer in use.",
    "missing_way": "Go to the programme",
}
"""What the page says."""

TOLD = (
    *("shown", "everything", "best", "venue", "mine_too", "yours", "sites", "zones"),
    *("later", "much_later", "earlier", "much_earlier"),
    *("by_clocks", "now", "next", "more", "pick", "drop", "picked", "empty", "clash", "clashes"),
    *("shared", "copied", "copy_by_hand", "failed", "agenda", "close", "link"),
)  # fmt: skip
"""Those of them that the script needs."""


def words_of(language: Language) -> dict[str, str]:
    """Return the page's own words in a language of the catalogues."""
    said = translated(dict(WORDS), language, "page")
    return {key: unbroken(each, language) for key, each in said.items()}


def unbroken(text: str, language: Language) -> str:
    """Keep French punctuation on the line of its word."""
    return re.sub(r" (?=[:;»])|(?<=«) ", "\u00a0", text) if language == "fr" else text


def said(texts: Texts, language: Language) -> tuple[str, Language]:
    """Return a text as readers of a language are shown it, and the language it is in."""
    text, found = text_and_language(texts, language)
    return unbroken(text, spoken(found or language)), found or language


def long_day(day: date, language: Language) -> str:
    """Return a date as ``Monday 8 November 2021``, as it stands in a heading."""
    text = full_date(day, language)
    return text[0].upper() + text[1:]


def short_day(day: date, language: Language) -> str:
    """Return a date as ``Mon 8``."""
    return f"{names_of_weekdays(language, 'abbreviated')[day.weekday()]} {day.day}"


def short_date(day: date, language: Language) -> str:
    """Return a date as ``8 Nov``, where days are months apart."""
    return f"{day.day} {names_of_months(language, 'abbreviated')[day.month - 1]}"


def stretch(first: date, last: date, language: Language) -> str:
    """Return dates as ``8–19 November 2021``, naming month and year once if they are the same."""
    end = plain_date(last, language)
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day} {end.partition(' ')[2]}"
    start = day_and_month if first.year == last.year else plain_date
    return f"{start(first, language)} – {end}"


def moment(instant: datetime, zone: ZoneInfo, language: Language) -> str:
    """Return an instant as ``Monday 8 November 2021, 10:00`` on the clocks of ``zone``."""
    wall = instant.astimezone(zone)
    return f"{full_date(wall.date(), language)}, {wall:%H:%M}"
