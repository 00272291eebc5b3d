"""The VCALENDAR around the events of a feed."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from icalendar import Calendar

from scheduler.publishing.feeds.addresses import address_of, page_of, path_of
from scheduler.publishing.feeds.clocks import city
from scheduler.publishing.feeds.colours import colour_name
from scheduler.publishing.feeds.ground import Ground
from scheduler.publishing.feeds.moments import needs_zone
from scheduler.publishing.feeds.texts import cut_at_word, one_line, width
from scheduler.publishing.feeds.titles import NAME, calendar_name, short_title_of, title_of
from scheduler.publishing.feeds.values import add_text, add_value, bytes_of
from scheduler.publishing.feeds.which import Picked, Public, Single, Which
from scheduler.publishing.feeds.words import words_in
from scheduler.publishing.feeds.zones import timezone
from scheduler.publishing.records import Conference, Entry, Language, Named

_END = b"END:VCALENDAR\r\n"
_USUALLY, _DURING = "PT1H", "PT15M"


def calendar(
    ground: Ground,
    which: Which,
    language: Language,
    entries: Sequence[Entry],
    events: Sequence[bytes],
    on: date,
) -> bytes:
    """Return a feed: its own properties, the zone, and its events, which are bytes already."""
    component = Calendar()
    add_value(component, "version", "2.0")
    add_text(component, "prodid", _product(ground, language))
    add_value(component, "method", "PUBLISH")
    if not isinstance(which, Single):
        _add_names(component, ground, which, language)
        _add_refresh(component, ground, on)
        component.add("last-modified", _changed(ground, entries))
        _add_addresses(component, ground, which, language)
    return bytes_of(component).removesuffix(_END) + _zone(ground, entries) + b"".join(events) + _END


def _product(ground: Ground, language: Language) -> str:
    maker = one_line(ground.conference.organiser.name).replace("/", " ")
    return f"-//{maker}//agenda-scheduler//{language.upper()}"


def _add_names(component: Calendar, ground: Ground, which: Which, language: Language) -> None:
    name = _name(ground, which, language)
    zone = ground.clocks.key
    about = words_in(language).clocks.format(city(zone))
    add_text(component, "name", name)
    add_text(component, "x-wr-calname", name)
    add_text(component, "description", about)
    add_text(component, "x-wr-caldesc", about)
    add_value(component, "x-wr-timezone", zone)


def _name(ground: Ground, which: Which, language: Language) -> str:
    """Return the name of a feed: what distinguishes it, then the conference."""
    conference, named = ground.conference, ground.named_by(which)
    if named is not None:
        return calendar_name(named, conference, language)
    short = short_title_of(conference, language)
    if isinstance(which, Picked):
        return f"{words_in(language).picked} – {short}"
    title = title_of(conference, language)
    return short if conference.short_titles and width(title) > NAME else cut_at_word(title, NAME)


def busy_days(conference: Conference) -> tuple[date, date]:
    """Return the eve of the conference, and the day after it: between them feeds are looked at more often."""
    return conference.first_day - timedelta(days=1), conference.last_day + timedelta(days=1)


def _add_refresh(component: Calendar, ground: Ground, on: date) -> None:
    """Add how often to look for news: each quarter of an hour from the eve to the last day, else hourly."""
    begin, end = busy_days(ground.conference)
    often = _DURING if begin <= on < end else _USUALLY
    add_value(component, "refresh-interval", often, VALUE="DURATION")
    add_value(component, "x-published-ttl", often)


def _changed(ground: Ground, entries: Sequence[Entry]) -> datetime:
    """Return when a feed last changed; for one without events, when the conference was first published."""
    if entries:
        return max(entry.changed for entry in entries)
    release = ground.release
    return min((entry.created for entry in release.entries), default=release.published)


def _add_addresses(component: Calendar, ground: Ground, which: Which, language: Language) -> None:
    """Add the page, the feed's own address if all may know it, and its colour."""
    page, named = page_of(ground.conference, language), ground.named_by(which)
    if page:
        add_value(component, "url", page)
    source = (
        address_of(ground.conference, path_of(which, language))
        if isinstance(which, Public)
        else None
    )
    if source:
        add_value(component, "source", source, VALUE="URI")
    colour = colour_name(named.colour if isinstance(named, Named) else None)
    if colour:
        add_value(component, "color", colour)


def _zone(ground: Ground, entries: Sequence[Entry]) -> bytes:
    """Return the zone, if an event names it, or if there is nothing else."""
    used = any(needs_zone(ground.local(entry.start), ground.local(entry.end)) for entry in entries)
    return timezone(ground.conference.zone, *ground.years) if used or not entries else b""
