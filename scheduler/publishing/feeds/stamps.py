"""When calendars last changed: later whenever anything of them did, and never back.

Its sessions do not say it of a calendar that one of them has left, nor a session of what one person alone is
shown of it. So a release keeps what they do not say, by the key of a calendar, or of a session in a person's
calendar. No other calendar has another stamp for that.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from scheduler.instance import is_online, remade
from scheduler.publishing.feeds.addresses import ForPerson, Personal, Picked, ProgrammeFeed, Which
from scheduler.publishing.feeds.tables import FeedTables
from scheduler.publishing.publicity import edition_of
from scheduler.publishing.records import Entry, Release, TitledRow

_COMMON = ("zone", "organiser", "site", "first_day", "last_day")
"""Fields of a conference that every calendar shows, besides its name."""


def changed_event(release: Release, which: Which, entry: Entry) -> datetime:
    """Return when what a calendar shows of a session last changed."""
    if not isinstance(which, ForPerson):
        return entry.changed
    return max(entry.changed, release.stamps.get(_own_key(which, entry), entry.changed))


def changed_calendar(release: Release, which: Which, entries: Sequence[Entry]) -> datetime:
    """Return when a calendar with these sessions last changed; at first, if there is none, when it began."""
    if entries:
        events = max(changed_event(release, which, entry) for entry in entries)
    else:
        events = min((entry.created for entry in release.entries), default=release.published)
    return max(events, release.stamps.get(which.key, events))


def changed_public(release: Release) -> datetime:
    """Return when anything public last changed."""
    return release.stamps.get(_PUBLIC, release.published)


def stamps_of(release: Release, before: Release) -> dict[str, datetime]:
    """Return what a release, without any such stamps, keeps beside those of its sessions."""
    old, new = FeedTables(before), FeedTables(release)
    found = dict(_own_stamps(old, new))
    stamped = remade(release, stamps=found)
    public = [edition_of(release).published]
    picked = _picked_stamp(old, new)
    if picked is not None:
        found[_PICKED.key] = picked
        public.append(picked)
    for which in new.calendars():
        entries, was = new.sessions.of(which), old.sessions.of(which)
        seen = _seen(stamped, which, entries), _header(new, which)
        is_same = old.has(which) and seen == (_seen(before, which, was), _header(old, which))
        changed = changed_calendar(before, which, was) if is_same else release.published
        if changed != changed_calendar(stamped, which, entries):
            found[which.key] = changed
        if not isinstance(which, Personal):
            public.append(changed)
    return found if max(public) == release.published else found | {_PUBLIC: max(public)}


def stamps_without(release: Release, shown: Release, at: datetime) -> dict[str, datetime]:
    """Return stamps of calendars that lose a session or their name, where not all of a release is shown."""
    old, new = FeedTables(release), FeedTables(shown)
    lost = {
        which.key: at
        for which in new.calendars()
        if len(old.sessions.of(which)) > len(new.sessions.of(which))
        or _header(old, which) != _header(new, which)
    }
    return lost | {_PICKED.key: at, _PUBLIC: at} if lost else lost


_PUBLIC = "public"
_PICKED = Picked(frozenset())


def _own_key(which: ForPerson, entry: Entry) -> str:
    return f"{which.key}/{entry.session}"


def _seen(release: Release, which: Which, entries: Sequence[Entry]) -> list[tuple[str, datetime]]:
    """Return which events a calendar has, in which state: equal ones are equal byte by byte."""
    return [(entry.uid, changed_event(release, which, entry)) for entry in entries]


def _picked_stamp(old: FeedTables, new: FeedTables) -> datetime | None:
    """Return when sessions last left the programme, from which readers may have picked them, if any did."""
    public = {entry.session for entry in new.sessions.of(ProgrammeFeed())}
    is_left = any(entry.session not in public for entry in old.sessions.of(ProgrammeFeed()))
    if is_left or _header(old, _PICKED) != _header(new, _PICKED):
        return new.release.published
    return old.release.stamps.get(_PICKED.key)


def _own_stamps(old: FeedTables, new: FeedTables) -> Iterator[tuple[str, datetime]]:
    """Yield when what one person alone is shown of a session last changed, if later than what all are shown.

    Who joins is shown it from then on, and who comes back may have seen it before: that is a change too.
    """
    for person in new.release.conference.people:
        which = ForPerson(person.id)
        before, after = _own(old, which), _own(new, which)
        for entry in new.sessions.of(which):
            key = _own_key(which, entry)
            if before.get(entry.session) != after[entry.session]:
                stamp = new.release.published
            else:
                stamp = old.release.stamps.get(key, entry.changed)
            if stamp > entry.changed:
                yield key, stamp


def _header(tables: FeedTables, which: Which) -> tuple[object, ...]:
    """Return all that a calendar shows besides its events."""
    conference, row = tables.conference, tables.named_by(which)
    names = [tables.calendar_name(which, language) for language in conference.languages]
    colour = row.colour if isinstance(row, TitledRow) else None
    return (*(getattr(conference, field) for field in _COMMON), colour, *names)


def _own(tables: FeedTables, which: ForPerson) -> Mapping[str, tuple[object, ...]]:
    """Return, by session, what a person's calendar shows that others do not."""
    person = tables.people.get(which.id)
    online = is_online(person)
    zone = person.zone if person and online else None
    shown = zip(tables.sessions.of(which), tables.sessions.busy(which.id), strict=True)
    return {
        entry.session: (online, zone, takes, entry.is_held and entry.join) for entry, takes in shown
    }
