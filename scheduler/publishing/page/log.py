"""What each release changed, as everybody may read it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from scheduler.publishing.differences import Change, Difference, differences
from scheduler.publishing.page.contents import public_entries
from scheduler.publishing.publicity import is_public, secrets_of, tells_news
from scheduler.publishing.records import Entry, Release

_SHOWN = frozenset(
    {
        "titles",
        "descriptions",
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
class Told:
    """What became of a session."""

    change: Change
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
    told: tuple[Told, ...] | None
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
            Told(d.change, d.entry, _before(d), d.session in listed)
            for d in differences(before, each)
            if d.session not in secret and _is_public(d)
        )
        if told or tells_news(before, each, secret):
            issues.append(_issue(each, told))
    return tuple(reversed(issues))


def _issue(release: Release, told: tuple[Told, ...] | None) -> Issue:
    return Issue(release.number, release.published, release.note, told)


def _is_public(difference: Difference) -> bool:
    """Whether everybody could know of a session, before and after, and sees that it is another."""
    entries = [*_both(difference)]
    if not all(map(is_public, entries)):
        return False
    return difference.change is not Change.OTHER or bool(
        _SHOWN & {*difference.fields} or len({bool(entry.sites) for entry in entries}) > 1
    )


def _both(difference: Difference) -> Iterator[Entry]:
    yield from (entry for entry in (difference.old, difference.new) if entry is not None)


def _before(difference: Difference) -> Entry | None:
    return difference.old if difference.change in {Change.MOVED, Change.ROOM} else None
