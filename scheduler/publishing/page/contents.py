"""The contents of the programme page: public sessions, filters, calendars and changes of a release."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

from scheduler.publishing.differences import ReleaseChange, ReleaseDifference, differences
from scheduler.publishing.feeds import (
    Feeds,
    InRoom,
    OfBody,
    OfKind,
    OfRegion,
    OnTheme,
    ProgrammeFeed,
    path_of,
)
from scheduler.publishing.feeds.selection import Sessions
from scheduler.publishing.languages import language_for
from scheduler.publishing.publicity import is_public, secrets_of, tells_news
from scheduler.publishing.records import (
    Entry,
    Language,
    PublishedConference,
    Release,
    SessionStanding,
    TitledRow,
)
from scheduler.wording import are_whole_days


def public_entries(release: Release) -> Sequence[Entry]:
    """Return the public sessions: those of the calendar of the whole programme."""
    return Sessions(release).of(ProgrammeFeed())


def is_remote(entry: Entry) -> bool:
    """Whether one can take part in a session from afar."""
    return bool(entry.sites) and entry.standing is not SessionStanding.CANCELLED


def lasts_days(entry: Entry, zone: ZoneInfo) -> bool:
    """Whether a session has dates and no hours, as on a horizon of days."""
    local = entry.start.astimezone(zone), entry.end.astimezone(zone)
    return zone.key == "UTC" and are_whole_days(*local)


def is_cast(entry: Entry) -> bool:
    """Whether one can watch a session from afar."""
    return bool(entry.stream) and entry.standing is not SessionStanding.CANCELLED


def choices_of(
    conference: PublishedConference, sessions: Sessions
) -> Mapping[str, Sequence[TitledRow]]:
    """Return the filters with more than one value, each with its values."""
    found = {}
    for name, table in (
        ("theme", "themes"),
        ("kind", "kinds"),
        ("body", "bodies"),
        ("region", "regions"),
    ):
        used = {*sessions.used(table)}
        for item in conference.untimed:
            used |= {*item.themes} if name == "theme" else {getattr(item, name, None) or ""}
        found[name] = [each for each in getattr(conference, table) if each.id in used]
    return {name: values for name, values in found.items() if values}


def calendar_language(conference: PublishedConference, language: Language) -> Language:
    """Return the language of the calendars to which a page in a language invites."""
    return language_for(language, conference.languages) or conference.languages[0]


def whole_calendar(feeds: Feeds, conference: PublishedConference, language: Language) -> str | None:
    """Return the path of the calendar of the whole programme to which a page in a language invites.

    There is none where even without descriptions it is more than calendars take.
    """
    spoken = calendar_language(conference, language)
    return path_of(ProgrammeFeed(), spoken) if feeds.fits(ProgrammeFeed(), spoken) else None


def calendars_of(
    feeds: Feeds,
    conference: PublishedConference,
    sessions: Sessions,
    language: Language,
    *,
    small: bool,
) -> Iterator[tuple[str, list[tuple[TitledRow, str]]]]:
    """Yield each family of calendars, and those of it that have sessions, each with its path.

    Those that calendars do not take are left out; none is, if the whole programme is small enough.
    """
    spoken = calendar_language(conference, language)
    for make in (OnTheme, OfKind, OfBody, InRoom, OfRegion):
        used = sessions.used(make.table)
        found = [
            (each, path_of(make(each.id), spoken))
            for each in getattr(conference, make.table)
            if each.id in used and (small or feeds.fits(make(each.id), spoken))
        ]
        if found:
            yield make.table, found


_SHOWN = frozenset(
    {
        "titles",
        "descriptions",
        "pauses",
        "pause_titles",
        "agenda",
        "outputs",
        "audiences",
        "invited",
        "credits",
        "kind",
        "body",
        "themes",
        "languages",
        "region",
        "stream",
        "standing",
    }
)
"""Fields that a page shows, besides time and room."""


@dataclass(frozen=True, slots=True)
class LoggedChange:
    """What became of a session."""

    change: ReleaseChange
    entry: Entry
    """As it is, or was at last."""
    before: Entry | None
    """As it was, if it has another time or room now."""
    listed: bool
    """Whether it is on the page."""


@dataclass(frozen=True, slots=True)
class Issue:
    """A release, and what it changed."""

    number: int
    published: datetime
    note: str
    told: tuple[LoggedChange, ...] | None
    """None for the first release."""


def log_of(release: Release, earlier: Iterable[Release]) -> tuple[Issue, ...]:
    """Return the releases up to this one that told everybody anything, the last first, and what each changed.

    Sessions that are private in this release, or were in one of the two that are compared, are not told of;
    nor is a release that changed nothing but such, for that would tell of them.
    """
    releases = sorted((*earlier, release), key=lambda each: each.number)
    secret = secrets_of(release)
    listed = {entry.session for entry in public_entries(release)}
    issues = [_issue(releases[0], None)]
    for before, each in pairwise(releases):
        told = tuple(
            LoggedChange(d.change, d.entry, _before(d), d.session in listed)
            for d in differences(before, each)
            if d.session not in secret and _is_public(d)
        )
        if told or tells_news(before, each, secret):
            issues.append(_issue(each, told))
    return tuple(reversed(issues))


def _issue(release: Release, told: tuple[LoggedChange, ...] | None) -> Issue:
    return Issue(release.number, release.published, release.note, told)


def _is_public(difference: ReleaseDifference) -> bool:
    """Whether everybody could know of a session, before and after, and sees that it is another."""
    entries = [*_both(difference)]
    if not all(map(is_public, entries)):
        return False
    return difference.change is not ReleaseChange.OTHER or bool(
        _SHOWN & {*difference.fields} or len({bool(entry.sites) for entry in entries}) > 1
    )


def _both(difference: ReleaseDifference) -> Iterator[Entry]:
    yield from (entry for entry in (difference.old, difference.new) if entry is not None)


def _before(difference: ReleaseDifference) -> Entry | None:
    return (
        difference.old if difference.change in {ReleaseChange.MOVED, ReleaseChange.ROOM} else None
    )
