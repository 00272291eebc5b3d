"""What of a release everybody may read, by what it is looked for, and the calendars of it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from scheduler.publishing.feeds import (
    Feeds,
    InRoom,
    OfBody,
    OfKind,
    OfRegion,
    OnTheme,
    Programme,
    Public,
    path_of,
)
from scheduler.publishing.feeds.selection import Sessions
from scheduler.publishing.languages import language_for
from scheduler.publishing.records import Conference, Entry, Language, Named, Release, Standing
from scheduler.publishing.references import doors_of

_FAMILIES: Mapping[str, Callable[[str], Public]] = {
    "themes": OnTheme,
    "kinds": OfKind,
    "bodies": OfBody,
    "rooms": InRoom,
    "regions": OfRegion,
}
"""Families of calendars, as the tables of a conference are named."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something by which sessions are filtered, and its values."""

    name: str
    values: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Calendar:
    """A calendar that anybody may subscribe to."""

    of: Named
    path: str
    """Below the folder of the page."""


def public_entries(release: Release) -> Sequence[Entry]:
    """Return the sessions that everybody may know of: those of the calendar of the whole programme."""
    return Sessions(release).of(Programme())


def is_remote(entry: Entry) -> bool:
    """Whether one can take part in a session from afar."""
    return bool(entry.sites) and entry.standing is not Standing.CANCELLED


def is_cast(entry: Entry) -> bool:
    """Whether one can watch a session from afar."""
    return bool(entry.stream) and entry.standing is not Standing.CANCELLED


def choices_of(conference: Conference, entries: Iterable[Entry]) -> tuple[Choice, ...]:
    """Return the filters that tell sessions apart, each with the values that occur."""
    used = _used(conference, entries)
    found = (
        Choice(name, tuple(each for each in table if each.id in used[family]))
        for name, family, table in (
            ("theme", "themes", conference.themes),
            ("kind", "kinds", conference.kinds),
            ("body", "bodies", conference.bodies),
            ("region", "regions", conference.regions),
        )
    )
    return tuple(choice for choice in found if choice.values)


def _used(conference: Conference, entries: Iterable[Entry]) -> Mapping[str, frozenset[str | None]]:
    """Return the ids that occur, by table of the conference."""
    entries, doors = tuple(entries), doors_of(conference)
    return {
        "themes": frozenset(theme for entry in entries for theme in entry.themes),
        "kinds": frozenset(entry.kind for entry in entries),
        "bodies": frozenset(entry.body for entry in entries),
        "rooms": frozenset(door for entry in entries for door in doors.get(entry.room, ())),
        "regions": frozenset(entry.region for entry in entries),
    }


def tongues_of(entries: Iterable[Entry]) -> tuple[Language, ...]:
    """Return the languages of interpretation that occur, sorted."""
    return tuple(sorted({language for entry in entries for language in entry.languages}))


def calendar_language(conference: Conference, language: Language) -> Language:
    """Return the language of the calendars to which a page in a language invites."""
    return language_for(language, conference.languages) or conference.languages[0]


def whole_calendar(feeds: Feeds, conference: Conference, language: Language) -> str | None:
    """Return the path of the calendar of the whole programme to which a page in a language invites.

    There is none where even without descriptions it is more than calendars take.
    """
    spoken = calendar_language(conference, language)
    return path_of(Programme(), spoken) if feeds.fits(Programme(), spoken) else None


def calendars_of(
    feeds: Feeds,
    conference: Conference,
    entries: Iterable[Entry],
    language: Language,
    *,
    small: bool,
) -> Iterator[tuple[str, list[Calendar]]]:
    """Yield each family of calendars, and those of it that have sessions, as the conference lists them.

    Those that calendars do not take are left out; none is, if the whole programme is small enough.
    """
    used = _used(conference, entries)
    spoken = calendar_language(conference, language)
    for family, make in _FAMILIES.items():
        table: tuple[Named, ...] = getattr(conference, family)
        found = [
            Calendar(each, path_of(make(each.id), spoken))
            for each in table
            if each.id in used[family] and (small or feeds.fits(make(each.id), spoken))
        ]
        if found:
            yield family, found
