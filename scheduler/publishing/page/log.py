"""What each release changed, as everybody may read it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from scheduler.publishing.records import Entry, Release, Standing


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a session."""

    what: str
    """``added``, ``moved``, ``room``, ``cancelled``, ``restored``, ``renamed`` or ``removed``."""
    entry: Entry
    """As it was published with the change; as it was before, if it is no longer listed."""
    before: Entry | None
    """As it was before, if that is told: it has moved, or has another room."""
    listed: bool
    """Whether it is on the page."""


@dataclass(frozen=True, slots=True)
class Issue:
    """A release, and what it changed."""

    number: int
    published: datetime
    note: str
    changes: tuple[Change, ...] | None
    """Nothing for the first release."""


def log_of(release: Release, earlier: Iterable[Release]) -> tuple[Issue, ...]:
    """Return the releases up to this one, the last first, and what each changed.

    Sessions that are private in this release, or were in one of the two that are compared, are not told of.
    """
    releases = sorted((*earlier, release), key=lambda each: each.number)
    hidden = {entry.session for entry in release.entries if entry.private}
    listed = {entry.session for entry in release.entries if not entry.private}
    issues = [_issue(releases[0], None)]
    for old, new in pairwise(releases):
        issues.append(_issue(new, tuple(_changes(old, new, hidden, listed))))
    return tuple(reversed(issues))


def _issue(release: Release, changes: Sequence[Change] | None) -> Issue:
    found = None if changes is None else tuple(changes)
    return Issue(release.number, release.published, release.note, found)


def _changes(old: Release, new: Release, hidden: set[str], listed: set[str]) -> Iterator[Change]:
    before = {entry.session: entry for entry in old.entries}
    after = {entry.session: entry for entry in new.entries}
    for session in _in_order(new, old):
        entry = after.get(session) or before[session]
        known = before.get(session)
        if session in hidden or entry.private or (known is not None and known.private):
            continue
        what = _what(known, after.get(session))
        if what:
            told = known if what in {"moved", "room"} else None
            yield Change(what, entry, told, session in listed)


def _in_order(*releases: Release) -> Iterator[str]:
    """Yield each session once, as the releases list them."""
    yield from dict.fromkeys(entry.session for each in releases for entry in each.entries)


def _what(old: Entry | None, new: Entry | None) -> str:
    """Say what became of a session: the first of all that is true, nothing if it is the same."""
    if new is None:
        return "removed"
    if old is None:
        return "added"
    cancelled = Standing.CANCELLED
    if old.standing != new.standing and cancelled in {old.standing, new.standing}:
        return "cancelled" if new.standing is cancelled else "restored"
    if (old.start, old.end) != (new.start, new.end):
        return "moved"
    if old.room != new.room:
        return "room"
    return "" if _told(old) == _told(new) else "renamed"


def _told(entry: Entry) -> tuple[object, ...]:
    """Return what the page tells of a session, besides time and room."""
    return (
        *(entry.titles, entry.descriptions, entry.kind, entry.body, entry.themes),
        *(entry.languages, entry.region, entry.stream, entry.standing, bool(entry.sites)),
    )
