"""Sessions as VEVENTs: readers with the same rights get the same bytes for an unchanged session."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote
from zoneinfo import ZoneInfo

from icalendar import Event

from scheduler.publishing.dates import city, hours_in_words, pause_in_words, show_the_same
from scheduler.publishing.feeds.addresses import page_of_session
from scheduler.publishing.feeds.tables import FeedTables, name_of, place_of
from scheduler.publishing.feeds.texts import (
    DESCRIPTION,
    SUMMARY,
    address,
    one_line,
    plain,
    shortened,
    width,
)
from scheduler.publishing.feeds.values import (
    add_text,
    add_texts,
    add_value,
    bytes_of,
    colour_name,
    is_shown_by_dates,
    span_of,
)
from scheduler.publishing.languages import spoken, text_in
from scheduler.publishing.records import Dealt, Entry, Language, SessionStanding
from scheduler.publishing.words import words_in
from scheduler.translations import languages_listed
from scheduler.wording import are_whole_days

_SYMBOLS = 120
"""UTF-16 units of the symbols of an item's documents at most."""


def agenda_in_words(entry: Entry, zone: str, language: Language, units: int) -> str:
    """Return the agenda of a session by the clocks of a zone, in at most so many UTF-16 units.

    Items for which there is no room are counted; a session that does not take place has no agenda.
    """
    if not (entry.agenda and entry.is_held):
        return ""
    words, here = words_in("calendars", language), ZoneInfo(zone)
    heading = words("Agenda ({}):").format(city(zone))
    lines = [_line(dealt, here, language) for dealt in entry.agenda]
    for kept in range(len(lines), 0, -1):
        left = [words("… and {} more").format(len(lines) - kept)] if kept < len(lines) else []
        text = "\n".join((heading, *lines[:kept], *left))
        if width(text) <= units:
            return text
    return ""


def _line(dealt: Dealt, here: ZoneInfo, language: Language) -> str:
    words = words_in("calendars", language)
    title = one_line(text_in(dealt.titles, language, dealt.item))
    said = words("{} (continued)").format(title) if dealt.continued else title
    symbols = one_line(", ".join(paper.symbol for paper in dealt.papers), _SYMBOLS)
    return f"{dealt.start.astimezone(here):%H:%M} {said}" + (f" ({symbols})" if symbols else "")


@dataclass(frozen=True, slots=True)
class View:
    """Who reads an event. Equal views of an entry have equal bytes."""

    language: Language
    personal: bool = False
    """Whether the feed is somebody's own: others who see that calendar only see when its owner is busy."""
    invited: bool = False
    """Whether the reader may join from afar."""
    remote: bool = False
    """Whether the reader takes part from afar."""
    zone: str | None = None
    """Home zone of a remote reader."""
    busy: bool = False
    """Whether the event takes the reader's time."""
    detail: int = DESCRIPTION
    """UTF-16 units of the session's own description at most."""
    changed: datetime | None = None
    """Last change of the text for the reader; of the session unless given."""


_LISTED = 400
"""UTF-16 units of a list of names at most."""


def described(tables: FeedTables, entry: Entry, view: View) -> str:
    """Return the description of a session: hours, agenda, what it is about, facts, and links.

    Links are never cut.
    """
    parts = [_hours(tables, entry, view), _facts(tables, entry, view), _links(tables, entry, view)]
    left = min(view.detail, DESCRIPTION - sum(width(part) + 2 for part in parts))
    agenda = agenda_in_words(entry, view.zone or tables.clocks.key, view.language, left - 2)
    left -= width(agenda) + 2 if agenda else 0
    about = plain(text_in(entry.descriptions, view.language))
    parts[1:1] = [agenda, shortened(about, max(0, left))]
    return "\n\n".join(part for part in parts if part)


def _ways_in(entry: Entry, view: View) -> list[tuple[str, str]]:
    """Return where the reader may join and watch a session that is to take place, each with its word."""
    words = words_in("calendars", view.language)
    join = entry.join if view.invited else None
    ways = ((words("Join: {}"), address(join)), (words("Watch: {}"), address(entry.stream)))
    return [(word, link) for word, link in ways if link and entry.is_held]


def _hours(tables: FeedTables, entry: Entry, view: View) -> str:
    """Return the hours that the calendar itself does not show: at home, of a session of days, of breaks."""
    words, zone, lines = words_in("calendars", view.language), tables.clocks.key, []
    start, end = tables.local(entry.start), tables.local(entry.end)
    if is_shown_by_dates(start, end) and not are_whole_days(start, end):
        lines.append(hours_in_words(start, end, zone, view.language))
    if view.zone and not show_the_same(entry.start, view.zone, zone):
        there = hours_in_words(start, end, view.zone, view.language)
        lines.append(words("Where you are: {}").format(there))
    for since, until, titles in entry.named_pauses:
        title = one_line(text_in(titles, view.language))
        lines.append(pause_in_words(since, until, title, view.zone or zone, view.language))
    if entry.standing is SessionStanding.TENTATIVE:
        lines.append(words("Draft: this may still change."))
    return "\n".join(lines)


