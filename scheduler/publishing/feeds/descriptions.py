"""What the DESCRIPTION of an event says, and where it leads to."""

from scheduler.publishing.feeds.addresses import page_of_session
from scheduler.publishing.feeds.clocks import hours_in_words, show_the_same
from scheduler.publishing.feeds.moments import is_from_midnight, is_whole_days
from scheduler.publishing.feeds.tables import Tables, name_of
from scheduler.publishing.feeds.texts import (
    DESCRIPTION,
    address,
    one_line,
    plain,
    shortened,
    width,
)
from scheduler.publishing.feeds.view import View
from scheduler.publishing.feeds.words import words_in
from scheduler.publishing.languages import text_in
from scheduler.publishing.records import Entry, Standing
from scheduler.publishing.tongues import languages_listed

_LISTED = 400
"""UTF-16 units of a list of names at most."""


def described(tables: Tables, entry: Entry, view: View) -> str:
    """Return the description of a session: hours, what it is about, facts, and links; links are never cut."""
    parts = [_hours(tables, entry, view), _facts(tables, entry, view), _links(tables, entry, view)]
    taken = sum(width(part) + 2 for part in parts)
    about = plain(text_in(entry.descriptions, view.language))
    parts.insert(1, shortened(about, max(0, min(view.detail, DESCRIPTION - taken))))
    return "\n\n".join(part for part in parts if part)


def watch_link(entry: Entry) -> str | None:
    """Return the address of the public webcast, while the session is to take place."""
    return None if entry.standing is Standing.CANCELLED else address(entry.stream)


def join_link(entry: Entry, view: View) -> str | None:
    """Return the address at which the reader may join, while the session is to take place."""
    if entry.standing is Standing.CANCELLED or not view.invited:
        return None
    return address(entry.join)


def _hours(tables: Tables, entry: Entry, view: View) -> str:
    """Return the hours that the calendar itself does not show: at home, or of a session of days."""
    words, zone, lines = words_in(view.language), tables.clocks.key, []
    start, end = tables.local(entry.start), tables.local(entry.end)
    if is_whole_days(start, end) and not is_from_midnight(start, end):
        lines.append(hours_in_words(start, end, zone, words))
    if view.zone and not show_the_same(entry.start, view.zone, zone):
        lines.append(words.local.format(hours_in_words(start, end, view.zone, words)))
    if entry.standing is Standing.TENTATIVE:
        lines.append(words.tentative)
    return "\n".join(lines)


def _facts(tables: Tables, entry: Entry, view: View) -> str:
    words, language = words_in(view.language), view.language
    lines = [words.kind.format(name_of(tables.kinds, entry.kind, language))]
    if entry.body:
        lines.append(words.body.format(name_of(tables.bodies, entry.body, language)))
    if entry.themes:
        themes = ", ".join(name_of(tables.themes, theme, language) for theme in entry.themes)
        lines.append(words.themes.format(one_line(themes, _LISTED)))
    if entry.languages:
        spoken = one_line(languages_listed(entry.languages, words.language), _LISTED)
        lines.append(words.interpretation.format(spoken))
    return "\n".join(lines)


def _links(tables: Tables, entry: Entry, view: View) -> str:
    words = words_in(view.language)
    page = page_of_session(tables.conference, view.language, entry.session)
    found = (
        (words.join, join_link(entry, view)),
        (words.watch, watch_link(entry)),
        (words.page, None if entry.private else page),
    )
    return "\n".join(word.format(link) for word, link in found if link)
