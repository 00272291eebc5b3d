"""What the template of a page is given, and the words and facts that its script needs."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from markupsafe import Markup

from scheduler.publishing import languages
from scheduler.publishing.dates import (
    breaks_on,
    day_and_month,
    first_of_month,
    full_date,
    plain_date,
    zone_of_venue,
)
from scheduler.publishing.feeds import Feeds, SessionFeed, path_of
from scheduler.publishing.feeds.selection import Sessions
from scheduler.publishing.page.contents import (
    Issue,
    calendar_language,
    calendars_of,
    choices_of,
    is_cast,
    is_remote,
    lasts_days,
    public_entries,
)
from scheduler.publishing.page.plans import DayGrid, colour_class, day_id
from scheduler.publishing.records import Language, PublishedConference, Release, Texts
from scheduler.publishing.words import SCRIPT, words_in
from scheduler.translations import (
    language_name,
    languages_listed,
    names_of_months,
    names_of_weekdays,
)

_UNFIT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
"""Control characters, marks that turn round what follows, halves of characters, and what is none."""


def plain(text: str) -> str:
    """Return a text of which every character is seen, or parts words and lines."""
    return _UNFIT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def finished(value: Any) -> Any:
    """Return what a template writes: text made plain, markup as it is."""
    return plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def is_web(address: str | None) -> bool:
    """Whether an address is one of the web, and does nothing else when it is followed."""
    return address is not None and address.lower().startswith(("https://", "http://"))


@dataclass(frozen=True, slots=True)
class Material:
    """What the pages of all languages are made of."""

    release: Release
    plans: tuple[DayGrid, ...]
    log: tuple[Issue, ...]
    languages: tuple[Language, ...]
    feeds: Feeds
    """The calendars of the release."""
    whole: Mapping[Language, str | None]
    """Path of the calendar of the whole programme, by the language of a page, if calendars take it."""
    version: str
    """Changes with the style sheet and the script."""
    picked: str | None
    """Path of a calendar of any sessions, where such are served."""
    is_preview: bool = False
    """Whether the release that is shown is not published yet."""


def view_of(material: Material, language: Language) -> dict[str, Any]:
    """Return the variables of the template of a page."""
    release, spoken = material.release, languages.spoken(language)
    conference, sessions = release.conference, Sessions(release)
    entries, zone = public_entries(release), ZoneInfo(conference.zone)
    whole, calendars = material.whole[language], calendar_language(conference, language)
    families = [
        *calendars_of(material.feeds, conference, sessions, language, small=whole is not None)
    ]
    return {
        "language": language,
        "spoken": spoken,
        "pages": material.languages,
        "version": material.version,
        "say": SimpleNamespace(**words_of(spoken)),
        "dates": stretch(conference.first_day, conference.last_day, spoken),
        "zone_name": zone_of_venue(conference, spoken),
        "is_preview": material.is_preview,
        "published": moment(release.published, zone, spoken),
        "data": facts(material, language),
        "release": release,
        "conference": conference,
        "kinds": {kind.id for kind in conference.kinds},
        "rooms": {room.id: room for room in conference.rooms},
        "plans": material.plans,
        "log": material.log,
        "choices": choices_of(conference, sessions),
        "tongues": sorted({tongue for entry in entries for tongue in entry.languages}),
        "by_days": bool(entries) and all(lasts_days(entry, zone) for entry in entries),
        "any_afar": any(is_remote(entry) or is_cast(entry) for entry in entries),
        "picked": material.picked,
        "families": families,
        "whole": whole,
        "first_calendar": whole or next((path for _, all_ in families for _, path in all_), None),
        "site": site_of(conference),
        # Functions
        "said": partial(said, language=language),
        "wall": lambda instant: instant.astimezone(zone),
        "stamp": lambda instant: f"{instant.astimezone(UTC):%Y-%m-%dT%H:%MZ}",
        "breaks_on": partial(breaks_on, conference),
        "dates_of": lambda entry: stretch(
            entry.start.date(), (entry.end - timedelta(days=1)).date(), spoken
        ),
        "moment": partial(moment, zone=zone, language=spoken),
        "long_day": partial(long_day, language=spoken),
        "short_day": partial(short_day, language=spoken),
        "short_date": partial(short_date, language=spoken),
        "language_name": partial(language_name, language=spoken),
        "languages_listed": partial(languages_listed, language=spoken),
        "own_name": lambda tag: language_name(tag, tag),
        "colour": lambda entry: colour_class(conference, entry.themes, entry.kind),
        "remote": is_remote,
        "cast": is_cast,
        "is_web": is_web,
        "day_id": day_id,
        "event_path": lambda entry: path_of(SessionFeed(entry.session), calendars),
    }


def site_of(conference: PublishedConference) -> str | None:
    """Return the address under which calendars are served, if it is known."""
    return conference.site if is_web(conference.site) else None


def facts(material: Material, language: Language) -> Mapping[str, Any]:
    """Return what the script of a page needs to know."""
    spoken = languages.spoken(language)
    conference = material.release.conference
    said, whole, picked = words_of(spoken), material.whole[language], material.picked
    tongue = calendar_language(conference, language)
    return {
        "conference": conference.name,
        "language": spoken,
        "zone": conference.zone,
        "zone_form": words_in("dates", spoken)["zone"],
        "sites": sorted({site.zone for site in conference.sites if site.zone}),
        "site": site_of(conference),
        "calendar": f"../{whole}" if whole else None,
        "picked": picked and f"../{picked.replace('{language}', tongue)}",
        "dates": {
            "weekdays": names_of_weekdays(spoken),
            "months": names_of_months(spoken),
            "first": first_of_month(spoken),
            "form": words_in("dates", spoken)["full"],
        },
        "words": {key: said[key] for key in SCRIPT},
    }


def words_of(language: Language) -> dict[str, str]:
    """Return the page's own words in a language of the catalogues."""
    said = words_in("page", language)
    return {key: unbroken(each, language) for key, each in said.items()}


def unbroken(text: str, language: Language) -> str:
    """Keep French punctuation on the line of its word."""
    return re.sub(r" (?=[:;»])|(?<=«) ", "\u00a0", text) if language == "fr" else text


def said(texts: Texts, language: Language) -> tuple[str, Language]:
    """Return a text as readers of a language are shown it, and the language it is in."""
    text, found = languages.text_and_language(texts, language)
    return unbroken(text, languages.spoken(found or language)), found or language


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
