"""Sessions as VEVENTs: the same bytes whenever the same is known of a session."""

from urllib.parse import quote

from icalendar import Event

from scheduler.publishing.feeds.addresses import page_of_session
from scheduler.publishing.feeds.colours import colour_name
from scheduler.publishing.feeds.descriptions import described, join_link, watch_link
from scheduler.publishing.feeds.moments import span_of
from scheduler.publishing.feeds.places import place_of
from scheduler.publishing.feeds.tables import Tables, name_of
from scheduler.publishing.feeds.texts import SUMMARY, one_line, shortened
from scheduler.publishing.feeds.values import add_text, add_texts, add_value, bytes_of
from scheduler.publishing.feeds.view import View
from scheduler.publishing.feeds.words import words_in
from scheduler.publishing.languages import text_in
from scheduler.publishing.records import Entry, Organiser, Standing


def event(tables: Tables, entry: Entry, view: View) -> bytes:
    """Return the VEVENT of a session for a reader."""
    component = Event()
    changed = view.changed or entry.changed
    add_value(component, "uid", entry.uid)
    component.add("dtstamp", changed)
    component.add("created", entry.created)
    component.add("last-modified", changed)
    add_value(component, "sequence", str(entry.sequence))
    for name, moment in zip(("dtstart", "dtend"), _span(tables, entry), strict=True):
        component.add(name, moment)
    add_text(component, "summary", summary(entry, view))
    _add_place(component, tables, entry, view)
    add_text(component, "description", described(tables, entry, view))
    _add_page(component, tables, entry, view)
    add_organiser(component, tables.conference.organiser)
    add_texts(component, "categories", _categories(tables, entry, view))
    _add_standing(component, entry, view)
    _add_colour(component, tables, entry)
    _add_links(component, entry, view)
    return bytes_of(component)


def summary(entry: Entry, view: View) -> str:
    """Return the title of a session in one line; a cancelled one says so itself, for Outlook does not."""
    title = one_line(text_in(entry.titles, view.language)) or entry.session
    if entry.standing is Standing.CANCELLED:
        title = words_in(view.language).cancelled.format(title)
    return shortened(title, SUMMARY)


def add_organiser(component: Event, organiser: Organiser) -> None:
    """Add who publishes."""
    mailbox = quote(organiser.email, safe="@+._-!$&'*=~")
    add_value(
        component, "organizer", f"mailto:{mailbox}", CN=one_line(organiser.name) or organiser.email
    )


def _span(tables: Tables, entry: Entry) -> tuple[object, object]:
    return span_of(tables.local(entry.start), tables.local(entry.end))


def _add_place(component: Event, tables: Tables, entry: Entry, view: View) -> None:
    """Add where the reader is, and of those who are there where the venue is."""
    place = place_of(tables, entry, view.language, online=view.remote)
    add_text(component, "location", place)
    venue = tables.conference.venue
    if not view.remote and venue.latitude is not None and venue.longitude is not None:
        add_value(component, "geo", f"{venue.latitude:.6f};{venue.longitude:.6f}")


def _add_page(component: Event, tables: Tables, entry: Entry, view: View) -> None:
    page = page_of_session(tables.conference, view.language, entry.session)
    if page and not entry.private:
        add_value(component, "url", page)


def _categories(tables: Tables, entry: Entry, view: View) -> list[str]:
    themes = (name_of(tables.themes, theme, view.language) for theme in entry.themes)
    return [*dict.fromkeys((*themes, name_of(tables.kinds, entry.kind, view.language)))]


def _add_standing(component: Event, entry: Entry, view: View) -> None:
    """Add how sure it is, who may see it, and whether it takes time; a cancelled session never does."""
    busy = view.busy and entry.standing is not Standing.CANCELLED
    tentative = entry.standing is Standing.TENTATIVE
    add_value(component, "status", entry.standing.value.upper())
    add_value(component, "class", "PRIVATE" if view.personal else "PUBLIC")
    add_value(component, "transp", "OPAQUE" if busy else "TRANSPARENT")
    shown = ("TENTATIVE" if tentative else "BUSY") if busy else "FREE"
    add_value(component, "x-microsoft-cdo-busystatus", shown)


def _add_colour(component: Event, tables: Tables, entry: Entry) -> None:
    """Add the colour of the first theme that has one, else of the body, else of the kind."""
    tracks = (
        *(tables.themes.get(theme) for theme in entry.themes),
        tables.bodies.get(entry.body or ""),
        tables.kinds.get(entry.kind),
    )
    colour = colour_name(*(track.colour for track in tracks if track))
    if colour:
        add_value(component, "color", colour)


def _add_links(component: Event, entry: Entry, view: View) -> None:
    words = words_in(view.language)
    found = ((words.join, join_link(entry, view)), (words.watch, watch_link(entry)))
    for word, link in found:
        if link:
            label = one_line(word.format("")).rstrip(" :")
            add_value(
                component, "conference", link, VALUE="URI", FEATURE=["AUDIO", "VIDEO"], LABEL=label
            )
