"""The VCALENDAR around the events of a feed."""

from collections.abc import Sequence
from datetime import date, timedelta

from icalendar import Calendar

from scheduler.publishing.dates import city
from scheduler.publishing.feeds.addresses import address_of, page_of, path_of
from scheduler.publishing.feeds.kinds import Public, SessionFeed, Which
from scheduler.publishing.feeds.stamps import changed_calendar
from scheduler.publishing.feeds.tables import FeedTables
from scheduler.publishing.feeds.texts import one_line
from scheduler.publishing.feeds.values import add_text, add_value, bytes_of, colour_name, needs_zone
from scheduler.publishing.feeds.zones import timezone
from scheduler.publishing.records import Entry, Language, PublishedConference, TitledRow
from scheduler.publishing.words import words_in

_END = b"END:VCALENDAR\r\n"
_USUALLY, _DURING = "PT1H", "PT15M"


def calendar(
    tables: FeedTables,
    which: Which,
    language: Language,
    entries: Sequence[Entry],
    events: Sequence[bytes],
    on: date,
) -> bytes:
    """Return a feed: its own properties, the zone, and its events, which are bytes already."""
    component = Calendar()
    add_value(component, "version", "2.0")
    add_text(component, "prodid", _product(tables, language))
    add_value(component, "method", "PUBLISH")
    if not isinstance(which, SessionFeed):
        _add_names(component, tables, which, language)
        _add_refresh(component, tables, on)
        component.add("last-modified", changed_calendar(tables.release, which, entries))
        _add_addresses(component, tables, which, language)
    return bytes_of(component).removesuffix(_END) + _zone(tables, entries) + b"".join(events) + _END


def _product(tables: FeedTables, language: Language) -> str:
    maker = one_line(tables.conference.organiser.name).replace("/", " ")
    return f"-//{maker}//agenda-scheduler//{language.upper()}"


def _add_names(component: Calendar, tables: FeedTables, which: Which, language: Language) -> None:
    name = tables.names.name(which, tables.named_by(which), language)
    zone = tables.clocks.key
    about = words_in("calendars", language)["clocks"].format(city(zone))
    add_text(component, "name", name)
    add_text(component, "x-wr-calname", name)
    add_text(component, "description", about)
    add_text(component, "x-wr-caldesc", about)
    add_value(component, "x-wr-timezone", zone)


def busy_days(conference: PublishedConference) -> tuple[date, date]:
    """Return the eve of the conference, and the day after it: between them feeds are looked at more often."""
    return conference.first_day - timedelta(days=1), conference.last_day + timedelta(days=1)


def _add_refresh(component: Calendar, tables: FeedTables, on: date) -> None:
    """Add how often to look for news: each quarter of an hour from the eve to the last day, else hourly."""
    begin, end = busy_days(tables.conference)
    often = _DURING if begin <= on < end else _USUALLY
    add_value(component, "refresh-interval", often, VALUE="DURATION")
    add_value(component, "x-published-ttl", often)


def _add_addresses(
    component: Calendar, tables: FeedTables, which: Which, language: Language
) -> None:
    """Add the page, the feed's own address if all may know it, and its colour."""
    page, named = page_of(tables.conference, language), tables.named_by(which)
    if page:
        add_value(component, "url", page)
    source = (
        address_of(tables.conference, path_of(which, language))
        if isinstance(which, Public)
        else None
    )
    if source:
        add_value(component, "source", source, VALUE="URI")
    colour = colour_name(named.colour if isinstance(named, TitledRow) else None)
    if colour:
        add_value(component, "color", colour)


def _zone(tables: FeedTables, entries: Sequence[Entry]) -> bytes:
    """Return the zone in the years of the conference and of these sessions, if an event names it.

    It is there too if there is nothing else.
    """
    spans = [(tables.local(entry.start), tables.local(entry.end)) for entry in entries]
    if entries and not any(needs_zone(*span) for span in spans):
        return b""
    conference = tables.conference
    days = [conference.first_day, conference.last_day]
    days += [moment.date() for span in spans for moment in span]
    return timezone(conference.zone, min(days).year, max(days).year)
