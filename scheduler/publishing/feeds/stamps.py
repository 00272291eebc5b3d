"""When calendars last changed: later whenever anything of them did, and never back.

Its sessions do not say it of a calendar that one of them has left, nor a session of what one person alone is
shown of it. So a release keeps what they do not say, by the key of a calendar, or of a session in a person's
calendar. No other calendar has another stamp for that.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from scheduler.instance import is_online
from scheduler.publishing.feeds.kinds import (
    PARTS,
    ForDelegation,
    ForPerson,
    Part,
    Personal,
    Picked,
    ProgrammeFeed,
    SessionFeed,
    Which,
)
from scheduler.publishing.feeds.names import CalendarNames
from scheduler.publishing.feeds.selection import Sessions
from scheduler.publishing.publicity import edition_of, rows_by_id
from scheduler.publishing.records import Entry, PublishedPerson, Release, SessionStanding, TitledRow

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
    return max(events, release.stamps.get(_key(which), events))


def changed_public(release: Release) -> datetime:
    """Return when anything public last changed."""
    return release.stamps.get(_PUBLIC, release.published)


def stamps_of(release: Release, before: Release) -> dict[str, datetime]:
    """Return what a release keeps beside the stamps of its sessions.

    Parameters
    ----------
    release
        Without any such stamps.
    before
        The release that it follows, with its own.
    """
    old, new = _KnownStamps(before), _KnownStamps(release)
    found = dict(_own_stamps(old, new))
    stamped = Release(**(dict(release) | {"stamps": found}))
    public = [edition_of(release).published, *_picked_stamps(old, new)]
    found |= {_key(_PICKED): each for each in public[1:]}
    for key, which in new.calendars():
        entries, was = new.sessions.of(which), old.sessions.of(which)
        seen = _seen(stamped, which, entries), new.header(which)
        is_same = old.has(which) and seen == (_seen(before, which, was), old.header(which))
        changed = changed_calendar(before, which, was) if is_same else release.published
        if changed != changed_calendar(stamped, which, entries):
            found[key] = changed
        if not isinstance(which, Personal):
            public.append(changed)
    return found if max(public) == release.published else found | {_PUBLIC: max(public)}


def stamps_without(release: Release, shown: Release, at: datetime) -> dict[str, datetime]:
    """Return stamps of calendars that lose a session or their name, where not all of a release is shown."""
    old, new = _KnownStamps(release), _KnownStamps(shown)
    lost = {
        key: at
        for key, which in new.calendars()
        if len(old.sessions.of(which)) > len(new.sessions.of(which))
        or old.header(which) != new.header(which)
    }
    return lost | {_key(_PICKED): at, _PUBLIC: at} if lost else lost


_PUBLIC = "public"
_PICKED = Picked(frozenset())


def _key(which: Which) -> str:
    match which:
        case ProgrammeFeed():
            return "programme"
        case Picked():
            return "picked"
        case SessionFeed(session):
            return f"sessions/{session}"
        case _:
            return f"{which.table}/{which.id}"


def _own_key(which: ForPerson, entry: Entry) -> str:
    return f"{_key(which)}/{entry.session}"


def _seen(release: Release, which: Which, entries: Sequence[Entry]) -> list[tuple[str, datetime]]:
    """Return which events a calendar has, in which state: equal ones are equal byte by byte."""
    return [(entry.uid, changed_event(release, which, entry)) for entry in entries]


def _picked_stamps(old: "_KnownStamps", new: "_KnownStamps") -> Iterator[datetime]:
    """Yield when sessions last left the programme, from which readers may have picked them, if any did."""
    public = {entry.session for entry in new.sessions.of(ProgrammeFeed())}
    is_left = any(entry.session not in public for entry in old.sessions.of(ProgrammeFeed()))
    if is_left or old.header(_PICKED) != new.header(_PICKED):
        yield new.release.published
    elif _key(_PICKED) in old.release.stamps:
        yield old.release.stamps[_key(_PICKED)]


def _own_stamps(old: "_KnownStamps", new: "_KnownStamps") -> Iterator[tuple[str, datetime]]:
    """Yield when what one person alone is shown of a session last changed, if later than what all are shown.

    Who joins is shown it from then on, and who comes back may have seen it before: that is a change too.
    """
    for person in new.release.conference.people:
        which = ForPerson(person.id)
        before, after = old.own(which), new.own(which)
        for entry in new.sessions.of(which):
            key = _own_key(which, entry)
            if before.get(entry.session) != after[entry.session]:
                stamp = new.release.published
            else:
                stamp = old.release.stamps.get(key, entry.changed)
            if stamp > entry.changed:
                yield key, stamp


def _is_held(entry: Entry) -> bool:
    return entry.standing is not SessionStanding.CANCELLED


class _KnownStamps:
    """A release, and what is looked up in it."""

    def __init__(self, release: Release) -> None:
        self.release = release
        self.sessions = Sessions(release)
        self._rows = rows_by_id(release.conference)
        self._names = CalendarNames(release.conference, self.sessions.is_behind_doors)

    def calendars(self) -> Iterator[tuple[str, Which]]:
        """Yield all calendars that there are, with their keys."""
        yield _key(ProgrammeFeed()), ProgrammeFeed()
        for make in (*PARTS, ForDelegation, ForPerson):
            for id_ in self._rows[make.table]:
                which = make(id_)
                if not self.sessions.is_behind_doors(which):
                    yield _key(which), which

    def has(self, which: Which) -> bool:
        """Return whether there is such a calendar."""
        known = isinstance(which, ProgrammeFeed) or self._row(which) is not None
        return known and not self.sessions.is_behind_doors(which)

    def header(self, which: Which) -> tuple[object, ...]:
        """Return all that a calendar shows besides its events."""
        conference, row = self.release.conference, self._row(which)
        names = [self._names.name(which, row, language) for language in conference.languages]
        colour = row.colour if isinstance(row, TitledRow) else None
        return (*(getattr(conference, field) for field in _COMMON), colour, *names)

    def own(self, which: ForPerson) -> Mapping[str, tuple[object, ...]]:
        """Return, by session, what a person's calendar shows that others do not."""
        row = self._row(which)
        person = row if isinstance(row, PublishedPerson) else None
        online = is_online(person)
        zone = person.zone if person and online else None
        busy = self.sessions.busy(which.id)
        entries = self.sessions.of(which)
        return {
            entry.session: (online, zone, takes, _is_held(entry) and entry.join)
            for entry, takes in zip(entries, busy, strict=True)
        }

    def _row(self, which: Which) -> TitledRow | PublishedPerson | None:
        return self._rows[which.table].get(which.id) if isinstance(which, Part) else None
