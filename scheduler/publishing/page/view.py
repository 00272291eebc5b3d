"""The content of a page: filters, calendars, changes of releases, words, and data of its script."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, timedelta
from functools import partial
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from markupsafe import Markup

from scheduler.publishing import languages
from scheduler.publishing.dates import (
    breaks_on,
    date_heading,
    day_and_month,
    first_of_month,
    full_form,
    moment,
    plain_date,
    zone_of_venue,
)
from scheduler.publishing.differences import ReleaseChange, ReleaseDifference, differences
from scheduler.publishing.feeds import (
    Feeds,
    InRoom,
    OfBody,
    OfKind,
    OfRegion,
    OnTheme,
    ProgrammeFeed,
    SessionFeed,
    path_of,
)
from scheduler.publishing.feeds.addresses import PublicPart
from scheduler.publishing.feeds.tables import Sessions
from scheduler.publishing.feeds.texts import is_web
from scheduler.publishing.page.plans import DayGrid, colour_class, day_id, lasts_days
from scheduler.publishing.publicity import is_public, public_entries, secrets_of, tells_news
from scheduler.publishing.records import (
    UNSHOWN,
    Entry,
    Language,
    PublishedConference,
    Release,
    Texts,
    TitledRow,
)
from scheduler.publishing.words import SCRIPT, Words, words_in
from scheduler.translations import (
    language_name,
    languages_listed,
    names_of_months,
    names_of_weekdays,
)


def is_remote(entry: Entry) -> bool:
    """Whether one can take part in a session from afar."""
    return bool(entry.sites) and entry.is_held


def is_cast(entry: Entry) -> bool:
    """Whether one can watch a session from afar."""
    return bool(entry.stream) and entry.is_held


_FILTERS: Mapping[str, type[PublicPart]] = {
    "theme": OnTheme,
    "kind": OfKind,
    "body": OfBody,
    "region": OfRegion,
}


def choices_of(
    conference: PublishedConference, sessions: Sessions
) -> Mapping[str, Sequence[TitledRow]]:
    """Return the filters that have values, each with its values."""
    untimed = {
        name: {getattr(item, name, None) for item in conference.untimed} for name in _FILTERS
    }
    untimed["theme"] = {theme for item in conference.untimed for theme in item.themes}
    found = {
        name: [
            row
            for row in getattr(conference, part.table)
            if sessions.of(part(row.id)) or row.id in untimed[name]
        ]
        for name, part in _FILTERS.items()
    }
    return {name: rows for name, rows in found.items() if rows}


def calendar_language(conference: PublishedConference, language: Language) -> Language:
    """Return the language of the calendars to which a page in a language invites."""
    return languages.language_for(language, conference.languages) or conference.languages[0]


def whole_calendar(feeds: Feeds, conference: PublishedConference, language: Language) -> str | None:
    """Return the path of the calendar of the whole programme to which a page in a language invites.

    There is none where even without descriptions it is more than calendars take.
    """
    spoken = calendar_language(conference, language)
    return path_of(ProgrammeFeed(), spoken) if feeds.fits(ProgrammeFeed(), spoken) else None


def calendars_of(
    feeds: Feeds, conference: PublishedConference, language: Language, *, small: bool
) -> Iterator[tuple[str, list[tuple[TitledRow, str]]]]:
    """Yield each family of calendars, and those of it that have sessions, each with its path.

    Those that calendars do not take are left out; none is, if the whole programme is small enough.
    """
    spoken = calendar_language(conference, language)
    for make in (OnTheme, OfKind, OfBody, InRoom, OfRegion):
        rows = ((each, make(each.id)) for each in getattr(conference, make.table))
        found = [
            (each, path_of(which, spoken))
            for each, which in rows
            if feeds.sessions.of(which) and (small or feeds.fits(which, spoken))
        ]
        if found:
            yield make.table, found


@dataclass(frozen=True, slots=True)
class Issue:
    """A release, and what it changed."""

    release: Release
    told: tuple[ReleaseDifference, ...] | None
    """None for the first release."""


def log_of(release: Release, earlier: Iterable[Release]) -> tuple[Issue, ...]:
    """Return the releases up to this one that told everybody anything, the last first, and what each changed.

    Sessions that are private in this release, or were in one of the two that are compared, are not told of;
    nor is a release that changed nothing but such, for that would tell of them.
    """
    releases = sorted((*earlier, release), key=lambda each: each.number)
    secret = secrets_of(release)
    issues = [Issue(releases[0], None)]
    for before, each in pairwise(releases):
        told = tuple(
            difference
            for difference in differences(before, each)
            if difference.session not in secret and _is_public(difference)
        )
        if told or tells_news(before, each, secret):
            issues.append(Issue(each, told))
    return tuple(reversed(issues))


def _is_public(difference: ReleaseDifference) -> bool:
    """Whether everybody could know of a session, before and after, and sees that it is another."""
    if not all(map(is_public, difference.entries)):
        return False
    remote = {bool(entry.sites) for entry in difference.entries}
    return difference.change is not ReleaseChange.OTHER or bool(
        {*difference.fields} - UNSHOWN or len(remote) > 1
    )


_UNFIT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
"""Control characters, marks that turn round what follows, halves of characters, and what is none."""


def plain(text: str) -> str:
    """Return a text of which every character is seen, or parts words and lines."""
    return _UNFIT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def finished(value: Any) -> Any:
    """Return the output of a template value: text escaped, markup unchanged."""
    return plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@dataclass(frozen=True, slots=True)
class Material:
    """Data of the pages of all languages."""

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
    conference, feeds = release.conference, material.feeds
    entries, zone = public_entries(release), ZoneInfo(conference.zone)
    whole, calendars = material.whole[language], calendar_language(conference, language)
    families = [*calendars_of(feeds, conference, language, small=whole is not None)]
    return {
        "language": language,
        "spoken": spoken,
        "pages": material.languages,
        "version": material.version,
        "_": words_of(spoken),
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
        "listed": {entry.session for entry in entries},
        "choices": choices_of(conference, feeds.sessions),
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
        "long_day": partial(date_heading, language=spoken),
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
        "zone_form": words_in("dates", spoken)("{place} time ({offset})"),
        "sites": sorted({site.zone for site in conference.sites if site.zone}),
        "site": site_of(conference),
        "calendar": f"../{whole}" if whole else None,
        "picked": picked and f"../{picked.replace('{language}', tongue)}",
        "dates": {
            "weekdays": names_of_weekdays(spoken),
            "months": names_of_months(spoken),
            "first": first_of_month(spoken),
            "form": full_form(spoken),
        },
        "words": {key: said[key] for key in SCRIPT},
    }


def words_of(language: Language) -> Words:
    """Return the page's own words in a language of the catalogues."""
    return Words("page", language, partial(unbroken, language=language))


def unbroken(text: str, language: Language) -> str:
    """Keep French punctuation on the line of its word."""
    return re.sub(r" (?=[:;»])|(?<=«) ", "\u00a0", text) if language == "fr" else text


def said(texts: Texts, language: Language) -> tuple[str, Language]:
    """Return a text as readers of a language are shown it, and the language it is in."""
    text, found = languages.text_and_language(texts, language)
    return unbroken(text, languages.spoken(found or language)), found or language


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