def _facts(tables: FeedTables, entry: Entry, view: View) -> str:
    """Return what a session is about, who is named, and what it is for, a line for each."""
    words, language = words_in("calendars", view.language), view.language
    forms = {"chair": words("{} (chair)"), "moderator": words("{} (moderator)")}
    facts = {
        words("Body: {}"): ", ".join(
            name_of(tables.bodies, body, language) for body in entry.bodies
        ),
        words("Themes: {}"): ", ".join(
            name_of(tables.themes, theme, language) for theme in entry.themes
        ),
        words("Interpretation: {}"): languages_listed(entry.languages, spoken(language)),
        words("With: {}"): ", ".join(
            forms.get(each.role, "{}").format(one_line(text_in(each.titles, language, each.person)))
            for each in entry.credits
        ),
        words("Expected output: {}"): text_in(entry.outputs, language),
        words("For: {}"): text_in(entry.audiences, language),
        words("Invited: {}"): "; ".join(text_in(each, language) for each in entry.invited),
    }
    lines = [words("Type: {}").format(each) for each in _kinds(tables, entry, language)]
    lines += [form.format(one_line(said, _LISTED)) for form, said in facts.items() if said]
    return "\n".join(lines)


def _links(tables: FeedTables, entry: Entry, view: View) -> str:
    page = page_of_session(tables.conference, view.language, entry.session)
    word = words_in("calendars", view.language)("Programme: {}")
    found = [*_ways_in(entry, view), *([(word, page)] if page and not entry.private else [])]
    return "\n".join(word.format(link) for word, link in found)


def event(tables: FeedTables, entry: Entry, view: View) -> bytes:
    """Return the VEVENT of a session for a reader."""
    component = Event()
    changed = view.changed or entry.changed
    add_value(component, "uid", entry.uid)
    component.add("dtstamp", changed)
    component.add("created", entry.created)
    component.add("last-modified", changed)
    add_value(component, "sequence", str(entry.sequence))
    span = span_of(tables.local(entry.start), tables.local(entry.end))
    for name, moment in zip(("dtstart", "dtend"), span, strict=True):
        component.add(name, moment)
    add_text(component, "summary", summary(entry, view))
    _add_place(component, tables, entry, view)
    add_text(component, "description", described(tables, entry, view))
    page = page_of_session(tables.conference, view.language, entry.session)
    if page and not entry.private:
        add_value(component, "url", page)
    organiser = tables.conference.organiser
    mailbox = quote(organiser.email, safe="@+._-!$&'*=~")
    named = one_line(organiser.name) or organiser.email
    add_value(component, "organizer", f"mailto:{mailbox}", CN=named)
    themes = (name_of(tables.themes, theme, view.language) for theme in entry.themes)
    kinds = _kinds(tables, entry, view.language)
    add_texts(component, "categories", [*dict.fromkeys((*themes, *kinds))])
    _add_standing(component, entry, view)
    _add_colour(component, tables, entry)
    _add_links(component, entry, view)
    return bytes_of(component)


def summary(entry: Entry, view: View) -> str:
    """Return the title of a session in one line; a cancelled one says so itself, for Outlook does not."""
    title = one_line(text_in(entry.titles, view.language)) or entry.session
    if not entry.is_held:
        title = words_in("calendars", view.language)("CANCELLED: {}").format(title)
    return shortened(title, SUMMARY)


def _add_place(component: Event, tables: FeedTables, entry: Entry, view: View) -> None:
    place = place_of(tables, entry, view.language, online=view.remote)
    add_text(component, "location", place)
    venue = tables.conference.venue
    if not view.remote and venue.latitude is not None and venue.longitude is not None:
        add_value(component, "geo", f"{venue.latitude:.6f};{venue.longitude:.6f}")


def _kinds(tables: FeedTables, entry: Entry, language: Language) -> Sequence[str]:
    return [name_of(tables.kinds, entry.kind, language)] if entry.kind in tables.kinds else []


def _add_standing(component: Event, entry: Entry, view: View) -> None:
    """Add how sure it is, who may see it, and whether it takes time; a cancelled session never does."""
    busy = view.busy and entry.is_held
    tentative = entry.standing is SessionStanding.TENTATIVE
    add_value(component, "status", entry.standing.value.upper())
    add_value(component, "class", "PRIVATE" if view.personal else "PUBLIC")
    add_value(component, "transp", "OPAQUE" if busy else "TRANSPARENT")
    shown = ("TENTATIVE" if tentative else "BUSY") if busy else "FREE"
    add_value(component, "x-microsoft-cdo-busystatus", shown)


def _add_colour(component: Event, tables: FeedTables, entry: Entry) -> None:
    tracks = (
        *(tables.themes.get(theme) for theme in entry.themes),
        *(tables.bodies.get(body) for body in entry.bodies),
        tables.kinds.get(entry.kind),
    )
    colour = colour_name(*(track.colour for track in tracks if track))
    if colour:
        add_value(component, "color", colour)


def _add_links(component: Event, entry: Entry, view: View) -> None:
    for word, link in _ways_in(entry, view):
        label = one_line(word.format("")).rstrip(" :")
        add_value(
            component, "conference", link, VALUE="URI", FEATURE=["AUDIO", "VIDEO"], LABEL=label
        )
