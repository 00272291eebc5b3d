"""What of a release everybody may read, and by what it is looked for."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from scheduler.instance.frozen import Frozen, Identifier
from scheduler.publishing.records import Conference, Entry, Language, Named, Release

WHOLE = "whole"
"""The family of the calendar of the whole programme."""

FAMILIES = ("themes", "kinds", "bodies", "rooms", "regions")
"""The other families, named as the tables of a conference are."""


class Feed(Frozen):
    """A calendar that anybody may subscribe to."""

    family: str
    """`WHOLE`, or one of `FAMILIES`."""
    of: Identifier | None = None
    """Which of the family; nothing for the whole programme."""
    language: Language
    address: str
    """Path below the folder of the page, or an absolute address."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something by which sessions are filtered, and its values."""

    name: str
    values: tuple[Named, ...]


def public_entries(release: Release) -> tuple[Entry, ...]:
    """Return the sessions that everybody may know of."""
    return tuple(entry for entry in release.entries if not entry.private)


def is_remote(entry: Entry) -> bool:
    """Whether one can take part in a session from afar, or follow it."""
    return bool(entry.sites or entry.stream)


def choices_of(conference: Conference, entries: Iterable[Entry]) -> tuple[Choice, ...]:
    """Return the filters that tell sessions apart, each with the values that occur."""
    entries = tuple(entries)
    used = {
        "theme": {theme for entry in entries for theme in entry.themes},
        "kind": {entry.kind for entry in entries},
        "body": {entry.body for entry in entries},
        "region": {entry.region for entry in entries},
    }
    tables: Mapping[str, tuple[Named, ...]] = {
        "theme": conference.themes,
        "kind": conference.kinds,
        "body": conference.bodies,
        "region": conference.regions,
    }
    found = (
        Choice(name, tuple(each for each in table if each.id in used[name]))
        for name, table in tables.items()
    )
    return tuple(choice for choice in found if choice.values)


def languages_of(entries: Iterable[Entry]) -> tuple[Language, ...]:
    """Return the languages of interpretation that occur, sorted."""
    return tuple(sorted({language for entry in entries for language in entry.languages}))


def whole_feed(feeds: Iterable[Feed], language: Language) -> Feed | None:
    """Return the calendar of the whole programme in a language; in another, if there is none in it."""
    return next(iter(_in_language([each for each in feeds if each.family == WHOLE], language)), None)


def feeds_by_family(
    conference: Conference, feeds: Iterable[Feed], language: Language
) -> Iterator[tuple[str, list[tuple[Named, Feed]]]]:
    """Yield each family that has calendars, and these with what they are of, as the conference lists them."""
    feeds = tuple(feeds)
    for family in FAMILIES:
        table: tuple[Named, ...] = getattr(conference, family)
        ours = _in_language([each for each in feeds if each.family == family], language)
        by_id = {feed.of: feed for feed in ours}
        found = [(each, by_id[each.id]) for each in table if each.id in by_id]
        if found:
            yield family, found


def _in_language(feeds: list[Feed], language: Language) -> list[Feed]:
    """Return the feeds in a language; all those of the first one, if there is none in it."""
    spoken = [feed.language for feed in feeds]
    chosen = language if language in spoken else next(iter(spoken), language)
    return [feed for feed in feeds if feed.language == chosen]
